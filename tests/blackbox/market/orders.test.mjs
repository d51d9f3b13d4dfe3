// Diagram 3 of the document: an order from its making to its review, and what may go wrong on the way.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { call } from '../lib/rest.mjs';
import { eventually, market, marketSettings, onMarket, signUp, staff } from '../lib/market.mjs';
import { onBothDatabases } from '../lib/suite.mjs';

onBothDatabases('orders', { users: 0, operator: true, settings: marketSettings }, (server) => {
  it('diagram 3: an order is made, confirmed, started, completed and reviewed', async () => {
    const { customer, provider, c, p, service } = await market(server());
    const made = await c.data(c.post('/orders', { serviceId: service.id, serviceDetails: { rooms: 3 }, notes: '请带工具', customerAddress: { address: '朝阳区', lat: 39.92, lng: 116.44 } }));
    assert.match(made.orderNumber, /^\d{8}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    assert.deepEqual([made.status, made.paymentStatus, made.totalAmount, made.cancelRequestedBy], ['pending', 'unpaid', 129.5, null]);
    assert.deepEqual([made.customerId, made.providerId, made.serviceDetails], [customer.id, provider.id, { rooms: 3 }]);
    const path = `/orders/${made.id}`;
    for (const [step, status] of [['confirm', 'confirmed'], ['start', 'in_progress'], ['complete', 'completed']])
      assert.equal((await p.data(p.post(`${path}/${step}`))).status, status);
    await p.data(p.post(`${path}/request-review`));
    const review = await c.data(c.post(`${path}/review`, { rating: 5, comment: '很好' }));
    assert.deepEqual([review.rating, review.comment, review.orderId], [5, '很好', made.id]);

    const whole = await c.data(c.get(path));
    assert.deepEqual(whole.history.map((step) => step.action), ['created', 'confirmed', 'started', 'completed', 'review_requested']);
    assert.deepEqual(whole.history.map((step) => step.actorId), [customer.id, provider.id, provider.id, provider.id, provider.id]);
    const rated = await c.data(c.get(`/services/${service.numericId}`));
    assert.deepEqual([rated.rating, rated.reviewCount, rated._count.orders, rated.provider.rating], [5, 1, 1, 5]);

    const told = await eventually('the customer\'s notifications', async () => (await c.get('/notifications')).body.items, (items) => items.length >= 4);
    assert.ok(told.every((notification) => notification.type === 'order'));
    const reviewed = await eventually('the provider\'s notifications', async () => (await p.get('/notifications')).body.items, (items) => items.length >= 2);
    assert.deepEqual(reviewed.map((notification) => notification.type).sort(), ['order', 'review']);
  });

  it('each step is a message of the conversation, once', async () => {
    const { customer, provider, c, p, service } = await market(server());
    const order = await c.data(c.post('/orders', { serviceId: service.id }));
    await p.data(p.post(`/orders/${order.id}/confirm`));
    const ask = async () => (await call(server(), 'GET', `/api/web/messages/${provider.numericId}?page=1&page_size=50`, { token: customer.token })).body.data.records;
    const messages = await eventually('two order messages', ask, (records) => records.length >= 2);
    assert.deepEqual(messages.map((message) => [message.messageType, message.senderId]), [[4, customer.numericId], [4, provider.numericId]]);
    assert.match(messages[0].content, /新订单/);
  });

  it('an order that names no conversation has that of its two sides, where its steps are told', async () => {
    const { c, p, customer, provider, service } = await market(server());
    const order = await c.data(c.post('/orders', { serviceId: service.id }));
    const talk = await p.data(p.post('/chat/conversations', { targetUserId: customer.id }));
    assert.deepEqual([order.conversationId, (await p.data(p.get(`/orders/${order.id}`))).conversationId], [talk.id, talk.id]);
    const told = await eventually('the step', () => c.data(c.get(`/chat/conversations/${order.conversationId}/messages`)), (all) => all.length === 1);
    assert.equal(told[0].content.orderId, order.id);
    const group = await c.data(c.post('/chat/conversations', { participantIds: [provider.id, (await signUp(server())).id], name: '搬家' }));
    assert.equal((await c.data(c.post('/orders', { serviceId: service.id, conversationId: group.id }))).conversationId, group.id);
  });

  it('a double click makes one order; the same key for something else is a conflict', async () => {
    const { c, service } = await market(server());
    const body = { serviceId: service.id, totalAmount: 100 };
    const headers = { 'idempotency-key': 'click-1' };
    const both = await Promise.all([1, 2, 3, 4].map(() => c.data(c.post('/orders', body, { headers }))));
    assert.equal(new Set(both.map((order) => order.id)).size, 1);
    assert.equal((await c.data(c.post('/orders', { ...body, clientId: 'click-1' }))).id, both[0].id);
    await c.refused(409, 'idempotency_conflict', c.post('/orders', { ...body, totalAmount: 90 }, { headers }));
    assert.equal((await c.get('/orders?role=customer')).body.pagination.total, 1);
  });

  it('a move that the state does not allow is 409 with the order as it is, and of two at once one wins', async () => {
    const { c, p, service } = await market(server());
    const order = await c.data(c.post('/orders', { serviceId: service.id }));
    const { data } = await p.refused(409, 'conflict', p.post(`/orders/${order.id}/complete`), 'status');
    assert.deepEqual([data.id, data.status, data.version], [order.id, 'pending', 1]);
    const answers = await Promise.all([p.post(`/orders/${order.id}/confirm`), c.post(`/orders/${order.id}/cancel`), p.post(`/orders/${order.id}/confirm`), c.post(`/orders/${order.id}/cancel`)]);
    const state = await c.data(c.get(`/orders/${order.id}`));
    assert.ok(['confirmed', 'cancelled'].includes(state.status));
    for (const answer of answers.filter((one) => one.status === 409)) assert.ok(answer.body.data.status);
    assert.ok(answers.some((answer) => answer.status === 200));
    const version = (await c.data(c.get(`/orders/${order.id}`))).version;
    await c.refused(409, 'conflict', c.post(`/orders/${order.id}/reschedule`, { scheduledTime: Date.now() + 86_400_000, version: version - 1 }), 'version');
  });

  it('both sides have to agree to call a confirmed order off', async () => {
    const { customer, c, p, service } = await market(server());
    const order = await c.data(c.post('/orders', { serviceId: service.id }));
    await p.data(p.post(`/orders/${order.id}/confirm`));
    const asked = await c.data(c.post(`/orders/${order.id}/cancel`, { reason: '行程有变' }));
    assert.deepEqual([asked.status, asked.cancelRequestedBy], ['confirmed', customer.id]);
    assert.equal((await c.data(c.post(`/orders/${order.id}/cancel`))).status, 'confirmed', 'asking again changes nothing');
    assert.equal((await p.data(p.post(`/orders/${order.id}/cancel`))).status, 'cancelled');
    await p.refused(409, 'conflict', p.post(`/orders/${order.id}/start`), 'status');
  });

  it('a price is offered and taken, a time is changed', async () => {
    const { c, p, service } = await market(server());
    const order = await c.data(c.post('/orders', { serviceId: service.id }));
    assert.equal((await p.data(p.post(`/orders/${order.id}/quote`, { amount: 88.8 }))).quotedAmount, 88.8);
    await c.refused(409, 'conflict', c.post(`/orders/${order.id}/quote/accept`, { amount: 80 }), 'quotedAmount');
    const taken = await c.data(c.post(`/orders/${order.id}/quote/accept`, { amount: 88.8 }));
    assert.deepEqual([taken.totalAmount, taken.quotedAmount], [88.8, null]);
    const at = new Date(Date.now() + 172_800_000).toISOString();
    assert.equal((await c.data(c.post(`/orders/${order.id}/reschedule`, { scheduledTime: at }))).scheduledTime, at);
  });

  it('a dispute stops everything until an admin decides', async () => {
    const { c, p, service } = await market(server());
    const admin = onMarket(server(), await staff(server(), 'admin'));
    const order = await c.data(c.post('/orders', { serviceId: service.id }));
    await p.data(p.post(`/orders/${order.id}/confirm`));
    await p.data(p.post(`/orders/${order.id}/start`));
    await c.refused(400, 'invalid_field', c.post(`/orders/${order.id}/dispute`), 'reason');
    assert.equal((await c.data(c.post(`/orders/${order.id}/dispute`, { reason: '没有来' }))).disputeStatus, 'open');
    await p.refused(409, 'conflict', p.post(`/orders/${order.id}/complete`), 'dispute');
    await c.refused(403, 'forbidden', c.post(`/orders/${order.id}/dispute/resolve`, { refund: true }));
    await admin.refused(400, 'invalid_field', admin.post(`/orders/${order.id}/dispute/resolve`), 'refund');
    const decided = await admin.data(admin.post(`/orders/${order.id}/dispute/resolve`, { refund: true, note: '核实' }));
    assert.deepEqual([decided.disputeStatus, decided.status], ['refund', 'cancelled']);
  });

  it('the money of a confirmed order that nobody begins is not stuck, and what was dismissed can be disputed again', async () => {
    const { c, p, service } = await market(server());
    const admin = onMarket(server(), await staff(server(), 'admin'));
    const { id } = await c.data(c.post('/orders', { serviceId: service.id }));
    await p.data(p.post(`/orders/${id}/confirm`));
    for (const [refund, state] of [[false, ['dismissed', 'confirmed']], [true, ['refund', 'cancelled']]]) {
      await c.data(c.post(`/orders/${id}/dispute`, { reason: '没有来' }));
      const decided = await admin.data(admin.post(`/orders/${id}/dispute/resolve`, { refund }));
      assert.deepEqual([decided.disputeStatus, decided.status], state);
    }
  });

  it('nobody takes the key of an order\'s message before it', async () => {
    const { c, p, service } = await market(server());
    const order = await c.data(c.post('/orders', { serviceId: service.id }));
    const path = `/chat/conversations/${order.conversationId}/messages`;
    await p.refused(400, 'invalid_field', p.post(path, { content: '…', clientId: `\u0001order:${order.numericId}:2` }));
    await p.data(p.post(path, { content: '…', clientId: `order:${order.numericId}:2` }));
    await p.data(p.post(`/orders/${order.id}/confirm`));
    await eventually('the step', () => c.data(c.get(path)), (all) => all.some((message) => message.content.action === 'confirmed'));
  });

  it('who is blocked orders nothing', async () => {
    const { customer, c, p, service } = await market(server());
    assert.equal((await call(server(), 'POST', '/api/im/blacklist', { token: p.person.token, body: { userId: customer.numericId } })).status, 204);
    await c.refused(403, 'blocked', c.post('/orders', { serviceId: service.id }));
  });

  it('who is nothing to an order neither sees nor moves it, and another tenant\'s is not there', async () => {
    const { c, p, service } = await market(server());
    const order = await c.data(c.post('/orders', { serviceId: service.id }));
    const stranger = onMarket(server(), await signUp(server(), 'provider'));
    await stranger.refused(403, 'forbidden', stranger.get(`/orders/${order.id}`));
    const refused = await stranger.refused(403, 'forbidden', stranger.post(`/orders/${order.id}/confirm`));
    assert.equal(refused.data, undefined);
    await c.refused(403, 'forbidden', c.post(`/orders/${order.id}/confirm`));
    await c.refused(404, 'not_found', c.get('/orders/12345'));
    await c.refused(404, 'not_found', c.get(`/orders/${service.id}`));
    await c.refused(409, 'conflict', c.post(`/orders/${order.id}/review`, { rating: 5 }), 'status');
    await p.refused(403, 'forbidden', p.post(`/orders/${order.id}/review`, { rating: 5 }));
  });

  it('lists by role and status in pages', async () => {
    const { c, p, service } = await market(server());
    const orders = [];
    for (let i = 0; i < 3; i++) orders.push(await c.data(c.post('/orders', { serviceId: service.id })));
    await p.data(p.post(`/orders/${orders[0].id}/confirm`));
    const page = (await p.get('/orders?role=provider&status=pending&page=1&limit=1')).body;
    assert.deepEqual([page.data.map((order) => order.id), page.pagination], [[orders[2].id], { page: 1, limit: 1, total: 2 }]);
    assert.deepEqual((await p.get('/orders?role=customer')).body.data, []);
    for (const [query, field] of [['role=admin', 'role'], ['status=lost', 'status'], ['page=0', 'page'], ['page=1000000', 'page'], ['limit=-1', 'limit'], ['limit=1000000000', 'limit']])
      await c.refused(400, 'invalid_field', c.get(`/orders?${query}`), field);
  });
});
