import assert from 'node:assert/strict';
import { it } from 'node:test';
import { all, elsewhere, operator, someone } from '../lib/admin.mjs';
import { Client } from '../lib/client.mjs';
import { fence, im, refusedHandshake, socket } from '../lib/im.mjs';
import { market } from '../lib/market.mjs';
import { as, call, must } from '../lib/rest.mjs';
import { SocketClient } from '../lib/sockets.mjs';
import { onBothDatabases } from '../lib/suite.mjs';
import { tenant } from '../lib/tenants.mjs';

onBothDatabases('bans', { users: 30, operator: true }, (server) => {
  let boss;
  let chief;
  const admins = async () => {
    boss ??= await operator(server());
    chief ??= await someone(server(), boss, 'admin');
  };

  it('of an account are kept, seen by the banned, appealed against once, and taken back', async () => {
    await admins();
    const person = server().stranger();
    const [onIm, social] = [await socket(server(), person), await Client.connect(server(), person, { device: 'phone' })];
    const ban = must(200, await chief.post('/bans', { userId: Number(person.id), reason: '骚扰', minutes: 60 })).data;
    assert.deepEqual([ban.reason, ban.isAutomatic, ban.bannedBy, ban.device], ['骚扰', false, Number(chief.id), undefined]);
    assert.equal((await onIm.closed).code, 4003);
    assert.equal((await social.closed).code, 4003);
    assert.equal((await refusedHandshake(server(), `/api/im/ws?token=${person.token}`)).body.code, 'banned');
    assert.equal((await as(server(), person).get('/me')).status, 403);

    const mine = must(200, await as(server(), person).get('/me/bans')).data;
    assert.deepEqual(mine.map((one) => [one.id, one.reason, one.bannedBy]), [[ban.id, '骚扰', undefined]]);
    for (const text of ['', ' ', 'x'.repeat(1001), undefined]) assert.equal((await as(server(), person).post(`/me/bans/${ban.id}/appeal`, { text })).body.field, 'text');
    assert.equal((await as(server(), server().stranger()).post(`/me/bans/${ban.id}/appeal`, { text: 'not mine' })).status, 404);
    assert.equal(must(200, await as(server(), person).post(`/me/bans/${ban.id}/appeal`, { text: '不是我发的' })).data.appeal, '不是我发的');
    assert.equal((await as(server(), person).post(`/me/bans/${ban.id}/appeal`, { text: 'again' })).status, 409);

    assert.deepEqual((await all(chief, '/bans?state=appealed')).map((one) => [one.id, one.appeal]), [[ban.id, '不是我发的']]);
    assert.equal(must(200, await chief.post(`/bans/${ban.id}/lift`, { reason: '误判' })).data.liftReason, '误判');
    assert.equal((await chief.post(`/bans/${ban.id}/lift`, { reason: 'again' })).status, 409);
    assert.equal((await as(server(), person).post(`/me/bans/${ban.id}/appeal`, { text: 'late' })).status, 409);
    assert.equal((await as(server(), person).get('/me')).status, 200);
    assert.equal(must(200, await as(server(), person).get('/me/bans')).data[0].liftReason, '误判');
    assert.deepEqual(await all(chief, `/bans?state=holding&userId=${person.id}`), []);
  });

  it('can be appealed against with name and password, when no token is left', async () => {
    await admins();
    const [username, password] = [`gone${Date.now()}`, 'correct horse 7 battery'];
    const { user } = must(200, await call(server(), 'POST', '/api/v1/auth/register', { body: { username, password } })).data;
    const appeal = (body) => call(server(), 'POST', '/api/v1/auth/appeal', { body });
    assert.equal((await appeal({ username, password, text: 'what for' })).status, 404);
    must(200, await boss.post(`/users/${user.numericId}/ban`, { reason: 'spam' }));
    assert.equal((await call(server(), 'POST', '/api/v1/auth/login', { body: { username, password } })).body.code, 'banned');
    assert.equal((await appeal({ username, password: 'wrong', text: 'x' })).status, 401);
    assert.equal(must(200, await appeal({ username, password, text: 'it was my cat' })).data.appeal, 'it was my cat');
    assert.equal(must(200, await chief.get(`/bans?userId=${user.numericId}`)).data[0].appeal, 'it was my cat');
  });

  it('who is switched off sees why, may say something against it, and is freed by lifting it', async () => {
    await admins();
    const person = server().stranger();
    must(200, await chief.post(`/users/${person.id}/disable`, { reason: '核实身份' }));
    assert.equal((await as(server(), person).get('/me')).body.code, 'disabled');
    const [own] = must(200, await as(server(), person).get('/me/bans')).data;
    assert.deepEqual([own.reason, own.until], ['核实身份', undefined]);
    must(200, await as(server(), person).post(`/me/bans/${own.id}/appeal`, { text: '已提交' }));
    assert.deepEqual((await all(chief, `/bans?state=appealed&userId=${person.id}`)).map((one) => [one.id, one.appeal]), [[own.id, '已提交']]);
    must(200, await chief.post(`/bans/${own.id}/lift`, { reason: '已核实' }));
    must(200, await as(server(), person).get('/me'));
    assert.equal(must(200, await as(server(), person).get('/me/bans')).data[0].liftReason, '已核实');
  });

  it('of a device end its connections on every surface and keep it out, whoever comes with it', async () => {
    await admins();
    const [x, y] = server().pair();
    const device = `device-${Date.now()}-abcdef`;
    const onIm = await socket(server(), x, { device });
    const social = await Client.connect(server(), y, { device });
    const rooms = await SocketClient.connect(server(), '/rooms', x, { auth: { device } });
    const elsewhere = await socket(server(), x, { device: 'another' });
    const staff = await socket(server(), chief, { device });
    const ban = must(200, await chief.post('/bans', { userId: Number(x.id), device, reason: 'fraud' })).data;
    assert.deepEqual([(await onIm.closed).code, (await social.closed).code], [4003, 4003]);
    await rooms.expect('banned');
    assert.match(await rooms.disconnected, /server disconnect/);
    await fence(elsewhere);
    await fence(staff);
    for (const person of [x, y]) {
      assert.deepEqual((await refusedHandshake(server(), `/api/im/ws?token=${person.token}&device=${device}`)).status, 403);
      await assert.rejects(SocketClient.connect(server(), '/rooms', person, { auth: { device } }), (error) => error.data.code === 403);
    }

    // REST names it in a header, and a sign-in in its body, too.
    const named = { headers: { 'x-device-id': device } };
    for (const path of ['/api/v1/me', '/api/v1/friends', '/api/v1/chat/conversations', '/api/im/unread', '/api/chat/chats', '/api/web/sessions', '/api/v1/orders']) {
      const refused = await call(server(), 'GET', path, { token: y.token, ...named });
      assert.deepEqual([refused.status, refused.body.code], [403, 'banned'], path);
      assert.notEqual((await call(server(), 'GET', path, { token: y.token })).status, 403, path);
      assert.notEqual((await call(server(), 'GET', path, { token: y.token, headers: { 'x-device-id': `${device}-other` } })).status, 403, path);
    }

    const [username, password] = [`device${Date.now()}`, 'correct horse 7 battery'];
    const { refreshToken } = must(200, await call(server(), 'POST', '/api/v1/auth/register', { body: { username, password } })).data;
    for (const [path, body] of [['login', { username, password }], ['refresh', { refreshToken }], ['register', { username: `${username}x`, password }]]) {
      for (const attempt of [{ body, ...named }, { body: { ...body, deviceId: device } }]) {
        const refused = await call(server(), 'POST', `/api/v1/auth/${path}`, attempt);
        assert.ok((refused.status === 403 && refused.body.code === 'banned') || (path === 'refresh' && refused.status === 401), `${path}: ${JSON.stringify(refused.body)}`);
        assert.equal(refused.body.data, undefined);
      }
    }

    assert.equal((await call(server(), 'POST', '/api/v1/auth/login', { body: { username, password, deviceId: 'another' } })).status, 200);
    assert.equal((await call(server(), 'GET', '/api/admin/users', { token: chief.token, ...named })).status, 200); // who looks after a tenant is not kept out
    assert.equal(must(200, await as(server(), x).get('/me/bans')).data[0].device, device);
    must(200, await chief.post(`/bans/${ban.id}/lift`, { reason: 'sold' }));
    await (await socket(server(), y, { device })).close();
    await Promise.all([elsewhere, staff].map((client) => client.close()));

    must(200, await chief.post('/bans', { userId: Number(x.id), device: 'phone', reason: 'a short name is many people\'s', minutes: 5 }));
    assert.equal((await refusedHandshake(server(), `/api/im/ws?token=${x.token}&device=phone`)).status, 403);
    await (await socket(server(), y, { device: 'phone' })).close();
  });

  it('of another tenant are seen and taken back by the operator who made them, and by no other tenant\'s admin', async () => {
    await admins();
    const abroad = await elsewhere(server(), boss, 'admin');
    const person = await (await tenant(server(), `far${Date.now()}`))('p1');
    must(200, await boss.post(`/users/${person.id}/role`, { role: 'agent' }));
    const tenants = must(200, await boss.get('/tenants?limit=100')).data;
    const tenantId = tenants.find((one) => one.subdomain?.startsWith('far')).id;
    for (const body of [{ device: 'phone' }, {}]) {
      const ban = must(200, await boss.post('/bans', { userId: Number(person.id), reason: 'fraud', ...body })).data;
      assert.deepEqual((await all(boss, `/bans?tenantId=${tenantId}&state=holding`)).map((one) => one.id), [ban.id]);
      for (const other of [chief, abroad]) {
        assert.equal((await other.get(`/bans/${ban.id}`)).status, 404);
        assert.equal((await other.post(`/bans/${ban.id}/lift`, { reason: 'x' })).status, 404);
        for (const list of ['bans', 'audit', 'hits']) assert.equal((await other.get(`/${list}?tenantId=${tenantId}`)).status, 403);
      }

      assert.equal(must(200, await boss.get(`/bans/${ban.id}`)).data.id, ban.id);
      assert.equal(must(200, await boss.post(`/bans/${ban.id}/lift`, { reason: 'mended' })).data.liftReason, 'mended');
    }

    const trail = await all(boss, `/audit?tenantId=${tenantId}`); // in it already, since it was answered
    assert.equal(trail.filter((line) => line.targetId === Number(person.id) && ['banned', 'freed'].includes(line.action)).length, 4);
    assert.equal((await boss.get('/bans?tenantId=x')).body.field, 'tenantId');
  });

  it('are made by admins, of people below them in their tenant, with a reason', async () => {
    await admins();
    const [agent, other] = [await someone(server(), boss, 'agent'), await someone(server(), boss, 'admin')];
    const person = server().stranger();
    const foreign = await (await tenant(server(), `t${Date.now()}`))('p1');
    const userId = Number(person.id);
    for (const path of ['/bans', '/bans/1']) assert.equal((await agent.get(path)).status, 403);
    assert.equal((await agent.post('/bans', { userId, reason: 'x' })).status, 403);
    for (const [status, field, body] of [
      [400, 'userId', { reason: 'x' }], [400, 'reason', { userId }], [400, 'reason', { userId, reason: ' ' }], [400, 'minutes', { userId, reason: 'x', minutes: 0 }],
      [400, 'device', { userId, reason: 'x', device: '' }], [400, 'device', { userId, reason: 'x', device: 'd'.repeat(65) }], [404, undefined, { userId: Number(foreign.id), reason: 'x' }],
      [404, undefined, { userId: Number(foreign.id), reason: 'x', device: 'd' }], [403, undefined, { userId: Number(other.id), reason: 'x', device: 'd' }],
    ]) {
      const answer = await chief.post('/bans', body);
      assert.deepEqual([answer.status, answer.body.field], [status, field], JSON.stringify(body));
    }

    assert.equal((await chief.get('/bans?state=x')).status, 400);
    assert.equal((await chief.get('/bans/77')).status, 404);
    assert.equal((await chief.post('/bans/77/lift', { reason: 'x' })).status, 404);
    assert.equal((await call(server(), 'GET', '/api/v1/me/bans')).status, 401);
    assert.equal((await im(server(), person).get('/unread')).status, 200);
  });

  it('a banned provider’s service is there for those who look after the tenant alone', async () => {
    await admins();
    const agent = await someone(server(), boss, 'agent');
    const { c, provider, service } = await market(server());
    const seen = async (view) => [(await view.get(`/services/${service.id}`)).status, (await view.get(`/services/${service.id}/reviews`)).status];
    assert.deepEqual(await seen(c), [200, 200]);
    must(200, await chief.post(`/users/${provider.numericId}/ban`, { reason: '骗人', minutes: 60 }));
    assert.deepEqual(await seen(c), [404, 404]);
    assert.deepEqual(await seen(as(server(), agent)), [200, 200]);
    assert.equal((await c.post('/orders', { serviceId: service.id })).status, 404);
    must(200, await chief.post(`/users/${provider.numericId}/unban`, { reason: '申诉成立' }));
    assert.deepEqual(await seen(c), [200, 200]);
  });
});
