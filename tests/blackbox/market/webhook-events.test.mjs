// What a tenant's backend is told of orders, payments, reviews and people: each event once, signed, with what happened in it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { market, marketSettings, onMarket } from '../lib/market.mjs';
import { click, open } from '../lib/sandbox.mjs';
import { onBothDatabases } from '../lib/suite.mjs';
import { admin, Backend, documentedVerify } from '../lib/webhooks.mjs';

const settings = { ...marketSettings, 'Webhooks:AllowPrivate': 'true' };
const events = ['order.created', 'order.updated', 'payment.updated', 'review.created', 'user.created', 'user.updated'];

onBothDatabases('what webhooks are told of the market', { users: 0, operator: true, settings }, (server) => {
  let backend;
  let hook;
  let verify;

  before(async () => {
    backend = await Backend.start();
    verify = await documentedVerify();
    const boss = await admin(server(), 'wanda');
    const made = await boss.post('/webhooks', { url: `${backend.url}/told`, events });
    assert.equal(made.status, 200, JSON.stringify(made.body));
    hook = made.body.data;
  });
  after(() => backend.close());

  /** The event, once it is there and signed. */
  const told = async (event, matches) => {
    const got = await backend.got((one) => one.headers['x-parley-event'] === event && matches(JSON.parse(one.body).data));
    assert.ok(verify(got.body, got.headers['x-parley-signature'], hook.secret), `${event} is not signed as the page says`);
    const body = JSON.parse(got.body);
    assert.equal(body.event, event);
    return body.data;
  };
  const ofOrder = (order, status) => (data) => data.id === order.id && data.change?.to === status;
  const ofPayment = (pay, state) => (data) => data.id === pay.paymentId && data.state === state;
  const ordered = async () => {
    const shop = await market(server());
    return { ...shop, order: await shop.c.data(shop.c.post('/orders', { serviceId: shop.service.id })) };
  };

  test('people: who signs up, and what changes of their public side', async () => {
    const { customer, c } = await ordered();
    const made = await told('user.created', (data) => data.id === customer.id);
    assert.deepEqual([made.username, made.userType, made.status], [customer.username, 'customer', 'active']);
    await c.data(c.patch('/me', { displayName: '新名字', phone: '13800138000' }));
    const changed = await told('user.updated', (data) => data.id === customer.id);
    assert.equal(changed.displayName, '新名字');
    assert.doesNotMatch(JSON.stringify(changed), /13800138000|example\.com/);
  });

  test('orders: their making and each step, with who took it and from where to where', async () => {
    const { customer, provider, p, order } = await ordered();
    const made = await told('order.created', (data) => data.id === order.id);
    assert.deepEqual([made.orderNumber, made.status, made.totalAmount, made.change.actorId], [order.orderNumber, 'pending', 129.5, customer.id]);
    let from = 'pending';
    for (const [step, status] of [['confirm', 'confirmed'], ['start', 'in_progress'], ['complete', 'completed']]) {
      const { version } = await p.data(p.post(`/orders/${order.id}/${step}`));
      const { change } = await told('order.updated', ofOrder(order, status));
      assert.deepEqual([change.from, change.to, change.actorId, change.version], [from, status, provider.id, version]);
      from = status;
    }
  });

  test('reviews: what was said of which service', async () => {
    const { customer, c, p, order, service } = await ordered();
    for (const step of ['confirm', 'start', 'complete']) await p.data(p.post(`/orders/${order.id}/${step}`));
    const review = await c.data(c.post(`/orders/${order.id}/review`, { rating: 4, comment: '不错' }));
    const data = await told('review.created', (one) => one.orderId === order.id);
    assert.deepEqual([data.id, data.serviceId, data.customerId, data.rating, data.comment], [review.id, service.id, customer.id, 4, '不错']);
  });

  test('payments: a link, the money, and that it goes back when the order is called off', async () => {
    const { c, order } = await ordered();
    const pay = await c.data(c.post(`/orders/${order.id}/pay`));
    assert.equal((await told('payment.updated', ofPayment(pay, 'open'))).amount, 129.5);
    await click((await open(pay.payUrl)).forms.pay);
    const paid = await told('payment.updated', ofPayment(pay, 'paid'));
    assert.deepEqual([paid.orderId, paid.gateway, paid.currency], [order.id, 'sandbox', 'CNY']);
    await told('order.updated', (data) => data.id === order.id && data.paymentStatus === 'paid');
    await c.data(c.post(`/orders/${order.id}/cancel`));
    const back = await told('payment.updated', ofPayment(pay, 'refunded'));
    assert.ok(back.refundedAt >= paid.paidAt);
    assert.ok(back.version > paid.version);
  });

  test('a payment that follows its order is told of at that version too', { timeout: 300_000 }, async () => {
    const { c, order } = await ordered();
    const pay = await c.data(c.post(`/orders/${order.id}/pay`));
    await c.data(c.post(`/orders/${order.id}/cancel`));
    await told('payment.updated', ofPayment(pay, 'closed'));
    const ids = () => backend.received.filter((one) => one.headers['x-parley-event'] === 'payment.updated' && ofPayment(pay, JSON.parse(one.body).data.state)(JSON.parse(one.body).data)).map((one) => JSON.parse(one.body).id);

    // Made, given a link, given up with the order, closed at the gateway: each is one event, whatever order they came in.
    while (new Set(ids()).size < 4) await new Promise((done) => (backend.wake = done));
    assert.equal(new Set(ids()).size, 4);
  });

  test('nobody else is told: an event of another kind, or of another tenant', async () => {
    const boss = await admin(server(), 'walter');
    const quiet = (await boss.post('/webhooks', { url: `${backend.url}/quiet`, events: ['review.created'] })).body.data;
    const { c, p, order } = await ordered();
    for (const step of ['confirm', 'start', 'complete']) await p.data(p.post(`/orders/${order.id}/${step}`));
    await c.data(c.post(`/orders/${order.id}/review`, { rating: 5 }));
    await backend.got((one) => one.path === '/quiet');
    const heard = backend.received.filter((one) => one.path === '/quiet');
    assert.deepEqual([...new Set(heard.map((one) => one.headers['x-parley-event']))], ['review.created']);
    const onlooker = onMarket(server(), c.person);
    await onlooker.refused(403, 'forbidden', onlooker.get(`/webhooks/${quiet.id}`));
  });
});
