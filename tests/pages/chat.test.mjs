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
    await bob.getByRole('link', { name: /Ann Lee/ }).click();
    await bubble(bob, 'Hello Bob, is the tap something you mend?').waitFor();
    await write(bob, '可以，明天下午三点怎么样？');
    await bubble(ann, '可以，明天下午三点怎么样？').waitFor();
    await ann.locator('[data-state=read]').first().waitFor();
  });

  step('see each other type', async () => {
    await bob.getByLabel('Write a message').pressSequentially('thinking');
    await ann.getByRole('banner').getByText('typing…').or(ann.locator('header').getByText('typing…')).first().waitFor();
    await bob.getByLabel('Write a message').fill('');
  });

  step('send pictures, files and recordings', async () => {
    await ann.locator('input[type=file]').setInputFiles({ name: 'dot.png', mimeType: 'image/png', buffer: PNG });
    await bob.getByRole('log').getByRole('button', { name: /Show image/ }).waitFor();
    await ann.locator('input[type=file]').setInputFiles({ name: 'list.txt', mimeType: 'text/plain', buffer: Buffer.from('tap, washer') });
    await bob.getByRole('log').getByRole('link', { name: /Download list\.txt/ }).waitFor();
    await ann.getByRole('button', { name: 'Record' }).click();
    await ann.getByRole('timer').getByText('0:01').waitFor();
    await ann.getByRole('button', { name: 'Send', exact: true }).click();
    await bob.getByRole('log').getByRole('button', { name: 'Play' }).waitFor();
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
    await bubble(ann, 'Hello Bob, is the tap something you mend?').waitFor();
  });

  step('without a barrier for who sees or hears less', async () => {
    assert.deepEqual(await stumbling(ann), []);
    assert.deepEqual(await stumbling(bob), []);
  });

  step('without a fault on the console', () => assert.deepEqual(stage.faults, []));
});
