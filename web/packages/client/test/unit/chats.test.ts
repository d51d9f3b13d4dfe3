import { describe, expect, test } from 'vitest';
import { readConversation } from '../../src/api/reading.js';
import { Chats } from '../../src/sync/chats.js';
import type { Conversation, Message } from '../../src/types.js';

const said = (lastSeq: number, unreadCount: number): Conversation =>
  ({ id: 'c', lastSeq, unreadCount, isActive: true, messages: [], updatedAt: `2026-01-01T00:00:${String(lastSeq).padStart(2, '0')}Z` }) as unknown as Conversation;
const message = (seq: number): Message => ({ id: `m${seq}`, conversationId: 'c', seq, createdAt: `2026-01-01T00:00:${String(seq).padStart(2, '0')}Z` }) as unknown as Message;

describe('unread', () => {
  test('counts what came before the list did', () => {
    const chats = new Chats(() => undefined);
    for (const seq of [5, 6, 7]) expect(chats.arrived(message(seq), true)).toBe(false);
    chats.put([said(5, 5)]); // asked when five were there
    chats.arrived(message(8), true);
    expect(chats.unread).toBe(8);
  });

  test('counts each once, in whatever order they come', () => {
    const chats = new Chats(() => undefined);
    chats.put([said(2, 0)]);
    expect(chats.arrived(message(4), true)).toBe(false); // the third is missing
    expect(chats.arrived(message(3), true)).toBe(true);
    chats.arrived(message(4), true);
    expect(chats.unread).toBe(2);
    expect(chats.get('c')?.lastSeq).toBe(4);
  });

  test('is what the server says, and an older answer takes nothing back', () => {
    const chats = new Chats(() => undefined);
    chats.put([said(3, 3)]);
    chats.arrived(message(4), true);
    chats.put([said(4, 1)]); // some were read elsewhere
    chats.put([said(2, 2)]);
    expect(chats.unread).toBe(1);
    chats.change('c', { unreadCount: 0 });
    expect(chats.unread).toBe(0);
    chats.arrived(message(5), false);
    expect(chats.unread).toBe(0);
  });
});

test('what is pinned stays first, whatever comes', () => {
  const chats = new Chats(() => undefined);
  const list = (pinned: object): void => chats.put([readConversation({ id: 'new', updatedAt: '2026-01-02' }), readConversation({ id: 'old', updatedAt: '2026-01-01', ...pinned })]);
  const order = (): string[] => chats.list.map(({ id }) => id);
  list({ isPinned: true });
  expect(order()).toEqual(['old', 'new']);
  list({}); // of a server that doesn't say
  expect(order()).toEqual(['old', 'new']);
  list({ isPinned: false }); // let go on another device
  expect(order()).toEqual(['new', 'old']);
  chats.change('old', { isPinned: true });
  expect(order()).toEqual(['old', 'new']);
});
