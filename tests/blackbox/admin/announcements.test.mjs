import assert from 'node:assert/strict';
import { it } from 'node:test';
import { admin, all, elsewhere, operator, someone } from '../lib/admin.mjs';
import { Client } from '../lib/client.mjs';
import { fence, im, next, socket } from '../lib/im.mjs';
import { as, call, must } from '../lib/rest.mjs';
import { SocketClient } from '../lib/sockets.mjs';
import { onBothDatabases } from '../lib/suite.mjs';
import { tenant } from '../lib/tenants.mjs';

onBothDatabases('announcements and calls for help', { users: 20, operator: true }, (server) => {
  it('one reaches every surface once, and the list', async () => {
    const boss = await operator(server());
    const [person] = server().pair();
    const outsider = await (await tenant(server(), `t${Date.now()}`))('p1');
    const onIm = await socket(server(), person);
    const social = await Client.connect(server(), person, { device: 'phone' });
    const rooms = await SocketClient.connect(server(), '/rooms', person);
    const web = await SocketClient.connect(server(), '/web', server().stranger());
    const other = await socket(server(), outsider);
    const chief = await someone(server(), boss, 'admin');

    const made = must(200, await chief.post('/announcements', { title: '暴雨', content: '今天停止上门' })).data;
    assert.equal(made.audience, 'all');
    assert.ok(made.tenantId && made.publishedAt);
    const frame = await onIm.expect((one) => one.data?.type === 'system', 'the announcement');
    assert.deepEqual(frame, {
      ack: frame.data.id,
      data: { id: frame.data.id, type: 'system', senderId: 0, receiverId: null, timestamp: frame.data.timestamp, payload: { title: '暴雨', text: '今天停止上门' } },
    });
    onIm.send({ ack: frame.ack });
    assert.equal((await social.expect((one) => one.type === 'notification', 'the announcement')).data.type, 'announcement');
    const onRooms = await rooms.next('receive_message');
    assert.deepEqual([onRooms.chat_id, onRooms.message_type, onRooms.content], [null, 'system', '暴雨\n今天停止上门']);
    assert.equal((await web.next('message')).content, '暴雨\n今天停止上门');

    must(200, await boss.post('/announcements', { title: 'second', content: 'for all' }));
    assert.equal((await onIm.expect((one) => one.data !== undefined, 'the second')).data.payload.title, 'second'); // the first came once
    assert.equal((await other.expect((one) => one.data !== undefined, 'the second')).data.payload.title, 'second'); // and to its tenant only
    await fence(onIm);

    const { items } = must(200, await as(server(), person).get('/notifications'));
    assert.deepEqual(items.slice(0, 2).map((one) => [one.type, one.title, one.is_read]), [['announcement', 'second', false], ['announcement', '暴雨', false]]);
    await Promise.all([onIm, social, rooms, web, other].map((client) => client.close()));
  });

  it('one for a role is for nobody else, and one that waits can be taken back', async () => {
    const boss = await operator(server());
    const [chief, agent] = [await someone(server(), boss, 'admin'), await someone(server(), boss, 'agent')];
    const customer = server().stranger();
    must(200, await as(server(), customer).post('/notifications/read-all')); // what was said before
    const [onAgent, onCustomer] = [await socket(server(), agent), await socket(server(), customer)];
    must(200, await chief.post('/announcements', { title: 'agents', content: 'to you', audience: 'agent' }));
    must(200, await chief.post('/announcements', { title: 'everybody', content: 'to all' }));
    assert.equal((await next(onAgent)).payload.title, 'agents');
    assert.equal((await next(onCustomer)).payload.title, 'everybody');

    const soon = new Date(Date.now() + 5000).toISOString(); // to come still when it is answered, however slow the machine
    const late = must(200, await chief.post('/announcements', { title: 'soon', content: 'x', at: soon })).data;
    assert.equal(late.publishedAt, undefined);
    const never = must(200, await chief.post('/announcements', { title: 'never', content: 'x', at: Date.now() + 3_600_000 })).data;
    must(200, await chief.delete(`/announcements/${never.id}`));
    assert.equal((await chief.delete(`/announcements/${never.id}`)).status, 404);
    assert.equal((await next(onCustomer)).payload.title, 'soon');
    assert.equal((await chief.delete(`/announcements/${late.id}`)).status, 409);
    const titles = (await all(chief, '/announcements')).map((one) => one.title);
    assert.deepEqual(titles.slice(0, 3), ['soon', 'everybody', 'agents']);
    await Promise.all([onAgent, onCustomer].map((client) => client.close()));
  });

  it('what is wrong is named, and only admins make them', async () => {
    const boss = await operator(server());
    const chief = await someone(server(), boss, 'admin');
    for (const [field, body] of [
      ['title', { content: 'x' }], ['title', { title: ' ', content: 'x' }], ['title', { title: 'a\nb', content: 'x' }], ['title', { title: 'x'.repeat(101), content: 'x' }],
      ['content', { title: 'x' }], ['content', { title: 'x', content: 'x'.repeat(2001) }], ['audience', { title: 'x', content: 'x', audience: 'everyone' }],
      ['at', { title: 'x', content: 'x', at: 'soon' }], ['at', { title: 'x', content: 'x', at: '2999-01-01T00:00:00Z' }], ['at', { title: 'x', content: 'x', at: -1 }],
    ]) {
      const answer = await chief.post('/announcements', body);
      assert.deepEqual([answer.status, answer.body.code, answer.body.field], [400, 'invalid_field', field]);
    }
    const stranger = await elsewhere(server(), boss, 'admin');
    assert.equal((await chief.post('/announcements', { title: 'x', content: 'x', tenantId: stranger.tenantId })).status, 403);
    assert.equal((await chief.post('/announcements', { title: 'x', content: 'x', tenantId: 999 })).status, 403);
    assert.equal((await chief.post('/announcements', { title: 'x', content: 'x', audience: 'operator' })).status, 403);
    const unknown = await boss.post('/announcements', { title: 'x', content: 'x', tenantId: 999 });
    assert.deepEqual([unknown.status, unknown.body.field], [400, 'tenantId']);
    const at = Date.now() + 3_600_000;
    const theirs = must(200, await boss.post('/announcements', { title: 'theirs', content: 'x', tenantId: stranger.tenantId, at })).data;
    assert.equal(theirs.tenantId, stranger.tenantId);
    assert.equal((await chief.delete(`/announcements/${theirs.id}`)).status, 404);
    assert.ok(!(await all(chief, '/announcements')).some((one) => one.id === theirs.id));
    must(200, await stranger.delete(`/announcements/${theirs.id}`));
    for (const path of ['/announcements?limit=0', '/announcements?limit=101', '/announcements?after=x', '/emergency-calls?after=-1']) assert.equal((await chief.get(path)).status, 400);
    const [agent, customer] = [await someone(server(), boss, 'agent'), admin(server(), server().stranger())];
    assert.equal((await agent.post('/announcements', { title: 'x', content: 'x' })).status, 403);
    assert.equal((await customer.get('/emergency-calls')).status, 403);
    assert.equal((await admin(server(), { token: 'no' }).get('/emergency-calls')).status, 401);
  });

  it('agents see calls for help, newest first', async () => {
    const agent = await someone(server(), await operator(server()), 'agent');
    const [x, y] = server().pair();
    must(200, await call(server(), 'PATCH', '/api/v1/me', { token: y.token, body: { phone: '13812345678' } }));
    for (const orderId of [501, 502, 503]) {
      must(200, await im(server(), x).post('/send', { type: 'text', receiverId: Number(y.id), orderId, payload: { text: 'hi' } }));
      if (orderId === 503) must(200, await im(server(), y).post('/send', { type: 'text', receiverId: Number(x.id), orderId, payload: { text: 'hello' } }));
      must(200, await im(server(), x).post('/emergency', { orderId }));
    }
    const calls = await all(agent, '/emergency-calls');
    assert.deepEqual(calls.slice(0, 3).map((one) => [one.orderId, one.callerId, one.contactId]), [503, 502, 501].map((order) => [order, Number(x.id), order === 503 ? Number(y.id) : undefined])); // whose number was told
  });
});
