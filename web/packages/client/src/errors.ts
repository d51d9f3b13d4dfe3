/** What the server refused, or why it could not be asked. Decide by `code`; `message` is for people. */
export class ParleyError extends Error {
  override readonly name = 'ParleyError';

  constructor(
    /** The fault's name: one of the server's codes, or `network`, `timeout`, `aborted`, `signed_out`, `bad_answer`. */
    readonly code: string,
    message: string,
    readonly details: ErrorDetails = {},
  ) {
    super(message);
  }

  /** Whether the same request may succeed later, unchanged. */
  get retryable(): boolean {
    return RETRYABLE.has(this.code) || (this.details.status ?? 0) >= 500;
  }
}

export interface ErrorDetails {
  /** HTTP status, where there was one. */
  status?: number;
  /** The field at fault. */
  field?: string;
  /** The bound that was passed. */
  limit?: number;
  /** Seconds after which it is worth trying again. */
  retryAfter?: number;
  /** The state that forbade a move, for orders. */
  state?: string;
}

const RETRYABLE = new Set(['network', 'timeout', 'busy', 'retry', 'rate_limited', 'internal_error']);

export function isParleyError(error: unknown): error is ParleyError {
  return error instanceof ParleyError;
}
