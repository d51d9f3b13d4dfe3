import 'fake-indexeddb/auto';
import { afterEach, expect, test, vi } from 'vitest';
import type { Draft } from '../../src/api/chat.js';
import { ParleyError } from '../../src/errors.js';
import { localLocks, type Locks } from '../../src/locks.js';
import { indexedDbStorage } from '../../src/store/indexedDb.js';
import { memoryStorage, type Storage } from '../../src/store/storage.js';
import { Outbox, type Outlet } from '../../src/sync/outbox.js';
import type { Message } from '../../src/types.js';
import { message, refused } from '../lib/fakes.js';

const open: Outbox[] = [];
afterEach(() => open.splice(0).forEach((outbox) => outbox.stop()));

/** A server that stores each key once. */
class Shop implements Outlet {
  online = true;
  sent: Draft[] = [];
  stored = new Map<string, Message>();
  before: (draft: Draft) => Promise<void> | void = () => undefined;
  after: (draft: Draft) => Promise<void> | void = () => undefined;
  ready = (): boolean => this.online;
  upload = vi.fn(async (_file: Blob, name: string, progress: (part: number) => void, _signal?: AbortSignal) => {
    progress(1);
    return { id: 'f1', url: '/f1', name, size: 1, type: 'image/png', messageType: 'image' as const };
  });

  async send(draft: Draft): Promise<Message> {
    this.sent.push(draft);
    await this.before(draft);
    const key = draft.clientId as string;
    const stored = this.stored.get(key) ?? message(this.stored.size + 1, { clientId: key, content: draft.content, senderId: 'me', conversationId: draft.conversationId });
    this.stored.set(key, stored);
    await this.after(draft);
    return stored;
  }

  get texts(): unknown[] {
    return [...this.stored.values()].map(({ content }) => content.text);
  }
}

async function outbox(shop: Shop, storage: Storage = memoryStorage(), locks: Locks = localLocks(), user = `u${Math.random()}`): Promise<Outbox> {
  const made = new Outbox(user, storage, shop, locks, () => 0);
  open.push(made);
  await made.start();
  return made;
}

const text = (content: string, conversationId = 'c1'): Draft => ({ conversationId, messageType: 'text', content: { text: content } });
const until = (done: () => boolean): Promise<void> => vi.waitFor(() => expect(done()).toBe(true), { timeout: 20_000 });

test('messages of a conversation are stored in the order in which they were written', async () => {
  const shop = new Shop();
  shop.before = () => new Promise((done) => setTimeout(done, Math.random() * 5));
  const box = await outbox(shop);
  for (let number = 0; number < 20; number++) void box.add(text(String(number)));
  await until(() => shop.stored.size === 20);
  expect(shop.texts).toEqual(Array.from({ length: 20 }, (_, number) => String(number)));
});

test('an answer that got lost does not store a message twice', async () => {
  const shop = new Shop();
  let losses = 2;
  shop.after = () => {
    if (losses-- > 0) throw new ParleyError('timeout', '');
  };
  const box = await outbox(shop);
  await box.add(text('once'));
  await until(() => box.waiting === 0);
  expect(shop.texts).toEqual(['once']);
  expect(new Set(shop.sent.map(({ clientId }) => clientId)).size).toBe(1);
});

test('what an earlier page left is sent by the next one, with the same key', async () => {
  const storage = indexedDbStorage(`reload-${Math.random()}`);
  const shop = new Shop();
  const locks = localLocks();
  shop.after = () => new Promise(() => undefined); // the page dies before the answer
  const first = await outbox(shop, storage, locks, 'reloader');
  await first.add(text('a'));
  await first.add(text('b'));
  await until(() => shop.sent.length === 1);
  first.stop();

  shop.after = () => undefined;
  const second = await outbox(shop, storage, locks, 'reloader');
  await until(() => second.waiting === 0);
  expect(shop.texts).toEqual(['a', 'b']);
  expect(await storage.all('outbox')).toEqual([]);
});

test('a refused message fails, and those behind it go on', async () => {
  const shop = new Shop();
  shop.before = ({ content }) => {
    if (content.text === 'bad') throw refused('content_rejected', 422);
  };
  const box = await outbox(shop);
  await box.add(text('bad'));
  await box.add(text('good'));
  await until(() => shop.stored.size === 1 && box.waiting === 0);
  expect(box.of('c1')).toMatchObject([{ state: 'failed', error: { code: 'content_rejected' } }]);

  shop.before = () => undefined;
  await box.retry(box.of('c1')[0]!.clientId);
  await until(() => box.of('c1').length === 0);
  expect(shop.texts).toEqual(['good', 'bad']);
});

test('without a connection it waits; with one it goes', async () => {
  const shop = new Shop();
  shop.online = false;
  const box = await outbox(shop);
  await box.add(text('later'));
  expect(shop.sent).toEqual([]);
  expect(box.of('c1')).toMatchObject([{ state: 'sending' }]);
  shop.online = true;
  box.flush();
  await until(() => shop.stored.size === 1);
});

test('one tab sends; another one writes, and takes over when the first is closed', async () => {
  const shop = new Shop();
  const other = new Shop();
  other.stored = shop.stored;
  const storage = memoryStorage();
  const locks = localLocks();
  const first = await outbox(shop, storage, locks, 'tabs');
  const second = await outbox(other, storage, locks, 'tabs');
  await until(() => first.leads);
  expect(second.leads).toBe(false);
  await second.add(text('from the second'));
  await until(() => shop.stored.size === 1);
  expect(other.sent).toEqual([]);
  await until(() => second.of('c1').length === 0);

  first.stop();
  await until(() => second.leads);
  await second.add(text('by the second'));
  await until(() => other.sent.length === 1);
});

test('a file is uploaded first, once, and named by its id', async () => {
  const shop = new Shop();
  let losses = 1;
  shop.before = () => {
    if (losses-- > 0) throw new ParleyError('timeout', '');
  };
  const box = await outbox(shop);
  await box.add({ conversationId: 'c1', messageType: 'image', content: {} }, { file: { blob: new Blob(['x']), name: 'a.png' } });
  await until(() => box.waiting === 0);
  expect(shop.upload).toHaveBeenCalledTimes(1);
  expect([...shop.stored.values()][0]!.content).toEqual({ fileId: 'f1', name: 'a.png' });
});

test('a file that is given up on its way is not sent, also when it arrived after all', async () => {
  const shop = new Shop();
  const storage = memoryStorage();
  let arrive = (): void => undefined;
  const signals: AbortSignal[] = [];
  shop.upload.mockImplementation(async (_file: Blob, name: string, progress: (part: number) => void, signal?: AbortSignal) => {
    signals.push(signal as AbortSignal);
    progress(0.5);
    await new Promise<void>((done) => (arrive = done));
    progress(1);
    return { id: 'f1', url: '/f1', name, size: 1, type: 'image/png', messageType: 'image' as const };
  });
  const box = await outbox(shop, storage);
  const id = await box.add({ conversationId: 'c1', messageType: 'image', content: {} }, { file: { blob: new Blob(['x']), name: 'a.png' } });
  await until(() => box.of('c1')[0]?.progress === 0.5);
  await box.discard(id);
  expect(signals[0]!.aborted).toBe(true);
  arrive();
  await box.add(text('next'));
  await until(() => shop.stored.size === 1);
  expect(shop.texts).toEqual(['next']);
  expect(await storage.all('outbox')).toEqual([]);
});

test('a file that is refused shows no progress any more', async () => {
  const shop = new Shop();
  shop.upload.mockImplementation((_file: Blob, _name: string, progress: (part: number) => void) => {
    progress(1);
    return Promise.reject(refused('file_type', 415));
  });
  const box = await outbox(shop);
  await box.add({ conversationId: 'c1', messageType: 'image', content: {} }, { file: { blob: new Blob(['x']), name: 'a.png' } });
  await until(() => box.of('c1')[0]?.state === 'failed');
  expect(box.of('c1')[0]!.progress).toBeUndefined();
});

test('what is older than the key is not sent again by itself', async () => {
  const storage = memoryStorage();
  const old = Date.now() - 24 * 3_600_000;
  await storage.put('outbox', 'k', { clientId: 'k', position: 1, draft: { ...text('old'), clientId: 'k' }, createdAt: old, attempts: 1, failed: null });
  const shop = new Shop();
  const box = await outbox(shop, storage);
  await until(() => box.of('c1')[0]?.state === 'failed');
  expect(shop.sent).toEqual([]);
  await box.retry('k');
  await until(() => shop.stored.size === 1);
  expect(shop.sent[0]!.clientId).not.toBe('k');
});

test('a given up message is gone', async () => {
  const shop = new Shop();
  shop.before = () => Promise.reject(refused('blocked', 403));
  const storage = memoryStorage();
  const box = await outbox(shop, storage);
  const id = await box.add(text('x'));
  await until(() => box.of('c1')[0]?.state === 'failed');
  await box.discard(id);
  expect(box.of('c1')).toEqual([]);
  expect(await storage.all('outbox')).toEqual([]);
});
