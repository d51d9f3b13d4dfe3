// The whole of it once: an order's room, somebody away, a notice to all, a call for help, a ban that nobody spoke, and what an admin makes of it.
import assert from 'node:assert/strict';
import { after, it } from 'node:test';
import { operator, someone } from '../lib/admin.mjs';
import { Client } from '../lib/client.mjs';
import { body, fence, im, next, refusedHandshake, socket } from '../lib/im.mjs';
import { as, call, must } from '../lib/rest.mjs';
import { SocketClient } from '../lib/sockets.mjs';
import { onBothDatabases } from '../lib/suite.mjs';
import { account, vendor } from '../lib/wechat.mjs';

const wechat = await vendor();
after(() => wechat.close());
const settings = { 'WeChat:AppId': account.appid, 'WeChat:AppSecret': account.secret, 'WeChat:Url': wechat.url, 'Moderation:ReporterAge': '0s', 'Emergency:Phone': '400-800-1234' };
const orderId = 100;

/** Waits until something holds; the runner of the tests ends it if it never does. */
const until = async (holds) => {
  for (let value; ; await new Promise((done) => setTimeout(done, 20))) if ((value = await holds())) return value;
};

onBothDatabases('the story of an order’s room', { users: 40, operator: true, settings }, (server) => {
  it('from hello to a lifted ban', async () => {
    const boss = await operator(server());
    const [agent, chief] = [await someone(server(), boss, 'agent'), await someone(server(), boss, 'admin')];
    const [customer, provider] = server().pair();
    const other = server().stranger();
    const say = (from, text, more = {}) => im(server(), from).post('/send', { type: 'text', orderId, payload: { text }, ...more });
    const openid = `o-${provider.id}-${Date.now()}`;
    must(200, await call(server(), 'PUT', '/api/v1/me/wechat', { token: provider.token, body: { openid } }));

    // They talk; then one goes, and is told once of five messages.
    const here = await socket(server(), customer);
    let there = await socket(server(), provider);
    body(200, await say(customer, '你好', { receiverId: Number(provider.id) }));
    assert.equal((await next(there)).payload.text, '你好');
    body(200, await say(provider, '在的'));
    await next(here); // one's own, from elsewhere
    assert.equal((await next(here)).payload.text, '在的');
    await next(there);
    await there.close();
    await until(async () => must(200, await chief.get(`/users/${provider.id}`)).data.connections === 0);
    for (let i = 1; i <= 5; i++) body(200, await say(customer, `${i}`));
    const pushes = () => wechat.sent.filter((one) => one.to === openid);
    await until(() => pushes().length > 0);
    assert.match(pushes()[0].content, /：1$/);

    // The provider is back, gets the five, and both rooms and whoever else is there hear the notice.
    there = await socket(server(), provider);
    for (let i = 1; i <= 5; i++) assert.equal((await next(there)).payload.text, `${i}`);
    const elsewhere = await socket(server(), other);
    must(200, await chief.post('/announcements', { title: '天气', content: '暴雨' }));
    for (const client of [here, there, elsewhere]) {
      const notice = await client.expect((frame) => frame.data?.type === 'system', 'the notice');
      assert.deepEqual(notice.data.payload, { title: '天气', text: '暴雨' });
      client.send({ ack: notice.ack });
    }

    // The button: a number to dial, agents who hear of it, and one who comes.
    const desk = await socket(server(), agent);
    assert.equal(body(200, await im(server(), customer).post('/emergency', { orderId })).phone, '4008001234');
    assert.equal((await desk.expect((frame) => frame.emergency !== undefined, 'the alert')).emergency.orderId, orderId);
    assert.equal(body(200, await im(server(), agent).post(`/rooms/${orderId}/join`)).memberCount, 3);
    body(200, await say(agent, '我是客服'));
    await there.expect((frame) => frame.data?.payload.text === '我是客服', 'the agent');

    // Three bad words and two reports: out, everywhere.
    must(200, await chief.post('/words', { words: ['赌博'] }));
    const [social, rooms] = [await Client.connect(server(), provider, { device: 'phone' }), await SocketClient.connect(server(), '/rooms', provider)];
    for (const text of ['来赌博', '賭 博', '赌.博吧']) assert.equal((await say(provider, text)).body.code, 'content_rejected', text);
    for (const reporter of [customer, other]) {
      assert.equal((await im(server(), reporter).post('/reports', { targetUserId: Number(provider.id), reason: 'gambling' })).status, 201);
    }

    assert.deepEqual([(await there.closed).code, (await social.closed).code], [4003, 4003]);
    await rooms.expect('banned');
    await rooms.disconnected;
    const refused = await refusedHandshake(server(), `/api/im/ws?token=${provider.token}`);
    assert.deepEqual([refused.status, refused.body.code], [403, 'banned']);
    await assert.rejects(SocketClient.connect(server(), '/rooms', provider), (error) => error.data.code === 403);
    assert.equal((await say(provider, 'hello?')).status, 403);

    // The person says something against it, and an admin takes it back.
    const [ban] = must(200, await as(server(), provider).get('/me/bans')).data;
    assert.equal(ban.isAutomatic, true);
    must(200, await as(server(), provider).post(`/me/bans/${ban.id}/appeal`, { text: '误会' }));
    assert.deepEqual(must(200, await chief.get('/bans?state=appealed')).data.map((one) => [one.id, one.appeal]), [[ban.id, '误会']]);
    must(200, await chief.post(`/bans/${ban.id}/lift`, { reason: '误判' }));
    there = await socket(server(), provider);
    await fence(there);
    body(200, await say(provider, '我回来了'));
    await here.expect((frame) => frame.data?.payload.text === '我回来了', 'the provider again');

    assert.equal(pushes().length, 1); // one for the five, and none since
    assert.deepEqual(wechat.complaints, []);
    assert.match(await server().command('audit', 'verify'), /in order: \d+ lines/);
    await Promise.all([here, there, elsewhere, desk].map((client) => client.close()));
  });
});
