import type { Raw } from './api/reading.js';
import { readMessage } from './api/reading.js';
import type { Message } from './types.js';

/** The Market surface's events in the library's words. */
export interface LiveHandlers {
  message(message: Message, acknowledge: () => void): void;
  recalled(conversationId: string, messageId: string, rev: number): void;
  deleted(conversationId: string, messageId: string): void;
  read(conversationId: string, userId: string, at: { messageId?: string; seq?: number }): void;
  delivered(conversationId: string, userId: string, at: { messageId?: string; seq?: number }): void;
  typing(conversationId: string, userId: string, isTyping: boolean): void;
  presence(userId: string, status: string, lastSeenAt: string | null): void;
  /** A group has another name, other members or roles, or is no more. */
  regrouped(conversationId: string, change: string, userIds: readonly string[]): void;
  /** Orders, payments, reviews, notices, and whatever a newer server tells. */
  other(name: string, data: unknown): void;
}

/** Reads one event. Fields that are missing make it pass unread: a server's slip must not break a chat. */
export function hearEvent(name: string, data: unknown, acknowledge: () => void, handlers: LiveHandlers): void {
  const raw = (data ?? {}) as Raw;
  const conversationId = String(raw.conversationId ?? '');
  const userId = String(raw.userId ?? raw.readerId ?? '');
  switch (name) {
    case 'new-message':
      return handlers.message(readMessage(raw), acknowledge);
    case 'message-recalled':
      return handlers.recalled(conversationId, String(raw.messageId ?? raw.id), Number(raw.rev ?? 0));
    case 'message-deleted':
      return handlers.deleted(conversationId, String(raw.messageId ?? raw.id));
    case 'message-read':
      return handlers.read(conversationId, userId, position(raw, raw.readSeq));
    case 'message-delivered':
    case 'message-status':
      return handlers.delivered(conversationId, userId, position(raw, raw.deliveredSeq));
    case 'user-typing':
      return handlers.typing(conversationId, userId, raw.isTyping === true);
    case 'presence':
      return handlers.presence(userId, String(raw.status ?? (raw.isOnline ? 'online' : 'offline')), (raw.lastSeenAt ?? raw.lastSeen ?? raw.lastOnlineTime ?? null) as string | null);
    case 'conversation-updated':
      handlers.regrouped(conversationId, String(raw.change), Array.isArray(raw.userIds) ? raw.userIds.map(String) : []);
      return handlers.other(name, data);
    default:
      return handlers.other(name, data);
  }
}

function position(raw: Raw, seq: unknown): { messageId?: string; seq?: number } {
  const known = seq ?? raw.seq;
  return { ...(known === undefined ? {} : { seq: Number(known) }), ...(raw.messageId === undefined ? {} : { messageId: String(raw.messageId) }) };
}
