import assert from 'node:assert/strict';
import { it } from 'node:test';
import { Client } from '../lib/client.mjs';
import { download, png, upload } from '../lib/files.mjs';
import { call, must } from '../lib/rest.mjs';
import { onBothDatabases } from '../lib/suite.mjs';
import { isTime, onWeb } from '../lib/web.mjs';

onBothDatabases('messages on the Web surface', { users: 80, settings: { 'Web:TimeZone': 'UTC' } }, (server) => {
  const two = () => {
    const [x, y] = server().strangers(2);
    return [x, y, onWeb(server(), x), onWeb(server(), y)];
  };
  const say = (rest, to, content, more = {}) => rest.data(rest.post('/messages', { receiverId: Number(to.id), messageType: 1, content, ...more }));
  const page = (rest, peer, query = '') => rest.data(rest.get(`/messages/${peer.id}${query}`));

  it('a message is sent, shown to both and marked read', async () => {
    const [x, y, a, b] = two();
    const sent = await say(a, y, '你好😀', { tempId: 'w-1' });
    assert.equal(sent.tempId, 'w-1');
    const history = await page(b, x);
    assert.deepEqual([history.total, history.page, history.pageSize], [1, 1, 20]);
    const [message] = history.records;
    isTime(message.createdAt);
    assert.ok(Math.abs(Date.parse(`${message.createdAt.replace(' ', 'T')}Z`) - Date.now()) < 60_000);
    assert.deepEqual({ ...message, createdAt: 0 }, {
      id: sent.id, senderId: Number(x.id), receiverId: Number(y.id), messageType: 1, content: '你好😀', fileUrl: null, fileName: null, fileSize: null,
      thumbnailUrl: null, isRecalled: false, recallTime: null, readStatus: false, status: 1, createdAt: 0,
    });

    assert.deepEqual(await b.data(b.put('/messages/read', { contactId: Number(x.id) })), { affectedRows: 1 });
    assert.deepEqual(await b.data(b.put('/messages/read', { contactId: Number(x.id), messageIds: [] })), { affectedRows: 0 });
    for (const rest of [[a, y], [b, x]]) assert.equal((await page(...rest)).records[0].readStatus, true);
  });

  it('a repeated tempId is the same message, and with another body a conflict', async () => {
    const [, y, a] = two();
    const first = await say(a, y, 'once', { tempId: 'same' });
    assert.equal((await say(a, y, 'once', { tempId: 'same' })).id, first.id);
    await a.refused(409, 'idempotency_conflict', a.post('/messages', { receiverId: y.id, content: 'twice', tempId: 'same' }));
    assert.equal((await page(a, y)).total, 1);
  });

  it('page 1 is the newest, each page ascends, and the total is exact', async () => {
    const [x, y, a, b] = two();
    for (let i = 1; i <= 25; i++) await say(i % 2 ? a : b, i % 2 ? y : x, `m${i}`);
    const contents = async (query) => (await page(a, y, query)).records.map((message) => message.content);
    assert.deepEqual(await contents('?page_size=10'), Array.from({ length: 10 }, (_, i) => `m${16 + i}`));
    assert.deepEqual(await contents('?page=3&page_size=10'), ['m1', 'm2', 'm3', 'm4', 'm5']);
    assert.deepEqual(await contents('?page=4&page_size=10'), []);
    assert.deepEqual(await contents('?page=2147483647&page_size=100'), []);
    assert.equal((await page(a, y, '?page=9')).total, 25);
    for (const [query, field] of [['page=0', 'page'], ['page=99999999999', 'page'], ['page_size=101', 'page_size'], ['page_size=x', 'page_size']])
      await a.refused(400, 'invalid_field', a.get(`/messages/${y.id}?${query}`), field);
  });

  it('naming messages reads up to the newest of them', async () => {
    const [x, y, a, b] = two();
    const ids = [];
    for (const text of ['one', 'two', 'three']) ids.push((await say(a, y, text)).id);
    const [strange] = [await say(onWeb(server(), x), server().stranger(), 'elsewhere')];
    await b.refused(404, 'message_not_found', b.put('/messages/read', { contactId: x.id, messageIds: [strange.id] }));
    await b.refused(400, 'invalid_field', b.put('/messages/read', { contactId: x.id, messageIds: Array.from({ length: 1001 }, (_, i) => i + 1) }), 'messageIds');
    assert.deepEqual(await b.data(b.put('/messages/read', { contactId: x.id, messageIds: [ids[0], ids[1], strange.id] })), { affectedRows: 2 });
    assert.deepEqual((await page(b, x)).records.map((message) => message.readStatus), [true, true, false]);
    await say(b, x, 'mine');
    assert.deepEqual(await b.data(b.put('/messages/read', { contactId: x.id })), { affectedRows: 1 });
  });

  it('a message of one\'s own is recalled, and its text goes', async () => {
    const [x, y, a, b] = two();
    const { id } = await say(a, y, 'regret');
    await b.refused(403, 'forbidden', b.put(`/messages/${id}/recall`));
    assert.deepEqual(await a.data(a.put(`/messages/${id}/recall`)), { affectedRows: 1 });
    assert.deepEqual(await a.data(a.put(`/messages/${id}/recall`)), { affectedRows: 0 });
    const [message] = (await page(b, x)).records;
    assert.deepEqual([message.content, message.isRecalled], ['', true]);
    isTime(message.recallTime);
    const third = onWeb(server(), server().stranger());
    await third.refused(403, 'not_participant', third.put(`/messages/${id}/recall`));
    await a.refused(404, 'message_not_found', a.put('/messages/12345/recall'));
    await a.refused(404, 'message_not_found', a.put('/messages/read/recall'));
  });

  it('what is wrong with a message is told by name', async () => {
    const [x, y, a] = two();
    for (const [body, status, code, field] of [
      [{}, 400, 'missing_field', 'receiverId'],
      [{ receiverId: y.id }, 400, 'missing_field', 'content'],
      [{ receiverId: y.id, content: ' ' }, 400, 'text_empty', undefined],
      [{ receiverId: y.id, content: '长'.repeat(1001) }, 400, 'text_too_long', undefined],
      [{ receiverId: y.id, content: 5 }, 400, 'invalid_field', 'content'],
      [{ receiverId: y.id, content: 'x', messageType: 4 }, 400, 'invalid_field', 'messageType'],
      [{ receiverId: y.id, content: 'x', messageType: 99 }, 400, 'invalid_field', 'messageType'],
      [{ receiverId: y.id, content: 'x', messageType: 'text' }, 400, 'invalid_field', 'messageType'],
      [{ receiverId: y.id, messageType: 2 }, 400, 'missing_field', 'fileUrl'],
      [{ receiverId: y.id, messageType: 2, fileUrl: 'https://example.com/a.png' }, 404, 'file_not_found', undefined],
      [{ receiverId: y.id, content: 'x', tempId: 't'.repeat(65) }, 400, 'invalid_field', 'tempId'],
      [{ receiverId: x.id, content: 'x' }, 400, 'self_target', undefined],
      [{ receiverId: 5, content: 'x' }, 404, 'user_not_found', undefined],
      [{ receiverId: [], content: 'x' }, 400, 'invalid_field', 'receiverId'],
      [{ receiverId: 1e300, content: 'x' }, 404, 'user_not_found', undefined],
    ])
      await a.refused(status, code, a.post('/messages', body), field);
    await say(a, y, '长'.repeat(1000));
    await a.refused(400, 'text_invalid', a.post('/messages', undefined, { raw: `{"receiverId":${y.id},"content":"\\udfff"}` }));
    await a.refused(400, 'malformed_json', a.post('/messages', undefined, { raw: 'x' }));
    await a.refused(404, 'user_not_found', a.get('/messages/5'));
    await a.refused(400, 'self_target', a.get(`/messages/${x.id}`));
    // Sender and tenant in a payload count for nothing.
    assert.equal((await say(a, y, 'mine', { senderId: Number(y.id), userId: 1, tenantId: 9 })).senderId, Number(x.id));
    assert.equal((await page(a, y)).total, 2);
  });

  it('somebody of a block hears nothing, and somebody outside has no way to be written to', async () => {
    const [x, y, a] = two();
    assert.equal((await call(server(), 'POST', `/api/v1/friends/${x.id}/block`, { token: y.token })).status, 204);
    await a.refused(403, 'blocked', a.post('/messages', { receiverId: y.id, content: 'x' }));
    const { id } = await a.data(a.post('/contact', { name: 'outside' }));
    await a.refused(404, 'user_not_found', a.post('/messages', { receiverId: id, content: 'x' }));
  });

  it('sessions are pinned first, then by activity, and one that is hidden comes back with the next message', async () => {
    const [x, y, a, b] = two();
    const z = server().stranger();
    const c = onWeb(server(), z);
    await say(b, x, 'from y');
    const last = await say(c, x, 'from z');
    const sessions = async () => (await a.data(a.get('/sessions'))).records;
    const list = await sessions();
    assert.deepEqual(list.map((session) => [session.contactId, session.unreadCount, session.isPinned]), [[Number(z.id), 1, false], [Number(y.id), 1, false]]);
    assert.deepEqual([list[0].lastMessage.id, list[0].lastMessage.content, list[0].isOnline], [last.id, 'from z', false]);
    isTime(list[0].lastActivityTime);
    const ofY = list[1].id;

    assert.deepEqual(await a.data(a.put(`/sessions/${ofY}/pin`, { isPinned: true })), { affectedRows: 1 });
    assert.deepEqual(await a.data(a.put(`/sessions/${ofY}/pin`, { isPinned: true })), { affectedRows: 0 });
    assert.deepEqual((await sessions()).map((session) => [session.contactId, session.isPinned]), [[Number(y.id), true], [Number(z.id), false]]);
    assert.deepEqual((await b.data(b.get('/sessions'))).records.map((session) => session.isPinned), [false]);
    assert.deepEqual(await a.data(a.delete(`/sessions/${ofY}`)), { affectedRows: 1 });
    assert.deepEqual((await sessions()).map((session) => session.contactId), [Number(z.id)]);
    assert.equal((await page(a, y)).total, 1); // off the list, not gone
    await say(b, x, 'again');
    assert.deepEqual((await sessions()).map((session) => [session.contactId, session.unreadCount]), [[Number(y.id), 2], [Number(z.id), 1]]);

    await c.refused(403, 'not_participant', c.put(`/sessions/${ofY}/pin`, { isPinned: true }));
    await c.refused(403, 'not_participant', c.delete(`/sessions/${ofY}`));
    await a.refused(404, 'conversation_not_found', a.delete('/sessions/12345'));
    await a.refused(400, 'missing_field', a.put(`/sessions/${ofY}/pin`, {}), 'isPinned');
    await a.refused(400, 'invalid_field', a.put(`/sessions/${ofY}/pin`, { isPinned: 'yes' }), 'isPinned');
  });

  it('rooms are not of this surface', async () => {
    const [x, y, a] = two();
    const group = must(201, await call(server(), 'POST', '/api/v1/groups', { token: x.token, body: { name: 'g', member_ids: [y.id] } }));
    const message = must(201, await call(server(), 'POST', `/api/v1/groups/${group.id}/messages`, { token: x.token, body: { content: 'hidden words' } }));
    assert.deepEqual((await a.data(a.get('/sessions'))).records, []);
    await a.refused(404, 'conversation_not_found', a.put(`/sessions/${group.id}/pin`, { isPinned: true }));
    await a.refused(404, 'message_not_found', a.put(`/messages/${message.id}/recall`));
    assert.equal((await a.data(a.get('/messages/search?keyword=hidden'))).total, 0);
  });

  it('messages are found by words and time', async () => {
    const [x, y, a, b] = two();
    const { id, createdAt } = await say(a, y, '明天下午三点开会');
    await say(b, x, 'something else');
    const find = async (query, rest = a) => (await rest.data(rest.get(`/messages/search?${new URLSearchParams(query)}`)));
    const found = await find({ keyword: '三点' }, b);
    assert.deepEqual([found.total, found.page, found.pageSize, found.records[0].id, found.records[0].content], [1, 1, 20, id, '明天下午三点开会']);
    assert.equal((await find({ keyword: '三点', start_time: createdAt, end_time: createdAt })).total, 1);
    assert.equal((await find({ keyword: '三点', end_time: '2024-01-01' })).total, 0);
    assert.deepEqual((await find({ keyword: '三点', page: 2 })).records, []);
    assert.equal((await find({ keyword: '三点' }, onWeb(server(), server().stranger()))).total, 0);
    await a.refused(400, 'missing_field', a.get('/messages/search'), 'keyword');
    await a.refused(400, 'invalid_field', a.get('/messages/search?keyword=%2C'), 'keyword');
    await a.refused(400, 'invalid_field', a.get('/messages/search?keyword=x&start_time=soon'), 'start_time');
    await a.refused(400, 'invalid_field', a.get('/messages/search?keyword=x&start_time=2025-01-02&end_time=2025-01-01'), 'end_time');
    await a.refused(400, 'invalid_field', a.get('/messages/search?keyword=x&page_size=500'), 'page_size');
  });

  it('a file goes up, into a message, and down to those who may see it', async () => {
    const [x, y, a, b] = two();
    const up = await upload(server(), x, { bytes: png, name: '照片.png', type: 'image/png', path: '/api/web/files/upload' });
    assert.deepEqual([up.status, up.body.status, up.body.error], [200, '1', '']);
    const file = up.body.data;
    assert.deepEqual([file.fileName, file.fileSize, file.thumbnailUrl, typeof file.id], ['照片.png', png.length, null, 'number']);
    assert.equal((await download(server(), `/api/web/files/${file.id}`, { token: y.token })).status, 404);

    const sent = await a.data(a.post('/messages', { receiverId: y.id, messageType: 2, content: '', fileUrl: file.fileUrl }));
    assert.deepEqual([sent.messageType, sent.fileName, sent.fileSize], [2, '照片.png', png.length]);
    const [message] = (await page(b, x)).records;
    const down = await download(server(), message.fileUrl);
    assert.deepEqual([down.status, down.bytes.equals(png)], [200, true]);
    assert.ok((await download(server(), `/api/web/files/${file.id}`, { token: y.token })).bytes.equals(png));
    const stranger = server().stranger();
    const refused = await download(server(), `/api/web/files/${file.id}`, { token: stranger.token });
    assert.deepEqual([refused.status, refused.code], [404, 'file_not_found']);
    assert.deepEqual([(await download(server(), `/api/web/files/${file.id}`)).status], [401]);
    await b.refused(404, 'file_not_found', onWeb(server(), stranger).post('/messages', { receiverId: y.id, messageType: 2, fileId: file.id }));
    await a.refused(415, 'file_type_refused', a.post('/messages', { receiverId: y.id, messageType: 5, fileId: file.id }));

    const wrong = await upload(server(), x, { bytes: Buffer.from('MZ\x90\0'.padEnd(200, '\0')), name: 'a.png', type: 'image/png', path: '/api/web/files/upload' });
    assert.deepEqual([wrong.status, wrong.body.status, wrong.body.code], [415, '0', 'file_type_refused']);
    await a.refused(415, 'unsupported_media_type', a.post('/files/upload', {}));
  });

  it('reaches who is on another surface', async () => {
    const [x, y, a] = two();
    const client = await Client.connect(server(), y);
    const { id } = await say(a, y, 'across');
    const frame = (await client.expect('chat/new_message')).data;
    assert.equal(frame.content, 'across');
    await a.data(a.put(`/messages/${id}/recall`));
    assert.equal((await client.expect('chat/recalled')).data.message_id, frame.message_id);
    await client.tell(x, 'answer');
    const messages = (await page(a, y)).records;
    assert.deepEqual(messages.map((message) => message.content), ['', 'answer']);
    // What one keeps at the head of one's list is nobody else's business.
    const [session] = (await a.data(a.get('/sessions'))).records;
    await a.data(a.put(`/sessions/${session.id}/pin`, { isPinned: true }));
    await say(a, y, 'after the pin');
    assert.equal((await client.expect('chat/new_message')).data.content, 'after the pin');
    await client.close();
  });
});

onBothDatabases('a tenant\'s contact policy on the Web surface', { users: 4, settings: { 'Tenant:ContactPolicy': 'friends' } }, (server) => {
  it('overrides the surface\'s own', async () => {
    const [x, y] = server().strangers(2);
    const rest = onWeb(server(), x);
    await rest.refused(403, 'not_friends', rest.post('/messages', { receiverId: y.id, content: 'x' }));
    await rest.refused(400, 'text_empty', rest.post('/messages', { receiverId: y.id, content: '' }));
  });
});

onBothDatabases('the rate of messages on the Web surface', { users: 4, settings: { 'Limits:Messages:Permits': '5', 'Limits:Messages:Burst': '5' } }, (server) => {
  it('is bounded for a person, and a repeat is answered all the same', async () => {
    const [x, y] = server().pair();
    const rest = onWeb(server(), x);
    const first = await rest.data(rest.post('/messages', { receiverId: y.id, content: 'first', tempId: 'r' }));
    const answers = await Promise.all(Array.from({ length: 100 }, (_, i) => rest.post('/messages', { receiverId: y.id, content: `m${i}` })));
    const limited = answers.filter((answer) => answer.status === 429);
    assert.ok(limited.length > 0);
    assert.deepEqual([limited[0].body.code, limited[0].body.status, Number(limited[0].headers.get('retry-after')) > 0], ['rate_limited', '0', true]);
    assert.equal((await rest.data(rest.post('/messages', { receiverId: y.id, content: 'first', tempId: 'r' }))).id, first.id);
  });
});
