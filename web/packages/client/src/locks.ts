/** Runs work that only one tab may do at a time. */
export type Locks = <T>(name: string, work: () => Promise<T>) => Promise<T>;

/** The browser's Web Locks where there are any; else this process is alone and a queue of its own suffices. */
export function platformLocks(): Locks {
  const manager = (globalThis.navigator as Navigator | undefined)?.locks as LockManager | undefined;
  if (!manager) return localLocks();
  return (name, work) => manager.request(name, () => work()) as Promise<never>;
}

export function localLocks(): Locks {
  const tails = new Map<string, Promise<unknown>>();
  return async (name, work) => {
    const before = tails.get(name) ?? Promise.resolve();
    const mine = before.then(work);
    tails.set(name, mine.catch(() => undefined));
    return mine;
  };
}
