import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Stage, missing, settled, stumbling } from './lib/pages.mjs';

describe('what is not there any more', { skip: missing }, () => {
  let stage, ann;
  before(async () => {
    stage = await Stage.start();
    await stage.person('Bob 王');
    ann = await stage.person('Ann Lee', { keeps: false });
    await ann.getByRole('button', { name: 'New chat' }).click();
    await ann.getByLabel('Find people').fill('Bob');
    await ann.getByRole('dialog').getByRole('button', { name: /Bob 王/ }).click();
    await ann.getByRole('button', { name: 'Start chat' }).click();
  });
  after(() => stage?.end());

  it('takes its own place alone, when the network is gone as a page is opened for the first time', async () => {
    await ann.getByLabel('Write a message').waitFor();
    await settled(ann);
    await ann.context().setOffline(true);
    await ann.getByRole('link', { name: 'Orders' }).click();
    await ann.getByText('This page could not be opened').waitFor();
    assert.deepEqual(await stumbling(ann), []);
    await ann.getByRole('link', { name: 'Chats' }).click();
    await ann.getByRole('link', { name: /Bob 王/ }).waitFor();
    await ann.getByRole('link', { name: 'Orders' }).click();
    await ann.getByText('This page could not be opened').waitFor();
    await ann.context().setOffline(false);
    await ann.getByRole('button', { name: 'Retry' }).click();
    await ann.getByRole('main').getByRole('heading', { name: 'Orders', exact: true }).waitFor({ state: 'attached' });
  });

  it('is nothing that the next person at the same machine finds', async () => {
    await ann.getByRole('link', { name: 'Chats' }).click();
    await ann.getByRole('link', { name: /Bob 王/ }).click();
    await ann.getByLabel('Write a message').fill('what nobody else is to read');
    await ann.getByRole('link', { name: 'Me', exact: true }).click();
    await ann.getByRole('button', { name: 'Sign out' }).click();
    await ann.getByLabel('Password').waitFor();
    assert.ok(!(await ann.evaluate(() => JSON.stringify({ ...localStorage }))).includes('what nobody else'));
  });
});
