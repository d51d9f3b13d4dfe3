import { reconnectDelay } from '../backoff.js';
import { Emitter } from '../emitter.js';
import { ParleyError } from '../errors.js';
import type { Locks } from '../locks.js';
import type { Draft } from '../api/chat.js';
import { newId } from '../ids.js';
import type { Storage } from '../store/storage.js';
import type { Message, Quote, UploadedFile } from '../types.js';
import type { PendingMessage } from './timeline.js';

/** A message that waits to be sent, as it is kept. */
export interface OutboxEntry {
  clientId: string;
  /** Order of writing, over all tabs. */
  position: number;
  draft: Draft;
  createdAt: number;
  attempts: number;
  failed: { code: string; message: string } | null;
  replyTo?: Quote | null;
  /** To be uploaded first; gone once it is. */
  file?: { blob: Blob; name: string };
}

/** How the outbox reaches the server. */
export interface Outlet {
  ready(): boolean;
  send(draft: Draft): Promise<Message>;
  upload(file: Blob, name: string, progress: (part: number) => void, signal: AbortSignal): Promise<UploadedFile>;
}

interface Events {
  /** What waits in a conversation has changed. */
  changed: string;
  /** Stored by the server: here, or by another tab. */
  sent: { entry: OutboxEntry; message: Message };
  failed: { entry: OutboxEntry; error: ParleyError };
}

/** The server knows a key for 24 hours; after that the same message sent again would be a second one. */
const KEY_LASTS = 23 * 60 * 60 * 1000;
const LOCK = 'parley-outbox-';

/**
 * Messages on their way: kept until the server has stored them, whatever happens to the page meanwhile; sent by one tab, in a conversation one after the other,
 * each with the same key until it is answered, so that each is stored once.
 */
export class Outbox extends Emitter<Events> {
  readonly #entries = new Map<string, OutboxEntry>();
  readonly #progress = new Map<string, number>();
  readonly #uploads = new Map<string, AbortController>();
  readonly #busy = new Set<string>();
  readonly #waits = new Map<string, ReturnType<typeof setTimeout>>();
  readonly #channel: BroadcastChannel | null;
  #stopped = false;
  #release: () => void = () => undefined;
  #leads = false;
  #position = 0;

  constructor(
    private readonly userId: string,
    private readonly storage: Storage,
    private readonly outlet: Outlet,
    private readonly locks: Locks,
    private readonly random: () => number = Math.random,
  ) {
    super();
    this.#channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(LOCK + userId);
    if (this.#channel) this.#channel.onmessage = (event: MessageEvent<Note>) => void this.#hear(event.data);
  }

  /** Whether this tab is the one that sends. */
  get leads(): boolean {
    return this.#leads;
  }

  /** Reads what an earlier page left behind and stands in line for sending. */
  async start(): Promise<void> {
    await this.#load();
    void this.locks(LOCK + this.userId, async () => {
      await this.#load(); // what the tab that sent until now has left
      if (this.#stopped) return;
      const stopped = new Promise<void>((done) => (this.#release = done));
      this.#leads = true;
      this.flush();
      await stopped;
      this.#leads = false;
    }).catch(() => undefined);
  }

  stop(): void {
    this.#stopped = true;
    this.#release();
    this.#waits.forEach((wait) => clearTimeout(wait));
    this.#waits.clear();
    this.#channel?.close();
  }

  /** Resolves once the message is kept. */
  async add(draft: Omit<Draft, 'clientId'>, more: { file?: { blob: Blob; name: string }; replyTo?: Quote | null } = {}): Promise<string> {
    const clientId = newId();
    const createdAt = Date.now();
    this.#position = Math.max(createdAt * 1000, this.#position + 1);
    const entry: OutboxEntry = { clientId, position: this.#position, draft: { ...draft, clientId }, createdAt, attempts: 0, failed: null, ...more };
    await this.#keep(entry, true);
    this.flush();
    return clientId;
  }

  /** A failed one again, with the same key: if it was stored after all, it is not stored twice. */
  async retry(clientId: string): Promise<void> {
    const entry = this.#entries.get(clientId);
    if (!entry?.failed) return;
    const stale = entry.failed.code === 'stale' || entry.failed.code === 'idempotency_conflict';
    if (stale) {
      await this.discard(clientId);
      await this.add(entry.draft, { ...(entry.file ? { file: entry.file } : {}), replyTo: entry.replyTo ?? null });
      return;
    }
    await this.#keep({ ...entry, failed: null, attempts: 0 });
    this.flush();
  }

  /** Gives one up that failed, or whose file is still on its way. */
  async discard(clientId: string): Promise<void> {
    const entry = this.#entries.get(clientId);
    if (entry) await this.#forget(entry);
  }

  of(conversationId: string): PendingMessage[] {
    return this.#sorted(conversationId).map((entry) => {
      const progress = this.#progress.get(entry.clientId);
      return {
        clientId: entry.clientId,
        conversationId,
        messageType: entry.draft.messageType,
        content: entry.draft.content,
        createdAt: entry.createdAt,
        state: entry.failed ? 'failed' : 'sending',
        replyTo: entry.replyTo ?? null,
        ...(entry.draft.replyToId ? { replyToId: entry.draft.replyToId } : {}),
        ...(entry.failed ? { error: entry.failed } : {}),
        ...(progress === undefined ? {} : { progress }),
        ...(entry.file ? { file: entry.file.blob } : {}),
      };
    });
  }

  /** How many wait, failed ones not counted. */
  get waiting(): number {
    return [...this.#entries.values()].filter((entry) => !entry.failed).length;
  }

  /** Sends what can be sent: one message at a time in each conversation. */
  flush(): void {
    if (!this.#leads || !this.outlet.ready()) return;
    for (const conversationId of new Set([...this.#entries.values()].map((entry) => entry.draft.conversationId))) void this.#next(conversationId);
  }

  async #next(conversationId: string): Promise<void> {
    if (this.#busy.has(conversationId) || this.#waits.has(conversationId) || !this.#leads || !this.outlet.ready()) return;
    const entry = this.#sorted(conversationId).find((waiting) => !waiting.failed);
    if (!entry) return;
    this.#busy.add(conversationId);
    let wait: number | null = 0;
    try {
      wait = await this.#send(entry);
    } finally {
      this.#busy.delete(conversationId);
    }
    if (this.#stopped) return;
    if (wait === null) return; // the connection's return will start it again
    if (wait === 0) return this.#next(conversationId);
    this.#waits.set(
      conversationId,
      setTimeout(() => {
        this.#waits.delete(conversationId);
        void this.#next(conversationId);
      }, wait),
    );
  }

  /** Milliseconds until the next one may go; null: not before the connection is back. */
  async #send(given: OutboxEntry): Promise<number | null> {
    let entry = given;
    if (entry.attempts > 0 && Date.now() - entry.createdAt > KEY_LASTS) {
      await this.#fail(entry, new ParleyError('stale', 'Too old to be sent again by itself.'));
      return 0;
    }
    try {
      if (entry.file) entry = await this.#uploaded(entry, entry.file);
      // Before the request: a page that dies under it must know that it may have been stored.
      entry = await this.#keep({ ...entry, attempts: entry.attempts + 1 });
      const message = await this.outlet.send(entry.draft);
      this.emit('sent', { entry, message }); // shown as stored before it is no longer shown as on its way
      this.#tell({ sent: entry, message });
      await this.#forget(entry);
      return 0;
    } catch (error) {
      const fault = error instanceof ParleyError ? error : new ParleyError('network', String(error));
      if (!this.#entries.has(entry.clientId)) return 0; // given up meanwhile
      if (!fault.retryable && fault.code !== 'signed_out' && fault.code !== 'aborted') {
        await this.#fail(entry, fault);
        return 0;
      }
      if (!this.outlet.ready()) return null;
      return fault.details.retryAfter ? fault.details.retryAfter * 1000 : Math.max(1, reconnectDelay(Math.max(0, entry.attempts - 1), this.random));
    }
  }

  async #uploaded(entry: OutboxEntry, file: { blob: Blob; name: string }): Promise<OutboxEntry> {
    const conversationId = entry.draft.conversationId;
    const upload = new AbortController();
    this.#uploads.set(entry.clientId, upload);
    let stored: UploadedFile;
    try {
      stored = await this.outlet.upload(
        file.blob,
        file.name,
        (part) => {
          if (upload.signal.aborted) return;
          this.#progress.set(entry.clientId, part);
          this.emit('changed', conversationId);
        },
        upload.signal,
      );
    } finally {
      this.#uploads.delete(entry.clientId);
      this.#progress.delete(entry.clientId);
    }
    if (!this.#entries.has(entry.clientId)) throw new ParleyError('aborted', 'Given up while its file was on its way.');
    const { file: _, ...rest } = entry;
    return this.#keep({ ...rest, draft: { ...entry.draft, content: { ...entry.draft.content, fileId: stored.id, name: file.name } } });
  }

  async #fail(entry: OutboxEntry, error: ParleyError): Promise<void> {
    await this.#keep({ ...entry, failed: { code: error.code, message: error.message } });
    this.emit('failed', { entry, error });
  }

  async #keep(entry: OutboxEntry, isNew = false): Promise<OutboxEntry> {
    if (!isNew) this.#entries.set(entry.clientId, entry);
    await this.storage.put('outbox', entry.clientId, entry);
    // What is shown is kept: nobody sees a message that a reload would lose.
    if (isNew) this.#entries.set(entry.clientId, entry);
    this.emit('changed', entry.draft.conversationId);
    this.#tell({ changed: entry.clientId });
    return entry;
  }

  async #forget(entry: OutboxEntry): Promise<void> {
    await this.storage.delete('outbox', entry.clientId);
    this.#entries.delete(entry.clientId);
    this.#uploads.get(entry.clientId)?.abort();
    this.#tell({ changed: entry.clientId });
    this.emit('changed', entry.draft.conversationId);
  }

  async #load(): Promise<void> {
    for (const entry of await this.storage.all<OutboxEntry>('outbox')) {
      this.#entries.set(entry.clientId, entry);
      this.#position = Math.max(this.#position, entry.position);
    }
    for (const conversationId of new Set([...this.#entries.values()].map((entry) => entry.draft.conversationId))) this.emit('changed', conversationId);
  }

  #sorted(conversationId: string): OutboxEntry[] {
    return [...this.#entries.values()].filter((entry) => entry.draft.conversationId === conversationId).sort((a, b) => a.position - b.position);
  }

  #tell(note: Note): void {
    if (!this.#stopped) this.#channel?.postMessage(note);
  }

  async #hear(note: Note): Promise<void> {
    if ('sent' in note) return this.emit('sent', { entry: note.sent, message: note.message });
    const entry = await this.storage.get<OutboxEntry>('outbox', note.changed);
    const known = this.#entries.get(note.changed);
    if (entry) this.#entries.set(note.changed, entry);
    else {
      this.#entries.delete(note.changed);
      this.#uploads.get(note.changed)?.abort();
    }
    const conversationId = (entry ?? known)?.draft.conversationId;
    if (conversationId) this.emit('changed', conversationId);
    this.flush();
  }
}

/** What tabs tell each other. */
type Note = { changed: string } | { sent: OutboxEntry; message: Message };
