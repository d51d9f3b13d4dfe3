import assert from 'node:assert/strict';
import { it } from 'node:test';
import { Client } from '../lib/client.mjs';
import { call } from '../lib/rest.mjs';
import { data, rooms } from '../lib/rooms.mjs';
import { onBothDatabases } from '../lib/suite.mjs';

// A reporter counts at once here: everybody in a test is new.
onBothDatabases('reports on the Rooms surface', { users: 60, settings: { 'Moderation:ReporterAge': '0' } }, (server) => {
  const refusal = async (status, code, promise, field) => {
    const answer = await promise;
    assert.deepEqual([answer.status, answer.body?.code, answer.body?.field], [status, code, field], JSON.stringify(answer.body));
  };
  const report = (person, body) => rooms(server(), person).post('/reports', body);
  const say = async (from, to, content) => data(201, await rooms(server(), from).post('/messages', { receiver_id: to.id, content }));

  it('a message is reported once, recalled or not', async () => {
    const [x, y] = server().pair();
    const message = await say(y, x, 'an insult');
    data(200, await rooms(server(), y).post(`/messages/${message._id}/recall`));
    const body = { target_user_id: y.id, message_id: message._id, reason: 'abuse', detail: '他骂人' };
    const filed = data(201, await report(x, body));
    assert.deepEqual({ ...filed, _id: '', timestamp: 0 }, { _id: '', timestamp: 0, target_user_id: y.id, message_id: message._id, reason: 'abuse', detail: '他骂人' });
    assert.match(filed._id, /^\d+$/);
    assert.deepEqual(data(200, await report(x, { ...body, reason: 'again' })), filed);
    assert.notEqual(data(201, await report(x, { target_user_id: Number(y.id), reason: 'abuse' }))._id, filed._id);
  });

  it('what one may not see or may not say is refused', async () => {
    const [x, y] = server().pair();
    const eve = server().stranger();
    const message = await say(y, x, 'between us');
    await refusal(403, 'not_participant', report(eve, { target_user_id: y.id, message_id: message._id, reason: 'abuse' }));
    await refusal(404, 'message_not_found', report(x, { target_user_id: eve.id, message_id: message._id, reason: 'abuse' }));
    await refusal(404, 'message_not_found', report(x, { target_user_id: y.id, message_id: [], reason: 'abuse' }));
    await refusal(404, 'user_not_found', report(x, { target_user_id: '12', reason: 'abuse' }));
    await refusal(400, 'self_target', report(x, { target_user_id: x.id, reason: 'abuse' }));
    await refusal(400, 'missing_field', report(x, { reason: 'abuse' }), 'target_user_id');
    await refusal(400, 'missing_field', report(x, { target_user_id: y.id }), 'reason');
    await refusal(400, 'invalid_field', report(x, { target_user_id: y.id, reason: 'x'.repeat(51) }), 'reason');
    await refusal(400, 'invalid_field', report(x, { target_user_id: y.id, reason: 'ok', detail: 'x'.repeat(1001) }), 'detail');
    await refusal(400, 'malformed_json', call(server(), 'POST', '/api/chat/reports', { token: x.token, raw: '{"reason"' }));
    await refusal(401, 'unauthenticated', call(server(), 'POST', '/api/chat/reports', { body: {} }));
  });

  it('three different people\'s reports ban, one person\'s do not', async () => {
    const target = server().stranger();
    const reporters = server().strangers(3);
    const client = await Client.connect(server(), target);
    data(201, await report(reporters[0], { target_user_id: target.id, reason: 'spam' }));
    data(200, await report(reporters[0], { target_user_id: target.id, reason: 'spam' }));
    data(201, await report(reporters[1], { target_user_id: target.id, reason: 'spam' }));
    await client.fence(); // still there
    data(201, await report(reporters[2], { target_user_id: target.id, reason: 'spam' }));
    assert.deepEqual(await client.closed, { code: 4003, reason: 'banned' });
    await refusal(403, 'banned', rooms(server(), target).get('/chats'));
  });

  it('nobody floods with reports', async () => {
    const [x, y] = server().pair();
    const answers = [];
    for (let i = 0; i < 21; i++) answers.push((await report(x, { target_user_id: y.id, reason: `r${i}` })).status);
    assert.deepEqual([...new Set(answers)], [201, 200, 429]);
  });
});
