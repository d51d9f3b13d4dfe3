import type { HelpCall } from '@parley/client';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { moment } from '../lib/format';
import { Icon } from '../ui/icons';
import { Badge, Who } from './parts';

const TONES = { open: 'bad', taken: 'warn', closed: 'quiet' } as const;

/** A call for help: who, about which order, and how far it is. */
export function CallItem({ call, children }: { call: HelpCall; children?: ReactNode }): ReactNode {
  const { t } = useTranslation('admin');
  return (
    <li className="flex items-start gap-3 px-4 py-3">
      <span className="flex size-9 shrink-0 items-center justify-center rounded-full bg-danger-soft text-danger">
        <Icon name="sos" size={18} />
      </span>
      <div className="min-w-0 flex-1 text-sm">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <Link href={`/orders/${call.orderId}`} className="text-[15px] font-medium break-all hover:underline">
            {t('emergency.order', { id: call.orderId })}
          </Link>
          <Badge tone={TONES[call.state]}>{t(`emergency.states.${call.state}`)}</Badge>
          <time className="ml-auto text-xs text-muted">{moment(call.createdAt)}</time>
        </p>
        <p className="text-muted">
          {t('emergency.caller')} <Who id={call.callerId} /> · {call.contactId ? <>{t('emergency.contact')} <Who id={call.contactId} /></> : t('emergency.platform')}
        </p>
        {call.takenBy && <Step what={t('emergency.takenBy')} who={call.takenBy} at={call.takenAt} />}
        {call.closedBy && <Step what={t('emergency.closedBy')} who={call.closedBy} at={call.closedAt} />}
        {call.note && <blockquote className="mt-1 w-fit max-w-full rounded-2xl rounded-tl-md bg-sunken px-4 py-2 break-words whitespace-pre-wrap">{call.note}</blockquote>}
        {children}
      </div>
    </li>
  );
}

function Step({ what, who, at }: { what: string; who: number; at: string | null | undefined }): ReactNode {
  return (
    <p className="text-muted">
      {what} <Who id={who} />
      {at && <> · {moment(at)}</>}
    </p>
  );
}
