import type { HelpCall } from '@parley/client';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { moment } from '../lib/format';
import { parley } from '../lib/parley';
import { Icon } from '../ui/icons';
import { Heading, Listing, Who, useListed } from './parts';

export default function Emergency(): ReactNode {
  const { t } = useTranslation('admin');
  const calls = useListed(['emergency'], (after) => parley.admin.helpCalls(after), 10_000);
  return (
    <>
      <Heading title={t('sections.emergency')} />
      <Listing query={calls} icon="sos" empty={t('emergency.none')}>
        {(call) => <CallItem key={call.id} call={call} />}
      </Listing>
    </>
  );
}

export function CallItem({ call }: { call: HelpCall }): ReactNode {
  const { t } = useTranslation('admin');
  return (
    <li className="flex items-start gap-3 px-4 py-3">
      <span className="flex size-9 shrink-0 items-center justify-center rounded-full bg-danger-soft text-danger">
        <Icon name="sos" size={18} />
      </span>
      <div className="min-w-0 flex-1 text-sm">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <Link href={`/orders/${call.orderId}`} className="text-[15px] font-medium hover:underline">
            {t('emergency.order', { id: call.orderId })}
          </Link>
          <time className="ml-auto text-xs text-muted">{moment(call.createdAt)}</time>
        </p>
        <p className="text-muted">
          {t('emergency.caller')} <Who id={call.callerId} /> · {call.contactId ? <>{t('emergency.contact')} <Who id={call.contactId} /></> : t('emergency.platform')}
        </p>
      </div>
    </li>
  );
}
