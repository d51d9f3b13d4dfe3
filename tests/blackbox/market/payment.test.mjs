// Diagram 8 of the document: an order is paid in the sandbox, and what may go wrong on the way.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { eventually, market, marketSettings, onMarket, signUp } from '../lib/market.mjs';
import { click, open } from '../lib/sandbox.mjs';
import { SocketClient } from '../lib/sockets.mjs';
import { onBothDatabases } from '../lib/suite.mjs';

onBothDatabases('payments', { users: 0, operator: true, settings: marketSettings }, (server) => {
  const ordered = async (more) => {
    const shop = await market(server(), more);
    return { ...shop, order: await shop.c.data(shop.c.post('/orders', { serviceId: shop.service.id })) };
  };
  const statusOf = async (c, order) => (await c.data(c.get(`/orders/${order.id}`))).paymentStatus;
  const settled = (c, order, status) => eventually(`paymentStatus ${status}`, () => statusOf(c, order), (got) => got === status);

  it('diagram 8: an order is paid by a link, and both sides are told', async () => {
    const { c, p, order } = await ordered({ name: '清洁 & "更多"' });
    const pay = await c.data(c.post(`/orders/${order.id}/pay`));
    assert.deepEqual([pay.gateway, pay.amount, pay.currency, pay.status], ['sandbox', 129.5, 'CNY', 'pending']);
    assert.ok(new Date(pay.expiresAt) > new Date());
    assert.equal(await statusOf(p, order), 'pending');
    assert.equal((await c.data(c.post(`/orders/${order.id}/pay`, { gateway: 'sandbox' }))).paymentId, pay.paymentId, 'the same link again');

    const page = await open(pay.payUrl);
    assert.equal(page.status, 200);
    assert.match(page.html, new RegExp(order.orderNumber));
    assert.match(page.html, /129\.50/);
    assert.match(page.html, /&amp; &quot;/);
    assert.doesNotMatch(page.html, /& "|<script|https?:\/\//);
    assert.match(page.headers.get('content-security-policy'), /default-src 'none'.*frame-ancestors 'none'/);
    assert.equal(page.headers.get('cache-control'), 'no-store');
    assert.match((await open(pay.payUrl, 'zh-CN')).html, /沙箱/);

    const clicked = await click(page.forms.pay);
    assert.equal(clicked.status, 200);
    assert.match(clicked.text, /<dd>paid<\/dd>/);
    assert.equal(await statusOf(p, order), 'paid');
    const seen = await p.data(p.get(`/payments/${pay.paymentId}`));
    assert.deepEqual([seen.status, seen.orderNumber, seen.payUrl], ['paid', order.orderNumber, undefined]);
    for (const view of [c, p]) {
      const items = await eventually('a notification of the payment', async () => (await view.get('/notifications')).body.items, (got) => got.some((one) => one.type === 'payment'));
      assert.equal(items.filter((one) => one.type === 'payment').length, 1);
    }
    await c.refused(409, 'conflict', c.post(`/orders/${order.id}/pay`), 'paymentStatus');
    assert.equal((await open(pay.payUrl)).forms.pay, undefined, 'a paid one has no button');
  });

  it('both sides hear live what becomes of a payment', async (test) => {
    const { customer, provider, c, order } = await ordered();
    const sockets = await Promise.all([customer, provider].map((person) => SocketClient.connect(server(), '/market', person))).catch((refusal) => {
      assert.match(refusal.message, /namespace/i);
      return null;
    });
    if (!sockets) return test.skip('this server has no /market yet');
    const pay = await c.data(c.post(`/orders/${order.id}/pay`));
    await click((await open(pay.payUrl)).forms.pay);
    for (const socket of sockets) {
      const told = await socket.next('payment-updated', (event) => event.status === 'paid');
      assert.deepEqual([told.id, told.orderId, told.paymentStatus, told.amount, 'payUrl' in told], [pay.paymentId, order.id, 'paid', 129.5, false]);
      socket.close();
    }
  });

  it('a callback that is replayed answers 200 and changes nothing; a forged one is refused and changes nothing', async () => {
    const { c, order } = await ordered();
    const pay = await c.data(c.post(`/orders/${order.id}/pay`));
    const { forms } = await open(pay.payUrl);
    const { fields } = forms.pay;
    for (const changed of [{ amount: '1' }, { payment: String(Number(fields.payment) + 1) }, { expires: String(Number(fields.expires) + 1) }, { outcome: 'failed' }, { currency: 'USD' }, { signature: '' }, { signature: 'A'.repeat(43) }])
      assert.equal((await click(forms.pay, { accept: 'application/json', ...changed })).status, 403, JSON.stringify(changed));
    for (const body of ['', 'x', '{}', 'payment=1&payment=2', 'a'.repeat(100_000)]) {
      const answer = await fetch(`${server().url}/api/v1/payments/callback/sandbox`, { method: 'POST', body });
      assert.ok(answer.status >= 400 && answer.status < 500, `${answer.status} for ${body.slice(0, 20)}`);
    }
    assert.equal((await click(forms.pay, { accept: 'text/html', amount: '1' })).status, 403);
    assert.equal((await fetch(`${server().url}/api/v1/payments/callback/nobody`, { method: 'POST', body: 'x' })).status, 404);
    assert.equal(await statusOf(c, order), 'pending');

    for (let time = 0; time < 3; time++) {
      const { status, body } = await click(forms.pay, { accept: 'application/json' });
      assert.deepEqual([status, body.success, body.data.status], [200, true, 'paid']);
    }
    const whole = await c.data(c.get(`/orders/${order.id}`));
    assert.equal(whole.paymentStatus, 'paid');
    assert.equal(whole.version, 3, 'made, a link, paid');
    assert.equal((await click(forms.fail, { accept: 'application/json' })).body.data.status, 'paid', 'what is paid does not fail');
  });

  it('links can not be guessed', async () => {
    const { c, order } = await ordered();
    const { payUrl } = await c.data(c.post(`/orders/${order.id}/pay`));
    const link = new URL(payUrl);
    for (const [name, value] of [['signature', 'A'.repeat(43)], ['signature', ''], ['expires', String(Number(link.searchParams.get('expires')) + 60)], ['expires', 'x']]) {
      const forged = new URL(payUrl);
      forged.searchParams.set(name, value);
      const page = await open(forged.href);
      assert.deepEqual([page.status, Object.keys(page.forms)], [403, []]);
    }
    assert.equal((await open(payUrl.split('?')[0])).status, 403);
  });

  it('only the customer of the order pays, and only its sides see the payment', async () => {
    const { c, p, order } = await ordered();
    const stranger = onMarket(server(), await signUp(server()));
    await p.refused(403, 'forbidden', p.post(`/orders/${order.id}/pay`));
    await stranger.refused(403, 'forbidden', stranger.post(`/orders/${order.id}/pay`));
    const nobody = onMarket(server());
    await nobody.refused(401, 'unauthenticated', nobody.post(`/orders/${order.id}/pay`));
    await c.refused(404, 'not_found', c.post('/orders/77/pay'));
    await c.refused(404, 'not_found', c.post('/orders/x/pay'));
    await c.refused(400, 'invalid_field', c.post(`/orders/${order.id}/pay`, { gateway: 'bank' }), 'gateway');
    await c.refused(400, 'invalid_field', c.post(`/orders/${order.id}/pay`, { gateway: 7 }), 'gateway');
    await c.refused(400, 'invalid_field', c.post(`/orders/${order.id}/pay`, { amount: -1 }), 'amount');
    await c.refused(400, 'invalid_field', c.post(`/orders/${order.id}/pay`, { amount: 129.501 }), 'amount');
    await c.refused(409, 'conflict', c.post(`/orders/${order.id}/pay`, { amount: 1 }), 'amount');
    assert.equal(await statusOf(c, order), 'unpaid');
    const { paymentId } = await c.data(c.post(`/orders/${order.id}/pay`, { amount: 129.5 }));
    await stranger.refused(403, 'forbidden', stranger.get(`/payments/${paymentId}`));
    await c.refused(404, 'not_found', c.get('/payments/77'));
    assert.ok((await c.data(c.get(`/payments/${paymentId}`))).payUrl);
  });

  it('what fails can be paid again', async () => {
    const { c, order } = await ordered();
    const first = await c.data(c.post(`/orders/${order.id}/pay`));
    const page = await open(first.payUrl);
    assert.equal((await click(page.forms.fail)).status, 200);
    assert.equal(await statusOf(c, order), 'unpaid');
    const second = await c.data(c.post(`/orders/${order.id}/pay`));
    assert.notEqual(second.paymentId, first.paymentId);
    await click((await open(second.payUrl)).forms.pay);
    assert.equal(await statusOf(c, order), 'paid');
    assert.equal((await c.data(c.get(`/payments/${first.paymentId}`))).reason, 'failed');
  });

  it('money for an order that was called off goes back, whichever came first', async () => {
    const late = await ordered();
    const first = await open((await late.c.data(late.c.post(`/orders/${late.order.id}/pay`))).payUrl);
    await late.c.data(late.c.post(`/orders/${late.order.id}/cancel`));
    assert.equal(await statusOf(late.c, late.order), 'unpaid');
    assert.equal((await click(first.forms.pay)).status, 200);
    await settled(late.c, late.order, 'refunded');

    const early = await ordered();
    const second = await open((await early.c.data(early.c.post(`/orders/${early.order.id}/pay`))).payUrl);
    await click(second.forms.pay);
    await early.c.data(early.c.post(`/orders/${early.order.id}/cancel`));
    await settled(early.c, early.order, 'refunded');

    const at = await ordered();
    const third = await open((await at.c.data(at.c.post(`/orders/${at.order.id}/pay`))).payUrl);
    await Promise.all([click(third.forms.pay), at.c.post(`/orders/${at.order.id}/cancel`), click(third.forms.pay)]);
    await settled(at.c, at.order, 'refunded');
  });

  it('a price that is taken closes the link over the old one', async () => {
    const { c, p, order } = await ordered();
    const old = await c.data(c.post(`/orders/${order.id}/pay`));
    const page = await open(old.payUrl);
    await p.data(p.post(`/orders/${order.id}/quote`, { amount: 80 }));
    await c.data(c.post(`/orders/${order.id}/quote/accept`, { amount: 80 }));
    assert.equal(await statusOf(c, order), 'unpaid');
    const anew = await c.data(c.post(`/orders/${order.id}/pay`));
    assert.equal(anew.amount, 80);
    await click(page.forms.pay);
    const back = await eventually('the old money', () => c.data(c.get(`/payments/${old.paymentId}`)), (payment) => payment.status === 'refunded');
    assert.equal(back.reason, 'amount_changed');
    assert.equal(await statusOf(c, order), 'pending');
    await click((await open(anew.payUrl)).forms.pay);
    assert.equal(await statusOf(c, order), 'paid');
  });
});
