import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Stage, missing, stumbling } from './lib/pages.mjs';

const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

describe('two people in two browsers', { skip: missing }, () => {
  let stage, ann, bob, unspoken;
  before(async () => {
    stage = await Stage.start();
    unspoken = (await fetch(`${stage.server.url}/api/v1/chat/conversations`)).status === 404;
    if (unspoken) return;
    ann = await stage.person('Ann Lee');
    await stage.person('Carol');
    bob = await stage.person('Bob 王', { provider: true, width: 390, height: 844, dark: true });
  });
  after(() => stage?.end());

  const step = (name, work) => it(name, (t) => (unspoken ? t.skip('this server has no /api/v1/chat') : work()));
  const bubble = (page, text) => page.getByRole('log').getByText(text, { exact: true });
  async function write(page, text) {
    await page.getByLabel('Write a message').fill(text);
    await page.keyboard.press('Enter');
  }

  step('find each other and talk both ways', async () => {
    await ann.getByRole('button', { name: 'New chat' }).click();
    await ann.getByLabel('Find people').fill('Bob');
    await ann.getByRole('dialog').getByRole('button', { name: /Bob 王/ }).click();
    await ann.getByRole('button', { name: 'Start chat' }).click();
    await write(ann, 'Hello Bob, is the tap something you mend?');
    await bubble(ann, 'Hello Bob, is the tap something you mend?').waitFor();
    await bob.waitForFunction(() => document.title.startsWith('(1) ') && document.querySelector('link[rel=icon]').href.startsWith('data:image/png'));
    await bob.getByRole('link', { name: /Ann Lee/ }).click();
    await bob.waitForFunction(() => !document.title.startsWith('(') && document.querySelector('link[rel=icon]').href.endsWith('/favicon.svg'));
    await bubble(bob, 'Hello Bob, is the tap something you mend?').waitFor();
    await write(bob, '可以，明天下午三点怎么样？');
    await bubble(ann, '可以，明天下午三点怎么样？').waitFor();
    await ann.locator('[data-state=read]').first().waitFor();
  });

  step('see each other type', async () => {
    // It is shown for some seconds only: looked for while it is typed.
    const seen = ann.getByRole('banner').getByText('typing…').or(ann.locator('header').getByText('typing…')).first().waitFor();
    await Promise.all([seen, bob.getByLabel('Write a message').pressSequentially('thinking', { delay: 50 })]);
    await bob.getByLabel('Write a message').fill('');
  });

  step('send pictures, files and recordings', async () => {
    await ann.locator('input[type=file]').setInputFiles({ name: 'dot.png', mimeType: 'image/png', buffer: PNG });
    await bob.getByRole('log').getByRole('button', { name: /Show image/ }).waitFor();
    await ann.locator('input[type=file]').setInputFiles({ name: 'list.txt', mimeType: 'text/plain', buffer: Buffer.from('tap, washer') });
    await bob.getByRole('log').getByRole('link', { name: /Download list\.txt/ }).waitFor();
    await ann.getByRole('button', { name: 'Record' }).click();
    await ann.getByRole('timer').getByText(/0:(0[1-9]|[1-5]\d)/).waitFor();
    await ann.getByRole('button', { name: 'Send', exact: true }).click();
    await bob.getByRole('log').getByRole('button', { name: 'Play' }).waitFor();
    const place = bob.getByRole('log').getByRole('slider', { name: 'Position in the recording' });
    // The microphone beeps: some part is louder than the rest.
    await bob.waitForFunction(() => new Set([...document.querySelectorAll('[role=log] [role=slider] rect')].map((bar) => bar.getAttribute('height'))).size > 1);
    await place.press('End');
    await bob.waitForFunction(() => Number(document.querySelector('[role=log] [role=slider]').ariaValueNow) > 0);
    await place.press('Home');
    await bob.waitForFunction(() => document.querySelector('[role=log] [role=slider]').ariaValueNow === '0');
  });

  step('send stickers, places and contact cards', async () => {
    await ann.getByRole('button', { name: 'Emoji' }).click();
    await ann.getByRole('tab', { name: 'Stickers' }).click();
    await ann.getByRole('dialog', { name: 'Emoji' }).getByRole('button', { name: 'Thanks' }).click();
    await bob.getByRole('log').getByRole('img', { name: '[Sticker]' }).waitFor();
    await ann.getByRole('button', { name: 'Attach' }).click();
    await ann.getByRole('menuitem', { name: 'My location' }).click();
    const mine = ann.getByRole('dialog', { name: 'My location' });
    await mine.getByText('31.2304, 121.4737').waitFor(); // seen before it is sent
    await mine.getByLabel(/Name of the place/).fill('By the river');
    await stage.picture(ann, 'chat-send-place');
    await mine.getByRole('button', { name: 'Send' }).click();
    await bob.getByRole('log').getByRole('button', { name: /By the river.*31\.2304, 121\.4737/ }).click();
    const theirs = bob.getByRole('dialog', { name: 'By the river' });
    await theirs.getByRole('button', { name: 'How far from me?' }).click();
    await theirs.getByRole('img', { name: '0 m from you' }).waitFor();
    await stage.picture(bob, 'chat-place');
    await bob.keyboard.press('Escape');
    await theirs.waitFor({ state: 'detached' });
    await ann.getByRole('button', { name: 'Attach' }).click();
    await ann.getByRole('menuitem', { name: 'Contact card' }).click();
    await ann.getByLabel('Find people').fill('Bob');
    await ann.getByRole('dialog').getByRole('button', { name: /Bob 王/ }).click();
    await ann.getByRole('dialog').getByRole('button', { name: 'Send' }).click();
    await bob.getByRole('log').getByRole('link', { name: /Bob 王/ }).waitFor();
  });

  step('reply, and recall what was wrong', async () => {
    const row = ann.getByRole('article').filter({ hasText: '可以，明天下午三点怎么样？' });
    await row.hover();
    await row.getByRole('button', { name: 'Actions' }).click();
    await ann.getByRole('menuitem', { name: 'Reply' }).click();
    await write(ann, 'Three is fine 👍');
    for (const page of [ann, bob]) await page.getByRole('article').filter({ hasText: 'Three is fine 👍' }).getByText('可以，明天下午三点怎么样？').waitFor();
    await write(ann, 'wrong chat');
    await bubble(bob, 'wrong chat').waitFor();
    const wrong = ann.getByRole('article').filter({ hasText: 'wrong chat' });
    await wrong.hover();
    await wrong.getByRole('button', { name: 'Actions' }).click();
    await ann.getByRole('menuitem', { name: 'Recall' }).click();
    await ann.getByText('You recalled a message').waitFor();
    await bob.getByText('Ann Lee recalled a message').waitFor();
    assert.equal(await bubble(bob, 'wrong chat').count(), 0);
    await stage.picture(ann, 'chat-1280-en-light');
    await stage.picture(bob, 'chat-390-en-dark');
  });

  step('copy, mark, and put emoji into what they write', async () => {
    const said = bubble(ann, 'Three is fine 👍');
    const row = ann.getByRole('article').filter({ hasText: 'Three is fine 👍' });
    await row.hover();
    await row.getByRole('button', { name: 'Actions' }).click();
    await ann.getByRole('menuitem', { name: 'Copy' }).click();
    await ann.getByRole('status').getByText('Copied').waitFor();
    await said.selectText();
    await said.click({ button: 'right' });
    assert.equal(await ann.getByRole('menu').count(), 0, 'what is marked has the browser’s menu');
    await ann.evaluate(() => getSelection().removeAllRanges());
    await said.click({ button: 'right' });
    await ann.getByRole('menu').waitFor();
    await ann.keyboard.press('Escape');
    await ann.getByRole('button', { name: 'Emoji' }).click();
    const panel = ann.getByRole('dialog', { name: 'Emoji' });
    await panel.getByRole('button', { name: '😀', exact: true }).click();
    await ann.keyboard.type('!');
    await ann.waitForFunction(() => Object.entries(localStorage).some(([key, text]) => key.startsWith('parley.draft.') && text === '😀!'));
    await ann.getByRole('log').click({ position: { x: 5, y: 5 } });
    await panel.waitFor({ state: 'detached' });
    await ann.getByRole('button', { name: 'Emoji' }).click();
    await panel.getByRole('tab', { name: 'Used last' }).waitFor();
    await ann.keyboard.press('Escape');
    await panel.waitFor({ state: 'detached' });
    await ann.getByLabel('Write a message').fill('');
  });

  step('lose nothing by a reload', async () => {
    const texts = Array.from({ length: 12 }, (_, number) => `before the reload ${number}`);
    for (const text of texts) await write(ann, text);
    await bubble(ann, texts.at(-1)).waitFor(); // shown is kept
    await ann.reload(); // some are stored by now, some are not
    await bubble(ann, texts.at(-1)).waitFor();
    await bubble(bob, texts.at(-1)).waitFor();
    for (const text of texts.slice(-6)) assert.equal(await bubble(ann, text).count(), 1, text);
  });

  step('find what was said', async () => {
    await ann.getByRole('searchbox', { name: 'Search chats and messages' }).fill('tap');
    await ann.getByRole('region', { name: 'Messages' }).getByRole('button').filter({ hasText: 'tap' }).first().click();
    await ann.getByRole('article').filter({ hasText: 'is the tap something you mend?' }).locator('mark').getByText('tap').waitFor();
    assert.match(ann.url(), /at=1&q=tap/);
    await ann.getByRole('searchbox').fill('');
  });

  step('pin a chat where it stands in the list', async () => {
    const item = ann.getByRole('listitem').filter({ has: ann.getByRole('link', { name: /Bob 王/ }) });
    for (const [does, then] of [['Pin', 1], ['Unpin', 0]]) {
      await item.getByRole('link').click({ button: 'right' });
      await item.getByRole('menuitem', { name: does, exact: true }).click();
      await item.getByTitle('Pinned').waitFor({ state: then ? 'visible' : 'detached' });
      if (!then) continue;
      await ann.reload(); // the server has it, not this page
      await item.getByTitle('Pinned').waitFor();
    }
  });

  step('become friends', async () => {
    await ann.getByRole('link', { name: 'Contacts' }).click();
    await ann.getByRole('button', { name: 'Add as friend' }).click();
    await ann.getByLabel('Find people').fill('Bob');
    await ann.getByRole('dialog').getByRole('button', { name: /Bob 王/ }).click();
    await ann.getByRole('dialog').getByRole('button', { name: 'Add as friend' }).click();
    await ann.getByText('Friend request sent').waitFor();
    await ann.getByRole('button', { name: 'Close' }).click();
    await bob.getByRole('button', { name: 'Back' }).click();
    await bob.getByRole('link', { name: /Notifications/ }).click();
    await bob.getByRole('main').getByRole('button', { name: /Friend request.*Ann Lee asks to be your friend/ }).click(); // leads to the request
    await bob.getByRole('button', { name: 'Accept' }).click();
    await bob.getByText('No requests').waitFor();
    await stage.picture(bob, 'people-requests-390-en-dark');
    await bob.getByRole('tab', { name: 'Friends' }).click();
    await bob.getByRole('listitem').filter({ hasText: 'Ann Lee' }).waitFor();
    assert.deepEqual(await stumbling(bob), []);
  });

  step('keep contacts in groups', async () => {
    await ann.getByRole('tab', { name: 'Contacts' }).click();
    await ann.getByRole('button', { name: 'Groups of contacts' }).click();
    await ann.getByLabel('New group').fill('Plumbers');
    await ann.getByRole('button', { name: 'Add', exact: true }).click();
    await ann.getByRole('textbox', { name: 'Group name' }).waitFor();
    await ann.getByRole('button', { name: 'Close' }).click();
    await ann.getByRole('button', { name: 'New contact' }).click();
    await ann.getByLabel('Name', { exact: true }).fill('Old Zhang');
    await ann.getByLabel('Phone').fill('13800138000');
    await ann.getByLabel('Group', { exact: true }).selectOption('Plumbers');
    await ann.getByRole('button', { name: 'Save' }).click();
    await ann.getByRole('button', { name: 'Plumbers' }).click();
    await ann.getByRole('listitem').filter({ hasText: 'Old Zhang' }).waitFor();
    assert.deepEqual(await stumbling(ann), []);
    await stage.picture(ann, 'people-contacts-1280-en-light');
  });

  step('make a group, with roles', async () => {
    await ann.getByRole('link', { name: 'Chats' }).click();
    await ann.getByRole('button', { name: 'New chat' }).click();
    for (const name of ['Bob', 'Carol']) {
      await ann.getByLabel('Find people').fill(name);
      await ann.getByRole('dialog').getByRole('button', { name: new RegExp(name), pressed: false }).click();
    }
    await ann.getByLabel('Group name').fill('Moving house');
    await ann.getByRole('button', { name: 'Make group' }).click();
    await write(ann, 'Who has a van?');
    await bob.getByRole('link', { name: 'Chats' }).click();
    await bob.getByRole('link', { name: /Moving house/ }).click();
    await bubble(bob, 'Who has a van?').waitFor();
    await ann.getByRole('button', { name: 'Details' }).click();
    await ann.getByLabel('Role of Bob 王').selectOption('admin');
    await ann.getByRole('button', { name: 'Rename' }).click();
    await ann.getByLabel('Group name').fill('Moving on Sunday');
    await ann.getByRole('button', { name: 'Save' }).click();
    await ann.getByRole('dialog').getByText('Moving on Sunday').waitFor();
    await ann.getByRole('button', { name: 'Remove Carol' }).click();
    await ann.getByRole('dialog', { name: /Carol/ }).getByRole('button', { name: 'Remove Carol' }).click();
    await ann.getByRole('dialog').getByText('Carol').waitFor({ state: 'detached' });
    assert.deepEqual(await stumbling(ann), []);
    await stage.picture(ann, 'group-1280-en-light');
    await ann.getByRole('button', { name: 'Close' }).click();
    await bob.getByRole('button', { name: 'Details' }).click();
    await bob.getByRole('button', { name: 'Leave group' }).click();
    await bob.getByRole('dialog', { name: 'Leave group' }).getByRole('button', { name: 'No' }).click();
    await bob.getByRole('dialog', { name: 'Leave group' }).waitFor({ state: 'detached' });
    await bob.getByRole('button', { name: 'Leave group' }).click();
    await bob.getByRole('dialog', { name: 'Leave group' }).getByRole('button', { name: 'Leave group' }).click();
    await bob.waitForURL(/\/chat$/);
    await ann.locator('header').getByText('1 members').waitFor(); // told live
    await bob.getByRole('link', { name: /Ann Lee/ }).first().click();
  });

  step('forward many at once, in their order', async () => {
    await write(ann, 'Or a trailer?');
    const row = ann.getByRole('article').filter({ hasText: 'Who has a van?' });
    await row.hover();
    await row.getByRole('button', { name: 'Actions' }).click();
    await ann.getByRole('menuitem', { name: 'Select' }).click();
    await ann.getByRole('checkbox', { name: /Or a trailer\?/ }).check();
    await ann.getByRole('toolbar').getByText('2 selected').waitFor();
    await stage.picture(ann, 'chat-select-1280-en-light');
    assert.deepEqual(await stumbling(ann), []);
    await ann.getByRole('toolbar').getByRole('button', { name: 'Forward' }).click();
    await ann.getByRole('dialog').getByRole('searchbox').fill('nobody of that name');
    await ann.getByRole('dialog').getByText('Nothing found').waitFor();
    await ann.getByRole('dialog').getByRole('searchbox').fill('bob');
    await ann.getByRole('dialog').getByLabel('Bob 王').check();
    await ann.getByRole('dialog').getByRole('button', { name: /Forward/ }).click();
    await ann.getByLabel('Write a message').waitFor();
    await bubble(bob, 'Or a trailer?').waitFor();
    assert.deepEqual(await bob.getByRole('log').getByText(/^(Who has a van|Or a trailer)\?$/).allTextContents(), ['Who has a van?', 'Or a trailer?']);
  });

  step('go from an answer to what it answers', async () => {
    await ann.getByRole('link', { name: /Bob 王/ }).click();
    await ann.getByRole('article').filter({ hasText: 'Three is fine 👍' }).getByRole('button', { name: /可以，明天下午三点怎么样/ }).click();
    await ann.waitForURL(/at=2&/);
    await ann.getByRole('article', { name: /^Bob/ }).filter({ hasText: '可以，明天下午三点怎么样？' }).waitFor();
  });

  step('find again what was taken off the list', async () => {
    await ann.getByRole('button', { name: 'Details' }).click();
    await ann.getByRole('button', { name: 'Remove from list' }).click();
    await ann.waitForURL(/\/chat$/);
    await ann.getByRole('link', { name: /Bob 王/ }).waitFor({ state: 'detached' });
    await ann.getByRole('searchbox').fill('bob');
    await ann.getByRole('region', { name: 'Removed from the list' }).getByRole('button', { name: 'Bob 王' }).click();
    await ann.getByRole('article').filter({ hasText: 'Three is fine 👍' }).first().waitFor();
    await ann.getByRole('searchbox').fill('');
    await ann.getByRole('link', { name: /Bob 王.*trailer/ }).waitFor();
  });

  step('without a barrier for who sees or hears less', async () => {
    assert.deepEqual(await stumbling(ann), []);
    assert.deepEqual(await stumbling(bob), []);
  });

  step('without a fault on the console', () => assert.deepEqual(stage.faults, []));
});
