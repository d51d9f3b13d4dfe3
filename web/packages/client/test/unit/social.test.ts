import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { SocialSocket } from '../../src/socket/social.js';
import type { WebSocketLike } from '../../src/transport/transport.js';
import { session, settled } from '../lib/fakes.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

class FakeSocket implements WebSocketLike {
  sent: string[] = [];
  closed = false;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number; reason: string }) => void) | null = null;
  onerror: (() => void) | null = null;
  send = (data: string): void => void this.sent.push(data);
  close = (): void => void (this.closed = true);
  hear = (frame: unknown): void => this.onmessage?.({ data: JSON.stringify(frame) });
}

async function signedIn(): Promise<{ sockets: FakeSocket[]; social: SocialSocket }> {
  const sockets: FakeSocket[] = [];
  const social = new SocialSocket(() => (sockets.push(new FakeSocket()), sockets.at(-1)!), 'ws://chat.test/ws/chat', session(), undefined, () => 0);
  social.start();
  await accept(sockets[0]!);
  return { sockets, social };
}

async function accept(socket: FakeSocket): Promise<void> {
  socket.onopen?.();
  await settled();
  socket.hear({ type: 'auth', status: 'success', data: { user_id: 'me' } });
}

test('signs in by its first frame and pings every 30 seconds', async () => {
  const { sockets, social } = await signedIn();
  expect(sockets[0]!.sent).toEqual(['{"type":"auth","token":"a1"}']);
  expect(social.state).toBe('online');
  vi.advanceTimersByTime(29_999);
  expect(sockets[0]!.sent).toHaveLength(1);
  vi.advanceTimersByTime(1);
  expect(sockets[0]!.sent[1]).toBe('{"type":"ping"}');
});

test('a pong keeps it, ten seconds without one do not', async () => {
  const { sockets, social } = await signedIn();
  vi.advanceTimersByTime(30_000);
  sockets[0]!.hear({ type: 'pong' });
  vi.advanceTimersByTime(29_999);
  expect(social.state).toBe('online');
  vi.advanceTimersByTime(1 + 9_999);
  expect(social.state).toBe('online');
  vi.advanceTimersByTime(1);
  await settled();
  expect(social.state).toBe('waiting');
  expect(sockets[0]!.closed).toBe(true);
  vi.advanceTimersByTime(1);
  expect(sockets).toHaveLength(2);
});

test('a late word of a lost socket is not heard', async () => {
  const { sockets, social } = await signedIn();
  sockets[0]!.onclose?.({ code: 1006, reason: '' });
  await settled();
  vi.advanceTimersByTime(0);
  await accept(sockets[1]!);
  const heard = vi.fn();
  social.on('frame', heard);
  sockets[0]!.hear({ type: 'chat', action: 'new_message', data: {} });
  sockets[0]!.onclose?.({ code: 1006, reason: '' });
  expect(heard).not.toHaveBeenCalled();
  expect(social.state).toBe('online');
});

test.each([4003, 4009])('does not come back after %d', async (code) => {
  const { sockets, social } = await signedIn();
  const ended = vi.fn();
  social.on('ended', ended);
  sockets[0]!.onclose?.({ code, reason: '' });
  await settled();
  vi.advanceTimersByTime(120_000);
  expect(sockets).toHaveLength(1);
  expect(ended).toHaveBeenCalledWith(code);
});

test('a refused token is renewed before the next attempt', async () => {
  const { sockets } = await signedIn();
  sockets[0]!.onclose?.({ code: 1008, reason: 'token_expired' });
  await settled();
  vi.advanceTimersByTime(0);
  sockets[1]!.onopen?.();
  await settled();
  expect(sockets[1]!.sent).toEqual(['{"type":"auth","token":"a2"}']);
});
