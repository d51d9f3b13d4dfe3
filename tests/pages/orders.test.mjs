import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Stage, missing, stumbling } from './lib/pages.mjs';

const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

describe('from a service to its order', { skip: missing }, () => {
  let stage, wang, ann;
  before(async () => {
    stage = await Stage.start({ 'Emergency:Phone': '4008001234' }, { operator: true });
    wang = await stage.person('王师傅', { provider: true, locale: 'zh-CN' });
    ann = await stage.person('Ann Lee');
  });
  after(() => stage?.end());

  it('a provider offers what it does', async () => {
    await wang.getByRole('link', { name: '服务' }).click();
    for (const [name, price, lat, lng] of [['水龙头维修', 80, 31.24, 121.48], ['空调清洗', 120.5, 31.2, 121.45]]) {
      await wang.getByRole('button', { name: '新增服务' }).click();
      await wang.getByLabel('服务名称').fill(name);
      await wang.getByLabel('价格').fill(String(price));
      await wang.getByLabel('类别').selectOption('维修');
      await wang.getByLabel('介绍').fill('当天上门，先看后收费。');
      await wang.getByText('精确位置').click();
      await wang.getByLabel('纬度').fill(String(lat));
      await wang.getByLabel('经度').fill(String(lng));
      await wang.getByRole('button', { name: '保存' }).click();
      await wang.getByRole('link', { name }).waitFor();
    }
    const row = wang.getByRole('listitem').filter({ hasText: '水龙头维修' });
    await row.getByRole('button', { name: '编辑' }).click();
    await wang.locator('input[type=file]').setInputFiles({ name: 'tap.png', mimeType: 'image/png', buffer: PNG });
    await wang.getByRole('img', { name: '照片 1' }).waitFor();
    await wang.getByRole('button', { name: '保存' }).click();
    await wang.getByRole('dialog').waitFor({ state: 'detached' });
    await row.getByRole('button', { name: '编辑' }).click(); // changed again, the picture as it was
    await wang.getByRole('img', { name: '照片 1' }).waitFor();
    assert.equal(await wang.getByLabel('类别').inputValue(), '维修');
    await wang.getByLabel('标签').fill('急修');
    await wang.getByRole('button', { name: '保存' }).click();
    await wang.getByRole('dialog').waitFor({ state: 'detached' });
    assert.deepEqual(await stumbling(wang), []);
    await stage.picture(wang, 'services-mine-1280-zh-light');
    // The categories come late: what a service is stays what it was.
    await wang.route('**/services/categories', async (route) => {
      await wang.getByLabel('类别').waitFor();
      await route.continue();
    });
    await wang.reload();
    await row.getByRole('button', { name: '编辑' }).click();
    await wang.getByRole('option', { name: '教育' }).waitFor({ state: 'attached' });
    assert.equal(await wang.getByLabel('类别').inputValue(), '维修');
    await wang.getByRole('button', { name: '关闭' }).click();
  });

  it('a customer finds it nearby, in the list and on the map', async () => {
    await ann.getByRole('link', { name: 'Nearby' }).click();
    await ann.getByRole('button', { name: 'Use my location' }).click();
    await ann.getByRole('listitem').getByRole('link', { name: /水龙头维修/ }).waitFor();
    await ann.getByRole('link', { name: /空调清洗, / }).waitFor(); // the map's
    await ann.getByLabel('Up to').fill('100');
    await ann.getByRole('listitem').getByRole('link', { name: /空调清洗/ }).waitFor({ state: 'detached' });
    await stage.picture(ann, 'services-nearby-1280-en-light');
    assert.deepEqual(await stumbling(ann), []);
  });

  it('orders it, and both see it move', async () => {
    const tap = ann.getByRole('listitem').getByRole('link', { name: /水龙头维修/ });
    await tap.click();
    await ann.getByRole('heading', { name: '水龙头维修' }).waitFor();
    await ann.getByRole('button', { name: 'Back' }).click(); // to what was looked for, as it was
    await tap.waitFor();
    assert.equal(await ann.getByLabel('Up to').inputValue(), '100');
    await tap.click();
    await ann.getByRole('heading', { name: '水龙头维修' }).waitFor();
    assert.deepEqual(await stumbling(ann), []);
    await ann.getByRole('button', { name: 'Order', exact: true }).click();
    const tomorrow = new Date(Date.now() + 32 * 3_600_000); // there, in Shanghai: today's noon may be over
    await ann.getByLabel('Time').fill(`${tomorrow.toISOString().slice(0, 10)}T12:00`);
    await ann.getByLabel('Notes').fill('Hot side drips');
    await ann.getByRole('button', { name: 'Place order' }).click();
    await ann.waitForURL(/\/orders\/./); // there it is
    await ann.getByText('Hot side drips').waitFor();
    await wang.getByRole('link', { name: /订单.*1 个新请求/ }).click(); // told live
    await wang.getByRole('navigation', { name: '订单视图' }).getByRole('link', { name: /新请求/ }).click();
    const request = wang.getByRole('listitem').filter({ hasText: 'Hot side drips' });
    await request.getByRole('button', { name: '确认', exact: true }).waitFor();
    assert.deepEqual(await stumbling(wang), []);
    await stage.picture(wang, 'orders-requests-1280-zh-light');
    await wang.getByRole('link', { name: '日程' }).click();
    const today = wang.locator('[aria-current=date]');
    await today.waitFor();
    if (tomorrow.getUTCDay() === 1) await wang.getByRole('button', { name: '下一周' }).click();
    await wang.getByRole('link', { name: /12:00.*水龙头维修/ }).waitFor();
    assert.deepEqual(await stumbling(wang), []);
    await stage.picture(wang, 'orders-schedule-1280-zh-light');
    await wang.getByRole('button', { name: '下一周' }).click();
    await today.waitFor({ state: 'detached' });
    await wang.getByRole('button', { name: '本周' }).click();
    await today.waitFor();
    await wang.getByRole('link', { name: '看板' }).click();
    const board = wang.getByRole('region', { name: '待确认' });
    await board.getByRole('button', { name: '确认', exact: true }).waitFor();
    await stage.picture(wang, 'orders-board-1280-zh-light');
    await board.getByRole('button', { name: '确认', exact: true }).click();
    await wang.getByRole('region', { name: '已确认' }).getByRole('button', { name: '开始服务' }).waitFor();
    await ann.setViewportSize({ width: 390, height: 844 });
    await ann.emulateMedia({ colorScheme: 'dark' });
    await ann.getByRole('link', { name: 'Orders' }).click();
    await ann.getByRole('link', { name: /水龙头维修/ }).click();
    await ann.getByText('Confirmed').first().waitFor();
    await ann.getByText('Hot side drips').waitFor();
    await stage.picture(ann, 'order-390-en-dark');
    assert.deepEqual(await stumbling(ann), []);
  });

  it('talks about it, with help at hand and everything within a narrow screen', async () => {
    await ann.getByRole('main').getByRole('button', { name: 'Chat', exact: true }).click();
    await ann.getByRole('button', { name: 'Emergency call' }).waitFor();
    await ann.getByLabel('Write a message').fill('ok');
    await ann.getByRole('button', { name: 'Send', exact: true }).click();
    await ann.getByRole('article').filter({ hasText: 'ok' }).getByRole('button', { name: 'Actions' }).click();
    const { x, width } = await ann.getByRole('menu').boundingBox();
    assert.ok(x >= 0 && x + width <= 390, `${x} and ${width} wide`);
    await ann.keyboard.press('Escape');
    // A finger that stays on it opens the same menu.
    const bubble = await ann.getByRole('log').getByText('ok', { exact: true }).boundingBox();
    const touch = await ann.context().newCDPSession(ann);
    await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x: bubble.x + 3, y: bubble.y + 3 }] });
    await ann.getByRole('menu').waitFor();
    await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await ann.keyboard.press('Escape');
    await ann.getByRole('menu').waitFor({ state: 'detached' });
    await ann.goBack();
    await ann.getByText('Hot side drips').waitFor();
  });

  it('pays on the page of the sandbox', async () => {
    const [payment] = await Promise.all([ann.context().waitForEvent('page'), ann.getByRole('button', { name: 'Pay', exact: true }).click()]);
    await payment.getByText(/80\.00/).first().waitFor();
    await stage.picture(payment, 'pay-en');
    await payment.getByRole('button', { name: 'Pay', exact: true }).click();
    await payment.getByText('paid', { exact: true }).waitFor();
    await payment.close();
    await ann.getByText('Paid', { exact: true }).first().waitFor(); // told live
  });

  it('is carried out, and reviewed with a photo', async () => {
    await wang.getByRole('button', { name: '开始服务' }).click();
    await wang.getByRole('button', { name: '完成', exact: true }).click();
    await ann.getByRole('button', { name: 'Review' }).click();
    await ann.getByRole('button', { name: '4 stars' }).click();
    await ann.getByLabel('Comment').fill('Quick, and tidied up after.');
    await ann.locator('input[type=file]').setInputFiles({ name: 'tap.png', mimeType: 'image/png', buffer: PNG });
    await ann.getByRole('img', { name: 'Photo 1' }).waitFor();
    await stage.picture(ann, 'review-390-en-dark');
    await ann.getByRole('button', { name: 'Done' }).click();
    await ann.getByRole('dialog').waitFor({ state: 'detached' });
    await ann.getByRole('button', { name: 'Review' }).waitFor({ state: 'detached' });
    await ann.reload();
    await ann.getByRole('button', { name: 'Dispute' }).waitFor();
    assert.equal(await ann.getByRole('button', { name: 'Review' }).count(), 0); // the server remembers it
    await wang.getByRole('link', { name: '评价', exact: true }).click();
    await wang.getByText('Quick, and tidied up after.').waitFor();
    assert.deepEqual(await stumbling(wang), []);
    await wang.getByRole('link', { name: '查看服务' }).click();
    await wang.getByText('Quick, and tidied up after.').waitFor();
    const photo = wang.getByRole('img', { name: '照片 1' });
    await photo.waitFor();
    assert.ok(await photo.evaluate((image) => image.decode().then(() => image.naturalWidth > 0)));
    assert.deepEqual(await stumbling(wang), []);
    await stage.picture(wang, 'service-1280-zh-light');
  });

  it('has help at hand, recorded before it is dialled', async () => {
    await ann.getByRole('button', { name: 'Emergency call' }).click();
    await ann.getByRole('button', { name: 'Call now' }).click();
    await ann.getByRole('dialog').getByRole('link', { name: '4008001234' }).waitFor();
    assert.equal(await ann.getByRole('dialog').getByRole('link', { name: '4008001234' }).getAttribute('href'), 'tel:4008001234');
    assert.equal(await ann.getByRole('dialog').getByRole('link', { name: 'Police 110' }).getAttribute('href'), 'tel:110'); // in Shanghai
    assert.deepEqual(await stumbling(ann), []);
    await ann.getByRole('button', { name: 'Close' }).click();
    await ann.getByRole('main').getByRole('button', { name: 'Chat', exact: true }).click();
    await ann.getByRole('region', { name: /^Order / }).waitFor();
    await ann.getByRole('button', { name: 'Emergency call' }).waitFor({ state: 'detached' }); // nothing is under way any more
    assert.deepEqual(await stumbling(ann), []);
    await stage.picture(ann, 'order-card-390-en-dark');
  });

  it('writes nothing to whom one has blocked, nor where there is no chat', async () => {
    await ann.getByRole('button', { name: 'Details' }).click();
    await ann.getByRole('button', { name: 'Block', exact: true }).click();
    await ann.getByRole('dialog', { name: 'Block' }).getByRole('button', { name: 'Block', exact: true }).click();
    await ann.getByRole('button', { name: 'Close' }).click();
    await ann.getByText('You have blocked 王师傅').waitFor();
    assert.equal(await ann.getByLabel('Write a message').count(), 0);
    assert.deepEqual(await stumbling(ann), []);
    await ann.getByRole('button', { name: 'Unblock' }).click();
    await ann.getByLabel('Write a message').waitFor();
    await ann.goto('/chat/nowhere');
    await ann.getByRole('link', { name: 'Back to chats' }).waitFor();
    assert.equal(await ann.getByLabel('Write a message').count(), 0);
    await ann.getByRole('link', { name: 'Back to chats' }).click();
  });

  it('has nowhere that doesn’t fit a narrow screen', async () => {
    await ann.setViewportSize({ width: 360, height: 740 });
    for (const [place, heading] of [['Chats', 'Chats'], ['Nearby', 'Nearby'], ['Orders', 'Orders'], ['Contacts', 'Contacts'], ['Me', 'Ann Lee']]) {
      await ann.getByRole('navigation').getByRole('link', { name: place }).click();
      await ann.getByRole('main').getByRole('heading', { name: heading, exact: true }).waitFor({ state: 'attached' });
      assert.ok(await ann.evaluate(() => document.documentElement.scrollWidth <= innerWidth), place);
      assert.deepEqual(await stumbling(ann), [], place);
    }
    await stage.picture(ann, 'me-360-en-dark');
  });

  it('is disputed, which whoever runs the place decides', async () => {
    await ann.getByRole('navigation').getByRole('link', { name: 'Orders' }).click();
    await ann.getByRole('link', { name: /水龙头维修/ }).click();
    await ann.getByRole('button', { name: 'Dispute' }).click();
    await ann.getByLabel('Reason').fill('It drips again');
    await ann.getByRole('button', { name: 'Done' }).click();
    const { username, password } = stage.server.operator;
    const olga = await stage.signIn(username, password);
    await olga.goto(ann.url());
    const dispute = olga.getByRole('region', { name: 'Disputed' });
    await dispute.getByText('It drips again').waitFor();
    await olga.getByRole('main').getByRole('link', { name: 'Ann Lee' }).waitFor();
    assert.equal(await olga.getByRole('button', { name: /Emergency call|^Chat$/ }).count(), 0); // not a party's
    assert.deepEqual(await stumbling(olga), []);
    await dispute.getByRole('button', { name: 'Dismiss the dispute' }).click();
    await olga.getByRole('dialog').getByRole('button', { name: 'Dismiss the dispute' }).click();
    await dispute.waitFor({ state: 'detached' });
    await ann.getByText('Resolved', { exact: true }).waitFor(); // told live
  });

  it('without a fault on the console', () => assert.deepEqual(stage.faults, []));
});
