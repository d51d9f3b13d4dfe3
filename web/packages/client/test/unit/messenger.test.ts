import { afterEach, expect, test, vi } from 'vitest';
import type { ChatApi } from '../../src/api/chat.js';
import { localLocks } from '../../src/locks.js';
import { Messenger } from '../../src/messenger.js';
import { memoryStorage, type Storage } from '../../src/store/storage.js';
import type { Conversation, Message } from '../../src/types.js';
import { FakeLink, message, session, soon } from '../lib/fakes.js';

const conversation = (change: Partial<Conversation> = {}): Conversation => ({
  id: 'c1', name: null, type: 'direct', isActive: true, participants: [], messages: [], unreadCount: 0, lastSeq: 0, createdAt: '', updatedAt: '', ...change,
});

const nobody = async () => ({ items: [], has_more: false });

const running: Messenger[] = [];
afterEach(() => running.splice(0).forEach((messenger) => messenger.stop()));

interface Made {
  messenger: Messenger;
  link: FakeLink;
  history: Message[];
  chat: Record<string, ReturnType<typeof vi.fn>>;
}

async function make(list: Conversation[] = [conversation()], history: Message[] = [], storage: Storage = memoryStorage()): Promise<Made> {
  const link = new FakeLink();
  const chat = {
    conversations: vi.fn(async () => ({ items: list, page: 1, limit: 100, total: list.length })),
    messages: vi.fn(async () => history.slice(-50)),
    recall: vi.fn(async () => undefined),
  };
  link.answer = (event) => ({ success: true, data: event === 'sync' ? { generation: 'g1', conversations: [] } : {} });
  const messenger = new Messenger({ userId: 'me', session: session(), chat: chat as unknown as ChatApi, online: nobody, link: link.factory, url: 'x', storage, locks: localLocks(), random: () => 0 });
  running.push(messenger);
  await messenger.start();
  link.options.onOpen(false);
  await soon(() => expect(chat.conversations).toHaveBeenCalled());
  await soon(() => expect(messenger.conversations.length).toBe(list.length));
  return { messenger, link, history, chat };
}

const seqs = (messenger: Messenger): number[] => messenger.timeline('c1').view.messages.map(({ seq }) => seq);

test('a message counts as unread until its conversation is looked at', async () => {
  const { messenger, link } = await make();
  const acknowledge = vi.fn();
  link.options.onEvent('new-message', message(1), acknowledge);
  link.options.onEvent('new-message', message(1));
  link.options.onEvent('new-message', message(2));
  expect(messenger.unread).toBe(2);
  expect(acknowledge).toHaveBeenCalledOnce();
  messenger.view('c1');
  expect(messenger.unread).toBe(0);
  link.options.onEvent('new-message', message(3));
  expect(messenger.unread).toBe(0);
  expect(link.asked.filter(({ event }) => event === 'mark-read').length).toBeGreaterThan(0);
});

test('whoever answers in an open conversation has read what is there', async () => {
  const list = [conversation({ lastSeq: 1 })];
  const { messenger, link } = await make(list, [message(1)]);
  await messenger.load('c1');
  messenger.view('c1');
  const marks = (): number => link.asked.filter(({ event }) => event === 'mark-read').length;
  expect(marks()).toBe(1);
  list[0] = conversation({ lastSeq: 2, unreadCount: 1 }); // by a way that told nothing
  await messenger.refresh();
  expect(messenger.unread).toBe(1);
  const mine: Message[] = [];
  link.answer = (event, data) => {
    if (event === 'send-message') mine.push(message(3 + mine.length, { senderId: 'me', clientId: data.clientId as string }));
    const missing = { id: 'c1', lastSeq: 2 + mine.length, rev: 2 + mine.length, pointers: [], messages: [message(2), ...mine], hasMore: false };
    return { success: true, data: event === 'send-message' ? mine.at(-1) : event === 'sync' ? { generation: 'g1', conversations: [missing] } : {} };
  };
  await messenger.send({ conversationId: 'c1', messageType: 'text', content: { text: 'yes' } });
  await vi.waitFor(() => expect(messenger.unread).toBe(0));
  expect(marks()).toBe(2);
  await messenger.send({ conversationId: 'c1', messageType: 'text', content: { text: 'and' } });
  await vi.waitFor(() => expect(messenger.timeline('c1').view.pending).toEqual([]));
  expect(marks()).toBe(2); // nothing new to be read
});

test('an answer to a conversation that is not open reads nothing', async () => {
  const { messenger, link } = await make([conversation({ lastSeq: 1, unreadCount: 1 })], [message(1)]);
  link.answer = (event, data) => ({ success: true, data: event === 'send-message' ? message(2, { senderId: 'me', clientId: data.clientId as string }) : event === 'sync' ? { generation: 'g1', conversations: [] } : {} });
  await messenger.send({ conversationId: 'c1', messageType: 'text', content: { text: 'forwarded' } });
  await vi.waitFor(() => expect(messenger.timeline('c1').view.pending).toEqual([]));
  expect(messenger.unread).toBe(1);
  expect(link.asked.some(({ event }) => event === 'mark-read')).toBe(false);
});

test('what came to the open conversation while one was away is read with the rest', async () => {
  const list = [conversation({ lastSeq: 1, rev: 1 })];
  const { messenger, link } = await make(list, [message(1)]);
  await messenger.load('c1');
  messenger.view('c1');
  link.options.onClose('transport close');
  list[0] = conversation({ lastSeq: 2, rev: 2, unreadCount: 1 });
  link.answer = (event) => (event === 'sync' ? synced(2, 2) : { success: true, data: {} });
  link.options.onOpen(false);
  await vi.waitFor(() => expect(seqs(messenger)).toEqual([1, 2]));
  await vi.waitFor(() => expect(messenger.unread).toBe(0));
});

test('a hole is filled by sync from the last known change', async () => {
  const { messenger, link } = await make([conversation({ lastSeq: 2, rev: 2 })], [message(1), message(2)]);
  await messenger.load('c1');
  link.answer = (event) =>
    event === 'sync'
      ? { success: true, data: { generation: 'g1', conversations: [{ id: 'c1', lastSeq: 4, rev: 4, pointers: [{ userId: 'peer', readSeq: 2, deliveredSeq: 2 }], messages: [message(3), message(4)], hasMore: false }] } }
      : { success: true, data: {} };
  link.options.onEvent('new-message', message(4));
  await soon(() => expect(seqs(messenger)).toEqual([1, 2, 3, 4]));
  expect(link.asked.filter(({ event }) => event === 'sync').at(-1)!.data).toEqual({ conversations: { c1: 2 }, by: 'seq' });
});

test('sync asks on while there is more', async () => {
  const { messenger, link } = await make([conversation()], [message(1)]);
  await messenger.load('c1');
  const pages = [[message(2), message(3)], [message(4), message(5)]];
  link.answer = (event) => (event === 'sync' ? { success: true, data: { generation: 'g1', conversations: [{ id: 'c1', lastSeq: 5, rev: 5, pointers: [], messages: pages.shift() ?? [], hasMore: pages.length > 0 }] } } : { success: true, data: {} });
  link.options.onEvent('new-message', message(5));
  await soon(() => expect(seqs(messenger)).toEqual([1, 2, 3, 4, 5]));
});

const synced = (from: number, to: number): unknown => ({
  success: true,
  data: { generation: 'g1', conversations: [{ id: 'c1', lastSeq: to, rev: to, pointers: [], messages: Array.from({ length: to - from + 1 }, (_, index) => message(from + index)), hasMore: false }] },
});

test('a hole seen while another is being filled is filled after it', async () => {
  const { messenger, link } = await make([conversation()], [message(1)]);
  await messenger.load('c1');
  const answers: ((value: unknown) => void)[] = [];
  link.answer = (event) => (event === 'sync' ? new Promise((answer) => answers.push(answer)) : { success: true, data: {} });
  link.options.onEvent('new-message', message(3));
  await soon(() => expect(answers).toHaveLength(1));
  link.options.onEvent('new-message', message(5)); // the answer under way is older than this one
  answers[0]!(synced(2, 3));
  await soon(() => expect(answers).toHaveLength(2));
  answers[1]!(synced(4, 5));
  await soon(() => expect(seqs(messenger)).toEqual([1, 2, 3, 4, 5]));
});

test('a message that overtakes the page it is newer than is fetched', async () => {
  const { messenger, link, chat } = await make();
  let answer: (page: Message[]) => void = () => undefined;
  chat.messages!.mockImplementation(() => new Promise((done) => (answer = done)));
  link.answer = (event) => (event === 'sync' ? synced(2, 2) : { success: true, data: {} });
  const loading = messenger.load('c1');
  await soon(() => expect(chat.messages).toHaveBeenCalled());
  link.options.onEvent('new-message', message(2));
  answer([message(1)]);
  await loading;
  await soon(() => expect(seqs(messenger)).toEqual([1, 2]));
});

test('a hole that no answer filled is asked for again', async () => {
  const { messenger, link } = await make([conversation()], [message(1)]);
  await messenger.load('c1');
  vi.useFakeTimers();
  try {
    let asked = 0;
    link.answer = (event) => {
      if (event !== 'sync') return { success: true, data: {} };
      if (asked++ === 0) throw new Error('timeout');
      return synced(2, 3);
    };
    link.options.onEvent('new-message', message(3));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(seqs(messenger)).toEqual([1, 2, 3]);
  } finally {
    vi.useRealTimers();
  }
});

test('another generation is read anew', async () => {
  const { messenger, link, history, chat } = await make([conversation()], [message(1), message(2)]);
  await messenger.load('c1');
  await soon(() => expect(link.asked.some(({ event }) => event === 'sync')).toBe(false));
  link.options.onClose('transport close');
  link.options.onOpen(false);
  await soon(() => expect(link.asked.some(({ event }) => event === 'sync')).toBe(true));
  history.splice(0, 2, message(1, { id: 'other' }));
  link.answer = (event) => (event === 'sync' ? { success: true, data: { generation: 'g2', conversations: [] } } : { success: true, data: {} });
  link.options.onClose('transport close');
  link.options.onOpen(false);
  await soon(() => expect(messenger.timeline('c1').view.messages.map(({ id }) => id)).toEqual(['other']));
  expect(chat.messages).toHaveBeenCalledTimes(2);
});

test('a message written without a connection goes when there is one, and is read in the end', async () => {
  const { messenger, link } = await make();
  await messenger.load('c1');
  link.options.onClose('transport close');
  await messenger.send({ conversationId: 'c1', messageType: 'text', content: { text: 'hello' } });
  expect(messenger.timeline('c1').view.pending).toMatchObject([{ state: 'sending' }]);
  link.answer = (event, data) => ({ success: true, data: event === 'send-message' ? message(1, { senderId: 'me', clientId: data.clientId as string }) : event === 'sync' ? { generation: 'g1', conversations: [] } : {} });
  link.options.onOpen(true);
  await soon(() => expect(seqs(messenger)).toEqual([1]));
  const timeline = messenger.timeline('c1');
  expect(timeline.view.pending).toEqual([]);
  expect(timeline.stateOf(timeline.view.messages[0]!, 'me')).toBe('sent');
  link.options.onEvent('message-read', { conversationId: 'c1', userId: 'peer', messageId: 'm1' });
  expect(timeline.stateOf(timeline.view.messages[0]!, 'me')).toBe('read');
});

test('a recall empties the message in its conversation and in the list', async () => {
  const { messenger, link } = await make([conversation({ messages: [message(1)], lastSeq: 1 })], [message(1)]);
  await messenger.load('c1');
  link.options.onEvent('message-recalled', { conversationId: 'c1', messageId: 'm1' });
  expect(messenger.timeline('c1').view.messages[0]).toMatchObject({ isRecalled: true, content: {} });
  expect(messenger.conversations[0]!.messages[0]).toMatchObject({ isRecalled: true });
});

test('what was kept is there before the server answers', async () => {
  const storage = memoryStorage();
  const first = await make([conversation({ name: 'kept' })], [message(1), message(2)], storage);
  await first.messenger.load('c1');
  await soon(async () => expect(await storage.get('messages', 'c1')).toBeDefined());
  await soon(async () => expect(await storage.get('conversations', 'list')).toBeDefined());
  first.messenger.stop();

  const link = new FakeLink();
  const nothing = (): Promise<never> => new Promise(() => undefined);
  const second = new Messenger({
    userId: 'me', session: session(), chat: { conversations: nothing, messages: nothing } as unknown as ChatApi, online: nobody, link: link.factory, url: 'x', storage, locks: localLocks(),
  });
  running.push(second);
  await second.start();
  expect(second.conversations.map(({ name }) => name)).toEqual(['kept']);
  void second.load('c1');
  await soon(() => expect(seqs(second)).toEqual([1, 2]));
});

test('a group that changes is asked for anew, and one that oneself is out of leaves the list', async () => {
  const list = [conversation({ type: 'group', name: 'before' })];
  const { messenger, link, chat } = await make(list);
  list[0] = conversation({ type: 'group', name: 'after' });
  link.options.onEvent('conversation-updated', { conversationId: 'c1', change: 'updated', userIds: [] });
  await soon(() => expect(messenger.conversations.map(({ name }) => name)).toEqual(['after']));
  list.pop();
  link.options.onEvent('conversation-updated', { conversationId: 'c1', change: 'member_removed', userIds: ['other'] });
  await soon(() => expect(chat.conversations).toHaveBeenCalledTimes(3));
  expect(messenger.conversations).toHaveLength(1);
  link.options.onEvent('conversation-updated', { conversationId: 'c1', change: 'member_removed', userIds: ['me'] });
  expect(messenger.conversations).toEqual([]);
});

test('typing and presence are told', async () => {
  const { messenger, link } = await make();
  link.options.onEvent('user-typing', { conversationId: 'c1', userId: 'peer', isTyping: true });
  link.options.onEvent('presence', { userId: 'peer', status: 'online' });
  expect(messenger.typists('c1')).toEqual(['peer']);
  expect(messenger.presence('peer')).toMatchObject({ isOnline: true });
  link.options.onEvent('new-message', message(1));
  expect(messenger.typists('c1')).toEqual([]);
  link.options.onClose('transport close');
  expect(messenger.presence('peer')).toBeUndefined();
});

test('a hit far back takes two requests, and one goes on from there to the newest', async () => {
  const all = Array.from({ length: 2_100 }, (_, index) => message(index + 1));
  const { messenger, chat } = await make([conversation({ lastSeq: all.length })], all);
  const place = (id: string): number => all.findIndex((one) => one.id === id);
  chat.history = vi.fn(async (_: string, from: Record<string, string>, limit: number) => {
    const start = from.after ? place(from.after) + 1 : from.around ? place(from.around) - limit / 2 : Math.max(0, place(from.before!) - limit);
    const end = from.before ? place(from.before) : start + limit;
    return { items: all.slice(start, end), hasOlder: start > 0, hasNewer: end < all.length, page: 1, limit, total: all.length };
  });
  await messenger.loadUntil('c1', { seq: 100, id: 'm100' });
  expect(chat.messages!.mock.calls.length + chat.history.mock.calls.length).toBe(2);
  const shown = () => messenger.timeline('c1').shown;
  expect(shown().messages.map(({ seq }) => seq)).toEqual(all.slice(49, 149).map(({ seq }) => seq));
  await messenger.loadOlder('c1');
  expect([shown().messages[0]!.seq, shown().hasOlder]).toEqual([1, false]);
  // Two at once are one, and one that comes when it is no longer wanted is dropped.
  await Promise.all([messenger.loadNewer('c1'), messenger.loadNewer('c1')]);
  expect(shown().messages.at(-1)!.seq).toBe(199);
  while (shown().hasNewer) await messenger.loadNewer('c1', 100);
  expect(seqs(messenger)).toEqual(all.map(({ seq }) => seq));
  expect(await messenger.seek('c1', 'm7')).toBe(7);
  const late = messenger.loadNewer('c1');
  messenger.leave('c1');
  await late;
  expect(seqs(messenger).length).toBe(all.length);
});
