// How smoothly a chat of 10,000 messages scrolls: node tests/pages/scroll.mjs [messages] [folder of other pages]… On a machine that does nothing else.
// Frames a second say what the machine could show; `workMs` what our scripts, styles and layout took of a frame by the thread's own clock (16.7 ms are there at 60
// frames a second), which other processes disturb less. Folders are other builds of web/app: all are measured in turn on the same chat.
import { Stage, dist, missing } from './lib/pages.mjs';

if (missing) throw new Error(missing);
const count = Number(process.argv[2] ?? 10_000);
const SECONDS = 10;
const password = 'correct horse 7 battery';
const stage = await Stage.start({ 'Limits:Enabled': 'false' });

/** As somebody over REST. */
const caller = (token) => async (method, path, body) => {
  const answer = await fetch(`${stage.server.url}/api/v1${path}`, { method, headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) }, body: body && JSON.stringify(body) });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
  return JSON.parse(text).data;
};

/** Two people with so many messages between them; the conversation's id. */
async function talk() {
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
  return id;
}

/** Runs in the page. */
async function scroll(list, seconds) {
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
  return { rows: list.querySelectorAll('article').length, frames: frames.slice(1) };
}

async function measure(id) {
  const page = await stage.signIn('scroll-ann', password);
  await page.goto(`/chat/${id}?at=1`); // opens there, with all that is newer loaded
  await page.getByRole('log').getByText('the first one').waitFor({ timeout: 240_000 });
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  const taken = async () => Object.fromEntries((await cdp.send('Performance.getMetrics')).metrics.map(({ name, value }) => [name, value]));
  const before = await taken();
  const { rows, frames } = await page.getByRole('log').evaluate(scroll, SECONDS);
  const after = await taken();
  await page.context().close();
  frames.sort((a, b) => a - b);
  const round = (ms) => Math.round(ms * 100) / 100;
  const at = (part) => round(frames[Math.min(frames.length - 1, Math.floor(part * frames.length))]);
  const each = (...names) => round((names.reduce((sum, name) => sum + after[name] - before[name], 0) * 1000) / frames.length);
  return {
    rows,
    framesPerSecond: Math.round((frames.length / frames.reduce((sum, frame) => sum + frame, 0)) * 1000),
    medianMs: at(0.5),
    p95Ms: at(0.95),
    p99Ms: at(0.99),
    longestMs: at(1),
    workMs: each('ScriptDuration', 'RecalcStyleDuration', 'LayoutDuration'),
    scriptMs: each('ScriptDuration'),
    styleMs: each('RecalcStyleDuration'),
    layoutMs: each('LayoutDuration'),
  };
}

try {
  const id = await talk();
  for (const folder of [dist, ...process.argv.slice(3)]) {
    if (folder !== dist) {
      await stage.server.kill();
      stage.server.settings['Pages:Folder'] = folder;
      await stage.server.launch();
    }
    console.log(JSON.stringify({ messages: count, folder, ...(await measure(id)) }));
  }
} finally {
  await stage.end();
}
