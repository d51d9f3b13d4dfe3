import type { LiveFigures } from '@parley/client';
import { useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { parley } from '../../lib/parley';

const EVERY = 3_000;
const KEPT = 60;
const KEY = ['admin', 'live'];

/** What was told since one looks, oldest first; the last is how it is now. Not asked for while nobody sees it. */
export function useLiveFigures(): UseQueryResult<readonly LiveFigures[]> {
  const queries = useQueryClient();
  return useQuery({
    queryKey: KEY,
    queryFn: async () => {
      const now = await parley.admin.live();
      const before = queries.getQueryData<readonly LiveFigures[]>(KEY) ?? [];
      return [...before.filter(({ at }) => at !== now.at), now].slice(-KEPT);
    },
    refetchInterval: EVERY,
  });
}
