import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Stage, missing } from './lib/pages.mjs';

const password = 'correct horse 7 battery';

// Nothing here touches the mouse: what can't be reached by Tab, or loses the focus, fails.
describe('somebody without a mouse', { skip: missing }, () => {
  let stage, page, bob, order;
  before(async () => {
    stage = await Stage.start();
    const people = [];
    for (const [username, displayName, userType] of [['ann', 'Ann Lee', 'customer'], ['bob', 'Bob', 'provider']])
      people.push(await asked(null, 'POST', '/auth/register', { username: `${username}${process.pid}`, password, displayName, userType }));
    bob = (method, path, body) => asked(people[1].accessToken, method, path, body);
    await bob('POST', '/services', { name: 'Taps mended', category: '维修', price: 80, location: { lat: 31.24, lng: 121.48 } });
    const { id } = await bob('POST', '/chat/conversations', { targetUserId: people[0].user.id });
    await bob('POST', `/chat/conversations/${id}/messages`, { messageType: 'text', content: { text: 'Is the tap still dripping?' } });
    page = await stage.browse();
  });
  after(() => stage?.end());

  async function asked(token, method, path, body = {}) {
    const answer = await fetch(`${stage.server.url}/api/v1${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
      ...(method === 'GET' ? {} : { body: JSON.stringify(body) }),
    });
    const { data, message } = await answer.json();
    assert.ok(answer.ok, `${method} ${path}: ${message}`);
    return data;
  }

  /** Where the focus is, and whether one sees it. */
  const focus = () =>
    page.evaluate(() => {
      const element = document.activeElement;
      const seen = [element, element.closest('.framed')].filter(Boolean).some((one) => {
        one.getAnimations().forEach((fading) => fading.finish()); // what comes or goes is neither
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
        return (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) || /\d+px/.test(boxShadow);
      });
      return { lost: element === document.body, seen, what: element.outerHTML.slice(0, 150) };
    });

  const has = (target) => target.first().evaluate((element) => element === document.activeElement);
  const holds = async (target) => {
    await target.first().waitFor();
    await page.waitForFunction((element) => element.contains(document.activeElement), await target.first().elementHandle());
  };

  /** Tab by Tab to there; each stop on the way shows that it has the focus. */
  async function reach(target, key = 'Tab') {
    await target.first().waitFor();
    for (let steps = 0; steps < 90; steps++) {
      if (await has(target)) return;
      await page.keyboard.press(key);
      const { lost, seen, what } = await focus();
      assert.ok(lost || seen, `nobody sees the focus on ${what}`); // past the last one is the browser's own frame
    }
    assert.fail(`${key} never reaches ${target}`);
  }

  const field = () => page.getByLabel('Write a message');
  const row = (text) => page.getByRole('article').filter({ hasText: text });
  const actions = (text) => row(text).getByRole('button', { name: 'Actions' });

  it('signs in', async () => {
    await reach(page.getByLabel('User name or mail address'));
    await page.keyboard.type(`ann${process.pid}`);
    await page.keyboard.press('Tab');
    await page.keyboard.type(password);
    await page.keyboard.press('Enter');
    await page.getByRole('navigation').first().waitFor();
  });

  it('opens a chat and writes', async () => {
    await reach(page.getByRole('link', { name: /Bob/ }));
    await page.keyboard.press('Enter');
    await holds(field());
    await page.keyboard.type('It is, all night long');
    await page.keyboard.press('Enter');
    await row('It is, all night long').waitFor();
    await holds(field());
  });

  it('answers a message by its menu', async () => {
    await reach(actions('still dripping'), 'Shift+Tab');
    await page.keyboard.press('Enter');
    await holds(page.getByRole('menuitem', { name: 'Reply' }));
    assert.ok((await focus()).seen);
    await page.keyboard.press('Enter');
    await holds(field());
    await page.keyboard.type('Since Friday');
    await page.keyboard.press('Enter');
    await row('Since Friday').getByText('Is the tap still dripping?').waitFor();
  });

  it('closes a menu and is where it was, and recalls', async () => {
    await reach(actions('Since Friday'), 'Shift+Tab');
    await page.keyboard.press('Enter');
    await holds(page.getByRole('menu'));
    await page.keyboard.press('Escape');
    await holds(actions('Since Friday'));
    await page.keyboard.press('Enter');
    await holds(page.getByRole('menu'));
    while (!(await has(page.getByRole('menuitem', { name: 'Recall' })))) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByText('You recalled a message').waitFor();
    await holds(page.getByRole('log'));
  });

  it('searches and opens what was found', async () => {
    await reach(page.getByRole('searchbox', { name: 'Search chats and messages' }), 'Shift+Tab');
    await page.keyboard.type('dripping');
    await reach(page.getByRole('region', { name: 'Messages' }).getByRole('button').filter({ hasText: 'dripping' }));
    await page.keyboard.press('Enter');
    await row('still dripping').locator('mark').waitFor();
    await page.waitForFunction(() => document.activeElement !== document.body);
  });

  it('orders, and is back where it was', async () => {
    const button = page.getByRole('button', { name: 'Order', exact: true });
    await reach(button);
    await page.keyboard.press('Enter');
    await holds(page.getByRole('dialog'));
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await holds(button);
    await page.keyboard.press('Enter');
    await reach(page.getByLabel('Notes'));
    await page.keyboard.type('Hot side');
    await reach(page.getByRole('button', { name: 'Place order' }));
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await holds(button);
    await page.getByRole('region', { name: /^Order / }).waitFor();
    [order] = await bob('GET', '/orders');
    for (const move of ['confirm', 'start', 'complete']) await bob('POST', `/orders/${order.id}/${move}`);
  });

  it('reviews, and is not lost when the button goes', async () => {
    await reach(page.getByRole('link', { name: 'Orders' }), 'Shift+Tab');
    await page.keyboard.press('Enter');
    const button = page.getByRole('button', { name: 'Review' });
    await reach(button);
    await page.keyboard.press('Enter');
    await reach(page.getByRole('button', { name: '4 stars' }));
    await page.keyboard.press('Space');
    await reach(page.getByLabel('Comment'));
    await page.keyboard.type('Dry as a desert.');
    await reach(page.getByRole('button', { name: 'Done' }));
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await button.waitFor({ state: 'detached' });
    await page.waitForFunction(() => document.activeElement !== document.body);
    assert.equal((await bob('GET', `/orders/${order.id}`)).reviewedAt?.slice(0, 2), '20');
  });

  it('without a fault on the console', () => assert.deepEqual(stage.faults, []));
});
