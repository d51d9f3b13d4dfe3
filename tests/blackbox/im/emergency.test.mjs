import assert from 'node:assert/strict';
import { it } from 'node:test';
import { admin, all, elsewhere, operator, someone } from '../lib/admin.mjs';
import { Client } from '../lib/client.mjs';
import { body, fence, im, next, socket } from '../lib/im.mjs';
import { SocketClient } from '../lib/sockets.mjs';
import { must } from '../lib/rest.mjs';
import { onBothDatabases } from '../lib/suite.mjs';
import { tenant } from '../lib/tenants.mjs';

onBothDatabases('calls for help', { users: 20, operator: true, settings: { 'Emergency:Phone': '400-800-1234' } }, (server) => {
  it('reach the agents and admins of the tenant on every surface, nobody else, and one call brings an agent into the room', async () => {
    const boss = await operator(server());
    const [agent, other, chief] = [await someone(server(), boss, 'agent'), await someone(server(), boss, 'agent'), await someone(server(), boss, 'admin')];
    const [x, y] = server().pair();
    const elsewhere = await (await tenant(server(), `t${Date.now()}`))('agent1', 'agent');
    const [onIm, ofCaller, ofOther, ofTenant] = await Promise.all([agent, x, y, elsewhere].map((one) => socket(server(), one)));
    const social = await Client.connect(server(), agent, { device: 'desk' });
    const [rooms, web, market] = [
      await SocketClient.connect(server(), '/rooms', other), await SocketClient.connect(server(), '/web', chief), await SocketClient.connect(server(), '/market', chief),
    ];

    const orderId = 440_001;
    body(200, await im(server(), x).post('/send', { type: 'text', receiverId: Number(y.id), orderId, payload: { text: '在吗' } }));
    await next(ofOther);
    assert.equal((await next(ofCaller)).payload.text, '在吗'); // the caller's other device
    const call = body(200, await im(server(), x).post('/emergency', { orderId }));
    assert.equal(call.phone, '4008001234');
    const { emergency } = await onIm.expect((frame) => frame.emergency !== undefined, 'the alert');
    assert.deepEqual([emergency.id, emergency.orderId, emergency.callerId, emergency.createdAt], [call.id, orderId, Number(x.id), call.createdAt]);
    assert.doesNotMatch(JSON.stringify(emergency), /400-?800-?1234/);
    assert.deepEqual((await social.expect((frame) => frame.type === 'emergency_call', 'the alert')).data, emergency);
    assert.deepEqual(await rooms.next('emergency_call'), emergency);
    assert.deepEqual(await web.next('emergencyCall'), emergency);
    assert.deepEqual(await market.next('emergency-call'), emergency);

    assert.equal(body(200, await im(server(), agent).post(`/rooms/${orderId}/join`)).memberCount, 3);
    body(200, await im(server(), agent).post('/send', { type: 'text', orderId, payload: { text: '我来了' } }));
    assert.equal((await next(ofCaller)).payload.text, '我来了'); // and no alert before it: it would have been in the way
    for (const client of [ofCaller, ofOther, ofTenant]) {
      await fence(client);
      assert.equal(client.inbox.some((frame) => frame.emergency), false);
      await client.close();
    }

    // Somebody else was first to write with the number: help comes all the same, though nobody is told which room.
    const stranger = server().stranger();
    assert.equal(body(200, await im(server(), stranger).post('/emergency', { orderId })).phone, '4008001234');
    const kept = (await onIm.expect((frame) => frame.emergency !== undefined, 'the alert')).emergency;
    assert.deepEqual([kept.callerId, kept.conversationId], [Number(stranger.id), undefined]);
    await Promise.all([onIm, social, rooms, web, market].map((client) => client.close()));
  });

  it('are taken by one of many, closed once, and told to those who help wherever they are', async () => {
    const boss = await operator(server());
    const [agent, other] = [await someone(server(), boss, 'agent'), await someone(server(), boss, 'agent')];
    const [x, y] = server().pair();
    const [outsider, farAgent] = [await elsewhere(server(), boss, 'admin'), await elsewhere(server(), boss, 'agent')];
    const [onIm, ofCaller, ofTenant] = await Promise.all([other, x, farAgent].map((one) => socket(server(), one)));
    const social = await Client.connect(server(), other, { device: 'desk' });
    const [rooms, web, market] = [
      await SocketClient.connect(server(), '/rooms', other), await SocketClient.connect(server(), '/web', agent), await SocketClient.connect(server(), '/market', agent),
    ];
    const orderId = 440_002;
    body(200, await im(server(), x).post('/send', { type: 'text', receiverId: Number(y.id), orderId, payload: { text: '在吗' } }));
    const { id } = body(200, await im(server(), x).post('/emergency', { orderId }));
    const mine = async (state) => (await all(agent, `/emergency-calls?state=${state}`)).filter((call) => call.id === id);
    assert.deepEqual((await mine('open')).map(({ state, takenBy, closedAt }) => [state, takenBy, closedAt]), [['open', undefined, undefined]]);

    for (const [who, status] of [[x, 403], [outsider, 404], [farAgent, 404]]) {
      assert.equal((await admin(server(), who).post(`/emergency-calls/${id}/take`)).status, status);
      assert.equal((await admin(server(), who).post(`/emergency-calls/${id}/close`, { note: 'x' })).status, status);
      assert.equal((await admin(server(), who).get(`/emergency-calls/${id}`)).status, status);
    }
    const both = await Promise.all([agent, other].map((one) => one.post(`/emergency-calls/${id}/take`)));
    assert.deepEqual(both.map(({ status }) => status).sort(), [200, 409]);
    assert.equal(both.find(({ status }) => status === 409).body.code, 'conflict');
    const winner = both[0].status === 200 ? agent : other;
    const taken = both.find(({ status }) => status === 200).body.data;
    assert.deepEqual([taken.state, taken.takenBy], ['taken', Number(winner.id)]);
    assert.deepEqual([(await mine('open')).length, await mine('taken')], [0, [taken]]);
    const { emergencyUpdated: update } = await onIm.expect((frame) => frame.emergencyUpdated !== undefined, 'that it is taken');
    assert.deepEqual([update.id, update.orderId, update.state, update.by, new Date(update.at).toISOString()], [id, orderId, 'taken', Number(winner.id), new Date(taken.takenAt).toISOString()]);
    assert.deepEqual((await social.expect((frame) => frame.type === 'emergency_call_updated', 'the same')).data, update);
    assert.deepEqual(await rooms.next('emergency_call_updated'), update);
    assert.deepEqual(await web.next('emergencyCallUpdated'), update);
    assert.deepEqual(await market.next('emergency-call-updated'), update);

    // The room that one joins is the chat of the call.
    assert.equal(body(200, await im(server(), winner).post(`/rooms/${orderId}/join`)).conversationId, taken.conversationId);
    body(204, await im(server(), winner).delete(`/rooms/${orderId}/join`));

    for (const [sent, field] of [[{ note: 'x'.repeat(1_001) }, 'note'], [{ note: 7 }, 'note']]) {
      const refused = await agent.post(`/emergency-calls/${id}/close`, sent);
      assert.deepEqual([refused.status, refused.body.code, refused.body.field], [400, 'invalid_field', field]);
    }
    const closed = must(200, await agent.post(`/emergency-calls/${id}/close`, { note: ' 已到场 ' })).data;
    assert.deepEqual([closed.state, closed.takenBy, closed.closedBy, closed.note], ['closed', Number(winner.id), Number(agent.id), '已到场']);
    assert.equal((await onIm.expect((frame) => frame.emergencyUpdated?.state === 'closed', 'that it is closed')).emergencyUpdated.by, Number(agent.id));
    for (const step of ['take', 'close']) assert.equal((await other.post(`/emergency-calls/${id}/${step}`)).status, 409);
    assert.deepEqual(must(200, await agent.get(`/emergency-calls/${id}`)).data, closed);
    assert.deepEqual([(await agent.get('/emergency-calls?state=done')).body.field, (await agent.get('/emergency-calls/12')).status], ['state', 404]);

    const lines = must(200, await boss.get('/audit?limit=100')).data;
    const steps = lines.filter((line) => line.action === 'emergencyHandled' && line.targetId === id);
    assert.deepEqual(steps.map(({ detail, actorId }) => [detail, actorId]), [['closed', Number(agent.id)], ['taken', Number(winner.id)]]);
    assert.deepEqual(lines.filter((line) => line.targetId === taken.conversationId).map(({ action, actorId }) => [action, actorId]), [['roomLeft', Number(winner.id)], ['roomJoined', Number(winner.id)]]);
    for (const client of [ofCaller, ofTenant]) {
      await fence(client);
      assert.equal(client.inbox.some((frame) => frame.emergencyUpdated), false);
    }
    await Promise.all([onIm, ofCaller, ofTenant, social, rooms, web, market].map((client) => client.close()));
  });

  it('and reports of any tenant are an operator’s to read and to decide on, and on that tenant’s trail', async () => {
    const boss = await operator(server());
    const name = `help-${process.pid}-${Date.now()}`;
    const people = await tenant(server(), name);
    const [x, y, chief] = [await people('x1'), await people('y1'), await people('chief')];
    must(200, await boss.post(`/users/${chief.id}/role`, { role: 'admin' }));
    const { id: tenantId } = (await all(boss, '/tenants', 100)).find((one) => one.subdomain === name);
    const orderId = 440_003;
    const sent = body(200, await im(server(), x).post('/send', { type: 'text', receiverId: Number(y.id), orderId, payload: { text: '骗子' } }));
    const { id } = body(200, await im(server(), y).post('/emergency', { orderId }));
    const report = body(201, await im(server(), y).post('/reports', { targetUserId: Number(x.id), messageId: sent.id, reason: 'abuse' })).id;
    assert.deepEqual((await all(boss, `/emergency-calls?tenantId=${tenantId}`)).map((call) => call.id), [id]);
    for (const path of [`/emergency-calls/${id}`, `/reports/${report}`]) assert.equal(must(200, await boss.get(path)).data.state, 'open');
    assert.deepEqual(must(200, await boss.get(`/reports/${report}/messages`)).data.map((message) => [message.text, message.senderName !== undefined]), [['骗子', true]]);
    assert.equal((await boss.get(`/reports/${report}/file`)).status, 404);
    assert.equal(must(200, await boss.post(`/reports/${report}/take`)).data.takenBy, Number(boss.id));
    assert.equal(must(200, await boss.post(`/reports/${report}/resolve`, { note: '属实' })).data.state, 'resolved');
    assert.equal(must(200, await boss.post(`/emergency-calls/${id}/take`)).data.state, 'taken');
    assert.equal(must(200, await boss.post(`/emergency-calls/${id}/close`)).data.state, 'closed');
    const trail = must(200, await admin(server(), chief).get('/audit?limit=100')).data.filter((line) => line.actorId === Number(boss.id));
    const of = (target) => trail.filter((line) => line.targetId === target).map(({ action, detail }) => `${action} ${detail}`.replace(/ conversation \d+/, ''));
    assert.deepEqual([of(id), of(report)], [
      ['emergencyHandled closed', 'emergencyHandled taken'], ['reportDecided resolved', 'reportDecided taken', 'reportedConversationRead'],
    ]);
  });
});
