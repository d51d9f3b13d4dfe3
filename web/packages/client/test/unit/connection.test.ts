import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Tokens } from '../../src/http/tokens.js';
import { Connection } from '../../src/socket/connection.js';
import { FakeLink, refused, session, settled, tokens } from '../lib/fakes.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function connect(renew?: () => Promise<Tokens>): { link: FakeLink; connection: Connection; ended: string[] } {
  const link = new FakeLink();
  const connection = new Connection(link.factory, 'https://chat.test/market', session(renew), 'd1', () => 0.5);
  const ended: string[] = [];
  connection.on('ended', (why) => ended.push(why));
  connection.start();
  return { link, connection, ended };
}

test('comes back after 0, 2, 5, 10 and 30 seconds, and from the start once it was there', async () => {
  const { link } = connect();
  expect(link.opened).toBe(1);
  for (const [wait, opened] of [[250, 2], [2000, 3], [5000, 4], [10_000, 5], [30_000, 6], [30_000, 7]] as const) {
    link.options.onRefused({ message: 'xhr poll error' });
    await settled();
    vi.advanceTimersByTime(wait - 1);
    expect(link.opened).toBe(opened - 1);
    vi.advanceTimersByTime(1);
    expect(link.opened).toBe(opened);
  }
  link.options.onOpen(false);
  link.options.onClose('transport close');
  vi.advanceTimersByTime(250);
  expect(link.opened).toBe(8);
});

test('names the token and the device at each opening', async () => {
  const { link } = connect();
  expect(await link.options.auth()).toEqual({ token: 'a1', device: 'd1' });
});

test('renews a refused token once, then waits like after any loss', async () => {
  const renew = vi.fn(async () => tokens({ accessToken: 'a2' }));
  const { link } = connect(renew);
  await link.options.auth();
  link.options.onRefused({ code: 401, reason: 'unauthenticated', message: '' });
  await settled();
  vi.advanceTimersByTime(250);
  expect(link.opened).toBe(2);
  expect(await link.options.auth()).toMatchObject({ token: 'a2' });
  link.options.onRefused({ code: 401, reason: 'unauthenticated', message: '' });
  await settled();
  expect(renew).toHaveBeenCalledTimes(1);
});

test('ends when nobody is signed in any more', async () => {
  const { link, ended } = connect(() => Promise.reject(refused('unauthenticated', 401)));
  await link.options.auth();
  link.options.onRefused({ code: 401, reason: 'unauthenticated', message: '' });
  await settled();
  expect(ended).toEqual(['signed_out']);
});

test.each(['replaced', 'banned'])('does not come back after %s', (word) => {
  const { link, connection, ended } = connect();
  link.options.onOpen(false);
  link.options.onEvent(word, {});
  link.options.onClose('io server disconnect');
  vi.advanceTimersByTime(120_000);
  expect([link.opened, ended, connection.state]).toEqual([1, [word], 'ended']);
});

test('comes back after an expired token and after a restart', () => {
  const { link } = connect();
  link.options.onOpen(false);
  link.options.onEvent('token_expired', {});
  link.options.onClose('io server disconnect');
  vi.advanceTimersByTime(250);
  expect(link.opened).toBe(2);
});

test('does not wait when the network is back', async () => {
  const { link, connection } = connect();
  for (let loss = 0; loss < 5; loss++) {
    link.options.onRefused({ message: '' });
    await settled();
    vi.advanceTimersByTime(40_000);
  }
  link.options.onRefused({ message: '' });
  await settled();
  const before = link.opened;
  connection.hurry();
  expect(link.opened).toBe(before + 1);
});

test('reads refusals out of answers, and asks nothing while it is away', async () => {
  const { link, connection } = connect();
  await expect(connection.ask('mark-read', {})).rejects.toMatchObject({ code: 'network' });
  expect(link.asked).toEqual([]);
  link.options.onOpen(false);
  link.answer = () => ({ success: false, code: 'blocked', message: 'No.' });
  await expect(connection.ask('send-message', {})).rejects.toMatchObject({ code: 'blocked', retryable: false });
});
