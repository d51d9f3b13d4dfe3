import type { Order, OrderStatus } from '@parley/client';
import { useInfiniteQuery } from '@tanstack/react-query';
import { parley } from '../lib/parley';

const PAGE = 30;

export interface OrderPages {
  items: Order[];
  total: number;
  isPending: boolean;
  isError: boolean;
  /** Loads the next page; undefined when all are here. */
  more: (() => void) | undefined;
  isLoadingMore: boolean;
}

/** Orders, newest first, a page at a time. */
export function useOrders(query: { status?: OrderStatus | undefined; role?: 'customer' | 'provider' }): OrderPages {
  const { status, role } = query;
  const orders = useInfiniteQuery({
    queryKey: ['orders', role ?? 'both', status ?? 'all'],
    queryFn: ({ pageParam }) => parley.orders.list({ page: pageParam, limit: PAGE, ...(status ? { status } : {}), ...(role ? { role } : {}) }),
    initialPageParam: 1,
    getNextPageParam: ({ page, limit, total }) => (page * limit < total ? page + 1 : undefined),
  });
  const pages = orders.data?.pages ?? [];
  // A new order moves what is on the pages by one: what two pages have is shown once.
  const byId = new Map(pages.flatMap((page) => page.items).map((order) => [order.id, order]));
  return {
    items: [...byId.values()],
    total: pages[0]?.total ?? 0,
    isPending: orders.isPending,
    isError: orders.isError,
    more: orders.hasNextPage ? () => void orders.fetchNextPage() : undefined,
    isLoadingMore: orders.isFetchingNextPage,
  };
}
