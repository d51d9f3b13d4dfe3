// Keeps the pages themselves, so that what was kept of the talk can be read without a server. Nothing that people said comes here: that is in IndexedDB.
const KEPT = 'parley-pages';
const MOST = 150;
// What answers programs, and pages that are not the client's.
const OTHERS = /^\/(api|pay|docs|openapi|health|metrics|socket\.io|ws)(\/|$)/;

addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(clients.claim()));

addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== location.origin || OTHERS.test(url.pathname)) return;
  if (request.mode === 'navigate') event.respondWith(newest(event));
  else if (url.pathname.startsWith('/assets/') || url.pathname === '/favicon.svg') event.respondWith(kept(event));
});

/** The page of now where there is a server, else the last one. */
async function newest(event) {
  try {
    const answer = await fetch(event.request);
    if (answer.ok) keep(event, '/', answer);
    return answer;
  } catch {
    return (await caches.match('/')) ?? Response.error();
  }
}

/** A file's name holds its content's hash: the one that is here is the right one. */
async function kept(event) {
  const known = await caches.match(event.request);
  if (known) return known;
  const answer = await fetch(event.request);
  if (answer.ok) keep(event, event.request, answer);
  return answer;
}

function keep(event, key, answer) {
  const copy = answer.clone();
  event.waitUntil(
    (async () => {
      const cache = await caches.open(KEPT);
      await cache.put(key, copy);
      const keys = await cache.keys();
      // The oldest first: those of builds that are gone.
      await Promise.all(keys.filter(({ url }) => new URL(url).pathname.startsWith('/assets/')).slice(0, Math.max(0, keys.length - MOST)).map((old) => cache.delete(old)));
    })(),
  );
}
