/** Small tables of values by key that survive a reload. Values are structured-cloneable, and never changed once given. */
export interface Storage {
  get<T>(table: Table, key: string): Promise<T | undefined>;
  put(table: Table, key: string, value: unknown): Promise<void>;
  delete(table: Table, key: string): Promise<void>;
  all<T>(table: Table): Promise<T[]>;
  clear(): Promise<void>;
}

export type Table = 'outbox' | 'conversations' | 'messages' | 'state';

export const TABLES: readonly Table[] = ['outbox', 'conversations', 'messages', 'state'];

/** Survives nothing: for tests, and where the platform refuses storage. */
export function memoryStorage(): Storage {
  const tables = new Map(TABLES.map((table) => [table, new Map<string, unknown>()]));
  const of = (table: Table): Map<string, unknown> => tables.get(table) as Map<string, unknown>;
  return {
    get: async <T>(table: Table, key: string) => of(table).get(key) as T | undefined,
    put: async (table, key, value) => void of(table).set(key, value),
    delete: async (table, key) => void of(table).delete(key),
    all: async <T>(table: Table) => [...of(table).values()] as T[],
    clear: async () => tables.forEach((table) => table.clear()),
  };
}
