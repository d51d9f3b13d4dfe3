import { reconnectDelay } from '../backoff.js';
import { Emitter } from '../emitter.js';
import { ParleyError } from '../errors.js';
import { unwrap } from '../http/http.js';
import type { Session } from '../http/session.js';
import type { Link, LinkFactory } from '../transport/transport.js';

export type ConnectionState = 'offline' | 'connecting' | 'online' | 'waiting' | 'ended';

interface Events {
  state: ConnectionState;
  /** Connected; `recovered`: as the connection that it was, with everything that was missed. */
  open: { recovered: boolean };
  /** One event of the server. */
  event: { name: string; data: unknown; acknowledge: () => void };
  /** Over for good: `replaced`, `banned`, `signed_out`. */
  ended: string;
}

const LAST_WORDS = new Set(['replaced', 'banned', 'token_expired']);
const ANSWER_WITHIN = 10_000;

/** One Socket.IO connection that comes back by the table of attempts, with a token that is good. */
export class Connection extends Emitter<Events> {
  readonly #link: Link;
  #state: ConnectionState = 'offline';
  #attempt = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #lastWord: string | null = null;
  #token = '';
  #refused = false;

  constructor(
    link: LinkFactory,
    url: string,
    private readonly session: Session,
    private readonly device: string | undefined,
    private readonly random: () => number = Math.random,
  ) {
    super();
    this.#link = link({
      url,
      auth: async () => {
        this.#token = await session.token();
        return { token: this.#token, ...(this.device === undefined ? {} : { device: this.device }) };
      },
      onOpen: (recovered) => this.#opened(recovered),
      onClose: (reason) => this.#closed(reason),
      onRefused: (fault) => void this.#onRefused(fault),
      onEvent: (name, data, acknowledge) => {
        if (LAST_WORDS.has(name)) this.#lastWord = name;
        this.emit('event', { name, data, acknowledge: acknowledge ?? (() => undefined) });
      },
    });
  }

  get state(): ConnectionState {
    return this.#state;
  }

  start(): void {
    if (this.#state !== 'offline' && this.#state !== 'ended') return;
    this.#attempt = 0;
    this.#lastWord = null;
    this.#open();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#set('offline');
    this.#link.close();
  }

  /** The network is back, or the page is seen again: don't wait any longer. */
  hurry(): void {
    if (this.#state !== 'waiting') return;
    this.#attempt = 0;
    this.#open();
  }

  /** The answer to an event, out of its envelope. */
  async ask<T>(event: string, data: unknown): Promise<T> {
    if (this.#state !== 'online') throw new ParleyError('network', 'Not connected.');
    return unwrap(await this.#link.ask(event, data, ANSWER_WITHIN)) as T;
  }

  tell(event: string, data: unknown): void {
    if (this.#state === 'online') this.#link.tell(event, data);
  }

  #open(): void {
    clearTimeout(this.#timer);
    this.#set('connecting');
    this.#link.open();
  }

  #opened(recovered: boolean): void {
    this.#attempt = 0;
    this.#refused = false;
    this.#set('online');
    this.emit('open', { recovered });
  }

  #closed(reason: string): void {
    if (this.#state === 'offline' || this.#state === 'ended') return;
    // The server's own disconnect comes after a word that says why. An expired token is renewed by coming back.
    if (reason === 'io server disconnect' && (this.#lastWord === 'replaced' || this.#lastWord === 'banned')) return this.#end(this.#lastWord);
    this.#later();
  }

  async #onRefused(fault: { code?: number; reason?: string; message: string }): Promise<void> {
    if (this.#state === 'offline' || this.#state === 'ended') return;
    if (fault.code === 403) return this.#end(fault.reason ?? 'banned');
    if (fault.reason === 'signed_out') return this.#end('signed_out');
    if (fault.code === 401 && !this.#refused) {
      this.#refused = true;
      try {
        await this.session.refresh(this.#token);
      } catch {
        if (!this.session.tokens) return this.#end('signed_out');
      }
    }
    this.#later();
  }

  #later(): void {
    if (this.#state === 'offline' || this.#state === 'ended') return;
    this.#set('waiting');
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#open(), reconnectDelay(this.#attempt++, this.random));
  }

  #end(why: string): void {
    clearTimeout(this.#timer);
    this.#set('ended');
    this.#link.close();
    this.emit('ended', why);
  }

  #set(state: ConnectionState): void {
    if (this.#state === state) return;
    this.#state = state;
    this.emit('state', state);
  }
}
