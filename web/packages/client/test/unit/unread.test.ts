import { expect, test } from 'vitest';
import { firstUnread } from '../../src/sync/unread.js';
import type { Message } from '../../src/types.js';
import { message } from '../lib/fakes.js';

const mine = (seq: number): Message => message(seq, { senderId: 'me' });
const first = (messages: Message[], unreadCount: number, lastSeq = messages.length): number | null | undefined => {
  const found = firstUnread(messages, { unreadCount, lastSeq }, 'me');
  return found ? found.seq : found;
};

test('unread begins as many messages of others before the newest as are unread', () => {
  expect(first([message(1), message(2), message(3)], 2)).toBe(2);
  expect(first([message(1), message(2)], 0)).toBe(null);
  expect(first([message(1), message(2)], 80)).toBe(1);
});

test('what came before one’s own answer is read, though the count says otherwise', () => {
  expect(first([message(1), mine(2)], 1)).toBe(null);
  expect(first([message(1), mine(2), message(3)], 2)).toBe(3);
});

test('messages that came since are not among those that were unread', () => {
  expect(first([message(1), message(2), message(3)], 1, 2)).toBe(2);
});

test('a page that ends before what is unread tells nothing yet', () => {
  expect(first([message(1), message(2)], 1, 3)).toBe(undefined);
});

test('older messages are waited for where there are more unread than are here', () => {
  const opened = { unreadCount: 3, lastSeq: 11 };
  expect(firstUnread([message(10), message(11)], opened, 'me', true)).toBe(undefined);
  expect(firstUnread([message(9), message(10), message(11)], opened, 'me', true)?.seq).toBe(9);
  expect(firstUnread([mine(9), message(10), message(11)], opened, 'me', true)?.seq).toBe(10);
});

test('a deleted message is not where it begins', () => {
  expect(first([message(1, { isDeleted: true }), message(2)], 2)).toBe(2);
});
