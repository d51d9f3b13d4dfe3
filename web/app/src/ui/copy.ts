import i18next from 'i18next';
import { say } from './Said';

/** Copies and says so. Without TLS there is no clipboard but by the old way. */
export async function copy(text: string): Promise<void> {
  const done = await navigator.clipboard?.writeText(text).then(
    () => true,
    () => false,
  );
  say(i18next.t(done || copyMarked(text) ? 'copied' : 'notCopied'));
}

function copyMarked(text: string): boolean {
  const before = document.activeElement;
  const field = document.createElement('textarea');
  field.value = text;
  // Inside an open dialog: nothing outside it can be marked.
  ([...document.querySelectorAll('dialog[open]')].at(-1) ?? document.body).append(field);
  field.select();
  const done = document.execCommand('copy');
  field.remove();
  if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  return done;
}
