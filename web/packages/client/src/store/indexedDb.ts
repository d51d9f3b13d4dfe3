import { TABLES, memoryStorage, type Storage, type Table } from './storage.js';

const VERSION = 1;

/** In the browser's IndexedDB. Where it is refused (a private window, say), in memory: sending works, a reload forgets. */
export function indexedDbStorage(name: string): Storage {
  const opened = open(name).catch(() => null);
  const fallback = memoryStorage();

  async function run<T>(table: Table, mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
    const database = (await opened) as IDBDatabase;
    return new Promise((resolve, reject) => {
      const transaction = database.transaction(table, mode, { durability: 'strict' });
      const request = work(transaction.objectStore(table));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error);
      transaction.onerror = () => reject(transaction.error);
    });
  }

  return {
    get: async <T>(table: Table, key: string) => ((await opened) ? run<T>(table, 'readonly', (store) => store.get(key) as IDBRequest<T>) : fallback.get<T>(table, key)),
    put: async (table, key, value) => void ((await opened) ? await run(table, 'readwrite', (store) => store.put(value, key)) : await fallback.put(table, key, value)),
    delete: async (table, key) => void ((await opened) ? await run(table, 'readwrite', (store) => store.delete(key)) : await fallback.delete(table, key)),
    all: async <T>(table: Table) => ((await opened) ? run<T[]>(table, 'readonly', (store) => store.getAll() as IDBRequest<T[]>) : fallback.all<T>(table)),
    clear: async () => {
      if (!(await opened)) return fallback.clear();
      for (const table of TABLES) await run(table, 'readwrite', (store) => store.clear());
    },
  };
}

function open(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, VERSION);
    request.onupgradeneeded = () => {
      for (const table of TABLES) if (!request.result.objectStoreNames.contains(table)) request.result.createObjectStore(table);
    };
    request.onsuccess = () => {
      // A newer version in another tab must not wait for this one.
      request.result.onversionchange = () => request.result.close();
      resolve(request.result);
    };
    request.onerror = () => reject(request.error);
  });
}
