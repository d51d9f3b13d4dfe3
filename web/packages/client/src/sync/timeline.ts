import type { Content, Message, MessageType, Pointer, Quote } from '../types.js';
import { merged, renewed, unquoted } from './run.js';

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
  /** There are newer ones between these and the newest. */
  hasNewer: boolean;
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
 * It holds a run without holes (`first` to `last`); what would leave one is not taken in but reported as a gap. Beside it there may be another run,
 * far back, that was opened to be looked at: it grows both ways, until the two meet and are one.
 */
export class Timeline {
  // What a message quotes is its own copy: it goes with what it was taken from.
  readonly #recalled = new Set<string>();
  #view: TimelineView = { messages: [], pending: [], pointers: [], hasOlder: true, hasNewer: false, loaded: false, lastSeq: 0 };
  #apart: { messages: readonly Message[]; hasOlder: boolean } | null = null;
  #shown = this.#view;
  /** The newest change that is known together with all before it; 0: not known. */
  rev = 0;

  constructor(
    readonly id: string,
    private readonly changed: (id: string) => void,
  ) {}

  /** The newest ones. */
  get view(): TimelineView {
    return this.#view;
  }

  /** What is being looked at: the run far back while one is open, else the newest ones. */
  get shown(): TimelineView {
    return this.#shown;
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
    this.#renew([message]);
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
  reset(page: readonly Message[], rev = 0): void {
    const { messages } = this.#view;
    const joins = messages.length > 0 && page.length > 0 && (page[0] as Message).seq <= (messages.at(-1) as Message).seq + 1;
    if (!joins) this.#view = { ...this.#view, messages: [] };
    this.#put(page);
    this.rev = Math.max(this.rev, rev);
    this.#set({ loaded: true, hasOlder: joins ? this.#view.hasOlder : (page[0]?.seq ?? 1) > 1 });
    this.#meet();
  }

  /** Nothing is known for certain any more: it will be read anew when it is looked at. */
  clear(): void {
    this.rev = 0;
    this.#apart = null;
    this.#set({ messages: [], loaded: false, hasOlder: true });
  }

  /** A page before the oldest one that is shown. */
  prepend(page: readonly Message[], hasOlder: boolean): void {
    if (this.#apart) {
      this.#apart = { messages: merged(this.#apart.messages, page, this.#recalled), hasOlder };
      return this.#set({});
    }
    this.#put(page);
    this.#set({ hasOlder });
  }

  /** A page behind the newest one of the run far back. @param hasNewer there is more behind it */
  append(page: readonly Message[], hasNewer: boolean): void {
    if (!this.#apart) return;
    this.#apart = { ...this.#apart, messages: merged(this.#apart.messages, page, this.#recalled) };
    this.#meet(!hasNewer);
  }

  /** Opens a run far back, in place of one that was open. */
  open(page: readonly Message[], hasOlder: boolean): void {
    this.#apart = { messages: merged([], page, this.#recalled), hasOlder };
    this.#meet();
  }

  /** Back to the newest ones. */
  close(): void {
    if (!this.#apart) return;
    this.#apart = null;
    this.#set({});
  }

  /** What a `sync` told: new ones and changed ones. */
  apply(messages: readonly Message[], rev: number, hidden: readonly string[] = []): void {
    // A change of one that lies before the oldest here would leave a hole between: it comes with its page.
    this.#renew(messages);
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
    if (this.#apart) this.#apart = { ...this.#apart, messages: unquoted(this.#apart.messages, this.#recalled) };
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
    return [...this.#view.messages, ...(this.#apart?.messages ?? [])].find((message) => message.id === messageId)?.seq;
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
    for (const { id, isRecalled } of messages) if (isRecalled) this.#recalled.add(id);
    const sorted = merged(this.#view.messages, messages, this.#recalled);
    const stored = new Set(sorted.map((message) => message.clientId).filter((id) => id !== undefined));
    this.#set({
      messages: sorted,
      pending: this.#view.pending.some((message) => stored.has(message.clientId)) ? this.#view.pending.filter((message) => !stored.has(message.clientId)) : this.#view.pending,
      lastSeq: Math.max(this.#view.lastSeq, sorted.at(-1)?.seq ?? 0),
    });
  }

  /** What became of those in the run far back. */
  #renew(messages: readonly Message[]): void {
    if (!this.#apart) return;
    for (const { id, isRecalled } of messages) if (isRecalled) this.#recalled.add(id);
    this.#apart = { ...this.#apart, messages: renewed(this.#apart.messages, messages, this.#recalled) };
    this.#set({});
  }

  /** Both runs are one where the older reaches the newer. @param isLast the server knows of none behind the older one */
  #meet(isLast = false): void {
    const { messages, loaded } = this.#view;
    const apart = this.#apart;
    const end = apart?.messages.at(-1)?.seq ?? 0;
    if (!apart || !loaded || (!isLast && end + 1 < (messages[0]?.seq ?? Infinity))) return this.#set({});
    const reachesFurther = (apart.messages[0]?.seq ?? Infinity) <= (messages[0]?.seq ?? Infinity);
    this.#apart = null;
    this.#put(apart.messages);
    if (reachesFurther) this.#set({ hasOlder: apart.hasOlder });
  }

  #change(messageId: string, change: (message: Message) => Message): void {
    const changed = (messages: readonly Message[]): readonly Message[] => messages.map((message) => (message.id === messageId ? change(message) : message));
    if (this.seqOf(messageId) === undefined) return;
    if (this.#apart) this.#apart = { ...this.#apart, messages: changed(this.#apart.messages) };
    this.#set({ messages: changed(this.#view.messages) });
  }

  #set(change: Partial<TimelineView>): void {
    this.#view = { ...this.#view, ...change };
    // What is on its way stands behind the newest ones.
    this.#shown = this.#apart ? { ...this.#view, ...this.#apart, pending: [], hasNewer: true } : this.#view;
    this.changed(this.id);
  }
}
