import assert from 'node:assert/strict';
import { it } from 'node:test';
import { operator, someone } from '../lib/admin.mjs';
import { Client } from '../lib/client.mjs';
import { body, fence, im, next, socket } from '../lib/im.mjs';
import { SocketClient } from '../lib/sockets.mjs';
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
});
