/** Has the browser keep the pages: first what this one has loaded, then the parts that nobody has been to yet. */
export function keepPages(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return; // not without TLS, nor while developing
  void navigator.serviceWorker
    .register('/sw.js')
    .then(() => navigator.serviceWorker.ready)
    .then(async () => {
      const loaded = performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => new URL(name).pathname.startsWith('/assets/'));
      const cache = await caches.open('parley-pages');
      if (!(await cache.match('/'))) await cache.addAll(['/', ...loaded]);
      const parts = (await (await fetch('/parts.json')).json()) as string[];
      for (const one of parts) if (!(await cache.match(one))) await cache.add(one); // one by one: nothing waits for them
    })
    .catch(() => undefined);
}
