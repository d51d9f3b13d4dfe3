import assert from 'node:assert/strict';
import { it } from 'node:test';
import { Client } from '../lib/client.mjs';
import { download, pdf, upload } from '../lib/files.mjs';
import { as, call, must } from '../lib/rest.mjs';
import { data, rooms } from '../lib/rooms.mjs';
import { onBothDatabases } from '../lib/suite.mjs';

onBothDatabases('forwarding on the Rooms surface', { users: 60, settings: { 'Limits:Enabled': 'false' } }, (server) => {
  const refusal = async (status, code, promise, field) => {
    const answer = await promise;
    assert.deepEqual([answer.status, answer.body?.code, answer.body?.field], [status, code, field], JSON.stringify(answer.body));
  };
  const say = async (from, to, content, more = {}) => data(201, await rooms(server(), from).post('/messages', { receiver_id: to.id, content, ...more }));
  const texts = async (person, chat) => data(200, await rooms(server(), person).get(`/chats/${chat}/messages`)).map((message) => message.content);

  it('one and many messages reach people and chats, in order, and once for one key', async () => {
    const [x, y] = server().pair();
    const [z, w] = server().strangers(2);
    const [one, two] = [await say(y, x, 'one'), await say(x, y, 'two')];
    const group = must(201, await as(server(), x).post('/groups', { name: 'g', member_ids: [y.id] }));
    const chat = data(200, await rooms(server(), x).get('/chats')).find((found) => found.name === 'g')._id;
    const live = await Client.connect(server(), z);
    const body = { message_ids: [one._id, two._id], chat_ids: [chat], temp_id: 'f1' };
    const result = data(201, await rooms(server(), x).post('/messages/forward', body));
    assert.deepEqual([result.status, result.failures], ['sent', undefined]);
    assert.deepEqual(result.messages.map((message) => [message.chat_id, message.content, message.sender_id, message.seq]), [[chat, 'one', x.id, 1], [chat, 'two', x.id, 2]]);
    assert.deepEqual(data(200, await rooms(server(), x).post('/messages/forward', body)), result);
    assert.deepEqual(await texts(y, chat), ['one', 'two']);
    assert.ok(group.id);

    const toPerson = data(201, await rooms(server(), x).post('/messages/forward', { message_ids: [two._id], receiver_ids: [z.id] }));
    assert.deepEqual(toPerson.messages.map((message) => message.receiver_id), [z.id]);
    assert.equal((await live.expect('chat/new_message')).data.content, 'two');
    const mixed = data(201, await rooms(server(), x).post('/messages/forward', { message_ids: [one._id], receiver_ids: [z.id, w.id, z.id], chat_ids: ['17'] }));
    assert.equal(mixed.status, 'partial');
    assert.deepEqual(mixed.messages.map((message) => message.receiver_id), [w.id]);
    assert.deepEqual(mixed.failures.map(({ error, ...failure }) => failure), [
      { message_id: one._id, receiver_id: z.id, code: 'first_contact_limit' }, { message_id: one._id, chat_id: '17', code: 'conversation_not_found' },
    ]);
    assert.ok(mixed.failures.every((failure) => failure.error.length > 0));
    await live.close();
  });

  it('a file goes along', async () => {
    const [x, y] = server().pair();
    const z = server().stranger();
    const file = (await upload(server(), y, { bytes: pdf, name: 'plan.pdf', type: 'application/pdf', path: '/api/chat/files' })).body.data;
    const message = await say(y, x, 'the plan', { file_url: file.file_url });
    assert.equal((await download(server(), `/api/chat/files/${file._id}`, { token: z.token })).status, 404);
    const [forwarded] = data(201, await rooms(server(), x).post('/messages/forward', { message_ids: [message._id], receiver_ids: [z.id] })).messages;
    assert.deepEqual([forwarded.message_type, forwarded.content, forwarded.file_name], ['file', 'the plan', 'plan.pdf']);
    assert.ok((await download(server(), `/api/chat/files/${file._id}`, { token: z.token })).bytes.equals(pdf));
    assert.ok((await download(server(), forwarded.file_url)).bytes.equals(pdf));
  });

  it('what one may not see, or where one may not write, is refused', async () => {
    const [x, y] = server().pair();
    const [eve, z] = server().strangers(2);
    const [one, gone] = [await say(x, y, 'secret'), await say(x, y, 'gone')];
    data(200, await rooms(server(), x).post(`/messages/${gone._id}/recall`));
    const forward = (person, body) => rooms(server(), person).post('/messages/forward', body);
    await refusal(404, 'message_not_found', forward(eve, { message_ids: [one._id], receiver_ids: [z.id] }));
    await refusal(404, 'message_not_found', forward(x, { message_ids: [gone._id], receiver_ids: [z.id] }));
    await refusal(404, 'message_not_found', forward(x, { message_ids: ['x', { a: 1 }, null], receiver_ids: [z.id] }));
    data(200, await rooms(server(), y).delete(`/messages/${one._id}`));
    await refusal(404, 'message_not_found', forward(y, { message_ids: [one._id], receiver_ids: [z.id] }));
    const own = await say(eve, z, 'own');
    await refusal(403, 'not_participant', forward(eve, { message_ids: [own._id], chat_ids: [one.chat_id] }));
    await refusal(404, 'conversation_not_found', forward(eve, { message_ids: [own._id], chat_ids: ['17'] }));
    await refusal(400, 'self_target', forward(eve, { message_ids: [own._id], receiver_ids: [eve.id] }));
    assert.deepEqual(data(200, await rooms(server(), z).get('/chats')).length, 1); // nobody opened a chat with z in vain
    await refusal(400, 'missing_field', forward(x, { receiver_ids: [z.id] }), 'message_ids');
    await refusal(400, 'missing_field', forward(x, { message_ids: [one._id] }), 'receiver_ids');
    await refusal(400, 'invalid_field', forward(x, { message_ids: [one._id], receiver_ids: [] }), 'receiver_ids');
    await refusal(400, 'invalid_field', forward(x, { message_ids: Array.from({ length: 51 }, (_, i) => `${i + 1}`), receiver_ids: [z.id] }), 'message_ids');
    await refusal(400, 'invalid_field', forward(x, { message_ids: [one._id], chat_ids: Array.from({ length: 21 }, (_, i) => `${i + 1}`) }), 'chat_ids');
    await refusal(400, 'invalid_field', forward(x, { message_ids: one._id, receiver_ids: [z.id] }), 'message_ids');
    await refusal(400, 'invalid_field', forward(x, { message_ids: [one._id], receiver_ids: [z.id], temp_id: 'x'.repeat(65) }), 'temp_id');
  });
});

onBothDatabases('Rooms in a flood and of another tenant', { users: 30, operator: true }, (server) => {
  it('forwards count as sends', async () => {
    const [x, y] = server().pair();
    const rest = rooms(server(), x);
    const ids = [];
    for (let i = 0; i < 50; i++) ids.push(data(201, await rest.post('/messages', { receiver_id: y.id, content: `m${i}` }))._id);
    const { chat_id } = data(200, await rest.get('/chats'))[0].last_message;
    const answers = await Promise.all(Array.from({ length: 20 }, () => rest.post('/messages/forward', { message_ids: ids, chat_ids: [chat_id] })));
    const codes = answers.flatMap((answer) => [answer.body.code, ...(answer.body.data?.failures ?? []).map((failure) => failure.code)]);
    assert.ok(codes.includes('rate_limited'));
    assert.ok(answers.flatMap((answer) => answer.body.data?.messages ?? []).length < 1000);
  });

  it('a tenant\'s people and messages are not there for another\'s', async () => {
    const operator = must(200, await call(server(), 'POST', '/api/v1/auth/login', { body: server().operator })).data;
    const made = await call(server(), 'POST', '/api/admin/tenants', { token: operator.accessToken, body: { name: 'Acme', subdomain: 'acme' } });
    const headers = { 'x-api-key': made.body.data.apiKey ?? made.body.data.tenant?.apiKey };
    const person = async (externalUserId) => {
      const user = await call(server(), 'POST', '/api/v1/tenant/users', { headers, body: { externalUserId, displayName: externalUserId, userType: 'customer' } });
      const minted = await call(server(), 'POST', '/api/v1/tenant/tokens', { headers, body: { externalUserId } });
      return { token: minted.body.data.accessToken ?? minted.body.data.token, id: String(user.body.data.numericId ?? user.body.data.user?.numericId) };
    };
    const [ann, bob] = [await person('ann'), await person('bob')];
    const inside = data(201, await rooms(server(), ann).post('/messages', { receiver_id: bob.id, content: 'inside' }));
    const [x, y] = server().pair();
    const own = data(201, await rooms(server(), x).post('/messages', { receiver_id: y.id, content: 'own' }));
    const rest = rooms(server(), x);
    for (const [code, answer] of [
      ['user_not_found', await rest.post('/messages', { receiver_id: bob.id, content: 'x' })],
      ['conversation_not_found', await rest.post('/messages', { chat_id: inside.chat_id, content: 'x' })],
      ['conversation_not_found', await rest.get(`/chats/${inside.chat_id}/messages`)],
      ['conversation_not_found', await rest.post(`/chats/${inside.chat_id}/read`)],
      ['message_not_found', await rest.post(`/messages/${inside._id}/recall`)],
      ['message_not_found', await rest.delete(`/messages/${inside._id}`)],
      ['message_not_found', await rest.post('/messages/forward', { message_ids: [inside._id], receiver_ids: [y.id] })],
      ['user_not_found', await rest.post('/messages/forward', { message_ids: [own._id], receiver_ids: [bob.id] })],
      ['conversation_not_found', await rest.post('/messages/forward', { message_ids: [own._id], chat_ids: [inside.chat_id] })],
    ]) assert.deepEqual([answer.status, answer.body.code], [404, code]);
  });
});
