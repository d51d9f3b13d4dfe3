import { expect, test, vi } from 'vitest';
import { Http } from '../../src/http/http.js';
import type { HttpAnswer, HttpRequest, Transport } from '../../src/transport/transport.js';
import { refused, session, tokens } from '../lib/fakes.js';

const json = (status: number, body: unknown, headers: Record<string, string> = {}): HttpAnswer => ({ status, text: JSON.stringify(body), header: (name) => headers[name] ?? null });

function http(answer: (request: HttpRequest) => HttpAnswer | Promise<HttpAnswer>): Http {
  return new Http('https://chat.test', { http: async (request: HttpRequest) => answer(request) } as unknown as Transport, 'en');
}

test('however many requests meet an old token, it is renewed once', async () => {
  const renew = vi.fn(async () => tokens({ accessToken: 'a2' }));
  const client = http(({ headers }) => (headers.authorization === 'Bearer a2' ? json(200, { success: true, data: 'in' }) : json(401, { success: false, code: 'unauthenticated', message: '' })));
  client.session = session(renew);
  expect(await Promise.all([1, 2, 3, 4].map(() => client.get('/x')))).toEqual(['in', 'in', 'in', 'in']);
  expect(renew).toHaveBeenCalledTimes(1);
});

test('a token near its end is renewed before the request', async () => {
  const seen: unknown[] = [];
  const client = http(({ headers }) => (seen.push(headers.authorization), json(200, { success: true, data: null })));
  client.session = session(undefined, tokens({ expiresAt: Date.now() + 5_000 }));
  await client.get('/x');
  expect(seen).toEqual(['Bearer a2']);
});

test('a refused renewal ends the session, a lost one does not', async () => {
  const lost = session(() => Promise.reject(refused('network', 0)));
  await expect(lost.refresh('a1')).rejects.toMatchObject({ code: 'network' });
  expect(lost.tokens).not.toBeNull();

  const ended = session(() => Promise.reject(refused('unauthenticated', 401)));
  const told = vi.fn();
  ended.on('ended', told);
  await expect(ended.refresh('a1')).rejects.toMatchObject({ code: 'unauthenticated' });
  expect(ended.tokens).toBeNull();
  expect(told).toHaveBeenCalledOnce();
});

test('who comes late takes the token that another one got', async () => {
  const renew = vi.fn(async () => tokens({ accessToken: 'a3' }));
  const one = session(renew, tokens({ accessToken: 'a2' }));
  expect((await one.refresh('a1')).accessToken).toBe('a2');
  expect(renew).not.toHaveBeenCalled();
});

test.each([
  ['Market', { success: false, message: 'No.', code: 'forbidden' }],
  ['Social', { detail: 'No.', code: 'forbidden' }],
  ['Web', { status: '0', data: null, error: 'No.', code: 'forbidden' }],
  ['Im', { message: 'No.', code: 'forbidden' }],
])('reads a refusal of %s', async (_, body) => {
  const client = http(() => json(403, body));
  await expect(client.get('/x', { anonymous: true })).rejects.toMatchObject({ code: 'forbidden', message: 'No.', details: { status: 403 } });
});

test('tells how long to wait, and that waiting helps', async () => {
  const client = http(() => json(429, { success: false, code: 'rate_limited', message: '' }, { 'retry-after': '7' }));
  await expect(client.get('/x', { anonymous: true })).rejects.toMatchObject({ retryable: true, details: { retryAfter: 7 } });
});

test('writes a query without what is absent', async () => {
  let url = '';
  const client = http((request) => ((url = request.url), json(200, [1])));
  expect(await client.get('/x', { anonymous: true, query: { q: '你 好', page: 2, type: undefined } })).toEqual([1]);
  expect(url).toBe('https://chat.test/x?q=%E4%BD%A0%20%E5%A5%BD&page=2');
});

test('an answer that is not JSON is a fault of its own', async () => {
  const client = http(() => ({ status: 502, text: '<html>', header: () => null }));
  await expect(client.get('/x', { anonymous: true })).rejects.toMatchObject({ code: 'bad_answer', retryable: true });
});
