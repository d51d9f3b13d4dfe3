import type { LiveFigures } from '@parley/client';
import { useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { parley } from '../../lib/parley';

const EVERY = 3_000;
const KEPT = 60;

/** What was told since one looks, oldest first; the last is how it is now. Not asked for while nobody sees it. */
export function useLiveFigures(tenantId: number | undefined): UseQueryResult<readonly LiveFigures[]> {
  const queryKey = ['admin', 'live', tenantId];
  const queries = useQueryClient();
  return useQuery({
    queryKey,
    queryFn: async () => {
      const now = await parley.admin.live(tenantId);
      const before = queries.getQueryData<readonly LiveFigures[]>(queryKey) ?? [];
      return [...before.filter(({ at }) => at !== now.at), now].slice(-KEPT);
    },
    refetchInterval: EVERY,
  });
}
