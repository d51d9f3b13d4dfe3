import { reconnectDelay } from '../backoff.js';
import { Emitter } from '../emitter.js';
import type { Session } from '../http/session.js';
import type { WebSocketFactory, WebSocketLike } from '../transport/transport.js';
import type { ConnectionState } from './connection.js';

/** A frame of the Social surface. */
export interface Frame {
  type: string;
  action?: string;
  status?: string;
  data?: Record<string, unknown>;
}

interface Events {
  state: ConnectionState;
  frame: Frame;
  open: { userId: string };
  /** Over for good: banned, or replaced by a fourth connection. */
  ended: number;
}

/** A ping every 30 s; without a pong within 10 s the connection counts as lost. */
const PING_EVERY = 30_000;
const PONG_WITHIN = 10_000;
const HANDSHAKE_WITHIN = 15_000;
/** Banned, replaced: one does not come back by oneself. */
const FINAL = new Set([4003, 4009]);

/** The Social surface's raw WebSocket: signs in, keeps its heart beating, comes back by the table of attempts. */
export class SocialSocket extends Emitter<Events> {
  #socket: WebSocketLike | null = null;
  #state: ConnectionState = 'offline';
  #attempt = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #ping: ReturnType<typeof setInterval> | undefined;
  #pong: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly factory: WebSocketFactory,
    private readonly url: string,
    private readonly session: Session,
    private readonly device?: string,
    private readonly random: () => number = Math.random,
  ) {
    super();
  }

  get state(): ConnectionState {
    return this.#state;
  }

  start(): void {
    if (this.#state !== 'offline' && this.#state !== 'ended') return;
    this.#attempt = 0;
    this.#open();
  }

  stop(): void {
    clearTimeout(this.#retry);
    this.#set('offline');
    this.#drop(1000);
  }

  /** False when there is no connection: nothing is kept here, that is the outbox's work. */
  send(frame: Frame): boolean {
    if (this.#state !== 'online' || !this.#socket) return false;
    this.#socket.send(JSON.stringify(frame));
    return true;
  }

  #open(): void {
    this.#set('connecting');
    const socket = this.factory(this.url);
    this.#socket = socket;
    this.#expect(HANDSHAKE_WITHIN);
    socket.onopen = () => void this.#signIn(socket);
    socket.onmessage = (event) => socket === this.#socket && this.#read(String(event.data));
    socket.onclose = (event) => socket === this.#socket && void this.#lost(event.code, event.reason);
    socket.onerror = () => undefined; // a close follows
  }

  async #signIn(socket: WebSocketLike): Promise<void> {
    try {
      const token = await this.session.token();
      if (socket === this.#socket) socket.send(JSON.stringify({ type: 'auth', token, ...(this.device === undefined ? {} : { device: this.device }) }));
    } catch {
      if (socket === this.#socket) void this.#lost(1006, '');
    }
  }

  #read(text: string): void {
    const frame = JSON.parse(text) as Frame;
    if (frame.type === 'pong') {
      clearTimeout(this.#pong);
      return;
    }
    if (frame.type === 'auth' && frame.status === 'success') {
      clearTimeout(this.#pong);
      this.#attempt = 0;
      this.#beat();
      this.#set('online');
      this.emit('open', { userId: String(frame.data?.user_id) });
      return;
    }
    this.emit('frame', frame);
  }

  #beat(): void {
    clearInterval(this.#ping);
    this.#ping = setInterval(() => {
      this.#socket?.send('{"type":"ping"}');
      this.#expect(PONG_WITHIN);
    }, PING_EVERY);
  }

  #expect(within: number): void {
    clearTimeout(this.#pong);
    this.#pong = setTimeout(() => void this.#lost(1006, 'silence'), within);
  }

  async #lost(code: number, reason: string): Promise<void> {
    this.#drop(1000);
    if (this.#state === 'offline' || this.#state === 'ended') return;
    if (FINAL.has(code)) {
      this.#set('ended');
      this.emit('ended', code);
      return;
    }
    this.#set('waiting');
    if (reason === 'invalid_token' || reason === 'token_expired') {
      const stale = this.session.tokens;
      if (stale) await this.session.refresh(stale.accessToken).catch(() => undefined);
      if (!this.session.tokens) {
        this.#set('ended');
        this.emit('ended', code);
        return;
      }
    }
    if (this.#state === 'waiting') this.#retry = setTimeout(() => this.#open(), reconnectDelay(this.#attempt++, this.random));
  }

  #drop(code: number): void {
    clearInterval(this.#ping);
    clearTimeout(this.#pong);
    const socket = this.#socket;
    this.#socket = null;
    socket?.close(code);
  }

  #set(state: ConnectionState): void {
    if (this.#state === state) return;
    this.#state = state;
    this.emit('state', state);
  }
}
