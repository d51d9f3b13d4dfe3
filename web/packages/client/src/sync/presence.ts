/** What is known of whether somebody is there. */
export interface PresenceOf {
  isOnline: boolean;
  status: string;
  lastSeenAt: string | null;
}

/** Who is there, of those whom one may see. */
export class Presence {
  readonly #people = new Map<string, PresenceOf>();

  constructor(private readonly changed: (userId: string) => void) {}

  of(userId: string): PresenceOf | undefined {
    return this.#people.get(userId);
  }

  hear(userId: string, status: string, lastSeenAt: string | null = null): void {
    const known = this.#people.get(userId);
    if (known && known.status === status && known.lastSeenAt === lastSeenAt) return;
    this.#people.set(userId, { isOnline: status !== 'offline', status, lastSeenAt });
    this.changed(userId);
  }

  /** Without a connection nobody's presence is known. */
  clear(): void {
    const known = [...this.#people.keys()];
    this.#people.clear();
    known.forEach(this.changed);
  }
}
