import type { Conversation, Message } from '../types.js';

/** The list of conversations: pinned ones first, then by what happened last. */
export class Chats {
  #list: readonly Conversation[] = [];
  #byId = new Map<string, Conversation>();
  // Unread is what the server said at one message, and what came live behind that one: whatever overtakes what, each counts once.
  #said = new Map<string, { seq: number; unread: number }>();
  #live = new Map<string, Set<number>>();

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
    for (const conversation of conversations) {
      const { id, lastSeq: seq, unreadCount: unread } = conversation;
      if (seq >= (this.#said.get(id)?.seq ?? 0)) this.#say(id, seq, unread);
      this.#byId.set(id, { ...merged(this.#byId.get(id), conversation), unreadCount: this.#unreadOf(id) });
    }

    this.#sort();
  }

  remove(id: string): void {
    this.#said.delete(id);
    this.#live.delete(id);
    if (this.#byId.delete(id)) this.#sort();
  }

  /**
   * A message that is new here.
   * @param counts whether it is unread: somebody else's, in a conversation that is not being looked at
   * @returns whether all before it is known; the list is to be fetched where not
   */
  arrived(message: Message, counts: boolean): boolean {
    const id = message.conversationId;
    if (counts && message.seq > (this.#said.get(id)?.seq ?? 0)) this.#live.set(id, (this.#live.get(id) ?? new Set()).add(message.seq));
    const known = this.#byId.get(id);
    if (!known) return false;
    const unreadCount = this.#unreadOf(id);
    if (message.seq < known.lastSeq) this.#change(known, { unreadCount });
    else this.#change(known, { messages: [message], lastSeq: message.seq, updatedAt: message.createdAt, isActive: true, unreadCount });
    return message.seq <= known.lastSeq + 1; // else something between did not come
  }

  change(id: string, change: Partial<Conversation>): void {
    const known = this.#byId.get(id);
    if (known && change.unreadCount !== undefined) this.#say(id, known.lastSeq, change.unreadCount);
    if (known) this.#change(known, change);
  }

  recalled(conversationId: string, messageId: string): void {
    const known = this.#byId.get(conversationId);
    if (known?.messages.some((message) => message.id === messageId))
      this.#change(known, { messages: known.messages.map((message) => (message.id === messageId ? { ...message, isRecalled: true, content: {} } : message)) });
  }

  #say(id: string, seq: number, unread: number): void {
    this.#said.set(id, { seq, unread });
    this.#live.set(id, new Set([...(this.#live.get(id) ?? [])].filter((live) => live > seq)));
  }

  #unreadOf(id: string): number {
    return (this.#said.get(id)?.unread ?? 0) + (this.#live.get(id)?.size ?? 0);
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

/** An answer that was under way while a live message came must not take it back; nor does one that doesn't say what is pinned. */
function merged(known: Conversation | undefined, fresh: Conversation): Conversation {
  const whole = { isPinned: known?.isPinned ?? false, ...fresh };
  return known && known.lastSeq > fresh.lastSeq ? { ...whole, messages: known.messages, lastSeq: known.lastSeq, updatedAt: known.updatedAt } : whole;
}
