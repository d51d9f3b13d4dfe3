import type { Conversation, Message } from '../types.js';

/**
 * Where what is unread begins: the first of the others' messages that were unread when a conversation was opened, after all that one wrote
 * oneself, since whoever answers has read.
 * @param opened the conversation as it was then: what came since is not among the unread
 * @param hasOlder there are older messages than these
 * @returns null: there is none; undefined: the messages do not reach so far yet, forwards or back
 */
export function firstUnread(messages: readonly Message[], opened: Pick<Conversation, 'unreadCount' | 'lastSeq'>, me: string, hasOlder = false): Message | null | undefined {
  if (opened.unreadCount === 0) return null;
  if ((messages.at(-1)?.seq ?? 0) < opened.lastSeq) return undefined;
  const answered = messages.findLast(({ senderId }) => senderId === me)?.seq ?? 0;
  const unread = messages.filter(({ senderId, seq }) => senderId !== me && seq <= opened.lastSeq).slice(-opened.unreadCount);
  if (unread.length < opened.unreadCount && answered === 0 && hasOlder) return undefined;
  return unread.find(({ seq, isDeleted }) => seq > answered && !isDeleted) ?? null;
}
