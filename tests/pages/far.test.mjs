import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Stage, missing } from './lib/pages.mjs';

const COUNT = 2_100;
const HIT = 40;
const password = 'correct horse 7 battery';

// Nothing here loads all that lies between: a chat of years is no slower than one of a day.
describe('what was said long ago', { skip: missing }, () => {
  let stage, page, id, ann;
  const asked = [];
  before(async () => {
    stage = await Stage.start({ 'Limits:Enabled': 'false' });
    const people = await Promise.all(['far-ann', 'far-bob'].map((username) => call(null, '/auth/register', { username, password, displayName: username })));
    [ann] = people;
    ({ id } = await call(ann, '/chat/conversations', { targetUserId: people[1].user.id }));
    const say = (text, more = {}) => call(ann, `/chat/conversations/${id}/messages`, { messageType: 'text', content: { text }, ...more });
    let hit;
    for (let number = 1; number <= HIT; number++) hit = await say(number === HIT ? `xylophone ${number}` : String(number));
    // The rest in any order: where each stands is told by its place.
    let next = HIT + 1;
    await Promise.all(Array.from({ length: 24 }, async () => {
      while (next < COUNT) await say(`one of many ${next++}`);
    }));
    await say('the newest', { replyToId: hit.id });
    page = await stage.signIn('far-bob', password, { height: 900 });
    page.on('request', (request) => /conversations\/[^/]+\/messages/.test(request.url()) && asked.push(request.url()));
  });
  after(() => stage?.end());

  async function call(person, path, body) {
    const answer = await fetch(`${stage.server.url}/api/v1${path}`, { method: 'POST', headers: { 'content-type': 'application/json', ...(person ? { authorization: `Bearer ${person.accessToken}` } : {}) }, body: JSON.stringify(body) });
    const { data, message } = await answer.json();
    assert.ok(answer.ok, `${path}: ${message}`);
    return data;
  }

  /** Said there, not quoted: what stands above its time. */
  const isSeen = (text) => page.waitForFunction((text) => [...document.querySelectorAll('[role=log] article')].some((row) => row.innerText.split('\n').at(-2) === text && row.getBoundingClientRect().top > 0 && row.getBoundingClientRect().bottom < innerHeight), text);

  it('is found, and opened by three requests at most', async () => {
    await page.getByRole('searchbox').fill('xylophone');
    const hit = page.getByRole('button', { name: /xylophone/ });
    await hit.waitFor();
    asked.length = 0;
    await hit.click();
    await isSeen(`xylophone ${HIT}`);
    assert.ok(asked.length <= 3, asked.join('\n'));
  });

  it('leads on to the newest, without a hole or a double', async () => {
    // Where each stands, as the server tells it; a row's number in the list has to go with it.
    const order = [];
    for (let at = 1; order.length <= COUNT - 1; at++) {
      const answer = await fetch(`${stage.server.url}/api/v1/chat/conversations/${id}/messages?limit=100&page=${23 - at}`, { headers: { authorization: `Bearer ${ann.accessToken}` } });
      order.push(...(await answer.json()).data.map(({ content }) => content.text));
    }
    const { met, leaps } = await page.evaluate(async () => {
      const list = document.querySelector('[role=log]');
      const met = new Map();
      const leaps = [];
      let before = null;
      for (;;) {
        await new Promise(requestAnimationFrame);
        const rows = [...list.querySelectorAll('[data-item-index]')];
        for (const row of rows) {
          const text = row.querySelector('article')?.innerText.split('\n').find((line) => /^(one of many|the newest)/.test(line));
          if (text) met.set(text, [...(met.get(text) ?? []), Number(row.dataset.itemIndex)].filter((number, index, all) => all.indexOf(number) === index));
        }
        // On when the rows are there (below them is at most what turns while more loads); one stays where one is when they come.
        const { bottom } = list.getBoundingClientRect();
        if (rows.length === 0 || rows.at(-1).getBoundingClientRect().bottom < bottom - 60) continue;
        const first = Number(rows.find((row) => row.getBoundingClientRect().bottom > bottom - 100)?.dataset.itemIndex);
        if (before !== null && first - before > 45) leaps.push([before, first]);
        before = first;
        if (rows.at(-1).innerText.includes('the newest')) break;
        list.scrollTop += list.clientHeight / 2;
      }
      return { met: [...met], leaps };
    });
    const places = new Map(order.map((text, index) => [text, index]));
    const shifts = new Set(met.flatMap(([text, numbers]) => numbers.map((number) => number - places.get(text))));
    assert.equal(shifts.size, 1, [...shifts].join(' '));
    assert.ok(met.length > COUNT / 2, String(met.length));
    assert.deepEqual(leaps, []);
  });

  it('is a press away from what answers it, and the newest a press away from there', async () => {
    await page.goto(`/chat/${id}`);
    await isSeen('the newest');
    await page.waitForLoadState('networkidle');
    asked.length = 0;
    await page.getByRole('article').filter({ hasText: 'the newest' }).getByTitle('To the quoted message').click();
    await isSeen(`xylophone ${HIT}`);
    assert.ok(asked.length <= 3, asked.join('\n'));
    await page.getByRole('button', { name: 'To the newest' }).click();
    await isSeen('the newest');
  });

  it('is left by writing', async () => {
    await page.getByRole('article').filter({ hasText: 'the newest' }).getByTitle('To the quoted message').click();
    await isSeen(`xylophone ${HIT}`);
    await page.getByLabel('Write a message').fill('an answer of today');
    await page.keyboard.press('Enter');
    await isSeen('an answer of today');
    await isSeen('the newest');
  });

  it('without a fault on the console', () => assert.deepEqual(stage.faults, []));
});
