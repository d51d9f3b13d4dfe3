/** Has the browser keep the pages, and what this one has loaded before that was asked for. */
export function keepPages(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return; // not without TLS, nor while developing
  void navigator.serviceWorker
    .register('/sw.js')
    .then(() => navigator.serviceWorker.ready)
    .then(async () => {
      const loaded = performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => new URL(name).pathname.startsWith('/assets/'));
      const cache = await caches.open('parley-pages');
      if (!(await cache.match('/'))) await cache.addAll(['/', ...loaded]);
    })
    .catch(() => undefined);
}
