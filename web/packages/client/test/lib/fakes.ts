import { vi } from 'vitest';
import { ParleyError } from '../../src/errors.js';
import { Session } from '../../src/http/session.js';
import { memoryTokens, type Tokens } from '../../src/http/tokens.js';
import { localLocks } from '../../src/locks.js';
import type { Link, LinkFactory, LinkOptions } from '../../src/transport/transport.js';
import type { Message } from '../../src/types.js';

export const tokens = (change: Partial<Tokens> = {}): Tokens => ({ accessToken: 'a1', refreshToken: 'r1', expiresAt: Date.now() + 3_600_000, userId: 'me', ...change });

export const session = (renew = async (): Promise<Tokens> => tokens({ accessToken: 'a2' }), initial: Tokens | null = tokens()): Session =>
  new Session(memoryTokens(initial), localLocks(), renew);

export const message = (seq: number, change: Partial<Message> = {}): Message => ({
  id: `m${seq}`,
  conversationId: 'c1',
  seq,
  rev: seq,
  senderId: 'peer',
  messageType: 'text',
  content: { text: `text ${seq}` },
  createdAt: new Date(1_700_000_000_000 + seq).toISOString(),
  ...change,
});

/** A link that does what the test says. */
export class FakeLink implements Link {
  options!: LinkOptions;
  opened = 0;
  closed = 0;
  told: { event: string; data: unknown }[] = [];
  asked: { event: string; data: Record<string, unknown> }[] = [];
  answer: (event: string, data: Record<string, unknown>) => unknown = () => ({ success: true, data: {} });

  readonly factory: LinkFactory = (options) => {
    this.options = options;
    return this;
  };

  open(): void {
    this.opened++;
  }

  close(): void {
    this.closed++;
  }

  tell(event: string, data: unknown): void {
    this.told.push({ event, data });
  }

  async ask(event: string, data: unknown): Promise<unknown> {
    this.asked.push({ event, data: data as Record<string, unknown> });
    return this.answer(event, data as Record<string, unknown>);
  }
}

export const refused = (code: string, status = 400): ParleyError => new ParleyError(code, code, { status });

/** Lets everything that waits for promises alone go on. */
export const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 50; turn++) await Promise.resolve();
};

/** Waits until the checks hold: vi.waitFor alone gives up after a second, which a busy machine may take. */
export const soon = <T>(check: () => T | Promise<T>): Promise<T> => vi.waitFor(check, { timeout: 30_000, interval: 10 });
