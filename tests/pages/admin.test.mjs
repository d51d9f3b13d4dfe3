import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { aService, password as commonPassword, signUp } from '../blackbox/lib/market.mjs';
import { as, call, must } from '../blackbox/lib/rest.mjs';
import { Stage, missing, settled, stumbling } from './lib/pages.mjs';

const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

describe('those who run it', { skip: missing }, () => {
  let stage, olga, ann, bea, mallory;
  before(async () => {
    stage = await Stage.start({ 'Webhooks:AllowPrivate': 'true' }, { operator: true });
    const { username, password } = stage.server.operator;
    [olga, ann, bea, mallory] = await Promise.all([stage.signIn(username, password), stage.person('Ann Lee'), stage.person('Bea Ray'), stage.person('Mallory')]);
  });
  after(() => stage?.end());

  const section = (name) => olga.getByRole('navigation', { name: 'Administration' }).getByRole('link', { name, exact: true }).click();
  const main = () => olga.getByRole('main');

  it('read a report with what was said, and take it', async () => {
    await mallory.getByRole('button', { name: 'New chat' }).click();
    await mallory.getByLabel('Find people').fill('Ann');
    await mallory.getByRole('dialog').getByRole('button', { name: /Ann Lee/ }).click();
    await mallory.getByRole('button', { name: 'Start chat' }).click();
    await mallory.getByLabel('Write a message').fill('Good morning');
    await mallory.keyboard.press('Enter');
    await mallory.getByRole('article').filter({ hasText: 'Good morning' }).waitFor();
    await mallory.locator('input[type=file]').setInputFiles({ name: 'gold.png', mimeType: 'image/png', buffer: PNG });
    await mallory.getByRole('button', { name: 'Show image gold.png' }).waitFor();
    await mallory.locator('input[type=file]').setInputFiles({ name: 'offer.txt', mimeType: 'text/plain', buffer: Buffer.from('500 for 1000') });
    await mallory.getByRole('link', { name: /offer\.txt/ }).waitFor();
    await mallory.getByLabel('Write a message').fill('Send me 500 and I double it');
    await mallory.keyboard.press('Enter');
    await ann.getByRole('link', { name: /Mallory/ }).click();
    const row = ann.getByRole('article').filter({ hasText: 'double it' });
    await row.hover();
    await row.getByRole('button', { name: 'Actions' }).click();
    await ann.getByRole('menuitem', { name: 'Report' }).click();
    await ann.getByLabel('Reason').selectOption('fraud');
    await ann.getByRole('dialog').getByRole('button', { name: 'Report' }).click();
    await ann.getByText('Reported, thank you').waitFor();
    await ann.keyboard.press('Escape');

    await olga.getByRole('link', { name: 'Admin' }).click();
    await section('Reports');
    await main().getByRole('link', { name: /double it/ }).click();
    await olga.getByText('Send me 500 and I double it').waitFor();
    await olga.getByRole('button', { name: 'Take it' }).click();
    await olga.getByText('Taken', { exact: true }).waitFor();
    await olga.getByRole('link', { name: 'Mallory' }).waitFor();
    assert.deepEqual(await stumbling(olga), []);
    await stage.picture(olga, 'admin-report-1280-en-light');
  });

  it('read the conversation around it, once they say that they want to', async () => {
    const around = main().getByRole('region', { name: 'The conversation around it' });
    await around.getByRole('button', { name: 'Read the conversation' }).click();
    await olga.getByText('The audit log will say that you read it.').waitFor();
    assert.deepEqual(await stumbling(olga), []);
    await olga.getByRole('dialog').getByRole('button', { name: 'Read it' }).click();
    await around.getByRole('listitem').filter({ hasText: 'double it' }).getByText('Reported', { exact: true }).waitFor();
    await around.getByRole('listitem').filter({ hasText: 'Good morning' }).waitFor();
    await around.getByRole('listitem').filter({ hasText: 'gold.png' }).getByRole('button', { name: 'Show the picture' }).click();
    await around.getByRole('img', { name: 'The picture that was sent' }).waitFor();
    assert.deepEqual(await stumbling(olga), []);
    await stage.picture(olga, 'admin-report-conversation-1280-en-light');
    const [saved] = await Promise.all([olga.waitForEvent('download'), around.getByRole('listitem').filter({ hasText: 'offer.txt' }).getByRole('button', { name: 'Open the file' }).click()]);
    assert.equal(saved.suggestedFilename(), 'offer.txt');
    await around.getByRole('link', { name: 'Save offer.txt' }).waitFor();
  });

  it('see the picture that is reported', async () => {
    const row = ann.getByRole('article').filter({ has: ann.getByRole('button', { name: 'Show image gold.png' }) });
    await row.hover();
    await row.getByRole('button', { name: 'Actions' }).click();
    await ann.getByRole('menuitem', { name: 'Report' }).click();
    await ann.getByRole('dialog').getByRole('button', { name: 'Report' }).click();
    await ann.getByText('Reported, thank you').waitFor();
    await ann.keyboard.press('Escape');
    await section('Reports');
    await main().getByRole('link', { name: /\[Image\]/ }).click();
    await main().getByRole('button', { name: 'Show the picture' }).click();
    const picture = main().getByRole('img', { name: 'The picture that was sent' });
    await picture.waitFor();
    assert.ok(await picture.evaluate((image) => image.decode().then(() => image.naturalWidth > 0)));
    assert.deepEqual(await stumbling(olga), []);
    await stage.picture(olga, 'admin-report-picture-1280-en-light');
    await section('Reports');
    await olga.getByRole('tab', { name: 'Taken' }).click();
    await main().getByRole('link', { name: /double it/ }).click();
  });

  it('ban somebody from there, who is thrown out at once and told why', async () => {
    await olga.getByRole('button', { name: 'Ban Mallory' }).click();
    await olga.getByLabel('Reason').fill('Fraud');
    await olga.getByRole('dialog').getByRole('button', { name: 'Ban' }).click();
    await olga.getByRole('button', { name: 'Lift the ban' }).waitFor();
    await olga.getByRole('button', { name: 'Resolve' }).click();
    await olga.getByText('Resolved', { exact: true }).waitFor();
    await olga.getByRole('link', { name: 'All about this person' }).click();
    await olga.getByText('Banned', { exact: true }).waitFor();
    await mallory.getByText('This account has been suspended.').waitFor();
    const name = await olga.getByText(/^@p\d+x\d+ · #/).textContent();
    await mallory.getByLabel('User name or mail address').fill(/@(\S+)/.exec(name)[1]);
    await mallory.getByLabel('Password').fill('correct horse 7 battery');
    await mallory.getByRole('button', { name: 'Sign in' }).click();
    await mallory.getByRole('alert').getByText(/Fraud/).waitFor();
    await mallory.getByRole('button', { name: 'Appeal' }).click();
    await mallory.getByLabel('Why is the ban wrong?').fill('I only joked.');
    await mallory.getByRole('button', { name: 'Send' }).click();
    await mallory.getByText('Your appeal will be read.').waitFor();
    assert.deepEqual(await stumbling(mallory), []);
    assert.deepEqual(await stumbling(olga), []);
    await stage.picture(olga, 'admin-person-1280-en-light');
    await section('Bans');
    await main().getByRole('listitem').filter({ hasText: 'Mallory' }).getByText('I only joked.').waitFor();
    assert.deepEqual(await stumbling(olga), []);
    await stage.picture(olga, 'admin-bans-1280-en-light');
    await main().getByRole('link', { name: 'Mallory' }).click();
    await olga.getByRole('button', { name: 'Lift the ban' }).click();
    await olga.getByLabel('Reason').fill('Talked to her');
    await olga.getByRole('dialog').getByRole('button', { name: 'Lift the ban' }).click();
    await olga.getByText('Active', { exact: true }).waitFor();
  });

  it('see how it goes just now, and what happened in a day and in a month', async () => {
    await section('Overview');
    const live = main().getByRole('region', { name: 'Live' });
    await live.getByText(/^as of /).waitFor();
    await live.getByRole('listitem').filter({ hasText: 'People online' }).filter({ hasText: /[1-9]/ }).waitFor();
    const messages = main().getByRole('region', { name: 'Messages', exact: true });
    // Counted a moment after they were sent, asked for once a minute.
    while (!/[1-9]/.test(await messages.locator('header').textContent())) {
      await olga.reload();
      await messages.getByRole('img').waitFor();
    }
    await messages.getByText('As a table').click();
    assert.equal(await messages.getByRole('rowheader').count(), 24);
    const latest = (await messages.getByRole('row').allTextContents()).slice(-2); // the hour may have ended since
    assert.ok(latest.some((row) => /[1-9]$/.test(row)), latest.join());
    const drawn = await messages.getByRole('img').boundingBox();
    await olga.mouse.move(drawn.x + drawn.width - 20, drawn.y + 60);
    await messages.getByText(/^\w+[, ]+\d\d:00$/).first().waitFor();
    await olga.getByRole('tab', { name: '30 days' }).click();
    await messages.getByRole('rowheader').nth(29).waitFor();
    assert.deepEqual(await stumbling(olga), []);
  });

  it('find people by how their names begin', async () => {
    await section('People');
    await olga.getByRole('searchbox').fill('ann');
    await main().getByRole('link', { name: /Mallory/ }).waitFor({ state: 'detached' });
    await main().getByRole('link', { name: /Ann Lee/ }).waitFor();
  });

  it('keep words, and announce', async () => {
    await section('Words');
    await main().getByRole('button', { name: 'Add' }).click();
    await olga.getByRole('textbox', { name: 'Words' }).fill('swindle\n笨蛋');
    await olga.getByLabel('What becomes of them').selectOption('mask');
    await olga.getByRole('dialog').getByRole('button', { name: 'Add' }).click();
    await olga.getByText('swindle').waitFor();
    await olga.getByRole('button', { name: 'Remove swindle' }).click();
    await olga.getByRole('dialog', { name: /Remove “swindle”/ }).getByRole('button', { name: 'No' }).click();
    await olga.getByRole('button', { name: 'Remove swindle' }).click();
    await olga.getByRole('dialog', { name: /Remove “swindle”/ }).getByRole('button', { name: 'Remove' }).click();
    await olga.getByText('swindle').waitFor({ state: 'detached' });
    await section('Announcements');
    await olga.getByRole('button', { name: 'Announce' }).click();
    await olga.getByLabel('Title').fill('Closed on Monday');
    await olga.getByLabel('Text').fill('We mend the cellar.');
    await olga.getByRole('dialog').getByRole('button', { name: 'Announce' }).click();
    await main().getByText('Closed on Monday').waitFor();
  });

  it('see what the rules found, and read one that they want to', async () => {
    await section('Words');
    await main().getByRole('button', { name: 'Add' }).click();
    await olga.getByRole('textbox', { name: 'Words' }).fill('jackpot');
    await olga.getByLabel('What becomes of them').selectOption('flag');
    await olga.getByRole('dialog').getByRole('button', { name: 'Add' }).click();
    await olga.getByText('jackpot').waitFor();
    await ann.getByLabel('Write a message').fill('You won the jackpot!');
    await ann.keyboard.press('Enter');
    await ann.getByRole('article').filter({ hasText: 'jackpot' }).waitFor();
    await section('Hits');
    const hit = main().getByRole('listitem').filter({ hasText: 'Word, let through' });
    await hit.getByRole('link', { name: 'Ann Lee' }).waitFor();
    await hit.getByRole('button', { name: 'Show what was written' }).click();
    await hit.getByText('You won the jackpot!').waitFor();
    assert.deepEqual(await stumbling(olga), []);
    await stage.picture(olga, 'admin-hit-1280-en-light');
    await olga.getByLabel('Kind').selectOption('links');
    await olga.getByText('The rules found nothing yet').waitFor();
    await section('Audit log');
    for (const what of ['Hit read', 'Reported conversation read', 'Report decided']) await main().getByText(what).first().waitFor();
  });

  it('see each tenant’s key once', async () => {
    await section('Tenants');
    await olga.getByRole('button', { name: 'New tenant' }).click();
    await olga.getByLabel('Name', { exact: true }).fill('Acme');
    await olga.getByLabel('Subdomain').fill('acme');
    await olga.getByRole('dialog').getByRole('button', { name: 'New tenant' }).click();
    await olga.getByText('Shown this once: keep it safe.').waitFor();
    await olga.keyboard.press('Escape');
    await main().getByText('Acme', { exact: true }).waitFor();
  });

  it('see where events go and what went, and send again what failed', async () => {
    let isBroken = true;
    const backend = createServer((_, response) => response.writeHead(isBroken ? 500 : 200).end());
    await new Promise((done) => backend.listen(0, '127.0.0.1', done));
    await section('Webhooks');
    await olga.getByRole('button', { name: 'New webhook' }).click();
    await olga.getByLabel('Address').fill(`http://127.0.0.1:${backend.address().port}/parley`);
    await olga.getByLabel('Name').fill('Backend');
    await olga.getByLabel('message.created').check();
    await olga.getByRole('dialog').getByRole('button', { name: 'New webhook' }).click();
    await olga.getByText('Shown this once: keep it safe.').waitFor();
    await olga.keyboard.press('Escape');
    await main().getByRole('link', { name: /Backend/ }).click();
    await olga.getByText('Nothing delivered yet').waitFor();
    await ann.getByLabel('Write a message').fill('Does anybody hear me?');
    await ann.keyboard.press('Enter');
    const delivery = main().getByRole('listitem').filter({ hasText: 'message.created' });
    await delivery.getByText(/attempt \d+ · 500/).waitFor();
    assert.deepEqual(await stumbling(olga), []);
    await stage.picture(olga, 'admin-webhook-1280-en-light');
    isBroken = false;
    await delivery.getByRole('button', { name: 'Send again' }).click();
    await delivery.getByText('Delivered', { exact: true }).waitFor();
    await olga.getByRole('tab', { name: 'Failed' }).click();
    await olga.getByText('No such deliveries').waitFor();
    await olga.getByRole('button', { name: 'Turn off' }).click();
    await olga.getByText('Off', { exact: true }).waitFor();
    await olga.getByRole('button', { name: 'Remove' }).click();
    await olga.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await olga.getByText('No webhooks yet').waitFor();
    backend.close();
  });

  it('see payments, those that do not get on first', async () => {
    await section('Payments');
    await olga.getByText('Nothing is stuck').waitFor();
    await olga.getByRole('tab', { name: 'All' }).click();
    await olga.getByText('No such payments').waitFor();
  });

  it('change a setting while the server runs, and have it back', async () => {
    await section('Settings');
    await olga.getByLabel('Search settings').fill('BanThreshold');
    const setting = main().getByRole('listitem').filter({ hasText: 'Moderation:BanThreshold' });
    await setting.getByText('15', { exact: true }).waitFor();
    await setting.getByRole('button', { name: 'Change' }).click();
    await olga.getByLabel('Value').fill('0');
    await olga.getByRole('button', { name: 'Save' }).click();
    await olga.getByRole('dialog').getByRole('alert').waitFor();
    assert.deepEqual(await stumbling(olga), []);
    await olga.getByLabel('Value').fill('20');
    await olga.getByRole('button', { name: 'Save' }).click();
    await setting.getByText('20', { exact: true }).waitFor();
    await setting.getByText('Changed here').waitFor();
    await stage.picture(olga, 'admin-setting-1280-en-light');
    await setting.getByRole('button', { name: 'back to what is configured' }).click();
    await setting.getByText('15', { exact: true }).waitFor();
    await olga.getByRole('tab', { name: 'All' }).click();
    await olga.getByLabel('Search settings').fill('SigningKey');
    await main().getByRole('listitem').filter({ hasText: 'SigningKey' }).first().waitFor();
    assert.deepEqual(await stumbling(olga), []);
  });

  it('are told in Chinese what each setting does', async () => {
    const { username, password } = stage.server.operator;
    const page = await stage.signIn(username, password, { locale: 'zh-CN' });
    await page.goto('/admin/settings');
    await page.getByText('每人提交的举报：一个时间窗口内最多多少次。').waitFor();
    for (const text of await page.getByRole('main').getByRole('listitem').allTextContents()) assert.match(text, /\p{Script=Han}[^。]*。/u);
    await page.getByRole('listitem').filter({ hasText: 'Limits:Reports:Permits' }).getByRole('button', { name: /更改/ }).click();
    await page.getByRole('dialog').getByText(/到 \d+ 的整数/).waitFor();
    await stage.picture(page, 'admin-settings-1280-zh-light');
    await page.close();
  });

  it('have pages that everybody can use', async () => {
    const sections = { '': 'Overview', users: 'People', reports: 'Reports', emergency: 'Calls for help', disputes: 'Disputes', hits: 'Hits', bans: 'Bans', words: 'Words', announcements: 'Announcements', webhooks: 'Webhooks', payments: 'Payments', audit: 'Audit log', tenants: 'Tenants', jobs: 'Jobs', settings: 'Settings' };
    for (const [path, heading] of Object.entries(sections)) {
      await section(heading);
      await main().getByRole('heading', { name: heading, exact: true }).waitFor();
      await settled(olga);
      assert.deepEqual(await stumbling(olga), [], heading);
      await stage.picture(olga, `admin-${path || 'overview'}-1280-en-light`);
      await olga.setViewportSize({ width: 360, height: 740 });
      assert.ok(await olga.evaluate(() => document.documentElement.scrollWidth <= innerWidth), heading);
      await olga.setViewportSize({ width: 1280, height: 800 });
    }
  });

  it('are an agent’s as far as an agent may go', async () => {
    // Not who made the report: nobody decides on its own.
    await section('People');
    await main().getByRole('link', { name: /Bea Ray/ }).click();
    await olga.getByLabel('Role').selectOption('agent');
    await olga.getByRole('dialog', { name: /Make Bea Ray Agent/ }).getByRole('button', { name: 'Agent' }).click();
    await olga.waitForFunction(() => document.querySelector('main select').value === 'agent');
    await bea.goto('/admin/settings');
    const nav = bea.getByRole('navigation', { name: 'Administration' });
    await nav.waitFor();
    assert.deepEqual(await nav.getByRole('link').allTextContents(), ['Overview', 'Reports', 'Calls for help', 'Disputes']);
    await bea.waitForURL(/\/admin$/);
    await settled(bea);
    assert.deepEqual(await stumbling(bea), []);
    await bea.goto('/admin/reports');
    await bea.getByRole('tab', { name: 'Resolved' }).click();
    await bea.getByRole('link', { name: /double it/ }).click();
    await bea.getByRole('button', { name: 'Read the conversation' }).waitFor();
    assert.equal(await bea.getByRole('button', { name: /Ban|Lift/ }).count(), 0);
    assert.equal(await bea.getByRole('main').getByRole('link', { name: 'Mallory' }).count(), 0);
  });

  it('take a call for help, come into its chat, and close it', async () => {
    const { server } = stage;
    const [cara, dan] = [await signUp(server, 'customer', { displayName: 'Cara' }), await signUp(server, 'provider', { displayName: 'Dan' })];
    const service = must(200, await as(server, dan).post('/services', aService({ name: 'Deep cleaning' }))).data;
    const order = must(200, await as(server, cara).post('/orders', { serviceId: service.id })).data;
    must(200, await as(server, dan).post(`/orders/${order.id}/confirm`));
    await bea.goto('/admin/emergency');
    await bea.getByText('Nobody waits for help').waitFor();
    must(200, await call(server, 'POST', '/api/im/emergency', { token: cara.token, body: { orderId: order.numericId } }));
    const item = bea.getByRole('main').getByRole('listitem').filter({ hasText: `Order #${order.numericId}` }); // told live
    await item.getByText('Open', { exact: true }).waitFor();
    await item.getByText('Cara').waitFor();
    assert.deepEqual(await stumbling(bea), []);
    await item.getByRole('button', { name: 'Take' }).press('Enter');
    await bea.getByText('Nobody waits for help').waitFor();
    await bea.getByRole('tab', { name: 'Taken' }).click();
    await item.getByText('Taken by Bea Ray').waitFor();
    await bea.setViewportSize({ width: 360, height: 740 });
    assert.ok(await bea.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    await stage.picture(bea, 'admin-call-360-en-light');
    await bea.setViewportSize({ width: 1280, height: 800 });

    await item.getByRole('button', { name: 'Join the chat' }).click();
    await bea.waitForURL(/\/chat\/[0-9a-f-]{36}$/);
    await bea.getByLabel('Write a message').fill('I am here to help.');
    await bea.keyboard.press('Enter');
    await bea.getByRole('article').filter({ hasText: 'I am here to help.' }).waitFor();
    const caller = await stage.signIn(cara.username, commonPassword);
    await caller.getByRole('link', { name: /I am here to help/ }).first().click();
    await caller.getByRole('article').filter({ hasText: 'I am here to help.' }).waitFor();
    await caller.context().close();

    await bea.goto('/admin/emergency');
    await bea.getByRole('tab', { name: 'Taken' }).click();
    await item.getByRole('button', { name: 'Close the call' }).click();
    await bea.getByRole('dialog').getByLabel('Note (for colleagues only)').fill('All is well again');
    assert.deepEqual(await stumbling(bea), []);
    await bea.getByRole('dialog').getByRole('button', { name: 'Close the call' }).click();
    await bea.getByRole('dialog').waitFor({ state: 'detached' });
    await bea.getByRole('tab', { name: 'Closed' }).click();
    await item.getByText('All is well again').waitFor();
    assert.equal(await item.getByRole('button').count(), 0);
    assert.deepEqual(await stumbling(bea), []);

    must(200, await as(server, cara).post(`/orders/${order.id}/dispute`, { reason: 'Half of it is still dirty' }));
  });

  it('see what is disputed, and decide it where the order is read', async () => {
    await bea.goto('/admin/disputes');
    const item = (page) => page.getByRole('main').getByRole('listitem').filter({ hasText: 'Half of it is still dirty' });
    await item(bea).getByText('Cara').first().waitFor();
    await item(bea).getByRole('link', { name: /Deep cleaning/ }).click();
    await bea.getByRole('region', { name: 'Disputed' }).waitFor();
    assert.equal(await bea.getByRole('button', { name: 'Dismiss the dispute' }).count(), 0); // an admin's to decide
    await section('Disputes');
    await item(olga).getByText(/129[.]50/).waitFor();
    await settled(olga);
    assert.deepEqual(await stumbling(olga), []);
    await stage.picture(olga, 'admin-dispute-1280-en-light');
    await item(olga).getByRole('link', { name: /Deep cleaning/ }).press('Enter');
    const dispute = olga.getByRole('region', { name: 'Disputed' });
    await dispute.getByRole('button', { name: 'Dismiss the dispute' }).click();
    await olga.getByRole('dialog').getByRole('button', { name: 'Dismiss the dispute' }).click();
    await dispute.waitFor({ state: 'detached' });
    await olga.goto('/admin/disputes');
    await olga.getByText('Nothing is disputed').waitFor();
    await olga.getByRole('tab', { name: 'Dismissed' }).click();
    await item(olga).getByText(/^Decided by/).waitFor();
  });

  it('are nobody else’s', async () => {
    assert.equal(await mallory.getByRole('link', { name: 'Admin' }).count(), 0);
    await mallory.goto('/admin/users');
    await mallory.getByText('This account has been suspended.').or(mallory.getByLabel('Password')).first().waitFor();
  });

  it('without a fault on the console', () => assert.deepEqual(stage.faults, []));
});
