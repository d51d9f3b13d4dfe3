import type { OrderStatus } from '@parley/client';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, Spinner } from '../ui';
import { OrderItem } from './OrderItem';
import { useOrders } from './useOrders';

const COLUMNS = ['pending', 'confirmed', 'in_progress', 'completed'] as const;

/** A provider's orders by state, where there is room for columns. */
export function Board(): ReactNode {
  return (
    <div className="flex min-h-full min-w-[900px] flex-col gap-4">
      <div className="grid flex-1 grid-cols-4 gap-4">
        {COLUMNS.map((status) => (
          <Column key={status} status={status} />
        ))}
      </div>
      <Cancelled />
    </div>
  );
}

/** What came to nothing, for whoever wants to see it. */
function Cancelled(): ReactNode {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button tone="plain" aria-expanded={open} className="self-start" onClick={() => setOpen(!open)}>
        {t('status.cancelled')}
      </Button>
      {open && <Column status="cancelled" />}
    </>
  );
}

function Column({ status }: { status: OrderStatus }): ReactNode {
  const { t } = useTranslation();
  const orders = useOrders({ status, role: 'provider' });
  return (
    <section aria-label={t(`status.${status}`)} className="min-w-0 rounded-2xl bg-sunken/60 p-3">
      <h2 className="mb-2 flex justify-between px-1 text-sm font-semibold">
        {t(`status.${status}`)} <span className="text-muted tabular-nums">{orders.total}</span>
      </h2>
      {orders.isPending && <Spinner />}
      {orders.isError && (
        <p role="alert" className="px-1 text-sm text-danger">
          {t('unreachable')}
        </p>
      )}
      <ul className="flex flex-col gap-2">
        {orders.items.map((order) => (
          <OrderItem key={order.id} order={order} />
        ))}
      </ul>
      {orders.more && (
        <Button tone="plain" className="mt-2 w-full" busy={orders.isLoadingMore} onClick={orders.more}>
          {t('notices.more')}
        </Button>
      )}
    </section>
  );
}
