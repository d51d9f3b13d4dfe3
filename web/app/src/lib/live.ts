import type { ConnectionState, Conversation, Me, Messenger, PresenceOf, TimelineView } from '@parley/client';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { createContext, useCallback, useContext, useSyncExternalStore } from 'react';
import { parley } from './parley';

export const MessengerContext = createContext<Messenger | null>(null);

/** The messenger of whoever is signed in; only below the shell. */
export function useLive(): Messenger {
  return useContext(MessengerContext) as Messenger;
}

export function useMe(): UseQueryResult<Me> {
  const { userId } = useLive();
  return useQuery({ queryKey: ['me', userId], queryFn: parley.auth.me, staleTime: 300_000 });
}

export function useConversations(): readonly Conversation[] {
  const messenger = useLive();
  return useSyncExternalStore(
    useCallback((changed: () => void) => messenger.on('chats', changed), [messenger]),
    () => messenger.conversations,
  );
}

export function useUnread(): number {
  const messenger = useLive();
  return useSyncExternalStore(
    useCallback((changed: () => void) => messenger.on('chats', changed), [messenger]),
    () => messenger.unread,
  );
}

export function useTimeline(id: string): TimelineView {
  const messenger = useLive();
  return useSyncExternalStore(
    useCallback((changed: () => void) => messenger.on('conversation', (which) => which === id && changed()), [messenger, id]),
    () => messenger.timeline(id).view,
  );
}

/** What of a conversation is being looked at: its newest messages, or some far back. */
export function useShown(id: string): TimelineView {
  const messenger = useLive();
  return useSyncExternalStore(
    useCallback((changed: () => void) => messenger.on('conversation', (which) => which === id && changed()), [messenger, id]),
    () => messenger.timeline(id).shown,
  );
}

export function useTypists(id: string): readonly string[] {
  const messenger = useLive();
  return useSyncExternalStore(
    useCallback((changed: () => void) => messenger.on('conversation', (which) => which === id && changed()), [messenger, id]),
    () => messenger.typists(id),
  );
}

export function usePresence(userId: string | undefined): PresenceOf | undefined {
  const messenger = useLive();
  return useSyncExternalStore(
    useCallback((changed: () => void) => messenger.on('presence', (who) => who === userId && changed()), [messenger, userId]),
    () => (userId ? messenger.presence(userId) : undefined),
  );
}

export function useConnection(): ConnectionState {
  const messenger = useLive();
  return useSyncExternalStore(
    useCallback((changed: () => void) => messenger.on('state', changed), [messenger]),
    () => messenger.state,
  );
}

/** The other one, where there are two. */
export function peerOf(conversation: Conversation, me: string): Conversation['participants'][number]['user'] | undefined {
  const others = conversation.participants.filter(({ user }) => user.id !== me);
  return conversation.type === 'group' || others.length > 1 ? undefined : others[0]?.user;
}

export function titleOf(conversation: Conversation, me: string): string {
  const others = conversation.participants.filter(({ user }) => user.id !== me).map(({ user }) => user.displayName);
  return peerOf(conversation, me)?.displayName || conversation.name || others.join('、') || '…';
}
