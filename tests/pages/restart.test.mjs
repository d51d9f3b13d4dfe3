import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Stage, missing } from './lib/pages.mjs';

describe('a server that dies while somebody writes', { skip: missing }, () => {
  let stage, ann, bob;
  before(async () => {
    stage = await Stage.start();
    [ann, bob] = await Promise.all([stage.person('Ann Lee'), stage.person('Bob')]);
  });
  after(() => stage?.end());

  const bubble = (page, text) => page.getByRole('log').getByText(text, { exact: true });
  async function write(page, text) {
    await page.getByLabel('Write a message').fill(text);
    await page.keyboard.press('Enter');
  }

  it('delivers everything once', async () => {
    await ann.getByRole('button', { name: 'New chat' }).click();
    await ann.getByLabel('Find people').fill('Bob');
    await ann.getByRole('dialog').getByRole('button', { name: /Bob/ }).click();
    await ann.getByRole('button', { name: 'Start chat' }).click();
    await write(ann, 'hello');
    await bob.getByRole('link', { name: /Ann Lee/ }).click();
    await bubble(bob, 'hello').waitFor();
    await write(bob, 'hello to you'); // an answer, so that nobody counts as a stranger
    await bubble(ann, 'hello to you').waitFor();

    const texts = Array.from({ length: 15 }, (_, number) => `message ${number}.`);
    for (const text of texts.slice(0, 8)) await write(ann, text);
    await stage.server.kill(); // some are answered, some are on their way
    await ann.getByText(/Disconnected/).waitFor();
    for (const text of texts.slice(8)) await write(ann, text);
    await bubble(ann, texts.at(-1)).waitFor();
    await stage.server.launch();

    for (const page of [ann, bob]) await bubble(page, texts.at(-1)).waitFor({ timeout: 120_000 });
    await ann.getByRole('log').locator('[data-state=sending]').first().waitFor({ state: 'detached', timeout: 120_000 });
    await bob.reload(); // what the server has, not what the page had
    await bubble(bob, texts.at(-1)).waitFor();
    const said = (page) => page.getByRole('log').getByText(/^message \d+\.$/).allTextContents();
    for (const page of [ann, bob]) assert.deepEqual(await said(page), texts);
  });

  it('can be read without it', async () => {
    await bob.evaluate(() => navigator.serviceWorker.ready);
    await bob.reload(); // by now the pages are kept, too
    await bubble(bob, 'message 14.').waitFor();
    await bob.waitForFunction(async () => (await Promise.all((await (await fetch('/parts.json')).json()).map((part) => caches.match(part)))).every(Boolean));
    await stage.server.kill();
    await bob.reload();
    await bob.getByText(/Disconnected/).waitFor();
    await bubble(bob, 'message 14.').waitFor();
    // A page nobody has been to opens, and says that there is nothing to be had.
    await bob.getByRole('link', { name: 'Orders' }).click();
    await bob.getByText('The server can’t be reached just now.', { exact: false }).waitFor();
    await bob.getByRole('link', { name: 'Chats' }).click();
    await bob.getByRole('link', { name: /Ann Lee/ }).click();
    await stage.server.launch();
    await bob.getByText(/Disconnected/).waitFor({ state: 'detached', timeout: 120_000 });
    // What was opened without it is alive again: what comes there is read.
    await write(ann, 'are you back?');
    await ann.getByRole('article').filter({ hasText: 'are you back?' }).locator('[data-state=read]').waitFor({ timeout: 60_000 });
  });

  it('without a fault on the console', () => assert.deepEqual(stage.faults, []));
});
