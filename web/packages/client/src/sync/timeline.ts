import type { Content, Message, MessageType, Pointer, Quote } from '../types.js';

export type SendState = 'sending' | 'sent' | 'delivered' | 'read' | 'failed';

/** One's own message that is not stored yet, or was refused. */
export interface PendingMessage {
  clientId: string;
  conversationId: string;
  messageType: MessageType;
  content: Content;
  replyToId?: string;
  replyTo?: Quote | null;
  createdAt: number;
  state: 'sending' | 'failed';
  /** Why it failed, and whether sending it again may help. */
  error?: { code: string; message: string };
  /** How far its file is, 0 to 1. */
  progress?: number;
  /** Its file, to be shown before it is uploaded. */
  file?: Blob;
}

/** What a list shows: stored messages by `seq`, then what is on its way. */
export interface TimelineView {
  messages: readonly Message[];
  pending: readonly PendingMessage[];
  pointers: readonly Pointer[];
  /** There are older ones that are not here. */
  hasOlder: boolean;
  /** The first page is there. */
  loaded: boolean;
  lastSeq: number;
}

export interface Added {
  /** Not known before. */
  fresh: boolean;
  /** A `seq` is missing before it: ask by `sync`, from `rev`. */
  gap: boolean;
}

/**
 * One conversation's messages: each id once, in the order of `seq`, whatever came twice or late.
 * It holds a run without holes (`first` to `last`); what would leave one is not taken in but reported as a gap.
 */
export class Timeline {
  // What a message quotes is its own copy: it goes with what it was taken from.
  readonly #recalled = new Set<string>();
  #view: TimelineView = { messages: [], pending: [], pointers: [], hasOlder: true, loaded: false, lastSeq: 0 };
  /** The newest change that is known together with all before it; 0: not known. */
  rev = 0;

  constructor(
    readonly id: string,
    private readonly changed: (id: string) => void,
  ) {}

  get view(): TimelineView {
    return this.#view;
  }

  /** Something newer than all that is here was heard of. */
  get behind(): boolean {
    const { loaded, lastSeq, messages } = this.#view;
    return loaded && lastSeq > (messages.at(-1)?.seq ?? 0);
  }

  /** A live message, in the order of the server's events. */
  add(message: Message): Added {
    const { messages, loaded } = this.#view;
    const last = messages.at(-1)?.seq ?? 0;
    if (messages.some((known) => known.id === message.id)) {
      this.#put([message]);
      return { fresh: false, gap: false };
    }
    if (!loaded) {
      const fresh = message.seq > this.#view.lastSeq;
      if (fresh) this.#set({ lastSeq: message.seq });
      return { fresh, gap: false };
    }
    if (message.seq > last + 1) {
      this.#set({ lastSeq: Math.max(this.#view.lastSeq, message.seq) });
      return { fresh: true, gap: true };
    }
    this.#put([message]);
    return { fresh: true, gap: false };
  }

  /** The newest page, in place of what is here unless both overlap. @param rev a change of the conversation that the page is not older than */
  reset(page: readonly Message[], limit: number, rev = 0): void {
    const { messages } = this.#view;
    const joins = messages.length > 0 && page.length > 0 && (page[0] as Message).seq <= (messages.at(-1) as Message).seq + 1;
    if (!joins) this.#view = { ...this.#view, messages: [] };
    this.#put(page);
    this.rev = Math.max(this.rev, rev);
    this.#set({ loaded: true, hasOlder: joins ? this.#view.hasOlder : page.length >= limit && (page[0]?.seq ?? 1) > 1 });
  }

  /** Nothing is known for certain any more: it will be read anew when it is looked at. */
  clear(): void {
    this.rev = 0;
    this.#set({ messages: [], loaded: false, hasOlder: true });
  }

  /** A page before the oldest one here. */
  prepend(page: readonly Message[], limit: number): void {
    this.#put(page);
    this.#set({ hasOlder: page.length >= limit && (page[0]?.seq ?? 1) > 1 });
  }

  /** What a `sync` told: new ones and changed ones. */
  apply(messages: readonly Message[], rev: number, hidden: readonly string[] = []): void {
    // A change of one that lies before the oldest here would leave a hole between: it comes with its page.
    const oldest = this.#view.hasOlder ? (this.#view.messages[0]?.seq ?? 0) : 0;
    this.#put(messages.filter(({ seq }) => seq >= oldest));
    hidden.forEach((id) => this.remove(id));
    this.rev = Math.max(this.rev, rev);
  }

  /** From a cache: to be shown until the server has answered. */
  restore(messages: readonly Message[], pointers: readonly Pointer[], rev: number): void {
    if (this.#view.loaded || messages.length === 0) return;
    this.rev = rev;
    this.#put(messages);
    this.#set({ pointers, loaded: true, hasOlder: (messages[0]?.seq ?? 1) > 1 });
  }

  recall(messageId: string): void {
    this.#recalled.add(messageId);
    this.#set({ messages: unquoted(this.#view.messages, this.#recalled), pending: unquoted(this.#view.pending, this.#recalled) });
    this.#change(messageId, (message) => ({ ...message, isRecalled: true, content: {} }));
  }

  remove(messageId: string): void {
    this.#change(messageId, (message) => ({ ...message, isDeleted: true, content: {} }));
  }

  /** Pointers only ever move on. */
  point(moved: Partial<Pointer> & { userId: string }): void {
    const known = this.#view.pointers.find((pointer) => pointer.userId === moved.userId) ?? { userId: moved.userId, readSeq: 0, deliveredSeq: 0 };
    const readSeq = Math.max(known.readSeq, moved.readSeq ?? 0);
    const deliveredSeq = Math.max(known.deliveredSeq, moved.deliveredSeq ?? 0, readSeq);
    if (readSeq === known.readSeq && deliveredSeq === known.deliveredSeq) return;
    this.#set({ pointers: [...this.#view.pointers.filter((pointer) => pointer.userId !== moved.userId), { userId: moved.userId, readSeq, deliveredSeq }] });
  }

  pending(pending: readonly PendingMessage[]): void {
    const stored = new Set(this.#view.messages.map((message) => message.clientId).filter((id) => id !== undefined));
    this.#set({ pending: unquoted(pending.filter((message) => !stored.has(message.clientId)), this.#recalled) });
  }

  seqOf(messageId: string): number | undefined {
    return this.#view.messages.find((message) => message.id === messageId)?.seq;
  }

  /** What became of one's own stored message. In a group: read by anybody. */
  stateOf(message: Message, me: string): SendState {
    const others = this.#view.pointers.filter((pointer) => pointer.userId !== me);
    if (others.some((pointer) => pointer.readSeq >= message.seq)) return 'read';
    if (others.some((pointer) => pointer.deliveredSeq >= message.seq)) return 'delivered';
    return message.status === 'read' || message.status === 'delivered' ? message.status : 'sent';
  }

  #put(messages: readonly Message[]): void {
    if (messages.length === 0) return;
    const byId = new Map(this.#view.messages.map((message) => [message.id, message]));
    for (const message of messages) {
      const known = byId.get(message.id);
      // An older picture of a message never replaces a newer one; what only one of them says is kept.
      if (!known || message.rev === 0 || message.rev >= known.rev) byId.set(message.id, joined(known, message));
    }
    for (const { id, isRecalled } of messages) if (isRecalled) this.#recalled.add(id);
    const sorted = unquoted([...byId.values()].sort((a, b) => a.seq - b.seq), this.#recalled);
    const stored = new Set(sorted.map((message) => message.clientId).filter((id) => id !== undefined));
    this.#set({
      messages: sorted,
      pending: this.#view.pending.some((message) => stored.has(message.clientId)) ? this.#view.pending.filter((message) => !stored.has(message.clientId)) : this.#view.pending,
      lastSeq: Math.max(this.#view.lastSeq, sorted.at(-1)?.seq ?? 0),
    });
  }

  #change(messageId: string, change: (message: Message) => Message): void {
    if (!this.#view.messages.some((message) => message.id === messageId)) return;
    this.#set({ messages: this.#view.messages.map((message) => (message.id === messageId ? change(message) : message)) });
  }

  #set(change: Partial<TimelineView>): void {
    this.#view = { ...this.#view, ...change };
    this.changed(this.id);
  }
}

function unquoted<T extends { replyTo?: Quote | null }>(messages: readonly T[], recalled: ReadonlySet<string>): readonly T[] {
  const tells = ({ replyTo }: T): boolean => !!replyTo && !replyTo.isRecalled && recalled.has(replyTo.id);
  return messages.some(tells) ? messages.map((message) => (tells(message) ? { ...message, replyTo: { ...(message.replyTo as Quote), content: {}, isRecalled: true } } : message)) : messages;
}

/** What only one of two pictures says is kept; a recalled or deleted message stays so. */
function joined(known: Message | undefined, fresh: Message): Message {
  if (!known) return fresh;
  const both = { ...known, ...fresh, sender: fresh.sender ?? known.sender ?? null, replyTo: fresh.replyTo ?? known.replyTo ?? null };
  if (known.isRecalled || known.isDeleted) return { ...both, isRecalled: known.isRecalled || fresh.isRecalled === true, isDeleted: known.isDeleted || fresh.isDeleted === true, content: {} };
  return known.status === 'read' ? { ...both, status: fresh.isRecalled ? 'recalled' : 'read' } : both;
}
