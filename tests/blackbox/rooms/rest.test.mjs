import assert from 'node:assert/strict';
import { it } from 'node:test';
import { Client } from '../lib/client.mjs';
import { download, png, upload } from '../lib/files.mjs';
import { as, call, must } from '../lib/rest.mjs';
import { data, rooms } from '../lib/rooms.mjs';
import { onBothDatabases } from '../lib/suite.mjs';

onBothDatabases('the Rooms surface over REST', { users: 80, settings: { 'Limits:Enabled': 'false' } }, (server) => {
  const refusal = async (status, code, promise, field) => {
    const answer = await promise;
    assert.deepEqual([answer.status, answer.body?.code, answer.body?.field], [status, code, field], JSON.stringify(answer.body));
    assert.ok(answer.body.error.length > 0);
    assert.equal(answer.body.data, undefined);
  };
  const say = async (from, to, content, more = {}) => data(201, await rooms(server(), from).post('/messages', { receiver_id: to.id, content, ...more }));

  it('a send answers with the record, a repeat with the same, another body with a conflict', async () => {
    const [x, y] = server().pair();
    const b = await Client.connect(server(), y);
    const rest = rooms(server(), x);
    const message = data(201, await rest.post('/messages', { receiver_id: y.id, message_type: 'text', content: '你好 👋', temp_id: 'r1', sender_id: y.id }));
    assert.deepEqual(
      { ...message, _id: 0, chat_id: 0, timestamp: 0 },
      { _id: 0, chat_id: 0, sender_id: x.id, receiver_id: y.id, message_type: 'text', content: '你好 👋', timestamp: 0, read_status: false, is_deleted: false, seq: 1, temp_id: 'r1' });
    assert.match(message._id, /^[0-9]+$/);
    assert.match(message.chat_id, /^[0-9]+$/);
    assert.ok(Math.abs(message.timestamp - Date.now()) < 60_000);
    const live = (await b.expect('chat/new_message')).data; // the same conversation, in the other surface's words
    assert.equal(live.content, '你好 👋');

    assert.deepEqual(data(200, await rest.post('/messages', { receiver_id: y.id, message_type: 'text', content: '你好 👋', temp_id: 'r1' })), message);
    assert.equal(data(200, await rest.post('/messages', { chat_id: message.chat_id, content: '你好 👋', temp_id: 'r1' }))._id, message._id);
    await refusal(409, 'idempotency_conflict', rest.post('/messages', { receiver_id: y.id, content: 'else', temp_id: 'r1' }));
    assert.equal(data(201, await rest.post('/messages', { chat_id: Number(message.chat_id), content: '31.23,121.47 外滩', message_type: 'location' })).message_type, 'location');
    assert.equal((await b.expect('chat/new_message')).data.content, '[位置] 31.23,121.47 外滩');
    await b.close();
  });

  it('history pages backwards, newest page first, ascending within', async () => {
    const [x, y] = server().pair();
    const { chat_id } = await say(x, y, 'm1');
    for (let i = 2; i <= 45; i++) await say(x, y, `m${i}`);
    const seen = [];
    const pages = [];
    for (let before = ''; ;) {
      const { body } = await rooms(server(), y).get(`/chats/${chat_id}/messages?${before}`);
      pages.push(body.data.length);
      seen.unshift(...body.data);
      if (!body.has_more) break;
      before = `before=${body.data[0]._id}&limit=20`;
    }

    assert.deepEqual(pages, [20, 20, 5]);
    assert.deepEqual(seen.map((message) => message.content), Array.from({ length: 45 }, (_, i) => `m${i + 1}`));
    assert.deepEqual(seen.map((message) => message.seq), Array.from({ length: 45 }, (_, i) => i + 1));
    for (const limit of ['0', '101', 'x', '-1', '1.5']) await refusal(400, 'invalid_field', rooms(server(), y).get(`/chats/${chat_id}/messages?limit=${limit}`), 'limit');
    await refusal(404, 'message_not_found', rooms(server(), y).get(`/chats/${chat_id}/messages?before=17`));
  });

  it('chats come with their last message, its time, what is unread and who is in them', async () => {
    const [x, y] = server().pair();
    const [stranger] = server().pair();
    const group = must(201, await as(server(), x).post('/groups', { name: '小组', member_ids: [y.id] }));
    const first = await say(y, x, 'one');
    const second = await say(y, x, 'two');
    const { body } = await rooms(server(), x).get('/chats');
    assert.equal(body.has_more, false);
    assert.equal(body.data.length, 2);
    const [direct, room] = body.data;
    assert.deepEqual(direct, {
      _id: first.chat_id, participants: [x.id, y.id].sort((a, b) => a - b), last_message: second, last_message_time: second.timestamp, unread_count: 2,
      created_at: direct.created_at,
    });
    assert.deepEqual([room.name, room.last_message, room.last_message_time, room.unread_count], ['小组', null, null, 0]);
    assert.equal(body.data.find((chat) => chat._id === room._id).participants.length, 2);
    assert.equal(data(201, await rooms(server(), y).post('/messages', { chat_id: room._id, content: 'all' })).receiver_id, undefined);
    assert.deepEqual(data(200, await rooms(server(), x).get('/chats?limit=1')).map((chat) => [chat._id, chat.last_message.content]), [[room._id, 'all']]);
    assert.deepEqual(data(200, await rooms(server(), x).get(`/chats?limit=1&before=${room._id}`)).map((chat) => chat._id), [direct._id]);
    await refusal(403, 'not_participant', rooms(server(), stranger).get(`/chats?before=${room._id}`));
    assert.equal(must(200, await as(server(), x).get(`/groups/${group.id}`)).unread_count, 1);
  });

  it('reading goes up to what is named, or to the end, and is seen by the sender', async () => {
    const [x, y] = server().pair();
    const messages = [];
    for (let i = 0; i < 4; i++) messages.push(await say(x, y, `m${i}`));
    const [one, two] = messages;
    const chat = one.chat_id;
    const b = rooms(server(), y);
    assert.deepEqual(data(200, await b.post(`/chats/${chat}/read`, { message_ids: [two._id, Number(one._id)] })), { chat_id: chat, unread_count: 2 });
    assert.deepEqual(data(200, await rooms(server(), x).get(`/chats/${chat}/messages`)).map((message) => message.read_status), [true, true, false, false]);
    assert.deepEqual(data(200, await b.post(`/chats/${chat}/read`)), { chat_id: chat, unread_count: 0 });
    assert.equal(data(200, await rooms(server(), x).get('/chats'))[0].last_message.read_status, true);
    await refusal(400, 'invalid_field', b.post(`/chats/${chat}/read`, { message_ids: [] }), 'message_ids');
    await refusal(400, 'invalid_field', b.post(`/chats/${chat}/read`, { message_ids: 'all' }), 'message_ids');
    await refusal(404, 'message_not_found', b.post(`/chats/${chat}/read`, { message_ids: ['17', { a: 1 }, null] }));
    await refusal(403, 'not_participant', rooms(server(), server().stranger()).post(`/chats/${chat}/read`));
  });

  it('a recall is for everybody, a deletion for oneself', async () => {
    const [x, y] = server().pair();
    const [one, two] = [await say(x, y, 'one'), await say(x, y, 'two')];
    await refusal(403, 'forbidden', rooms(server(), y).post(`/messages/${one._id}/recall`));
    const recalled = data(200, await rooms(server(), x).post(`/messages/${one._id}/recall`));
    assert.deepEqual([recalled._id, recalled.is_deleted, recalled.content], [one._id, true, '']);
    assert.equal(data(200, await rooms(server(), x).post(`/messages/${one._id}/recall`)).is_deleted, true);
    assert.deepEqual(data(200, await rooms(server(), y).get(`/chats/${one.chat_id}/messages`)).map((message) => [message.content, message.is_deleted]), [['', true], ['two', false]]);

    assert.deepEqual(data(200, await rooms(server(), y).delete(`/messages/${two._id}`)), { message_id: two._id, chat_id: two.chat_id });
    assert.deepEqual(data(200, await rooms(server(), y).get(`/chats/${one.chat_id}/messages`)).map((message) => message._id), [one._id]);
    assert.deepEqual(data(200, await rooms(server(), x).get(`/chats/${one.chat_id}/messages`)).map((message) => message.content), ['', 'two']);
  });

  it('a third person sees and touches nothing', async () => {
    const [x, y] = server().pair();
    const message = await say(x, y, 'needle 秘密');
    const eve = rooms(server(), server().stranger());
    await refusal(403, 'not_participant', eve.get(`/chats/${message.chat_id}/messages`));
    await refusal(403, 'not_participant', eve.post('/messages', { chat_id: message.chat_id, content: 'x' }));
    await refusal(403, 'not_participant', eve.post(`/messages/${message._id}/recall`));
    await refusal(403, 'not_participant', eve.delete(`/messages/${message._id}`));
    assert.deepEqual(data(200, await eve.get('/search?q=needle')), []);
    await refusal(403, 'not_participant', eve.get(`/search?q=needle&chat_id=${message.chat_id}`));
    await refusal(404, 'conversation_not_found', eve.get('/chats/17/messages'));
    await refusal(404, 'conversation_not_found', eve.get('/chats/nothing/messages'));
    for (const path of ['/chats', `/chats/${message.chat_id}/messages`, '/search?q=needle']) {
      await refusal(401, 'unauthenticated', rooms(server(), null).get(path));
      await refusal(401, 'unauthenticated', rooms(server(), { token: `${x.token}x` }).get(path));
    }
  });

  it('what can\'t be sent is refused by name', async () => {
    const [x, y] = server().pair();
    const rest = rooms(server(), x);
    const send = (body) => rest.post('/messages', { receiver_id: y.id, content: 'x', ...body });
    await refusal(400, 'text_empty', send({ content: ' ' }));
    await refusal(400, 'missing_field', send({ content: null }), 'content');
    await refusal(400, 'text_too_long', send({ content: '😀'.repeat(501) }));
    assert.equal((await send({ content: '😀'.repeat(500) })).status, 201);
    await refusal(400, 'text_invalid', rest.post('/messages', undefined, { raw: `{"receiver_id":"${y.id}","content":"\\ud800"}` }), 'content');
    await refusal(400, 'text_invalid', send({ content: 'a\0b' }));
    await refusal(400, 'invalid_field', send({ message_type: 'system' }), 'message_type');
    await refusal(400, 'invalid_field', send({ message_type: 'video' }), 'message_type');
    await refusal(400, 'invalid_field', send({ content: 7 }), 'content');
    await refusal(400, 'invalid_field', send({ temp_id: 'x'.repeat(65) }), 'temp_id');
    await refusal(400, 'invalid_field', send({ temp_id: '' }), 'temp_id');
    await refusal(400, 'missing_field', send({ receiver_id: null }), 'chat_id');
    await refusal(400, 'missing_field', send({ message_type: 'image' }), 'file_url');
    await refusal(400, 'invalid_field', send({ message_type: 'file', file_url: 'http://elsewhere.example/a.pdf' }), 'file_url');
    await refusal(400, 'invalid_field', send({ message_type: 'file', file_url: 'javascript:alert(1)' }), 'file_url');
    await refusal(400, 'invalid_field', send({ message_type: 'location', file_url: 'https://elsewhere.example/a.pdf' }), 'message_type');
    await refusal(404, 'file_not_found', send({ message_type: 'file', file_url: '/api/chat/files/17' }));
    await refusal(404, 'message_not_found', send({ reply_to: '17' }));
    await refusal(400, 'self_target', send({ receiver_id: x.id }));
    await refusal(404, 'user_not_found', send({ receiver_id: '17' }));
    await refusal(400, 'invalid_field', send({ receiver_id: { $ne: null } }), 'receiver_id');
    await refusal(404, 'conversation_not_found', send({ chat_id: '17' }));
    for (const raw of ['', '[]', 'null', '{', '"x"']) await refusal(400, 'malformed_json', rest.post('/messages', undefined, { raw }));
    await refusal(404, 'route_not_found', rest.get('/nothing'));
    await refusal(405, 'method_not_allowed', rest.put('/messages', {}));
  });

  it('one message until the other answers, then free', async () => {
    const [x, y] = server().strangers(2);
    const { chat_id } = await say(x, y, 'hello?');
    await refusal(403, 'first_contact_limit', rooms(server(), x).post('/messages', { receiver_id: y.id, content: 'hello??' }));
    await refusal(403, 'first_contact_limit', rooms(server(), x).post('/messages', { chat_id, content: 'hello??' }));
    await say(y, x, 'hello');
    await say(x, y, 'how are you');
    must(204, await as(server(), y).post(`/friends/${x.id}/block`));
    await refusal(403, 'blocked', rooms(server(), x).post('/messages', { chat_id, content: 'x' }));
  });

  it('files go up, into messages and down, to those only who may see them', async () => {
    const [x, y] = server().pair();
    const eve = server().stranger();
    const sent = await upload(server(), x, { bytes: png, name: '截图.png', type: 'image/png', path: '/api/chat/files' });
    assert.equal(sent.status, 201);
    const file = sent.body.data;
    assert.deepEqual([file.file_name, file.file_size, file.file_type, file.message_type], ['截图.png', png.length, 'image/png', 'image']);
    assert.match(file._id, /^[0-9]+$/);
    assert.equal((await download(server(), `/api/chat/files/${file._id}`, { token: y.token })).code, 'file_not_found');
    const message = await say(x, y, '', { message_type: 'image', file_url: file.file_url });
    assert.deepEqual([message.message_type, message.content, message.file_name, message.file_size], ['image', '', '截图.png', png.length]);
    for (const answer of [
      await download(server(), `/api/chat/files/${file._id}`, { token: y.token }), await download(server(), message.file_url),
    ]) assert.deepEqual([answer.status, answer.bytes.equals(png)], [200, true]);
    assert.equal((await download(server(), `/api/chat/files/${file._id}`, { token: eve.token })).code, 'file_not_found');
    assert.equal((await download(server(), `/api/chat/files/${file._id}`)).code, 'unauthenticated');
    await refusal(404, 'file_not_found', rooms(server(), eve).post('/messages', { receiver_id: y.id, file_url: file.file_url }));
    assert.equal((await upload(server(), x, { bytes: Buffer.from('MZ\x90\0'), name: 'a.exe', path: '/api/chat/files' })).body.code, 'file_type_refused');

    const elsewhere = await say(x, y, 'see', { message_type: 'file', file_url: 'https://elsewhere.example/plan.pdf', file_name: 'plan.pdf' });
    assert.deepEqual([elsewhere.file_url, elsewhere.file_name, elsewhere.content], ['https://elsewhere.example/plan.pdf', 'plan.pdf', 'see']);
    const recalled = data(200, await rooms(server(), x).post(`/messages/${message._id}/recall`));
    assert.equal(recalled.file_url, undefined);
    assert.equal((await download(server(), message.file_url)).code, 'file_not_found');
  });

  it('search goes by words, time, type and chat, newest first, page by page', async () => {
    const [x, y] = server().pair();
    const image = (await upload(server(), x, { bytes: png, name: 'a.png', type: 'image/png', path: '/api/chat/files' })).body.data;
    const one = await say(x, y, '明天下午 meeting 一');
    const two = await say(y, x, '明天上午 Meeting 二');
    const picture = await say(x, y, '明天 picture', { message_type: 'image', file_url: image.file_url });
    const find = async (query, person = x) => {
      const { status, body } = await rooms(server(), person).get(`/search?${new URLSearchParams(query)}`);
      assert.equal(status, 200, JSON.stringify(body));
      return body;
    };
    const ids = async (query, person) => (await find(query, person)).data.map((message) => message._id);
    assert.deepEqual(await ids({ q: '明天' }), [picture._id, two._id, one._id]);
    assert.deepEqual(await ids({ q: 'meeting', type: 'text' }, y), [two._id, one._id]);
    assert.deepEqual(await ids({ type: 'image' }), [picture._id]);
    assert.deepEqual(await ids({ q: '明天', from: two.timestamp, to: two.timestamp }), [two._id]);
    assert.deepEqual(await ids({ q: '明天', from: '2020-01-01', to: '2020-12-31' }), []);
    assert.deepEqual(await ids({ q: '明天', chat_id: one.chat_id, limit: 2 }), [picture._id, two._id]);
    const page = await find({ q: '明天', limit: 2 });
    assert.equal(page.has_more, true);
    assert.deepEqual(await find({ q: '明天', before: page.data[1]._id }), { data: [one], has_more: false });
    for (const [query, field] of [['', 'q'], ['q=', 'q'], ['q=x&from=soon', 'from'], ['q=x&to=soon', 'to'], ['q=x&type=video', 'type'], ['q=x&before=y', 'before'], ['q=x&limit=101', 'limit']])
      await refusal(400, 'invalid_field', rooms(server(), x).get(`/search?${query}`), field);
  });

  it('errors are told in the language that is asked for', async () => {
    const answer = (language) => call(server(), 'GET', '/api/chat/chats', { headers: { 'accept-language': language } });
    assert.match((await answer('zh-CN')).body.error, /[\u4e00-\u9fff]/);
    assert.match((await answer('en')).body.error, /^[ -~]+$/);
  });
});
