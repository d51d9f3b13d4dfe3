import { useQuery } from '@tanstack/react-query';
import { useMe } from '../lib/live';
import { parley } from '../lib/parley';

/** How many orders wait for this provider's word; 0 for everybody else. */
export function useRequestCount(): number {
  const isProvider = useMe().data?.userType === 'provider';
  const pending = useQuery({ queryKey: ['orders', 'waiting'], queryFn: () => parley.orders.list({ status: 'pending', role: 'provider', limit: 1 }), enabled: isProvider, staleTime: 60_000 });
  return pending.data?.total ?? 0;
}
