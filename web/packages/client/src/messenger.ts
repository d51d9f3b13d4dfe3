import { readSync, type ChatApi, type Draft, type NewConversation } from './api/chat.js';
import type { FriendsApi } from './api/friends.js';
import { readMessage, type Raw } from './api/reading.js';
import { Emitter } from './emitter.js';
import type { Session } from './http/session.js';
import type { Locks } from './locks.js';
import { hearEvent } from './live.js';
import { Connection, type ConnectionState } from './socket/connection.js';
import type { Storage } from './store/storage.js';
import { Cache } from './sync/cache.js';
import { CatchUp } from './sync/catchUp.js';
import { Chats } from './sync/chats.js';
import { Outbox } from './sync/outbox.js';
import { Presence } from './sync/presence.js';
import { Timeline } from './sync/timeline.js';
import { TypingIn, TypingOut } from './sync/typing.js';
import type { LinkFactory } from './transport/transport.js';
import type { Conversation, Message, Quote } from './types.js';

export interface MessengerOptions {
  userId: string;
  session: Session;
  chat: ChatApi;
  online: FriendsApi['online'];
  link: LinkFactory;
  url: string;
  storage: Storage;
  locks: Locks;
  device?: string;
  random?: () => number;
}

export interface MessengerEvents {
  /** The list of conversations, unread totals. */
  chats: undefined;
  /** One conversation's messages, what is on its way, or who types in it. */
  conversation: string;
  presence: string;
  state: ConnectionState;
  /** Somebody else's new message: what a notification is shown for. */
  message: Message;
  /** Orders, payments, reviews, notices. */
  event: { name: string; data: unknown };
  /** Over for good: `replaced`, `banned`, `signed_out`. */
  ended: string;
}

const PAGE = 50;
/** While something far back is looked for. */
const FAR = 100;
const EMPTY_PAGES = 20;

/** One person's conversations, kept in step with the server. */
export class Messenger extends Emitter<MessengerEvents> {
  readonly connection: Connection;
  readonly outbox: Outbox;
  readonly userId: string;
  readonly #chat: ChatApi;
  readonly #online: FriendsApi['online'];
  readonly #cache: Cache;
  readonly #chats = new Chats(() => this.#chatsChanged());
  readonly #presence = new Presence((userId) => this.emit('presence', userId));
  readonly #typingIn = new TypingIn((id) => this.emit('conversation', id));
  readonly #typingOut: TypingOut;
  readonly #timelines = new Map<string, Timeline>();
  readonly #catchUp: CatchUp;
  readonly #loading = new Map<string, Promise<void>>();
  #viewed: string | null = null;
  #listed: Promise<void> | null = null;
  #isListStale = false;

  constructor(options: MessengerOptions) {
    super();
    this.userId = options.userId;
    this.#chat = options.chat;
    this.#online = options.online;
    this.#cache = new Cache(options.storage);
    this.connection = new Connection(options.link, options.url, options.session, options.device, options.random);
    this.outbox = new Outbox(
      options.userId,
      options.storage,
      {
        ready: () => this.connection.state === 'online',
        send: async (draft) => readMessage(await this.connection.ask<Raw>('send-message', draft)),
        upload: (file, name, progress, signal) => this.#chat.upload(file, name, progress, signal),
      },
      options.locks,
      options.random,
    );
    this.#catchUp = new CatchUp(
      {
        ask: async (conversations, by) => readSync(await this.connection.ask<Raw>('sync', { conversations, by })),
        ready: () => this.connection.state === 'online',
        timeline: (id) => this.#timelines.get(id),
        tooMuch: (id) => void (this.#viewed === id && this.load(id).catch(() => undefined)),
        restarted: () => this.#restarted(),
      },
      this.#chats,
      this.#cache,
      options.random,
    );
    this.#typingOut = new TypingOut((conversationId, isTyping) => this.connection.tell('typing', { conversationId, isTyping }));
    this.#wire();
  }

  /** Shows what was kept, then connects. */
  async start(): Promise<void> {
    const kept = await this.#cache.conversations().catch(() => []);
    if (kept.length > 0) this.#chats.put(kept);
    await this.outbox.start();
    this.connection.start();
    void this.#cache.trim().catch(() => undefined);
  }

  stop(): void {
    this.connection.stop();
    this.outbox.stop();
    this.#catchUp.stop();
    this.#cache.stop();
    this.#typingIn.clear();
  }

  get state(): ConnectionState {
    return this.connection.state;
  }

  get conversations(): readonly Conversation[] {
    return this.#chats.list;
  }

  get unread(): number {
    return this.#chats.unread;
  }

  conversation(id: string): Conversation | undefined {
    return this.#chats.get(id);
  }

  /** Whoever types there now: user ids. */
  typists(id: string): readonly string[] {
    return this.#typingIn.of(id);
  }

  presence(userId: string): ReturnType<Presence['of']> {
    return this.#presence.of(userId);
  }

  /** A conversation's messages. Nothing is asked for until `load`. */
  timeline(id: string): Timeline {
    let timeline = this.#timelines.get(id);
    if (!timeline) {
      timeline = new Timeline(id, () => this.#timelineChanged(id));
      this.#timelines.set(id, timeline);
      timeline.pending(this.outbox.of(id));
    }
    return timeline;
  }

  /** The newest messages: from the cache at once, then from the server. */
  load(id: string): Promise<void> {
    const running = this.#loading.get(id) ?? this.#load(id).finally(() => this.#loading.delete(id));
    this.#loading.set(id, running);
    return running;
  }

  async loadOlder(id: string, limit = PAGE): Promise<void> {
    const timeline = this.timeline(id);
    const oldest = timeline.shown.messages[0];
    if (!oldest || !timeline.shown.hasOlder) return;
    // A page of which one has deleted all is empty, and has others before it.
    for (let page = 1; page <= EMPTY_PAGES; page++) {
      const { items, hasOlder = false } = await this.#chat.history(id, { before: oldest.id, page }, limit);
      if (timeline.shown.messages[0]?.id !== oldest.id) return; // something else is shown by now
      if (items.length > 0 || !hasOlder) return timeline.prepend(items, hasOlder);
    }
  }

  /** The next ones of a run far back, until it reaches the newest. */
  async loadNewer(id: string, limit = PAGE): Promise<void> {
    const timeline = this.timeline(id);
    const newest = timeline.shown.messages.at(-1);
    if (!newest || !timeline.shown.hasNewer) return;
    const { items, hasNewer = false } = await this.#chat.history(id, { after: newest.id }, limit);
    if (timeline.shown.messages.at(-1)?.id === newest.id) timeline.append(items, hasNewer);
  }

  /** From a run far back to the newest ones. */
  leave(id: string): void {
    this.#timelines.get(id)?.close();
  }

  /**
   * Loads until the message is here, as for a hit of a search. One far back comes with what is around it: `shown` is that run then, until it has
   * grown to the newest or is left. Without its `id`, all between is loaded.
   */
  async loadUntil(id: string, message: Pick<Message, 'seq'> & { id?: string }): Promise<void> {
    await this.load(id);
    const timeline = this.timeline(id);
    const { hasOlder, messages } = timeline.view;
    if (message.id !== undefined && hasOlder && (messages[0]?.seq ?? 0) - message.seq > FAR) {
      const page = await this.#chat.history(id, { around: message.id }, FAR);
      return timeline.open(page.items, page.hasOlder ?? false);
    }
    for (let pages = 0; pages < 200; pages++) {
      const now = this.timeline(id).view;
      if (!now.hasOlder || (now.messages[0]?.seq ?? 0) <= message.seq) return;
      await this.loadOlder(id, FAR);
    }
  }

  /** Where a message of the conversation stands, loaded or not; undefined: there is none. */
  async seek(id: string, messageId: string): Promise<number | undefined> {
    const known = this.timeline(id).seqOf(messageId);
    if (known !== undefined) return known;
    const { items } = await this.#chat.history(id, { around: messageId }, 1);
    return items.find((message) => message.id === messageId)?.seq;
  }

  /** The conversation with somebody, or a new group. */
  async open(wanted: NewConversation): Promise<Conversation> {
    const conversation = await this.#chat.open(wanted);
    this.#chats.put([conversation]);
    void this.#askPresence().catch(() => undefined);
    return conversation;
  }

  /** Which conversation is on the screen: its messages count as read while they come. */
  view(id: string | null): void {
    if (this.#viewed && this.#viewed !== id) this.connection.tell('leave-conversation', { conversationId: this.#viewed });
    this.#viewed = id;
    if (id) {
      this.connection.tell('join-conversation', { conversationId: id });
      this.markRead(id);
    }
  }

  /** Everything there is so far has been read. */
  markRead(id: string): void {
    const timeline = this.timeline(id);
    const newest = timeline.view.messages.findLast((message) => message.senderId !== this.userId);
    const mine = timeline.view.pointers.find((pointer) => pointer.userId === this.userId);
    const known = this.#chats.get(id);
    const isRead = newest ? (mine?.readSeq ?? 0) >= newest.seq : timeline.view.loaded;
    if ((known?.unreadCount ?? 0) === 0 && isRead) return;
    if (this.connection.state !== 'online') return;
    this.#chats.change(id, { unreadCount: 0 });
    void this.connection.ask('mark-read', { conversationId: id }).catch(() => undefined);
    timeline.point({ userId: this.userId, readSeq: timeline.view.lastSeq });
  }

  /** Into the outbox; resolves with the message's own temporary id once it is kept. */
  send(draft: Omit<Draft, 'clientId'>, more: { file?: { blob: Blob; name: string }; replyTo?: Quote | null } = {}): Promise<string> {
    this.#typingOut.stop(draft.conversationId);
    return this.outbox.add(draft, more);
  }

  /** A key was pressed in the composer. */
  typed(id: string): void {
    this.#typingOut.key(id);
  }

  async recall(message: Pick<Message, 'id' | 'conversationId'>): Promise<void> {
    await this.#chat.recall(message.id);
    this.#recalled(message.conversationId, message.id);
  }

  async remove(message: Pick<Message, 'id' | 'conversationId'>): Promise<void> {
    await this.#chat.remove(message.id);
    this.timeline(message.conversationId).remove(message.id);
  }

  async archive(id: string): Promise<void> {
    await this.#chat.archive(id);
    this.#chats.remove(id);
  }

  /** Back on the list. */
  async restore(id: string): Promise<void> {
    this.#chats.put([await this.#chat.archive(id, false)]);
  }

  changeConversation(id: string, change: Partial<Conversation>): void {
    this.#chats.change(id, change);
  }

  /** The whole list anew. Asked while an answer is under way it asks once more: that answer may be older than the asking. */
  refresh(): Promise<void> {
    if (this.#listed) this.#isListStale = true;
    this.#listed ??= this.#list().finally(() => {
      this.#listed = null;
      if (!this.#isListStale) return;
      this.#isListStale = false;
      void this.refresh().catch(() => undefined);
    });
    return this.#listed;
  }

  async #list(): Promise<void> {
    for (let page = 1; page <= 10; page++) {
      const { items, limit, total } = await this.#chat.conversations(page, 100);
      this.#chats.put(items);
      if (items.length < limit || page * limit >= total) break;
    }
    void this.#askPresence().catch(() => undefined);
  }

  async #load(id: string): Promise<void> {
    const timeline = this.timeline(id);
    if (!timeline.view.loaded) {
      const kept = await this.#cache.messages(id).catch(() => undefined);
      if (kept) timeline.restore(kept.messages, kept.pointers, kept.rev);
    }
    const rev = this.#chats.get(id)?.rev ?? 0;
    const page = await this.#chat.messages(id, { limit: PAGE });
    timeline.reset(page, rev);
    this.#catchUp.fill([timeline]); // what came live while the page was on its way may be newer than it
    this.#chats.change(id, { unreadCount: 0 }); // reading the newest page is reading
    for (const { user, lastReadAt } of this.#chats.get(id)?.participants ?? []) {
      const read = lastReadAt ? page.findLast((message) => message.createdAt <= lastReadAt) : undefined;
      if (read) timeline.point({ userId: user.id, readSeq: read.seq });
    }
  }

  #wire(): void {
    this.connection.on('state', (state) => {
      if (state !== 'online') this.#presence.clear();
      this.emit('state', state);
    });
    this.connection.on('ended', (why) => this.emit('ended', why));
    this.connection.on('open', ({ recovered }) => void this.#opened(recovered));
    this.connection.on('event', ({ name, data, acknowledge }) =>
      hearEvent(name, data, acknowledge, {
        message: (message, had) => this.#arrived(message, had),
        recalled: (conversationId, messageId) => this.#recalled(conversationId, messageId),
        deleted: (conversationId, messageId) => this.#timelines.get(conversationId)?.remove(messageId),
        read: (conversationId, userId, at) => this.#read(conversationId, userId, at),
        delivered: (conversationId, userId, at) => this.#point(conversationId, userId, at, 'deliveredSeq'),
        typing: (conversationId, userId, isTyping) => this.#typingIn.hear(conversationId, userId, isTyping),
        presence: (userId, status, lastSeenAt) => this.#presence.hear(userId, status, lastSeenAt),
        regrouped: (conversationId, change, userIds) => this.#regrouped(conversationId, change, userIds),
        other: (event, payload) => this.emit('event', { name: event, data: payload }),
      }),
    );
    this.outbox.on('changed', (id) => this.#timelines.get(id)?.pending(this.outbox.of(id)));
    this.outbox.on('sent', ({ entry, message }) => this.#stored({ ...message, conversationId: entry.draft.conversationId, clientId: entry.clientId, senderId: this.userId, replyTo: message.replyTo ?? entry.replyTo ?? null }));
    this.outbox.on('sent', ({ entry }) => this.#seen(entry.draft.conversationId));
  }

  async #opened(recovered: boolean): Promise<void> {
    this.outbox.flush();
    if (this.#viewed) this.view(this.#viewed);
    if (recovered) return this.#catchUp.fill([...this.#timelines.values()]);
    const known = new Map(this.#chats.list.map(({ id, rev }) => [id, rev]));
    await this.refresh().catch(() => undefined);
    const changed = [...this.#timelines.values()].filter(({ id, view }) => view.loaded && (known.get(id) === undefined || known.get(id) !== this.#chats.get(id)?.rev));
    await this.#catchUp.sync(changed).catch(() => undefined);
    this.#catchUp.fill([...this.#timelines.values()]);
    if (this.#viewed) this.markRead(this.#viewed); // with what came while one was away
  }

  #stored(given: Message): void {
    const timeline = this.timeline(given.conversationId);
    // An event has only the id of what it answers.
    const answered = given.replyToId && !given.replyTo ? timeline.view.messages.find(({ id }) => id === given.replyToId) : undefined;
    const message = answered ? { ...given, replyTo: { id: answered.id, messageType: answered.messageType, content: answered.content, sender: { displayName: answered.sender?.displayName ?? '' } } } : given;
    if (timeline.add(message).gap) this.#catchUp.fill([timeline]);
    this.#typingIn.hear(message.conversationId, message.senderId ?? '', false);
    const first = this.#chats.get(message.conversationId)?.lastSeq === 0;
    const counts = message.senderId !== this.userId && this.#viewed !== message.conversationId;
    if (!this.#chats.arrived(message, counts)) void this.refresh().catch(() => undefined); // a conversation that is new here
    if (first) void this.#askPresence().catch(() => undefined); // until somebody has written, one may not know
  }

  #arrived(message: Message, acknowledge: () => void): void {
    const fresh = message.seq > (this.#chats.get(message.conversationId)?.lastSeq ?? 0);
    this.#stored(message);
    acknowledge();
    if (message.senderId === this.userId || !fresh) return;
    this.emit('message', message);
    this.#seen(message.conversationId);
  }

  /** What is on the screen is read: what comes there, and what was there when one answers. */
  #seen(id: string): void {
    if (this.#viewed === id) this.markRead(id);
  }

  #recalled(conversationId: string, messageId: string): void {
    this.#timelines.get(conversationId)?.recall(messageId);
    this.#chats.recalled(conversationId, messageId);
  }

  #read(conversationId: string, userId: string, at: { messageId?: string; seq?: number }): void {
    this.#point(conversationId, userId, at, 'readSeq');
    // Read on another device of one's own.
    if (userId === this.userId) this.#chats.change(conversationId, { unreadCount: 0 });
  }

  /** What is left of a group is asked for anew; one that is no more, or that oneself is out of, leaves the list first. */
  #regrouped(conversationId: string, change: string, userIds: readonly string[]): void {
    if (change === 'dissolved' || (/^member_(removed|left)$/.test(change) && userIds.includes(this.userId))) this.#chats.remove(conversationId);
    void this.refresh().catch(() => undefined);
  }

  #point(conversationId: string, userId: string, { messageId, seq }: { messageId?: string; seq?: number }, pointer: 'readSeq' | 'deliveredSeq'): void {
    const timeline = this.timeline(conversationId);
    timeline.point({ userId, [pointer]: seq ?? (messageId ? timeline.seqOf(messageId) : undefined) ?? timeline.view.lastSeq });
  }

  async #askPresence(): Promise<void> {
    const peers = new Set(this.#chats.list.filter(({ participants }) => participants.length === 2).flatMap(({ participants }) => participants.map(({ user }) => user.id)));
    peers.delete(this.userId);
    const unknown = [...peers].filter((peer) => !this.#presence.of(peer)?.isOnline).slice(0, 100);
    if (unknown.length === 0) return;
    for (const { user_id, status } of (await this.#online(unknown)).items) this.#presence.hear(user_id, status);
  }

  /** Another generation is another history: everything is read anew. */
  async #restarted(): Promise<void> {
    const open = [...this.#timelines.keys()];
    this.#timelines.clear();
    await this.refresh();
    await Promise.all(open.map((id) => this.load(id)));
  }

  #chatsChanged(): void {
    this.#cache.keepConversations(this.#chats.list);
    this.emit('chats', undefined);
  }

  #timelineChanged(id: string): void {
    const { view, rev } = this.#timelines.get(id) ?? this.timeline(id);
    if (view.loaded) this.#cache.keepMessages(id, rev, view.messages, view.pointers);
    this.emit('conversation', id);
  }
}
