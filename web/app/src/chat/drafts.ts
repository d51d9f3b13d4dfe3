/** What was written and not sent, by conversation. */
const key = (id: string): string => `parley.draft.${id}`;

export const keptDraft = (id: string): string => localStorage.getItem(key(id)) ?? '';

export function keepDraft(id: string, text: string): void {
  if (text.trim() === '') localStorage.removeItem(key(id));
  else localStorage.setItem(key(id), text);
}
