import type { Statistic } from '@parley/client';

export const sum = (statistics: readonly Statistic[], value: (statistic: Statistic) => number): number => statistics.reduce((total, statistic) => total + value(statistic), 0);

/** Of all the orders made in these hours or days, the share that was taken on, and of those the share that was done; null of nothing. */
export function shares(statistics: readonly Statistic[]): { conversion: number | null; completion: number | null } {
  const created = sum(statistics, (one) => one.orders.created);
  const confirmed = sum(statistics, (one) => one.orders.created * (one.conversion ?? 0));
  const completed = sum(statistics, (one) => one.orders.created * (one.conversion ?? 0) * (one.completion ?? 0));
  return { conversion: created > 0 ? confirmed / created : null, completion: confirmed > 0 ? completed / confirmed : null };
}

/** The mean of the stars, each hour's or day's as heavy as its reviews. */
export function meanStars(statistics: readonly Statistic[]): number | null {
  const rated = statistics.filter(({ satisfaction, reviews }) => typeof satisfaction === 'number' && reviews > 0);
  const reviews = sum(rated, (one) => one.reviews);
  return reviews > 0 ? sum(rated, (one) => one.reviews * (one.satisfaction as number)) / reviews : null;
}
