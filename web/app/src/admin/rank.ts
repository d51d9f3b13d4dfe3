import type { UserType } from '@parley/client';
import { useMe } from '../lib/live';

/** Who may what: each what those before may, too. */
export const RANKS: Record<UserType, number> = { customer: 0, provider: 0, agent: 1, admin: 2, operator: 3 };

/** One's own; 0 while it isn't known. */
export function useRank(): number {
  const me = useMe().data;
  return me ? RANKS[me.userType] : 0;
}
