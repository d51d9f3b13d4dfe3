import type { SyncAnswer, SyncedConversation } from '../api/chat.js';
import { reconnectDelay } from '../backoff.js';
import type { Cache } from './cache.js';
import type { Chats } from './chats.js';
import type { Timeline } from './timeline.js';

export interface CatchUpWays {
  ask(conversations: Record<string, number>, by: 'rev' | 'seq'): Promise<SyncAnswer>;
  ready(): boolean;
  timeline(id: string): Timeline | undefined;
  /** Too much has changed to be told: the timeline was cleared. */
  tooMuch(id: string): void;
  /** The server's history is another one. */
  restarted(): Promise<void>;
}

/** Fetches what timelines lack: what changed while away (by `rev`), and the holes that a live message shows (by `seq`). */
export class CatchUp {
  readonly #syncing = new Set<string>();
  /** Those a hole was seen in while they were being synced: that answer may be older than the hole. */
  readonly #again = new Set<string>();
  /** Those that no answer came for. */
  readonly #owed = new Set<Timeline>();
  #attempt = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly ways: CatchUpWays,
    private readonly chats: Chats,
    private readonly cache: Cache,
    private readonly random: () => number = Math.random,
  ) {}

  stop(): void {
    clearTimeout(this.#retry);
  }

  /** Fills the holes of those that have one; asked again, by the table of attempts, while no answer comes. */
  fill(timelines: readonly Timeline[]): void {
    const behind = timelines.filter((timeline) => timeline.behind);
    if (behind.length === 0) return;
    this.#sync(behind, 'seq').then(
      () => (this.#attempt = 0),
      () => {
        if (!this.ways.ready()) return; // the connection's return will ask
        behind.forEach((timeline) => this.#owed.add(timeline));
        clearTimeout(this.#retry);
        this.#retry = setTimeout(() => this.#askAgain(), reconnectDelay(++this.#attempt, this.random));
      },
    );
  }

  /** Fetches what changed since what is here. */
  sync(timelines: readonly Timeline[]): Promise<void> {
    return this.#sync(timelines, 'rev');
  }

  #askAgain(): void {
    const owed = [...this.#owed];
    this.#owed.clear();
    this.fill(owed);
  }

  async #sync(timelines: readonly Timeline[], by: 'rev' | 'seq'): Promise<void> {
    const wanted = timelines.filter(({ id }) => !this.#syncing.has(id));
    if (by === 'seq') timelines.forEach(({ id }) => this.#syncing.has(id) && this.#again.add(id));
    if (wanted.length === 0) return;
    wanted.forEach(({ id }) => this.#syncing.add(id));
    try {
      await this.#askAll(wanted, by);
    } finally {
      wanted.forEach(({ id }) => this.#syncing.delete(id));
      this.fill(wanted.filter(({ id }) => this.#again.delete(id)));
    }
  }

  async #askAll(wanted: readonly Timeline[], by: 'rev' | 'seq'): Promise<void> {
    let ask = wanted;
    while (ask.length > 0) {
      // The others are named too, as far as they are known, since a conversation that is not named comes whole.
      const named = Object.fromEntries(this.chats.list.map(({ id, rev = 0, lastSeq }) => [id, by === 'seq' ? lastSeq : rev]));
      for (const { id, rev, view } of ask) named[id] = by === 'seq' ? (view.messages.at(-1)?.seq ?? 0) : rev;
      const answer = await this.ways.ask(named, by);
      if (await this.#restarted(answer)) return;
      for (const id of answer.gone) this.chats.remove(id);
      ask = answer.conversations.filter((conversation) => this.#apply(conversation, by)).flatMap(({ id }) => this.ways.timeline(id) ?? []);
    }
  }

  /** Whether there is more to be asked for. */
  #apply({ id, messages, hidden, pointers, rev, hasMore }: SyncedConversation, by: 'rev' | 'seq'): boolean {
    const timeline = this.ways.timeline(id);
    if (!timeline?.view.loaded) return false;
    const known = by === 'seq' ? (timeline.view.messages.at(-1)?.seq ?? 0) : timeline.rev;
    const newest = messages.reduce((most, message) => Math.max(most, by === 'seq' ? message.seq : message.rev), 0);
    if (hasMore && newest <= known) {
      // Too much has changed to be told so: the newest page will do.
      timeline.clear();
      this.ways.tooMuch(id);
      return false;
    }
    timeline.apply(messages, hasMore ? (by === 'rev' ? newest : 0) : by === 'rev' ? rev : 0, hidden);
    pointers.forEach((pointer) => timeline.point(pointer));
    return hasMore;
  }

  async #restarted({ generation }: SyncAnswer): Promise<boolean> {
    const known = await this.cache.generation().catch(() => undefined);
    if (known === generation) return false;
    await this.cache.keepGeneration(generation).catch(() => undefined);
    if (known === undefined) return false;
    await this.cache.forget().catch(() => undefined);
    await this.ways.restarted();
    return true;
  }
}
