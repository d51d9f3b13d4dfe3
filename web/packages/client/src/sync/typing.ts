/** Told again while somebody goes on typing. */
const AGAIN = 3_000;
/** Without a word the typing is over: for the one told (a lost "stopped"), and for the one who pauses. */
const OVER = 6_000;

/** What one's own keystrokes tell the others: at most one event in three seconds, and one at the end. */
export class TypingOut {
  readonly #running = new Map<string, { told: number; end: ReturnType<typeof setTimeout> }>();

  constructor(private readonly tell: (conversationId: string, isTyping: boolean) => void) {}

  key(conversationId: string): void {
    const running = this.#running.get(conversationId);
    const now = Date.now();
    const due = !running || now - running.told >= AGAIN;
    if (running) clearTimeout(running.end);
    this.#running.set(conversationId, { told: due ? now : running.told, end: setTimeout(() => this.stop(conversationId), OVER) });
    if (due) this.tell(conversationId, true);
  }

  stop(conversationId: string): void {
    const running = this.#running.get(conversationId);
    if (!running) return;
    clearTimeout(running.end);
    this.#running.delete(conversationId);
    this.tell(conversationId, false);
  }
}

/** Who types where. */
export class TypingIn {
  readonly #ends = new Map<string, ReturnType<typeof setTimeout>>();
  readonly #people = new Map<string, readonly string[]>();

  constructor(private readonly changed: (conversationId: string) => void) {}

  of(conversationId: string): readonly string[] {
    return this.#people.get(conversationId) ?? NOBODY;
  }

  hear(conversationId: string, userId: string, isTyping: boolean): void {
    const key = `${conversationId} ${userId}`;
    clearTimeout(this.#ends.get(key));
    this.#ends.delete(key);
    if (isTyping) this.#ends.set(key, setTimeout(() => this.hear(conversationId, userId, false), OVER));
    const before = this.of(conversationId);
    if (before.includes(userId) === isTyping) return;
    this.#people.set(conversationId, isTyping ? [...before, userId] : before.filter((other) => other !== userId));
    this.changed(conversationId);
  }

  clear(): void {
    for (const end of this.#ends.values()) clearTimeout(end);
    this.#ends.clear();
    this.#people.clear();
  }
}

const NOBODY: readonly string[] = [];
