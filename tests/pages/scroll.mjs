// How smoothly a chat of 10,000 messages scrolls: node tests/pages/scroll.mjs [messages]. On a machine that does nothing else.
import { Stage, missing } from './lib/pages.mjs';

if (missing) throw new Error(missing);
const count = Number(process.argv[2] ?? 10_000);
const SECONDS = 10;
const stage = await Stage.start({ 'Limits:Enabled': 'false' });

/** As somebody over REST. */
const caller = (token) => async (method, path, body) => {
  const answer = await fetch(`${stage.server.url}/api/v1${path}`, { method, headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) }, body: body && JSON.stringify(body) });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
  return JSON.parse(text).data;
};

try {
  const password = 'correct horse 7 battery';
  const people = await Promise.all(['scroll-ann', 'scroll-bob'].map((username) => caller()('POST', '/auth/register', { username, password })));
  const [ann, bob] = people.map(({ accessToken }) => caller(accessToken));
  const { id } = await ann('POST', '/chat/conversations', { targetUserId: people[1].user.id });
  await ann('POST', `/chat/conversations/${id}/messages`, { messageType: 'text', content: { text: 'the first one' } });
  await bob('POST', `/chat/conversations/${id}/messages`, { messageType: 'text', content: { text: 'an answer' } });
  let next = 2;
  await Promise.all(
    Array.from({ length: 32 }, async () => {
      while (next < count) {
        const number = next++;
        const text = `${number}: ${'words to be read, some lines long. '.repeat(number % 7)}${number % 11 === 0 ? '🙂' : ''}`;
        await (number % 3 ? ann : bob)('POST', `/chat/conversations/${id}/messages`, { messageType: 'text', content: { text } });
      }
    }),
  );

  const page = await stage.signIn('scroll-ann', password);
  await page.goto(`/chat/${id}?at=1`); // opens there, with all that is newer loaded
  await page.getByRole('log').getByText('the first one').waitFor({ timeout: 120_000 });
  const measured = await page.getByRole('log').evaluate(async (list, seconds) => {
    const frames = [];
    let before = performance.now();
    const end = before + seconds * 1000;
    let way = 1;
    while (before < end) {
      const now = await new Promise(requestAnimationFrame);
      frames.push(now - before);
      before = now;
      list.scrollTop += way * 60; // 3,600 pixels a second at 60 frames
      if (list.scrollTop + list.clientHeight >= list.scrollHeight - 1) way = -1;
      else if (list.scrollTop <= 0) way = 1;
    }
    frames.shift();
    frames.sort((a, b) => a - b);
    const at = (part) => Math.round(frames[Math.min(frames.length - 1, Math.floor(part * frames.length))] * 10) / 10;
    return { rows: document.querySelectorAll('[role=log] article').length, framesPerSecond: Math.round((frames.length / frames.reduce((sum, frame) => sum + frame, 0)) * 1000), medianMs: at(0.5), p95Ms: at(0.95), p99Ms: at(0.99), longestMs: at(1) };
  }, SECONDS);
  console.log(JSON.stringify({ messages: count, ...measured }));
} finally {
  await stage.end();
}
