import type { Conversation, Message } from '../types.js';

/** The list of conversations: pinned ones first, then by what happened last. */
export class Chats {
  #list: readonly Conversation[] = [];
  #byId = new Map<string, Conversation>();

  constructor(private readonly changed: () => void) {}

  get list(): readonly Conversation[] {
    return this.#list;
  }

  get(id: string): Conversation | undefined {
    return this.#byId.get(id);
  }

  /** Unread messages in all of them. */
  get unread(): number {
    return this.#list.reduce((sum, conversation) => sum + conversation.unreadCount, 0);
  }

  put(conversations: readonly Conversation[]): void {
    for (const conversation of conversations) this.#byId.set(conversation.id, merged(this.#byId.get(conversation.id), conversation));
    this.#sort();
  }

  remove(id: string): void {
    if (this.#byId.delete(id)) this.#sort();
  }

  /** A message that is new here. @param counts whether it is unread: somebody else's, in a conversation that is not being looked at. */
  arrived(message: Message, counts: boolean): boolean {
    const known = this.#byId.get(message.conversationId);
    if (!known) return false;
    if (message.seq < known.lastSeq) return true;
    const fresh = message.seq > known.lastSeq;
    this.#change(known, {
      messages: [message],
      lastSeq: message.seq,
      updatedAt: message.createdAt,
      isActive: true,
      unreadCount: known.unreadCount + (fresh && counts ? 1 : 0),
    });
    return true;
  }

  change(id: string, change: Partial<Conversation>): void {
    const known = this.#byId.get(id);
    if (known) this.#change(known, change);
  }

  recalled(conversationId: string, messageId: string): void {
    const known = this.#byId.get(conversationId);
    if (known?.messages.some((message) => message.id === messageId))
      this.#change(known, { messages: known.messages.map((message) => (message.id === messageId ? { ...message, isRecalled: true, content: {} } : message)) });
  }

  #change(known: Conversation, change: Partial<Conversation>): void {
    this.#byId.set(known.id, { ...known, ...change });
    this.#sort();
  }

  #sort(): void {
    this.#list = [...this.#byId.values()]
      .filter((conversation) => conversation.isActive)
      .sort((a, b) => Number(b.isPinned ?? false) - Number(a.isPinned ?? false) || b.updatedAt.localeCompare(a.updatedAt));
    this.changed();
  }
}

/** An answer that was under way while a live message came must not take it back. */
function merged(known: Conversation | undefined, fresh: Conversation): Conversation {
  return known && known.lastSeq > fresh.lastSeq ? { ...fresh, messages: known.messages, lastSeq: known.lastSeq, updatedAt: known.updatedAt, unreadCount: known.unreadCount } : fresh;
}
