import type { OrderStatus } from '@parley/client';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useMe } from '../lib/live';
import { useWide } from '../lib/wide';
import { Button, Empty, Spinner, cx } from '../ui';
import { Board } from './Board';
import { OrderItem } from './OrderItem';
import { OrdersFrame } from './OrdersFrame';
import { useOrders } from './useOrders';

const STATUSES: (OrderStatus | undefined)[] = [undefined, 'pending', 'confirmed', 'in_progress', 'completed', 'cancelled'];

/** One's orders; a provider's are a board by state where there is room. */
export default function OrdersPage(): ReactNode {
  const { t } = useTranslation();
  const isProvider = useMe().data?.userType === 'provider';
  const asBoard = useWide() && isProvider;
  const [status, setStatus] = useState<OrderStatus>();
  const filter = (
    <div role="group" aria-label={t('order.byStatus')} className="flex gap-1.5 overflow-x-auto py-2">
      {STATUSES.map((one) => (
        <button
          key={one ?? 'all'}
          type="button"
          aria-pressed={status === one}
          onClick={() => setStatus(one)}
          className={cx('min-h-8 shrink-0 rounded-full px-3 text-sm -outline-offset-2', status === one ? 'bg-accent-soft font-medium text-accent' : 'text-muted hover:bg-sunken hover:text-ink')}
        >
          {t(one ? `status.${one}` : 'all')}
        </button>
      ))}
    </div>
  );
  return (
    <OrdersFrame here="/orders" tools={asBoard ? undefined : filter}>
      {asBoard ? <Board /> : <OrderList status={status} isCustomer={!isProvider} />}
    </OrdersFrame>
  );
}

function OrderList({ status, isCustomer }: { status: OrderStatus | undefined; isCustomer: boolean }): ReactNode {
  const { t } = useTranslation();
  const orders = useOrders({ status });
  if (orders.isPending) return <Spinner />;
  if (orders.isError)
    return (
      <p role="alert" className="text-danger">
        {t('unreachable')}
      </p>
    );
  if (orders.items.length === 0)
    return (
      <div className="h-full">
        <Empty icon="order" title={t('order.none')}>
          {isCustomer && !status && (
            <Link href="/services" className="text-accent hover:underline">
              {t('order.findOne')}
            </Link>
          )}
        </Empty>
      </div>
    );
  return (
    <div className="mx-auto max-w-2xl">
      <ul className="flex flex-col gap-3">
        {orders.items.map((order) => (
          <OrderItem key={order.id} order={order} />
        ))}
      </ul>
      {orders.more && (
        <Button tone="quiet" className="mt-3 w-full" busy={orders.isLoadingMore} onClick={orders.more}>
          {t('notices.more')}
        </Button>
      )}
    </div>
  );
}
