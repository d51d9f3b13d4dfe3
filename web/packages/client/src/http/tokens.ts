/** What keeps one signed in. */
export interface Tokens {
  accessToken: string;
  refreshToken: string;
  /** Unix milliseconds. */
  expiresAt: number;
  userId: string;
}

/** Where tokens are kept. `watch` tells of changes by another tab. */
export interface TokenStore {
  read(): Tokens | null;
  write(tokens: Tokens | null): void;
  watch?(changed: (tokens: Tokens | null) => void): () => void;
}

export function memoryTokens(initial: Tokens | null = null): TokenStore {
  let kept = initial;
  return {
    read: () => kept,
    write: (tokens) => {
      kept = tokens;
    },
  };
}

/** In the browser's localStorage, shared by the tabs of an origin. */
export function browserTokens(key = 'parley.tokens'): TokenStore {
  const parse = (text: string | null): Tokens | null => {
    try {
      const tokens = text === null ? null : (JSON.parse(text) as Tokens);
      return typeof tokens?.accessToken === 'string' ? tokens : null;
    } catch {
      return null;
    }
  };
  return {
    read: () => parse(localStorage.getItem(key)),
    write: (tokens) => (tokens ? localStorage.setItem(key, JSON.stringify(tokens)) : localStorage.removeItem(key)),
    watch: (changed) => {
      const listener = (event: StorageEvent): void => {
        if (event.key === key) changed(parse(event.newValue));
      };
      addEventListener('storage', listener);
      return () => removeEventListener('storage', listener);
    },
  };
}
