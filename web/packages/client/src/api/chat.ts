import type { Http } from '../http/http.js';
import type { Content, Conversation, Message, MessageType, Page, Pointer, UploadedFile } from '../types.js';
import { readConversation, readMessage, readPointer, type Raw } from './reading.js';

/** A message as it is sent. */
export interface Draft {
  conversationId: string;
  messageType: MessageType;
  content: Content;
  replyToId?: string;
  /** The idempotency key: the same one with the same body is stored once. */
  clientId?: string;
}

export interface SyncAnswer {
  /** Changed by a restore or failover: start afresh. */
  generation: string;
  conversations: SyncedConversation[];
  /** Of those that were named: one is not in them any more. */
  gone: string[];
}

export interface SyncedConversation {
  id: string;
  lastSeq: number;
  rev: number;
  pointers: Pointer[];
  messages: Message[];
  /** Messages that one has deleted for oneself. */
  hidden: string[];
  hasMore: boolean;
}

export interface NewConversation {
  targetUserId?: string;
  participantIds?: string[];
  name?: string;
  serviceId?: string;
  orderId?: string;
}

export interface SearchQuery {
  q: string;
  conversationId?: string;
  messageType?: MessageType;
  from?: string;
  to?: string;
  page?: number;
  limit?: number;
}

/** `/api/v1/chat`. */
export class ChatApi {
  constructor(private readonly http: Http) {}

  /** Those on one's list, or those that were taken off it. */
  async conversations(page = 1, limit = 50, isActive = true): Promise<Page<Conversation>> {
    const found = await this.http.page<Raw>('/api/v1/chat/conversations', { query: { page, limit, ...(isActive ? {} : { isActive }) } });
    return { ...found, items: found.items.map(readConversation) };
  }

  /** The conversation with somebody, made when there is none yet; with several people a group. */
  open = async (conversation: NewConversation): Promise<Conversation> => readConversation(await this.http.post<Raw>('/api/v1/chat/conversations', conversation));
  read = async (id: string): Promise<Conversation> => readConversation(await this.http.get<Raw>(`/api/v1/chat/conversations/${id}`));
  /** Archived, for oneself, until it is opened again. */
  archive = async (id: string, archived = true): Promise<Conversation> => readConversation(await this.http.patch<Raw>(`/api/v1/chat/conversations/${id}`, { isActive: !archived }));

  /** A page, ascending; the newest one unless `before` is a message's id. Without `before` this marks the conversation as read. */
  async messages(conversationId: string, { before, limit = 50 }: { before?: string; limit?: number } = {}): Promise<Message[]> {
    const found = await this.http.get<Raw[]>(`/api/v1/chat/conversations/${conversationId}/messages`, { query: { before, limit } });
    return found.map(readMessage);
  }

  /** A page, ascending, from a message on: before it, behind it, or it with what is around. Nothing is marked as read by it. */
  async history(conversationId: string, from: { before: string; page?: number } | { after: string } | { around: string }, limit = 50): Promise<Page<Message>> {
    const found = await this.http.page<Raw>(`/api/v1/chat/conversations/${conversationId}/messages`, { query: { ...from, limit } });
    return { ...found, items: found.items.map(readMessage) };
  }

  async send({ conversationId, ...draft }: Draft): Promise<Message> {
    return readMessage(await this.http.post<Raw>(`/api/v1/chat/conversations/${conversationId}/messages`, draft));
  }

  markRead = (conversationId: string, messageId?: string): Promise<unknown> => this.http.post(`/api/v1/chat/conversations/${conversationId}/read`, messageId ? { messageId } : {});
  recall = async (messageId: string): Promise<unknown> => this.http.post(`/api/v1/chat/messages/${messageId}/recall`);
  /** For oneself. */
  remove = (messageId: string): Promise<void> => this.http.delete(`/api/v1/chat/messages/${messageId}`);
  /** Answers what came of it for each target. */
  forward = (messageId: string, to: { conversationIds?: string[]; targetUserIds?: string[]; clientId?: string }): Promise<{ success: boolean; targetId?: string; code?: string }[]> =>
    this.http.post(`/api/v1/chat/messages/${messageId}/forward`, to);

  /** Newest first. */
  async search(query: SearchQuery): Promise<Page<Message>> {
    const found = await this.http.page<Raw>('/api/v1/chat/search', { query: { ...query } });
    return { ...found, items: found.items.map(readMessage) };
  }

  async sync(conversations: Record<string, number>, by: 'rev' | 'seq' = 'rev'): Promise<SyncAnswer> {
    return readSync(await this.http.post<Raw>('/api/v1/chat/sync', { conversations, by }));
  }

  /** One of this server's files, to be named in a message by its id. */
  async upload(file: Blob | string, name: string, progress?: (part: number) => void, signal?: AbortSignal): Promise<UploadedFile> {
    const raw = await this.http.upload<Raw>('/api/v1/files', file, name, progress, signal);
    return {
      id: String(raw.id ?? raw.fileId ?? raw.file_id),
      url: String(raw.url ?? raw.fileUrl ?? raw.file_url),
      name: String(raw.name ?? raw.fileName ?? name),
      size: Number(raw.size ?? raw.fileSize ?? 0),
      type: String(raw.type ?? raw.mimeType ?? ''),
      messageType: (raw.messageType ?? raw.message_type ?? 'file') as MessageType,
    };
  }
}

export function readSync(raw: Raw): SyncAnswer {
  return {
    generation: String(raw.generation),
    conversations: ((raw.conversations ?? []) as Raw[]).map((conversation) => ({
      id: String(conversation.id),
      lastSeq: Number(conversation.lastSeq ?? 0),
      rev: Number(conversation.rev ?? 0),
      pointers: ((conversation.pointers ?? []) as Raw[]).map(readPointer),
      messages: ((conversation.messages ?? []) as Raw[]).map(readMessage),
      hidden: ((conversation.hidden ?? []) as unknown[]).map(String),
      hasMore: conversation.hasMore === true,
    })),
    gone: ((raw.gone ?? []) as unknown[]).map(String),
  };
}
