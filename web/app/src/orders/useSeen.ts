import type { Order } from '@parley/client';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { parley } from '../lib/parley';

const NEWEST = 50;

/** What was told of an order has been seen by whoever looks at the order itself. */
export function useSeen(order: Order | undefined): void {
  const queries = useQueryClient();
  const { id, numericId, status } = order ?? {};
  useEffect(() => {
    if (id === undefined) return;
    void readOf([id, String(numericId)])
      .then((some) => (some ? queries.invalidateQueries({ queryKey: ['notices'] }) : undefined))
      .catch(() => undefined); // they stay unread, which is no harm
  }, [id, numericId, status, queries]);
}

async function readOf(ids: readonly string[]): Promise<boolean> {
  const { items } = await parley.notifications.list(undefined, NEWEST);
  const told = items.filter(({ is_read, data = {} }) => !is_read && ids.includes(String(data.orderId ?? data.order_id)));
  await Promise.all(told.map((notice) => parley.notifications.read(notice.id)));
  return told.length > 0;
}
