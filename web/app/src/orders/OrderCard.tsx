import type { Message } from '@parley/client';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { clock, money } from '../lib/format';
import { useTimeline } from '../lib/live';
import { parley } from '../lib/parley';
import { Icon } from '../ui/icons';
import { stepOf } from '../lib/words';
import { OrderActions } from './OrderActions';
import { OrderNotes } from './OrderNotes';

/** A step of an order, in the chat. The newest card of an order has its actions; older ones are a line. */
export function OrderCard({ message }: { message: Message }): ReactNode {
  const { t } = useTranslation();
  const id = message.content.orderId;
  const [asking, setAsking] = useState(false);
  const order = useQuery({ queryKey: ['order', id], queryFn: () => parley.orders.read(String(id)), enabled: id !== undefined });
  const newest = useTimeline(message.conversationId).messages.findLast((other) => other.messageType === 'order' && other.content.orderId === id)?.id === message.id;
  if ((!newest && !asking) || !order.data)
    return (
      <p className="py-2 text-center text-xs text-muted">
        {stepOf(message.content)} · {clock(message.createdAt)}
      </p>
    );
  const { data } = order;
  return (
    <section aria-label={t('order.card', { number: data.orderNumber })} className="mx-auto my-3 max-w-md rounded-2xl border border-line bg-raised p-4 shadow-xs">
      <div className="flex items-start gap-3">
        <span className="flex size-10 shrink-0 items-center justify-center rounded-xl bg-accent-soft text-accent">
          <Icon name="order" />
        </span>
        <div className="min-w-0 flex-1">
          <Link href={`/orders/${data.id}`} className="block truncate font-semibold hover:underline">
            {data.serviceName}
          </Link>
          <p className="truncate text-xs text-muted">{stepOf(message.content)}</p>
        </div>
        <span className="text-right">
          <span className="block font-semibold tabular-nums">{money(data.totalAmount, data.currency)}</span>
          <span className="text-xs text-muted">{t(`payment.${data.paymentStatus}`)}</span>
        </span>
      </div>
      <div className="mt-3 flex flex-wrap items-center gap-2">
        <OrderNotes order={data} />
      </div>
      <div className="mt-3">
        <OrderActions order={data} most={4} onAsking={setAsking} />
      </div>
    </section>
  );
}
