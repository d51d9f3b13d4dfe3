import { isParleyError } from '@parley/client';
import i18next from 'i18next';

/** No answer, or one that no person wrote: a browser's own words for it say nothing, and in one language. */
const UNHEARD: ReadonlySet<string> = new Set(['network', 'timeout', 'aborted', 'bad_answer']);

/** A fault in words for whoever looks at the page: the server's own, where it was the server that refused. */
export function faultText(fault: unknown): string {
  if (!isParleyError(fault) || UNHEARD.has(fault.code) || (fault.details.status ?? 0) >= 500) return i18next.t('unreachable');
  return fault.message;
}
