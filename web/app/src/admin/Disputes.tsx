import type { Dispute, DisputeState } from '@parley/client';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { money, moment } from '../lib/format';
import { parley } from '../lib/parley';
import { Badge, Heading, Listing, Tabs, Who, useListed } from './parts';

const STATES = ['open', 'refund', 'dismissed'] as const;
const TONES = { open: 'warn', refund: 'quiet', dismissed: 'quiet' } as const;

/** What is disputed, by whom and over how much; decided where the order is read. */
export default function Disputes(): ReactNode {
  const { t } = useTranslation('admin');
  const [state, setState] = useState<DisputeState>('open');
  const disputes = useListed(['disputes', state], (after) => parley.admin.disputes(state, after), 15_000);
  return (
    <>
      <Heading title={t('sections.disputes')} />
      <Tabs label={t('sections.disputes')} tabs={STATES} chosen={state} onChoose={setState} name={(one) => t(`disputes.states.${one}`)} />
      <Listing query={disputes} icon="order" empty={t(state === 'open' ? 'disputes.noneOpen' : 'disputes.none')}>
        {(dispute) => <DisputeItem key={dispute.orderId} dispute={dispute} />}
      </Listing>
    </>
  );
}

function DisputeItem({ dispute }: { dispute: Dispute }): ReactNode {
  const { t } = useTranslation('admin');
  const { orderId, orderNumber, state, serviceName, amount, currency, paymentStatus, customer, provider, raisedBy, reason, raisedAt, decidedBy, note, decidedAt } = dispute;
  return (
    <li className="px-4 py-3 text-sm">
      <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <Link href={`/orders/${orderId}`} className="text-[15px] font-medium break-all hover:underline">
          {serviceName} · {orderNumber}
        </Link>
        <Badge tone={TONES[state]}>{t(`disputes.states.${state}`)}</Badge>
        {raisedAt && <time className="ml-auto text-xs text-muted">{moment(raisedAt)}</time>}
      </p>
      <p className="mt-0.5">
        <span className="font-semibold tabular-nums">{money(amount, currency)}</span> <span className="text-muted">· {t(`translation:payment.${paymentStatus}`)}</span>
      </p>
      <p className="text-muted">
        {t('translation:role.customer')} <Who id={customer.id} /> · {t('translation:role.provider')} <Who id={provider.id} /> · {t('disputes.raisedBy')} <Who id={raisedBy} />
      </p>
      {reason && <blockquote className="mt-1 w-fit max-w-full rounded-2xl rounded-tl-md bg-sunken px-4 py-2 break-words whitespace-pre-wrap">{reason}</blockquote>}
      {decidedBy && (
        <p className="mt-1 break-words text-muted">
          {t('disputes.decidedBy')} <Who id={decidedBy} />
          {decidedAt && <> · {moment(decidedAt)}</>}
          {note && <> · {note}</>}
        </p>
      )}
    </li>
  );
}
