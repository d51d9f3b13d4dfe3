import type { TenantPayment } from '@parley/client';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { moment, money } from '../lib/format';
import { parley } from '../lib/parley';
import { Badge, Heading, Listing, Tabs, useListed } from './parts';
import { useRank } from './rank';
import { TenantChoice, TenantName } from './TenantChoice';

const STATES = ['stuck', 'all', 'pending', 'paid', 'refunding', 'refunded', 'closed'] as const;
const TONES = { pending: 'warn', paid: 'good', refunding: 'warn', refunded: 'quiet', closed: 'quiet' } as const;

/** What is paid and goes back; first of all what of it does not get on. */
export default function Payments(): ReactNode {
  const { t } = useTranslation('admin');
  const isOperator = useRank() === 3;
  const [tenantId, setTenantId] = useState<number>();
  const [state, setState] = useState<(typeof STATES)[number]>('stuck');
  const payments = useListed(['payments', state, tenantId], (after) => parley.admin.payments(state === 'all' ? undefined : state, tenantId, after), 15_000);
  return (
    <>
      <Heading title={t('sections.payments')} hint={t('payments.hint')}>
        {isOperator && <TenantChoice chosen={tenantId} onChoose={setTenantId} />}
      </Heading>
      <Tabs label={t('sections.payments')} tabs={STATES} chosen={state} onChoose={setState} name={(one) => t(`payments.states.${one}`)} />
      <Listing query={payments} icon="order" empty={t(state === 'stuck' ? 'payments.noneStuck' : 'payments.none')}>
        {(payment) => <PaymentItem key={payment.id} payment={payment} isOperator={isOperator} />}
      </Listing>
    </>
  );
}

function PaymentItem({ payment, isOperator }: { payment: TenantPayment; isOperator: boolean }): ReactNode {
  const { t } = useTranslation('admin');
  const { id, orderId, state, stuck, reason, tries, nextTryAt, transactionId } = payment;
  return (
    <li className="px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="font-semibold tabular-nums">{money(payment.amount, payment.currency)}</span>
        <Badge tone={TONES[state]}>{t(`payments.states.${state}`)}</Badge>
        {stuck && <Badge tone="bad">{t('payments.states.stuck')}</Badge>}
        <time className="ml-auto text-xs text-muted">{moment(payment.createdAt)}</time>
      </div>
      <p className="mt-1 text-sm break-words text-muted">
        <Link href={`/orders/${orderId}`} className="underline-offset-2 hover:underline">
          {t('emergency.order', { id: orderId })}
        </Link>{' '}
        · {t('payments.number', { id })} · {t(`payments.gateways.${payment.gateway}`, payment.gateway)}
        {isOperator && (
          <>
            {' '}
            · <TenantName id={payment.tenantId} />
          </>
        )}
        {transactionId && <span className="break-all"> · {transactionId}</span>}
      </p>
      {(reason || tries > 0) && (
        <p className={`mt-0.5 text-sm ${stuck ? 'text-danger' : 'text-muted'}`}>
          {[reason && t(`payments.reasons.${reason}`, reason), tries > 0 && t('payments.tries', { count: tries }), nextTryAt && (state === 'refunding' || stuck) && t('payments.next', { at: moment(nextTryAt) })].filter(Boolean).join(' · ')}
        </p>
      )}
    </li>
  );
}
