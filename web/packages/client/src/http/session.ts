import { Emitter } from '../emitter.js';
import { ParleyError } from '../errors.js';
import type { Locks } from '../locks.js';
import type { Tokens, TokenStore } from './tokens.js';

/** Asks the server for a new pair of tokens. */
export type Renew = (refreshToken: string) => Promise<Tokens>;

/** Renewed this long before the end, so that a request under way doesn't meet it. */
const EARLY = 60_000;

interface Events {
  /** Signed in, renewed, or out (`null`): here or in another tab. */
  changed: Tokens | null;
  /** The session is over and not by one's own will. */
  ended: ParleyError;
}

/** One person's tokens; renewed once, however many ask at the same time, and by one tab only. */
export class Session extends Emitter<Events> {
  readonly #store: TokenStore;
  readonly #locks: Locks;
  #renewing: Promise<Tokens> | null = null;
  #unwatch: (() => void) | undefined;

  constructor(
    store: TokenStore,
    locks: Locks,
    private readonly renew: Renew,
  ) {
    super();
    this.#store = store;
    this.#locks = locks;
    this.#unwatch = store.watch?.((tokens) => this.emit('changed', tokens));
  }

  get tokens(): Tokens | null {
    return this.#store.read();
  }

  set(tokens: Tokens | null): void {
    this.#store.write(tokens);
    this.emit('changed', tokens);
  }

  /** A token that is good for a while yet. */
  async token(): Promise<string> {
    const tokens = this.tokens;
    if (!tokens) throw new ParleyError('signed_out', 'Nobody is signed in.', { status: 401 });
    return tokens.expiresAt - EARLY > Date.now() ? tokens.accessToken : (await this.refresh(tokens.accessToken)).accessToken;
  }

  /** @param stale the access token that was refused: when another one is there by now, that one is the answer. */
  refresh(stale: string): Promise<Tokens> {
    this.#renewing ??= this.#locks('parley-refresh', () => this.#refresh(stale)).finally(() => {
      this.#renewing = null;
    });
    return this.#renewing;
  }

  dispose(): void {
    this.#unwatch?.();
    this.#unwatch = undefined;
  }

  async #refresh(stale: string): Promise<Tokens> {
    const tokens = this.tokens;
    if (!tokens) throw new ParleyError('signed_out', 'Nobody is signed in.', { status: 401 });
    if (tokens.accessToken !== stale) return tokens; // another tab was faster
    try {
      const renewed = await this.renew(tokens.refreshToken);
      this.set(renewed);
      return renewed;
    } catch (error) {
      // Only a refusal ends the session; without an answer the old tokens are as good as before.
      if (error instanceof ParleyError && [400, 401, 403].includes(error.details.status ?? 0)) {
        this.set(null);
        this.emit('ended', error);
      }
      throw error;
    }
  }
}
