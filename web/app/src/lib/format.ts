import i18next from 'i18next';

const cache = new Map<string, Intl.DateTimeFormat>();

function formatter(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = i18next.language + JSON.stringify(options);
  const known = cache.get(key) ?? new Intl.DateTimeFormat(i18next.language, options);
  cache.set(key, known);
  return known;
}

export const clock = (time: string | number | Date): string => formatter({ hour: '2-digit', minute: '2-digit', hour12: false }).format(new Date(time));

export const dayKey = (time: string | number): string => new Date(time).toDateString();

/** Today, yesterday, a weekday of this week, or a date. */
export function day(time: string | number): string {
  const date = new Date(time);
  const midnight = new Date().setHours(0, 0, 0, 0);
  const ago = Math.ceil((midnight - date.getTime()) / 86_400_000);
  if (ago <= 0) return i18next.t('today');
  if (ago === 1) return i18next.t('yesterday');
  if (ago < 7) return formatter({ weekday: 'long' }).format(date);
  return formatter({ year: date.getFullYear() === new Date().getFullYear() ? undefined : 'numeric', month: 'long', day: 'numeric' }).format(date);
}

/** For a list: a time today, else a day. */
export function brief(time: string | number): string {
  if (!time) return '';
  const date = new Date(time);
  const midnight = new Date().setHours(0, 0, 0, 0);
  if (date.getTime() >= midnight) return clock(date);
  if (midnight - date.getTime() <= 86_400_000) return i18next.t('yesterday');
  if (midnight - date.getTime() < 6 * 86_400_000) return formatter({ weekday: 'short' }).format(date);
  return formatter({ month: 'numeric', day: 'numeric' }).format(date);
}

/** A day of a month, and a day of a week, short. */
export const date = (time: string | number | Date): string => formatter({ month: 'short', day: 'numeric' }).format(new Date(time));

export const weekday = (time: string | number | Date): string => formatter({ weekday: 'short' }).format(new Date(time));

export const moment = (time: string | number): string => formatter({ month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hour12: false }).format(new Date(time));

export const money = (amount: number, currency = 'CNY'): string => new Intl.NumberFormat(i18next.language, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' }).format(amount);

export function bytes(size: number): string {
  if (size < 1024) return `${size} B`;
  return size < 1024 * 1024 ? `${Math.round(size / 1024)} KB` : `${(size / 1024 / 1024).toFixed(1)} MB`;
}

export const seconds = (length: number): string => `${Math.floor(length / 60)}:${String(Math.round(length) % 60).padStart(2, '0')}`;
