import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Stage, missing, stumbling } from './lib/pages.mjs';

const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
const old = 'correct horse 7 battery';

describe('what is one’s own', { skip: missing }, () => {
  let stage, ann, bob;
  before(async () => {
    stage = await Stage.start();
    [ann, bob] = [await stage.person('Ann Lee'), await stage.person('Bob 王', { width: 360, height: 740 })];
    await ann.getByRole('button', { name: 'New chat' }).click();
    await ann.getByLabel('Find people').fill('Bob');
    await ann.getByRole('dialog').getByRole('button', { name: /Bob 王/ }).click();
    await ann.getByRole('button', { name: 'Start chat' }).click();
    await ann.getByLabel('Write a message').fill('Hello Bob');
    await ann.keyboard.press('Enter');
    await bob.getByRole('link', { name: /Ann Lee/ }).waitFor();
    await bob.getByRole('link', { name: 'Me', exact: true }).click();
  });
  after(() => stage?.end());

  it('has a picture, which the others see', async () => {
    const choose = (name, mimeType, buffer) => bob.getByLabel('Choose a picture').setInputFiles({ name, mimeType, buffer });
    await choose('notes.png', 'image/png', Buffer.from('these are words'));
    await bob.getByRole('alert').getByText(/can’t be read as a picture/).waitFor();
    await choose('dot.png', 'image/png', PNG);
    await bob.getByRole('main').locator('img').waitFor();
    assert.equal(await bob.getByRole('alert').count(), 0);
    assert.ok(await bob.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    await ann.reload();
    await ann.waitForFunction(() => [...document.querySelectorAll('header img')].some(({ naturalWidth }) => naturalWidth > 0));
    await bob.getByRole('button', { name: 'Remove picture' }).click();
    await bob.getByRole('dialog').getByRole('button', { name: 'Remove picture' }).click();
    await bob.getByRole('main').locator('img').waitFor({ state: 'detached' });
  });

  it('has a mail address, and says which mail it wants', async () => {
    const wish = bob.getByRole('checkbox', { name: /unread messages/ });
    assert.equal(await wish.isDisabled(), true);
    await bob.getByRole('textbox', { name: 'Mail address' }).fill('bob@example.com');
    await bob.getByRole('button', { name: 'Save' }).click();
    await bob.getByText('who wrote and how much, not what').waitFor();
    await wish.check();
    await bob.locator('fieldset:not(:has([aria-busy]))').filter({ has: wish }).waitFor();
    assert.deepEqual(await stumbling(bob), []);
    await bob.reload();
    await wish.and(bob.locator(':checked')).waitFor();
    assert.equal(await bob.getByRole('checkbox', { name: /my orders/ }).isChecked(), false);
    await wish.uncheck();
    await bob.locator('fieldset:not(:has([aria-busy]))').filter({ has: wish }).waitFor();
    await bob.reload();
    await wish.and(bob.locator(':not(:checked)')).waitFor();
  });

  it('has a password, which one changes by the old one', async () => {
    await bob.getByRole('button', { name: 'Change password' }).click();
    const form = bob.getByRole('form', { name: 'Change password' });
    const change = async (current, next, again = next) => {
      await form.getByLabel('Current password').fill(current);
      await form.getByLabel('New password', { exact: true }).fill(next);
      await form.getByLabel('New password once more').fill(again);
      await form.getByRole('button', { name: 'Change password' }).click();
    };
    await change(old, 'another horse 8', 'another horse 9');
    await form.getByText('The two are not the same').waitFor();
    await change('not the old one', 'another horse 8');
    await form.getByText('This is not your current password').waitFor();
    assert.deepEqual(await stumbling(bob), []);
    await change(old, 'another horse 8');
    await bob.getByRole('status').getByText(/Your password was changed/).waitFor();
    // One stays signed in, and is heard.
    await bob.getByRole('link', { name: 'Chats' }).click();
    await bob.getByRole('link', { name: /Ann Lee/ }).click();
    await bob.getByLabel('Write a message').fill('Still here');
    await bob.keyboard.press('Enter');
    await ann.getByRole('log').getByText('Still here').waitFor();
  });

  it('is not removed by one press', async () => {
    await ann.getByRole('link', { name: 'Contacts' }).click();
    await ann.getByRole('tab', { name: 'Contacts' }).click();
    await ann.getByRole('button', { name: 'New contact' }).click();
    await ann.getByLabel('Name', { exact: true }).fill('The plumber');
    await ann.getByRole('button', { name: 'Save' }).click();
    await ann.getByRole('button', { name: /The plumber/ }).click();
    await ann.getByRole('button', { name: 'Remove' }).click();
    const asks = ann.getByRole('dialog', { name: /Remove The plumber/ });
    await asks.getByRole('button', { name: 'No' }).click();
    await asks.waitFor({ state: 'detached' });
    await ann.getByRole('button', { name: 'Remove' }).click();
    assert.deepEqual(await stumbling(ann), []);
    await asks.getByRole('button', { name: 'Remove' }).click();
    await ann.getByText('No contacts yet').waitFor();
  });

  it('goes from this machine with whoever signs out', async () => {
    await ann.evaluate(() => localStorage.setItem('parley.emoji', '🔧'));
    await ann.getByRole('link', { name: 'Me', exact: true }).click();
    await ann.getByRole('button', { name: 'Sign out' }).click();
    await ann.getByLabel('User name or mail address').waitFor();
    assert.equal(await ann.evaluate(() => localStorage.getItem('parley.emoji')), null);
  });

  it('without a fault on the console', () => assert.deepEqual(stage.faults, []));
});
