/** What was written and not sent, by conversation. */
const PREFIX = 'parley.draft.';
const key = (id: string): string => PREFIX + id;

export const keptDraft = (id: string): string => localStorage.getItem(key(id)) ?? '';

export function keepDraft(id: string, text: string): void {
  if (text.trim() === '') localStorage.removeItem(key(id));
  else localStorage.setItem(key(id), text);
}

export function forgetDrafts(): void {
  for (const name of Object.keys(localStorage)) if (name.startsWith(PREFIX)) localStorage.removeItem(name);
}
