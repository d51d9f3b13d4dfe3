// The sequence diagrams of document 001, arrow by arrow: 1, 2, 3, 8, 9 and 11. Those about talking alone (4, 7) are in diagrams-chat, 5 in services.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { it } from 'node:test';
import { aService, eventually, market, marketSettings, onMarket, password, signUp } from '../lib/market.mjs';
import { chat } from '../lib/marketchat.mjs';
import { call } from '../lib/rest.mjs';
import { click, open } from '../lib/sandbox.mjs';
import { SocketClient } from '../lib/sockets.mjs';
import { onBothDatabases } from '../lib/suite.mjs';

onBothDatabases('document 001', { users: 0, settings: marketSettings }, (server, database) => {
  /** Both sides of a shop, listening. */
  const shopOf = async (more) => {
    const shop = await market(server(), more);
    const [cs, ps] = await Promise.all([shop.customer, shop.provider].map((person) => SocketClient.connect(server(), '/market', person)));
    return { ...shop, cs, ps, close: () => [cs, ps].forEach((socket) => socket.close()) };
  };
  const serve = async (p, order) => {
    for (const step of ['confirm', 'start', 'complete']) await p.data(p.post(`/orders/${order.id}/${step}`));
  };

  it('diagram 1: 用户注册和登录流程 — a customer signs up by mail once, a provider signs in, and the token is good', async () => {
    const enter = (path, body) => call(server(), 'POST', `/api/v1/auth/${path}`, { body });
    const mail = (who) => `${who}-${randomBytes(6).toString('hex')}@example.com`;
    const people = { customer: mail('customer'), provider: mail('provider') };
    for (const [userType, email] of Object.entries(people)) {
      const made = await enter('register', { email, password, userType });
      assert.deepEqual([made.status, made.body.success, made.body.data.user.userType], [200, true, userType], JSON.stringify(made.body));
    }
    const taken = await enter('register', { email: people.customer.toUpperCase(), password, userType: 'customer' });
    assert.deepEqual([taken.status, taken.body.success, taken.body.code], [409, false, 'already_taken']);
    const signed = await enter('login', { email: people.provider, password });
    assert.deepEqual([signed.status, signed.body.data.user.userType], [200, 'provider'], JSON.stringify(signed.body));
    const me = await call(server(), 'GET', '/api/v1/me', { token: signed.body.data.accessToken });
    assert.equal(me.body.data.id, signed.body.data.user.id);
    const wrong = await enter('login', { email: people.provider, password: `${password}!` });
    const nobody = await enter('login', { email: mail('nobody'), password });
    assert.deepEqual([wrong.status, wrong.body], [401, nobody.body], 'a wrong password tells no more than an address that is not there');
  });

  it('diagram 2: 服务匹配和聊天发起流程 — a customer finds a service nearby, turns to its provider, twice, and both talk', async () => {
    const { customer, provider, c, service, cs, ps, close } = await shopOf(aService({ location: { lat: -33.45, lng: -70.66 } }));
    const found = await c.data(c.get(`/services/nearby?lat=-33.451&lng=-70.661&radius=2&category=${encodeURIComponent('家政')}`));
    const near = found.find((one) => one.id === service.id);
    assert.deepEqual([near.providerId, near.provider.id], [provider.id, provider.id]);

    const talk = chat(server(), customer);
    const made = await talk.data(talk.post('/conversations', { targetUserId: near.providerId, serviceId: near.id }));
    const again = await talk.data(talk.post('/conversations', { targetUserId: near.providerId, serviceId: near.id }));
    assert.equal(again.id, made.id, 'the one that is there already');
    assert.deepEqual(made.participants.map((one) => one.userId).sort(), [customer.id, provider.id].sort());

    for (const [socket, person] of [[cs, customer], [ps, provider]])
      assert.equal((await socket.ask('join-conversation', { conversationId: made.id, userId: person.id })).success, true);
    cs.socket.emit('send-message', { conversationId: made.id, content: { text: '您好，想预约周六的家政' }, messageType: 'text', senderId: customer.id });
    const told = await ps.next('new-message');
    assert.deepEqual([told.content.text, told.senderId], ['您好，想预约周六的家政', customer.id]);
    assert.deepEqual((await talk.whole(talk.get(`/conversations/${made.id}/messages`))).data.map((message) => message.id), [told.id]);
    close();
  });

  it('diagram 3: 订单创建和管理流程 — each step is answered to who takes it and pushed to the other side', async () => {
    const { customer, provider, c, p, service, cs, ps, close } = await shopOf();
    await c.refused(404, 'not_found', c.post('/orders', { serviceId: 77 }), 'serviceId');
    const order = await c.data(c.post('/orders', { serviceId: service.id, serviceDetails: { rooms: 3 } }));
    const news = await ps.next('order-created', (event) => event.order.id === order.id);
    assert.deepEqual([news.actorId, news.order.status, news.order.orderNumber], [customer.id, 'pending', order.orderNumber]);
    for (const [step, status] of [['confirm', 'confirmed'], ['start', 'in_progress'], ['complete', 'completed']]) {
      const answered = await p.data(p.post(`/orders/${order.id}/${step}`));
      assert.equal(answered.status, status);
      const pushed = await cs.next('order-updated', (event) => event.order.status === status);
      assert.deepEqual([pushed.order.id, pushed.actorId, pushed.order.version], [order.id, provider.id, answered.version]);
    }
    await c.data(c.post(`/orders/${order.id}/review`, { rating: 5, comment: '很好' }));
    const rated = await p.data(p.get(`/services/${service.id}`));
    assert.deepEqual([rated.rating, rated.reviewCount], [5, 1]);
    close();
  });

  it('diagram 8: 支付和订单完成流程 — the customer gets a link, pays, the gateway calls back, and both hear of it', async () => {
    const { c, p, service, cs, ps, close } = await shopOf();
    const order = await c.data(c.post('/orders', { serviceId: service.id }));
    await c.refused(409, 'conflict', c.post(`/orders/${order.id}/pay`, { amount: order.totalAmount + 1 }), 'amount');
    const pay = await c.data(c.post(`/orders/${order.id}/pay`, { amount: order.totalAmount }));
    const done = await click((await open(pay.payUrl)).forms.pay, { accept: 'application/json' });
    assert.deepEqual([done.status, done.body.data.status], [200, 'paid']);
    for (const socket of [cs, ps]) {
      const told = await socket.next('payment-updated', (event) => event.status === 'paid');
      assert.deepEqual([told.id, told.orderId, told.amount], [pay.paymentId, order.id, order.totalAmount]);
    }
    assert.equal((await p.data(p.get(`/orders/${order.id}`))).paymentStatus, 'paid');
    close();
  });

  it('diagram 9: 用户评价和反馈流程 — a review of a completed order is kept, rates the service, is pushed to its provider, and listed', async () => {
    const { customer, c, p, service, ps, close } = await shopOf();
    const order = await c.data(c.post('/orders', { serviceId: service.id }));
    await c.refused(409, 'conflict', c.post(`/orders/${order.id}/review`, { rating: 5 }), 'status');
    await serve(p, order);
    const review = await c.data(c.post(`/orders/${order.id}/review`, { rating: 4, comment: '准时' }));
    const told = await ps.next('review-created');
    assert.deepEqual([told.review.id, told.review.rating, told.orderNumber, told.serviceName], [review.id, 4, order.orderNumber, service.name]);
    assert.equal((await p.data(p.get(`/services/${service.id}`))).rating, 4);
    const page = (await p.get(`/services/${service.id}/reviews`)).body;
    assert.deepEqual([page.pagination.total, page.data[0].id, page.data[0].comment, page.data[0].customer.id], [1, review.id, '准时', customer.id]);
    close();
  });

  it('diagram 11: 错误处理和恢复流程 — what works is answered with its data, what does not with why, in the language asked for', async () => {
    const { c, service } = await market(server());
    const shown = await c.get(`/services/${service.id}`);
    assert.deepEqual([shown.status, shown.body.success, shown.body.data.id], [200, true, service.id]);
    const texts = [];
    for (const language of ['en', 'zh-CN']) {
      const { status, body, headers } = await c.get('/orders/77', { headers: { 'accept-language': language } });
      assert.deepEqual([status, body.success, body.code, Object.keys(body).sort()], [404, false, 'not_found', ['code', 'message', 'success']]);
      assert.match(headers.get('x-request-id'), /^\w+$/);
      texts.push(body.message);
    }
    assert.notEqual(texts[0], texts[1]);
  });

  it('diagram 11: 错误处理和恢复流程 — a server that dies is asked again with the same key, and the order is there once', async () => {
    const { c, service } = await market(server());
    const order = { serviceId: service.id, clientId: 'the-one' };
    const first = c.post('/orders', order).catch(() => null); // may be answered, may not
    await server().kill();
    const answered = await first;
    await server().launch();
    const again = await c.data(c.post('/orders', order));
    if (answered) assert.equal(again.id, answered.body.data.id);
    assert.equal((await c.get('/orders')).body.pagination.total, 1);
  });

  const skip = database === 'PostgreSQL' ? false : 'nothing else can reach into the file that a server has open';
  it('diagram 11: 错误处理和恢复流程 — when the database fails, the log has the reason and the client only a number to name', { skip }, async () => {
    const { c, service } = await market(server());
    server().sql('alter table reviews rename to reviews_away');
    const { status, body, headers } = await c.get(`/services/${service.id}/reviews`);
    assert.deepEqual([status, body.success, body.code], [500, false, 'internal_error']);
    assert.doesNotMatch(JSON.stringify(body), /reviews|Npgsql|relation| at /);
    // The log is written beside the answer.
    const reason = new RegExp(`error .*${headers.get('x-request-id')}`, 's');
    await eventually('the reason', async () => server().output, (log) => reason.test(log) && log.includes('42P01') && log.endsWith('\n'));
    server().output = ''; // the one stack trace that belongs there
    server().sql('alter table reviews_away rename to reviews');
    assert.deepEqual(await c.data(c.get(`/services/${service.id}/reviews`)), []);
    const stranger = onMarket(server(), await signUp(server()));
    assert.equal((await stranger.data(stranger.get(`/services/${service.id}`))).id, service.id);
  });
});
