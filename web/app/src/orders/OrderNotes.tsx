import type { Order } from '@parley/client';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { money } from '../lib/format';
import { useLive } from '../lib/live';
import { StatusChip } from './StatusChip';

/** How far an order is, and what waits for an answer: an offer, a wish to cancel, a dispute. */
export function OrderNotes({ order }: { order: Order }): ReactNode {
  const { t } = useTranslation();
  const { userId } = useLive();
  const { status, cancelRequestedBy, quotedAmount, disputeStatus, currency, customer, provider } = order;
  const asker = cancelRequestedBy === userId ? t('you') : (cancelRequestedBy === order.customerId ? customer : provider)?.displayName;
  return (
    <>
      <StatusChip status={status} />
      {cancelRequestedBy && <span className="text-xs text-warn">{[t('order.cancelAsked'), asker].filter(Boolean).join(': ')}</span>}
      {quotedAmount !== null && quotedAmount !== undefined && <span className="text-xs text-warn">{t('order.quoted', { amount: money(quotedAmount, currency) })}</span>}
      {disputeStatus === 'open' && <span className="text-xs text-danger">{t('order.did.disputed')}</span>}
    </>
  );
}
