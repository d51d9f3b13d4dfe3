import { firstUnread, type Message, type TimelineView } from '@parley/client';
import { useState } from 'react';
import type { Opened } from './useOpenedChat';

/** The message above which the unread begin; null: none. It stays where it was when one began to look, until one answers. */
export function useDivider({ messages, pending, hasOlder }: TimelineView, opened: Opened, me: string): string | null {
  const [kept, keep] = useState<{ opened: Opened; first: Message | null | undefined }>(() => ({ opened, first: firstUnread(messages, opened, me, hasOlder) }));
  // What was kept of a chat may end before what is unread, or begin behind it: that comes with the server's pages.
  const first = kept.opened !== opened || kept.first === undefined ? firstUnread(messages, opened, me, hasOlder) : kept.first;
  if (kept.opened !== opened || kept.first !== first) keep({ opened, first });
  if (!first || pending.some(({ createdAt }) => createdAt >= opened.since)) return null;
  return messages.some(({ senderId, seq }) => senderId === me && seq > first.seq) ? null : first.id;
}
