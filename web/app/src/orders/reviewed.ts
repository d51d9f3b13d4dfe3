/** Orders that were reviewed from this browser: an order doesn't tell, and a second review is refused. */
const KEY = 'parley.reviewed';
const MOST = 500;

const read = (): string[] => (localStorage.getItem(KEY) ?? '').split(' ').filter(Boolean);

export const isReviewed = (orderId: string): boolean => read().includes(orderId);

export function keepReviewed(orderId: string): void {
  localStorage.setItem(KEY, [...read().filter((id) => id !== orderId), orderId].slice(-MOST).join(' '));
}
