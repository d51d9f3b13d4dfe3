import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { TypingIn, TypingOut } from '../../src/sync/typing.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a hundred keystrokes are a few events, and one at the end', () => {
  const told: boolean[] = [];
  const typing = new TypingOut((_, isTyping) => told.push(isTyping));
  for (let key = 0; key < 100; key++) {
    typing.key('c1');
    vi.advanceTimersByTime(100); // ten seconds of typing
  }
  expect(told).toEqual([true, true, true, true]);
  vi.advanceTimersByTime(6_000);
  expect(told).toEqual([true, true, true, true, false]);
});

test('sending ends it at once, and only once', () => {
  const told: boolean[] = [];
  const typing = new TypingOut((_, isTyping) => told.push(isTyping));
  typing.stop('c1');
  typing.key('c1');
  typing.stop('c1');
  vi.advanceTimersByTime(60_000);
  expect(told).toEqual([true, false]);
});

test('somebody whose end got lost types no longer after six seconds', () => {
  const changed = vi.fn();
  const typing = new TypingIn(changed);
  typing.hear('c1', 'peer', true);
  vi.advanceTimersByTime(5_000);
  typing.hear('c1', 'peer', true);
  vi.advanceTimersByTime(5_000);
  expect(typing.of('c1')).toEqual(['peer']);
  vi.advanceTimersByTime(1_000);
  expect(typing.of('c1')).toEqual([]);
  expect(changed).toHaveBeenCalledTimes(2);
});
