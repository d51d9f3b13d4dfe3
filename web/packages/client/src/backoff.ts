/** Seconds before the first, second, … attempt to come back; the last one repeats. */
const TABLE = [0, 2, 5, 10, 30];

/**
 * Milliseconds to wait before an attempt to reconnect.
 * @param attempt from 0
 * @param random 0 to 1; spreads clients that lost the server at the same moment by ± 20 %, so that they don't come back at the same moment
 */
export function reconnectDelay(attempt: number, random: () => number = Math.random): number {
  const seconds = TABLE[Math.min(attempt, TABLE.length - 1)] ?? 30;
  // "At once" is spread over half a second, too: a restarted server meets everybody.
  return seconds === 0 ? Math.round(random() * 500) : Math.round(seconds * 1000 * (0.8 + 0.4 * random()));
}
