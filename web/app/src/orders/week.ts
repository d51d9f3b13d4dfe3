import type { Order } from '@parley/client';

/** Midnight here, some days from a day. Not 24 hours each: a day may have 23 or 25. */
export function daysFrom(day: Date, count: number): Date {
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + count);
}

/** The Monday of a day's week. */
export function mondayOf(day: Date): Date {
  return daysFrom(day, -((day.getDay() + 6) % 7));
}

/** Orders of one day by their time. */
export function ordersOf(orders: readonly Order[], day: Date): Order[] {
  const [from, to] = [day.getTime(), daysFrom(day, 1).getTime()];
  return orders
    .filter(({ scheduledTime }) => scheduledTime !== null && Date.parse(scheduledTime) >= from && Date.parse(scheduledTime) < to)
    .sort((a, b) => Date.parse(a.scheduledTime ?? '') - Date.parse(b.scheduledTime ?? ''));
}
