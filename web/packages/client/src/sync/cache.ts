import type { Storage } from '../store/storage.js';
import type { Conversation, Message, Pointer } from '../types.js';

/** The last messages of a conversation, as they are kept. */
export interface CachedMessages {
  id: string;
  rev: number;
  messages: Message[];
  pointers: Pointer[];
  usedAt: number;
}

const CONVERSATIONS = 200;
const WITH_MESSAGES = 40;
const MESSAGES = 60;
/** Written this long after the last change: a burst of messages is one write. */
const SETTLES = 400;

/** What can be read without the server: the list, and the last messages of the conversations looked at last. */
export class Cache {
  readonly #waits = new Map<string, ReturnType<typeof setTimeout>>();

  constructor(private readonly storage: Storage) {}

  async conversations(): Promise<Conversation[]> {
    return (await this.storage.get<Conversation[]>('conversations', 'list')) ?? [];
  }

  keepConversations(conversations: readonly Conversation[]): void {
    this.#later('list', () => this.storage.put('conversations', 'list', conversations.slice(0, CONVERSATIONS)));
  }

  messages(conversationId: string): Promise<CachedMessages | undefined> {
    return this.storage.get<CachedMessages>('messages', conversationId);
  }

  keepMessages(id: string, rev: number, messages: readonly Message[], pointers: readonly Pointer[]): void {
    this.#later(id, async () => {
      const kept: CachedMessages = { id, rev, messages: messages.slice(-MESSAGES), pointers: [...pointers], usedAt: Date.now() };
      await this.storage.put('messages', id, kept);
    });
  }

  /** Forgets the conversations that nobody looked at for longest. */
  async trim(): Promise<void> {
    const all = (await this.storage.all<CachedMessages>('messages')).sort((a, b) => b.usedAt - a.usedAt);
    for (const old of all.slice(WITH_MESSAGES)) await this.storage.delete('messages', old.id);
  }

  generation = (): Promise<string | undefined> => this.storage.get<string>('state', 'generation');
  keepGeneration = (generation: string): Promise<void> => this.storage.put('state', 'generation', generation);

  /** The server began afresh: what is kept of it is of another history. What waits to be sent is one's own. */
  async forget(): Promise<void> {
    this.stop();
    await this.storage.delete('conversations', 'list');
    for (const kept of await this.storage.all<CachedMessages>('messages')) await this.storage.delete('messages', kept.id);
  }

  stop(): void {
    this.#waits.forEach((wait) => clearTimeout(wait));
    this.#waits.clear();
  }

  #later(key: string, work: () => Promise<void>): void {
    clearTimeout(this.#waits.get(key));
    this.#waits.set(
      key,
      setTimeout(() => {
        this.#waits.delete(key);
        void work().catch(() => undefined); // a full disk must not stop a chat
      }, SETTLES),
    );
  }
}
