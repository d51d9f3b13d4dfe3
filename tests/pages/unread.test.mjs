import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Stage, missing } from './lib/pages.mjs';

describe('what is unread', { skip: missing }, () => {
  let stage, ann, bob;
  before(async () => {
    stage = await Stage.start();
    [ann, bob] = [await stage.person('Ann Lee'), await stage.person('Bob 王')];
    await ann.getByRole('button', { name: 'New chat' }).click();
    await ann.getByLabel('Find people').fill('Bob');
    await ann.getByRole('dialog').getByRole('button', { name: /Bob 王/ }).click();
    await ann.getByRole('button', { name: 'Start chat' }).click();
    await write(ann, 'Hello Bob');
    await open();
    await write(bob, 'Hello Ann');
    await said(ann, 'Hello Ann').waitFor();
  });
  after(() => stage?.end());

  const said = (page, text) => page.getByRole('log').getByText(text, { exact: true });
  async function write(page, text) {
    await page.getByLabel('Write a message').fill(text);
    await page.keyboard.press('Enter');
    await said(page, text).waitFor();
  }
  /** Bob looks elsewhere meanwhile. */
  const away = () => bob.getByRole('link', { name: 'Contacts' }).click();
  const told = (count) => bob.waitForFunction((count) => (count ? document.title.startsWith(`(${count}) `) : !document.title.startsWith('(')), count);
  async function open() {
    await bob.getByRole('link', { name: 'Chats' }).click();
    await bob.getByRole('link', { name: /Ann Lee/ }).click();
  }
  const divider = () => bob.getByRole('separator').filter({ hasText: 'Unread messages' });
  /** The message that the divider stands above. */
  const below = async () => (await divider().locator('xpath=..').getByRole('article').innerText()).split('\n')[0];

  it('begins below a line, which goes when one answers', async () => {
    await away();
    await write(ann, 'When will you come?');
    await write(ann, 'I am at home.');
    await told(2);
    await open();
    assert.equal(await below(), 'When will you come?');
    await told(0);
    await write(bob, 'At nine.');
    await divider().waitFor({ state: 'detached' });
    await ann.getByRole('article').filter({ hasText: 'I am at home.' }).locator('[data-state=read]').waitFor();
  });

  it('is not begun above what one answered by another way', async () => {
    await away();
    await write(ann, 'Or at ten?');
    await told(1);
    const status = await bob.evaluate(async () => {
      const tokens = Object.values(localStorage).find((kept) => kept.includes('accessToken'));
      const ask = (path, body) => fetch(`/api/v1/chat/conversations${path}`, {
        method: body ? 'POST' : 'GET', headers: { authorization: `Bearer ${JSON.parse(tokens).accessToken}`, 'content-type': 'application/json' }, body: body && JSON.stringify(body),
      });
      const [{ id }] = (await (await ask('')).json()).data;
      return (await ask(`/${id}/messages`, { messageType: 'text', content: { text: 'Ten is fine.' } })).status;
    });
    assert.equal(status, 200);
    await said(ann, 'Ten is fine.').waitFor();
    await write(ann, 'Bring a ladder.');
    await told(2); // nobody has looked at the first one
    await open();
    assert.equal(await below(), 'Bring a ladder.');
  });

  it('begins where it does when the page shows at first what it kept', async () => {
    await away();
    await bob.reload();
    await write(ann, 'Two of them.');
    await write(ann, 'Long ones.');
    await told(2);
    await open();
    await said(bob, 'Long ones.').waitFor();
    assert.equal(await below(), 'Two of them.');
  });

  it('stays unread while nobody can see the page', async () => {
    const show = (state) => bob.evaluate((now) => {
      Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => now });
      document.dispatchEvent(new Event('visibilitychange'));
    }, state);
    await write(bob, 'See you then.');
    await show('hidden');
    await write(ann, 'One more thing:');
    await told(1);
    assert.notEqual(await ann.getByRole('article').filter({ hasText: 'One more thing:' }).locator('[data-state]').getAttribute('data-state'), 'read');
    await show('visible');
    await told(0);
    await ann.getByRole('article').filter({ hasText: 'One more thing:' }).locator('[data-state=read]').waitFor();
    assert.equal(await below(), 'One more thing:');
  });

  it('begins further back than a page, where more than that is unread', async () => {
    await away();
    const sent = await ann.evaluate(async () => {
      const { accessToken } = JSON.parse(Object.values(localStorage).find((kept) => kept.includes('accessToken')));
      const headers = { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' };
      const [{ id }] = (await (await fetch('/api/v1/chat/conversations', { headers })).json()).data;
      const say = (text) => fetch(`/api/v1/chat/conversations/${id}/messages`, { method: 'POST', headers, body: JSON.stringify({ messageType: 'text', content: { text } }) });
      const answers = [];
      for (let number = 1; number <= 70; number++) answers.push((await say(`Step ${number}`)).status);
      return answers.filter((status) => status === 200).length;
    });
    assert.equal(sent, 70);
    await told(70);
    await bob.reload();
    await told(70);
    await open();
    await divider().waitFor();
    assert.equal(await below(), 'Step 1');
  });

  it('without a fault on the console', () => assert.deepEqual(stage.faults, []));
});
