import { expect, test } from 'vitest';
import { reconnectDelay } from '../../src/backoff.js';

test('attempts wait 0, 2, 5, 10, 30, 30 seconds', () => {
  const middle = [0, 1, 2, 3, 4, 5, 50].map((attempt) => reconnectDelay(attempt, () => 0.5));
  expect(middle).toEqual([250, 2000, 5000, 10_000, 30_000, 30_000, 30_000]);
});

test('jitter keeps within a fifth', () => {
  expect(reconnectDelay(2, () => 0)).toBe(4000);
  expect(reconnectDelay(2, () => 0.999)).toBeLessThan(6000);
  expect(reconnectDelay(0, () => 0)).toBe(0);
});
