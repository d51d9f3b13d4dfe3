import type { Statistic } from '@parley/client';

export const sum = (statistics: readonly Statistic[], value: (statistic: Statistic) => number): number => statistics.reduce((total, statistic) => total + value(statistic), 0);

/** A share of something, or null of nothing. */
export const share = (part: number, whole: number): number | null => (whole > 0 ? Math.min(1, part / whole) : null);

/** The mean of the stars, each hour's or day's as heavy as its reviews. */
export function meanStars(statistics: readonly Statistic[]): number | null {
  const rated = statistics.filter(({ satisfaction, reviews }) => typeof satisfaction === 'number' && reviews > 0);
  const reviews = sum(rated, (one) => one.reviews);
  return reviews > 0 ? sum(rated, (one) => one.reviews * (one.satisfaction as number)) / reviews : null;
}
