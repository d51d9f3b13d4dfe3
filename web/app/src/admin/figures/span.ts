import type { Statistic, StatisticsQuery } from '@parley/client';
import i18next from 'i18next';
import type { Moment } from '../charts/series';

export const SPANS = ['hours', 'days'] as const;
export type Span = (typeof SPANS)[number];

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** The last 24 hours, or 30 days, this one among them. */
export function spanOf(span: Span, now = Date.now()): Pick<StatisticsQuery, 'from' | 'to' | 'by'> {
  const [by, step, count] = span === 'hours' ? (['hour', HOUR, 24] as const) : (['day', DAY, 30] as const);
  const to = (Math.floor(now / step) + 1) * step;
  return { by, from: new Date(to - count * step).toISOString(), to: new Date(to).toISOString() };
}

/** Hours as they are here; a day is one of UTC, wherever one looks from. */
export function momentsOf(span: Span, statistics: readonly Statistic[]): Moment[] {
  const speak = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => new Intl.DateTimeFormat(i18next.language, options);
  const [short, long] =
    span === 'hours'
      ? [speak({ hour: '2-digit', minute: '2-digit', hour12: false }), speak({ weekday: 'short', hour: '2-digit', minute: '2-digit', hour12: false })]
      : [speak({ month: 'numeric', day: 'numeric', timeZone: 'UTC' }), speak({ weekday: 'short', month: 'short', day: 'numeric', timeZone: 'UTC' })];
  return statistics.map(({ at }) => ({ short: short.format(new Date(at)), long: long.format(new Date(at)) }));
}
