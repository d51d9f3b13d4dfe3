import { useQuery, useQueryClient } from '@tanstack/react-query';
import { parley } from '../lib/parley';

/** Whether one has blocked somebody, and how to take it back. */
export function useBlock(id: string | undefined): { isBlocked: boolean; unblock: () => Promise<void> } {
  const queries = useQueryClient();
  const all = useQuery({ queryKey: ['blocked'], queryFn: () => parley.safety.blocked(), staleTime: 60_000, enabled: Boolean(id) }).data ?? [];
  // That list knows people by number; whoever blocks nobody needn't ask for one's.
  const person = useQuery({ queryKey: ['person', id], queryFn: () => parley.auth.person(id as string), staleTime: 60_000, enabled: Boolean(id) && all.length > 0 });
  const number = person.data?.numericId;
  return {
    isBlocked: all.some(({ userId }) => userId === number),
    unblock: async () => {
      await parley.safety.unblock(number as number);
      await queries.invalidateQueries({ queryKey: ['blocked'] });
    },
  };
}
