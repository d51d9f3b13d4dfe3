import { ParleyError, type ErrorDetails } from '../errors.js';
import type { HttpAnswer, Transport } from '../transport/transport.js';
import type { Page } from '../types.js';
import type { Session } from './session.js';

export interface CallOptions {
  query?: Record<string, string | number | boolean | null | undefined>;
  body?: unknown;
  /** Without a token. */
  anonymous?: boolean;
  signal?: AbortSignal;
}

/** A list that goes on after `next`, while there is one. */
export interface Listed<T, TNext = number> {
  items: T[];
  next: TNext | null;
}

interface Envelope {
  success?: boolean;
  status?: string;
  data?: unknown;
  next?: unknown;
  pagination?: { page: number; limit: number; total: number; hasOlder?: boolean; hasNewer?: boolean };
  message?: string;
  error?: string;
  detail?: string;
  code?: string;
  field?: string;
  limit?: number;
  retryAfter?: number;
  retry_after?: number;
  currentStatus?: string;
  state?: string;
}

/** Requests with a token and, once, with a renewed one; answers out of the envelope of whichever surface speaks. */
export class Http {
  session: Session | null = null;

  constructor(
    readonly baseUrl: string,
    readonly transport: Transport,
    /** For texts meant for people. */
    public locale: string,
  ) {}

  get<T>(path: string, options?: CallOptions): Promise<T> {
    return this.call<T>('GET', path, options);
  }

  post<T>(path: string, body?: unknown, options?: CallOptions): Promise<T> {
    return this.call<T>('POST', path, { body, ...options });
  }

  put<T>(path: string, body?: unknown, options?: CallOptions): Promise<T> {
    return this.call<T>('PUT', path, { body, ...options });
  }

  patch<T>(path: string, body?: unknown, options?: CallOptions): Promise<T> {
    return this.call<T>('PATCH', path, { body, ...options });
  }

  delete<T>(path: string, options?: CallOptions): Promise<T> {
    return this.call<T>('DELETE', path, options);
  }

  async call<T>(method: string, path: string, options: CallOptions = {}): Promise<T> {
    return unwrap(await this.#envelope(method, path, options)) as T;
  }

  /** A list with its `pagination`. */
  async page<T>(path: string, options: CallOptions = {}): Promise<Page<T>> {
    const answer = (await this.#envelope('GET', path, options)) as Envelope;
    const items = (unwrap(answer) ?? []) as T[];
    const { page = 1, limit = items.length, total = items.length, ...more } = answer.pagination ?? {};
    return { items, page, limit, total, ...more };
  }

  /** A list with its `next`. */
  async list<T, TNext>(path: string, options: CallOptions = {}): Promise<Listed<T, TNext>> {
    const answer = (await this.#envelope('GET', path, options)) as Envelope;
    return { items: (unwrap(answer) ?? []) as T[], next: (answer.next ?? null) as TNext | null };
  }

  async upload<T>(path: string, file: Blob | string, name: string, progress?: (part: number) => void, signal?: AbortSignal): Promise<T> {
    const answer = await this.#withToken((headers) =>
      this.transport.upload({ url: this.baseUrl + path, headers, file, name, ...(progress ? { progress } : {}), ...(signal ? { signal } : {}) }),
    );
    return unwrap(parse(answer)) as T;
  }

  /** A file's bytes, where a token opens it. */
  async download(path: string, signal?: AbortSignal): Promise<Blob> {
    const { download } = this.transport;
    if (!download) throw new ParleyError('unsupported', 'This platform saves files in its own way.');
    const answer = await this.#withToken((headers) => download({ method: 'GET', url: this.baseUrl + path, headers, ...(signal ? { signal } : {}) }));
    if (!answer.blob) parse(answer);
    return answer.blob ?? new Blob();
  }

  async #envelope(method: string, path: string, { query, body, anonymous, signal }: CallOptions): Promise<unknown> {
    const url = this.baseUrl + path + search(query);
    const send = (headers: Record<string, string>): Promise<HttpAnswer> =>
      this.transport.http({
        method,
        url,
        headers: body === undefined ? headers : { ...headers, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        ...(signal ? { signal } : {}),
      });
    return parse(await (anonymous ? send({ 'accept-language': this.locale }) : this.#withToken(send)));
  }

  async #withToken<T extends HttpAnswer>(send: (headers: Record<string, string>) => Promise<T>): Promise<T> {
    if (!this.session) throw new ParleyError('signed_out', 'Nobody is signed in.', { status: 401 });
    const token = await this.session.token();
    const answer = await send(this.#headers(token));
    // A wrong password is no fault of the token, and asked twice it would count as two guesses.
    return answer.status === 401 && !answer.text.includes('"wrong_credentials"') ? send(this.#headers((await this.session.refresh(token)).accessToken)) : answer;
  }

  #headers(token: string): Record<string, string> {
    return { authorization: `Bearer ${token}`, 'accept-language': this.locale };
  }
}

function search(query: CallOptions['query']): string {
  const pairs = Object.entries(query ?? {}).filter(([, value]) => value !== undefined && value !== null && value !== '');
  return pairs.length === 0 ? '' : `?${pairs.map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(String(value))}`).join('&')}`;
}

function parse(answer: HttpAnswer): unknown {
  let body: unknown = null;
  if (answer.text !== '') {
    try {
      body = JSON.parse(answer.text);
    } catch {
      throw new ParleyError('bad_answer', `The server answered ${answer.status} without JSON.`, { status: answer.status });
    }
  }
  if (answer.status >= 200 && answer.status < 300) return body;
  const wait = Number(answer.header('retry-after'));
  throw refusal(body as Envelope | null, { status: answer.status, ...(wait > 0 ? { retryAfter: wait } : {}) });
}

/** The error that an envelope of any surface tells, over HTTP or in an answer to an event. */
export function refusal(body: Envelope | null, known: ErrorDetails = {}): ParleyError {
  const { field, limit, retryAfter = body?.retry_after, state = body?.currentStatus } = body ?? {};
  const details = Object.fromEntries(Object.entries({ field, limit, retryAfter, state }).filter(([, value]) => value !== undefined && value !== null));
  return new ParleyError(body?.code ?? `http_${known.status ?? 0}`, body?.message ?? body?.detail ?? body?.error ?? 'The server refused.', { ...known, ...details });
}

/** What an envelope carries; surfaces without one answer the thing itself. */
export function unwrap(body: unknown): unknown {
  if (body === null || typeof body !== 'object' || Array.isArray(body)) return body;
  const envelope = body as Envelope;
  if (envelope.success === false || envelope.status === '0') throw refusal(envelope);
  return typeof envelope.success === 'boolean' || envelope.status === '1' ? envelope.data : body;
}
