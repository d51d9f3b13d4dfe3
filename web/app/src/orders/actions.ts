import type { Order } from '@parley/client';
import { parley } from '../lib/parley';

export type ActionName = 'confirm' | 'start' | 'complete' | 'acceptQuote' | 'pay' | 'cancel' | 'decline' | 'agreeCancel' | 'requestReview' | 'quote' | 'reschedule' | 'review' | 'dispute';

export interface Action {
  name: ActionName;
  /** What is the natural next step stands out. */
  primary?: boolean;
  danger?: boolean;
  /** Needs something to be written first. */
  asks?: boolean;
}

/** What this person may do to an order now. The server has the last word. */
export function actionsOf(order: Order, me: string): Action[] {
  const { status, paymentStatus } = order;
  const isProvider = order.providerId === me;
  const isCustomer = order.customerId === me;
  if (!isProvider && !isCustomer) return [];
  const open = status === 'pending' || status === 'confirmed' || status === 'in_progress';
  const actions: Action[] = [];
  if (isProvider && status === 'pending') actions.push({ name: 'confirm', primary: true });
  if (isProvider && status === 'confirmed') actions.push({ name: 'start', primary: true });
  if (isProvider && status === 'in_progress') actions.push({ name: 'complete', primary: true });
  const offered = order.quotedAmount !== null && order.quotedAmount !== undefined;
  if (isCustomer && offered && (status === 'pending' || status === 'confirmed')) actions.push({ name: 'acceptQuote', primary: true });
  if (isCustomer && open && (paymentStatus === 'unpaid' || paymentStatus === 'pending') && order.totalAmount > 0) actions.push({ name: 'pay', primary: !offered });
  if (isCustomer && status === 'completed' && !order.reviewedAt) actions.push({ name: 'review', primary: true, asks: true });
  if (isProvider && (status === 'pending' || status === 'confirmed') && paymentStatus === 'unpaid') actions.push({ name: 'quote', asks: true });
  if (status === 'pending' || status === 'confirmed') actions.push({ name: 'reschedule', asks: true });
  if (isProvider && status === 'completed' && !order.reviewRequestedAt && !order.reviewedAt) actions.push({ name: 'requestReview' });
  if (open) actions.push({ name: order.cancelRequestedBy && order.cancelRequestedBy !== me ? 'agreeCancel' : isProvider && status === 'pending' ? 'decline' : 'cancel', danger: true, asks: true });
  if (status !== 'pending' && status !== 'cancelled' && (order.disputeStatus === 'none' || order.disputeStatus === 'dismissed')) actions.push({ name: 'dispute', asks: true });
  return order.cancelRequestedBy === me ? actions.filter(({ name }) => name !== 'cancel') : actions;
}

/** Those that need nothing else to be said. */
export async function run(name: ActionName, order: Order): Promise<void> {
  switch (name) {
    case 'confirm':
    case 'start':
    case 'complete':
    case 'acceptQuote':
    case 'requestReview':
      await parley.orders[name](order.id);
      return;
    case 'pay': {
      // Opened within the press: what opens later is kept back as a pop-up.
      const page = window.open('', '_blank');
      try {
        const { payUrl } = await parley.orders.pay(order.id);
        if (page) page.opener = null;
        (page ?? window).location.assign(payUrl);
      } catch (fault) {
        page?.close();
        throw fault;
      }
      return;
    }
    default:
      throw new Error(`${name} needs more to be said.`);
  }
}
