import type { Order } from '@parley/client';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { moment, money } from '../lib/format';
import { useLive } from '../lib/live';
import { Avatar } from '../ui';
import { OrderActions } from './OrderActions';
import { OrderNotes } from './OrderNotes';

export function OrderItem({ order }: { order: Order }): ReactNode {
  const { t } = useTranslation();
  const { userId } = useLive();
  const other = order.customerId === userId ? order.provider : order.customer;
  return (
    <li className="rounded-xl border border-line bg-surface p-3.5">
      <div className="flex items-start justify-between gap-3">
        <Link href={`/orders/${order.id}`} className="min-w-0 hover:underline">
          <span className="block truncate font-medium">{order.serviceName}</span>
          <span className="block text-xs text-muted">{order.orderNumber}</span>
        </Link>
        <span className="text-right">
          <span className="block font-semibold tabular-nums">{money(order.totalAmount, order.currency)}</span>
          <span className="text-xs text-muted">{t(`payment.${order.paymentStatus}`)}</span>
        </span>
      </div>
      <div className="mt-2 mb-3 flex flex-wrap items-center gap-2 text-sm text-muted">
        <OrderNotes order={order} />
        {other && (
          <span className="inline-flex min-w-0 items-center gap-1.5">
            <Avatar name={other.displayName} url={other.avatarUrl} size={20} />
            <span className="truncate">{other.displayName}</span>
          </span>
        )}
        <span>{moment(order.scheduledTime ?? order.createdAt)}</span>
      </div>
      <div className="flex flex-wrap gap-2">
        <OrderActions order={order} most={3} />
        {order.status === 'completed' && order.customerId === userId && order.serviceId && (
          <Link href={`/services/${order.serviceId}`} className="inline-flex min-h-9 items-center rounded-lg bg-sunken px-3.5 text-sm font-medium">
            {t('order.again')}
          </Link>
        )}
      </div>
    </li>
  );
}
