import type { Order, OrderStatus } from '@parley/client';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { moment, money } from '../lib/format';
import { useLive, useMe } from '../lib/live';
import { parley } from '../lib/parley';
import { Avatar, Empty, Spinner, cx } from '../ui';
import { OrderActions } from './OrderActions';
import { StatusChip } from './StatusChip';

const STATUSES: (OrderStatus | undefined)[] = [undefined, 'pending', 'confirmed', 'in_progress', 'completed', 'cancelled'];

/** One's orders; a provider's are a board by state where there is room. */
export default function OrdersPage(): ReactNode {
  const { t } = useTranslation();
  const provider = useMe().data?.userType === 'provider';
  const [status, setStatus] = useState<OrderStatus>();
  const orders = useQuery({ queryKey: ['orders', status ?? 'all'], queryFn: () => parley.orders.list({ limit: 100, ...(status ? { status } : {}) }) });
  const items = orders.data?.items ?? [];
  return (
    <div className="flex h-full flex-col">
      <header className="border-b border-line bg-surface px-4 pt-4 md:px-6">
        <h1 className="text-lg font-semibold">{t('nav.orders')}</h1>
        <div role="tablist" aria-label={t('order.byStatus')} className={cx('-mb-px flex gap-4 overflow-x-auto pt-2', provider && 'lg:hidden')}>
          {STATUSES.map((one) => (
            <button key={one ?? 'all'} type="button" role="tab" aria-selected={status === one} onClick={() => setStatus(one)} className={cx('shrink-0 border-b-2 pb-2 text-sm', status === one ? 'border-accent font-medium text-accent' : 'border-transparent text-muted hover:text-ink')}>
              {t(one ? `status.${one}` : 'all')}
            </button>
          ))}
        </div>
      </header>
      <div className="min-h-0 flex-1 overflow-auto p-4 md:p-6">
        {orders.isPending ? (
          <Spinner />
        ) : orders.isError ? (
          <p role="alert" className="text-danger">
            {t('unreachable')}
          </p>
        ) : items.length === 0 ? (
          <Empty icon="order" title={t('order.none')} />
        ) : (
          <>
            {provider && (
              <div className="hidden h-full min-w-[900px] grid-cols-4 gap-4 lg:grid">
                {(['pending', 'confirmed', 'in_progress', 'completed'] as const).map((column) => {
                  const here = items.filter((order) => order.status === column);
                  return (
                    <section key={column} aria-label={t(`status.${column}`)} className="rounded-2xl bg-sunken/60 p-3">
                      <h2 className="mb-2 flex justify-between px-1 text-sm font-semibold">
                        {t(`status.${column}`)} <span className="text-muted">{here.length}</span>
                      </h2>
                      <ul className="flex flex-col gap-2">
                        {here.map((order) => (
                          <OrderItem key={order.id} order={order} />
                        ))}
                      </ul>
                    </section>
                  );
                })}
              </div>
            )}
            <ul className={cx('mx-auto flex max-w-2xl flex-col gap-3', provider && 'lg:hidden')}>
              {items.map((order) => (
                <OrderItem key={order.id} order={order} />
              ))}
            </ul>
          </>
        )}
      </div>
    </div>
  );
}

function OrderItem({ order }: { order: Order }): ReactNode {
  const { userId } = useLive();
  const other = order.customerId === userId ? order.provider : order.customer;
  return (
    <li className="rounded-xl border border-line bg-surface p-3.5">
      <div className="flex items-start justify-between gap-3">
        <Link href={`/orders/${order.id}`} className="min-w-0 hover:underline">
          <span className="block truncate font-medium">{order.serviceName}</span>
          <span className="block text-xs text-muted">{order.orderNumber}</span>
        </Link>
        <span className="font-semibold tabular-nums">{money(order.totalAmount, order.currency)}</span>
      </div>
      <div className="mt-2 mb-3 flex flex-wrap items-center gap-2 text-sm text-muted">
        <StatusChip status={order.status} />
        {other && (
          <span className="inline-flex items-center gap-1.5">
            <Avatar name={other.displayName} url={other.avatarUrl} size={20} />
            {other.displayName}
          </span>
        )}
        <span>{moment(order.scheduledTime ?? order.createdAt)}</span>
      </div>
      <OrderActions order={order} most={3} />
    </li>
  );
}
