const KEY = 'parley.emoji';
const MOST = 24;

/** The emoji used last, newest first. */
export const keptRecent = (): string[] => (localStorage.getItem(KEY) ?? '').split(' ').filter(Boolean);

/** Whoever is next at this machine does not see them. */
export const forgetRecent = (): void => localStorage.removeItem(KEY);

export function keepRecent(emoji: string): void {
  localStorage.setItem(KEY, [emoji, ...keptRecent().filter((one) => one !== emoji)].slice(0, MOST).join(' '));
}
