import assert from 'node:assert/strict';
import { it } from 'node:test';
import { png, upload } from '../lib/files.mjs';
import { body, im } from '../lib/im.mjs';
import { call, must } from '../lib/rest.mjs';
import { onBothDatabases } from '../lib/suite.mjs';
import { tenant } from '../lib/tenants.mjs';

let orders = 1000;

onBothDatabases('the Im surface over REST', { users: 60, operator: true, settings: { 'Moderation:ReporterAge': '0' } }, (server) => {
  const refusal = async (status, code, promise, field) => {
    const answer = await promise;
    assert.deepEqual([answer.status, answer.body?.code, answer.body?.field], [status, code, field], JSON.stringify(answer.body));
    assert.equal(typeof answer.body.message, 'string');
  };
  const text = (to, content, more = {}) => ({ type: 'text', receiverId: Number(to.id), payload: { text: content }, ...more });
  const send = async (from, message) => body(200, await im(server(), from).post('/send', message));

  it('the document\'s own example', async () => {
    const [x, y] = server().pair();
    const orderId = ++orders;
    const message = await send(x, text(y, 'hello', { orderId, tempId: 't1', senderId: Number(y.id) }));
    assert.deepEqual(
      { ...message, id: 0, timestamp: 0 },
      { id: 0, type: 'text', senderId: Number(x.id), receiverId: Number(y.id), orderId, timestamp: 0, payload: { text: 'hello' }, tempId: 't1' },
    );
    assert.ok(Math.abs(Date.now() - message.timestamp) < 60_000);
    assert.deepEqual(await send(x, text(y, 'hello', { orderId, tempId: 't1' })), message);
    await refusal(409, 'idempotency_conflict', im(server(), x).post('/send', text(y, 'other', { orderId, tempId: 't1' })));
    delete message.tempId;
    assert.deepEqual(body(200, await im(server(), y).get(`/history?orderId=${orderId}`)), [message]);
    assert.deepEqual(body(200, await im(server(), y).get('/unread')), [{ orderId, unread: 1 }]);
    assert.deepEqual(body(200, await im(server(), y).post('/read', { orderId, messageId: message.id })), { orderId, unread: 0 });
    assert.deepEqual(body(200, await im(server(), y).get('/unread')), [{ orderId, unread: 0 }]);
  });

  it('pages by time are whole and go back to the first', async () => {
    const [x, y] = server().pair();
    for (let i = 0; i < 7; i++) await send(i % 2 ? x : y, text(i % 2 ? y : x, `m${i}`));
    const seen = [];
    for (let before = ''; ;) {
      const page = body(200, await im(server(), x).get(`/history?peerId=${y.id}&limit=3${before}`));
      if (page.length === 0) break;
      seen.unshift(...page.map((message) => message.payload.text));
      before = `&before=${page[0].timestamp}`;
    }
    assert.deepEqual(seen, ['m0', 'm1', 'm2', 'm3', 'm4', 'm5', 'm6']);
    assert.equal(body(200, await im(server(), x).get(`/history?peerId=${y.id}&before=1`)).length, 0);
    await refusal(400, 'invalid_field', im(server(), x).get(`/history?peerId=${y.id}&before=now`), 'before');
    await refusal(400, 'invalid_field', im(server(), x).get(`/history?peerId=${y.id}&limit=101`), 'limit');
    await refusal(400, 'missing_field', im(server(), x).get('/history'), 'orderId');
    await refusal(404, 'user_not_found', im(server(), x).get('/history?peerId=12'));
  });

  it('pictures, recordings and places', async () => {
    const [x, y] = server().pair();
    const file = must(201, await upload(server(), x, { bytes: png, name: 'a.png', type: 'image/png' }));
    const picture = await send(x, { type: 'image', receiverId: y.id, payload: { url: file.url ?? file.file_url } });
    assert.match(picture.payload.url, /signature=/);
    const place = await send(x, { type: 'location', receiverId: y.id, payload: { lat: 30.1, lng: 120.1, address: '西湖' } });
    assert.deepEqual([place.type, place.payload], ['location', { lat: 30.1, lng: 120.1, address: '西湖' }]);
    const voice = await send(x, { type: 'voice', receiverId: y.id, payload: { voice: 'https://oss.example.com/xxx.amr', duration: 2.5 } });
    assert.deepEqual([voice.type, voice.payload], ['voice', { voice: 'https://oss.example.com/xxx.amr', duration: 2.5 }]);
  });

  it('what can\'t be sent says which field', async () => {
    const [x, y] = server().pair();
    const post = (message) => im(server(), x).post('/send', message);
    await refusal(400, 'missing_field', post({ receiverId: y.id }), 'type');
    await refusal(400, 'invalid_field', post({ type: 'system', receiverId: y.id, payload: { text: 'x' } }), 'type');
    await refusal(400, 'missing_field', post({ type: 'text', payload: { text: 'x' } }), 'receiverId');
    await refusal(400, 'missing_field', post({ type: 'text', receiverId: y.id }), 'payload');
    await refusal(400, 'missing_field', post({ type: 'text', receiverId: y.id, payload: {} }), 'payload.text');
    await refusal(400, 'text_empty', post(text(y, ' ')));
    await refusal(400, 'text_too_long', post(text(y, 'x'.repeat(1001))));
    await refusal(400, 'text_invalid', post(text(y, 'a\0b')));
    await refusal(400, 'invalid_field', post({ type: 'location', receiverId: y.id, payload: { lat: 91, lng: 0 } }), 'payload.lat');
    await refusal(400, 'invalid_field', post({ type: 'image', receiverId: y.id, payload: { url: 'http://elsewhere.example/a.png' } }), 'payload.url');
    await refusal(400, 'invalid_field', post({ type: 'text', receiverId: y.id, payload: 7 }), 'payload');
    await refusal(400, 'self_target', post(text(x, 'x')));
    await refusal(404, 'user_not_found', post({ type: 'text', receiverId: 12, payload: { text: 'x' } }));
    await refusal(404, 'conversation_not_found', post(text(y, 'x', { orderId: 2 ** 41 })));
    await refusal(400, 'malformed_json', call(server(), 'POST', '/api/im/send', { token: x.token, raw: '{"type"' }));
    await refusal(401, 'unauthenticated', call(server(), 'POST', '/api/im/send', { body: {} }));
  });

  it('an order\'s room is for those in it, and for agents who join', async () => {
    const [x, y] = server().pair();
    const eve = server().stranger();
    const orderId = ++orders;
    await send(x, text(y, 'ours', { orderId }));
    await refusal(403, 'not_participant', im(server(), eve).post('/send', text(y, 'mine too', { orderId })));
    await refusal(403, 'not_participant', im(server(), x).post('/send', text(eve, 'come', { orderId })));
    await refusal(403, 'not_participant', im(server(), eve).get(`/history?orderId=${orderId}`));
    await refusal(403, 'forbidden', im(server(), eve).post(`/rooms/${orderId}/join`));
    await server().command('admin', 'create', '--role', 'agent', '--username', 'anna', '--password', 'correct horse 7 battery');
    const { user, accessToken } = must(200, await call(server(), 'POST', '/api/v1/auth/login', { body: { username: 'anna', password: 'correct horse 7 battery' } })).data;
    const anna = { id: user.numericId, token: accessToken };
    await refusal(404, 'conversation_not_found', im(server(), anna).post('/rooms/999999/join'));
    for (let i = 0; i < 2; i++) {
      const { conversationId, ...joined } = body(200, await im(server(), anna).post(`/rooms/${orderId}/join`));
      assert.deepEqual([joined, typeof conversationId], [{ orderId, memberCount: 3 }, 'number']);
    }
    assert.deepEqual(body(200, await im(server(), anna).get(`/history?orderId=${orderId}`)), []); // what came before is not hers
    assert.equal((await send(anna, { type: 'text', orderId, payload: { text: 'how can I help' } })).receiverId, null);
    for (const receiver of [{}, { receiverId: Number(anna.id) }, { receiverId: Number(x.id) }]) {
      assert.equal((await send(y, { type: 'text', orderId, payload: { text: 'to all of the room' }, ...receiver })).receiverId, null);
    }
    await refusal(403, 'not_participant', im(server(), x).delete(`/rooms/${orderId}/join`));
    assert.equal((await im(server(), anna).delete(`/rooms/${orderId}/join`)).status, 204);
    await refusal(403, 'not_participant', im(server(), anna).delete(`/rooms/${orderId}/join`));
    await refusal(403, 'not_participant', im(server(), anna).get(`/history?orderId=${orderId}`));
    assert.equal((await send(y, { type: 'text', orderId, payload: { text: 'between us' } })).receiverId, Number(x.id));
  });

  it('a block closes direct conversations and rooms of two, and is one with the other surfaces', async () => {
    const [x, y] = server().pair();
    const orderId = ++orders;
    const first = await send(x, text(y, 'hi', { orderId, tempId: 'before' }));
    assert.equal((await im(server(), y).post('/blacklist', { userId: Number(x.id) })).status, 204);
    assert.deepEqual(body(200, await im(server(), y).get('/blacklist')).map((one) => one.userId), [Number(x.id)]);
    assert.equal(must(200, await call(server(), 'GET', '/api/v1/friends/blocked', { token: y.token })).items.length, 1);
    await refusal(403, 'blocked', im(server(), x).post('/send', text(y, 'hello?', { orderId })));
    await refusal(403, 'blocked', im(server(), y).post('/send', text(x, 'hello?', { orderId, tempId: 'new' })));
    await refusal(403, 'blocked', im(server(), x).post('/send', text(y, 'hello?')));
    assert.deepEqual(await send(x, text(y, 'hi', { orderId, tempId: 'before' })), first);
    await refusal(403, 'blocked', im(server(), x).post('/send', text(y, 'another way', { orderId: ++orders })));
    assert.equal((await im(server(), y).delete(`/blacklist/${x.id}`)).status, 204);
    await send(x, text(y, 'again', { orderId }));
  });

  it('help: the call is kept, the number is the other party\'s and whole, and nobody else gets it', async () => {
    const [x, y] = server().pair();
    const eve = server().stranger();
    const orderId = ++orders;
    await refusal(404, 'conversation_not_found', im(server(), x).post('/emergency', { orderId }));
    await send(x, text(y, 'on my way', { orderId }));
    const phone = async () => body(200, await im(server(), x).post('/emergency', { orderId })).phone ?? null;
    assert.equal(await phone(), null);
    must(200, await call(server(), 'PATCH', '/api/v1/me', { token: y.token, body: { phone: '13812345678' } }));
    assert.equal(await phone(), null); // whoever writes to somebody is not yet known to that one
    await send(y, text(x, 'come', { orderId }));
    const told = body(200, await im(server(), x).post('/emergency', { orderId }));
    assert.deepEqual([told.orderId, told.phone], [orderId, '13812345678']);
    assert.equal(typeof told.contactName, 'string');
    must(204, await im(server(), y).post('/blacklist', { userId: Number(x.id) }));
    assert.equal(await phone(), null); // kept and told to agents all the same
    must(204, await im(server(), y).delete(`/blacklist/${x.id}`));
    await refusal(403, 'not_participant', im(server(), eve).post('/emergency', { orderId }));
    await refusal(400, 'missing_field', im(server(), x).post('/emergency', {}), 'orderId');
    await refusal(400, 'invalid_field', im(server(), x).post('/emergency', { orderId: -1 }), 'orderId');
  });

  it('a room that its tenant\'s backend declares anew is of those two', async () => {
    const person = await tenant(server(), `anew${Date.now()}`);
    const [eve, b, c] = [await person('eve'), await person('b', 'provider'), await person('c')];
    const orderId = ++orders;
    await send(eve, text(b, 'mine', { orderId }));
    assert.equal((await send(b, { type: 'text', orderId, payload: { text: 'no receiver named' } })).receiverId, Number(eve.id));
    must(200, await call(server(), 'POST', '/api/v1/tenant/rooms', { headers: person.headers, body: { orderId, participants: [b.id, c.id] } }));
    assert.equal((await send(b, { type: 'text', orderId, payload: { text: 'hello' } })).receiverId, Number(c.id));
    assert.equal((await send(c, { type: 'text', orderId, payload: { text: 'hello' } })).receiverId, Number(b.id));
  });

  it('help: who is in a room by the word of the tenant\'s backend has the other\'s number at once', async () => {
    const person = await tenant(server(), `help${Date.now()}`);
    const [x, y] = [await person('x'), await person('y', 'provider')];
    const orderId = ++orders;
    must(200, await call(server(), 'PATCH', '/api/v1/me', { token: y.token, body: { phone: '13812345678' } }));
    must(200, await call(server(), 'POST', '/api/v1/tenant/rooms', { headers: person.headers, body: { orderId, participants: [x.id, y.id] } }));
    assert.equal(body(200, await im(server(), x).post('/emergency', { orderId })).phone, '13812345678');
  });

  it('a report once, with its message', async () => {
    const [x, y] = server().pair();
    const message = await send(y, text(x, 'an insult'));
    const report = { targetUserId: Number(y.id), messageId: message.id, reason: 'abuse', detail: '他骂人' };
    const filed = body(201, await im(server(), x).post('/reports', report));
    assert.deepEqual(body(200, await im(server(), x).post('/reports', report)), filed);
    assert.equal(filed.messageId, message.id);
    await refusal(400, 'missing_field', im(server(), x).post('/reports', { reason: 'abuse' }), 'targetUserId');
  });

  it('a recalled message shows nothing any more', async () => {
    const [x, y] = server().pair();
    const message = await send(x, text(y, 'oops'));
    await refusal(403, 'forbidden', im(server(), y).post('/recall', { messageId: message.id }));
    assert.equal(body(200, await im(server(), x).post('/recall', { messageId: message.id })).recalled, true);
    const [seen] = body(200, await im(server(), y).get(`/history?peerId=${x.id}`));
    assert.deepEqual([seen.payload, seen.recalled], [{}, true]);
  });
});
