import i18next from 'i18next';

const cache = new Map<string, Intl.DateTimeFormat>();

function formatter(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = i18next.language + JSON.stringify(options);
  const known = cache.get(key) ?? new Intl.DateTimeFormat(i18next.language, options);
  cache.set(key, known);
  return known;
}

/** The year, unless it is this one. */
const yearOf = (time: Date): Intl.DateTimeFormatOptions => (time.getFullYear() === new Date().getFullYear() ? {} : { year: 'numeric' });

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
  return formatter({ ...yearOf(date), month: 'long', day: 'numeric' }).format(date);
}

/** For a list: a time today, else a day. */
export function brief(time: string | number): string {
  if (!time) return '';
  const date = new Date(time);
  const midnight = new Date().setHours(0, 0, 0, 0);
  if (date.getTime() >= midnight) return clock(date);
  if (midnight - date.getTime() <= 86_400_000) return i18next.t('yesterday');
  if (midnight - date.getTime() < 6 * 86_400_000) return formatter({ weekday: 'short' }).format(date);
  return formatter({ ...yearOf(date), month: 'numeric', day: 'numeric' }).format(date);
}

/** A day of a month, and a day of a week, short. */
export function date(time: string | number | Date): string {
  const day = new Date(time);
  return formatter({ ...yearOf(day), month: 'short', day: 'numeric' }).format(day);
}

export const weekday = (time: string | number | Date): string => formatter({ weekday: 'short' }).format(new Date(time));

/** A day and a time; of what lies ahead the weekday too. */
export function moment(time: string | number): string {
  const at = new Date(time);
  return formatter({ ...yearOf(at), ...(at.getTime() > Date.now() ? { weekday: 'short' } : {}), month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hour12: false }).format(at);
}

/** Tomorrow at nine, which is when most want something done. */
export function tomorrow(): Date {
  const day = new Date();
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + 1, 9);
}

/** As a field for a date and a time holds it: by the clock here, to the minute. */
export const asField = (time: string | number | Date): string => {
  const at = new Date(time);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
};

export const money = (amount: number, currency = 'CNY'): string => new Intl.NumberFormat(i18next.language, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' }).format(amount);

export function bytes(size: number): string {
  if (size < 1024) return `${size} B`;
  return size < 1024 * 1024 ? `${Math.round(size / 1024)} KB` : `${(size / 1024 / 1024).toFixed(1)} MB`;
}

export const seconds = (length: number): string => `${Math.floor(length / 60)}:${String(Math.round(length) % 60).padStart(2, '0')}`;
