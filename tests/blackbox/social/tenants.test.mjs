import assert from 'node:assert/strict';
import { it } from 'node:test';
import { Client } from '../lib/client.mjs';
import { as, call, must } from '../lib/rest.mjs';
import { onBothDatabases } from '../lib/suite.mjs';

onBothDatabases('tenants, accounts and bans', { users: 40, operator: true }, (server) => {
  const signIn = async ({ username, password }) =>
    must(200, await call(server(), 'POST', '/api/v1/auth/login', { body: { username, password } })).data;

  it('a person registers, signs in, refreshes and signs out', async () => {
    const name = `zhang${Date.now()}`;
    const registered = await call(server(), 'POST', '/api/v1/auth/register', { body: { username: name, password: 'Passw0rd-long', displayName: '张三' } });
    assert.ok([200, 201].includes(registered.status), JSON.stringify(registered.body));
    assert.equal(registered.body.success, true);
    assert.equal(registered.body.data.user.displayName, '张三');
    const session = await signIn({ username: name, password: 'Passw0rd-long' });
    const client = await Client.connect(server(), { token: session.accessToken });
    assert.equal(client.welcome.data.user_id, session.user.id);
    assert.equal(client.welcome.data.username, name);

    const refreshed = must(200, await call(server(), 'POST', '/api/v1/auth/refresh', { body: { refreshToken: session.refreshToken } })).data;
    assert.notEqual(refreshed.refreshToken, session.refreshToken);
    await (await Client.connect(server(), { token: refreshed.accessToken }, { device: 'second' })).close();
    const wrong = await call(server(), 'POST', '/api/v1/auth/login', { body: { username: name, password: 'wrong-password' } });
    assert.equal(wrong.status, 401);
    assert.equal(wrong.body.success, false);

    must(200, await call(server(), 'POST', '/api/v1/auth/logout', { token: refreshed.accessToken, body: { refreshToken: refreshed.refreshToken } }));
    assert.equal((await client.closed).code, 1008); // the whole session ends
  });

  it('people of two tenants don\'t exist for each other', async () => {
    const operator = await signIn(server().operator);
    const made = await call(server(), 'POST', '/api/admin/tenants', { token: operator.accessToken, body: { name: 'Acme', subdomain: 'acme' } });
    assert.ok([200, 201].includes(made.status), JSON.stringify(made.body));
    const headers = { 'x-api-key': made.body.data.apiKey ?? made.body.data.tenant?.apiKey };
    const person = async (externalUserId) => {
      const body = { externalUserId, displayName: externalUserId, userType: 'customer' };
      const user = await call(server(), 'POST', '/api/v1/tenant/users', { headers, body });
      assert.ok([200, 201].includes(user.status), JSON.stringify(user.body));
      const minted = await call(server(), 'POST', '/api/v1/tenant/tokens', { headers, body: { externalUserId } });
      assert.ok([200, 201].includes(minted.status), JSON.stringify(minted.body));
      return { token: minted.body.data.accessToken ?? minted.body.data.token, id: String(user.body.data.numericId ?? user.body.data.user?.numericId) };
    };
    const [ann, bob] = [await person('ann'), await person('bob')];
    const a = await Client.connect(server(), ann);
    const b = await Client.connect(server(), bob);
    must(201, await as(server(), ann).post('/friends/request', { user_id: bob.uuid }));
    must(200, await as(server(), bob).post('/friends/request', { user_id: ann.uuid }));
    const { message_id } = await a.tell(bob, 'inside');
    await b.messages(1);

    const outsider = server().stranger();
    const rest = as(server(), outsider);
    const out = await Client.connect(server(), outsider);
    for (const answer of [
      await rest.post('/friends/request', { user_id: bob.uuid }),
      await rest.post(`/messages/${bob.uuid}`, { content: 'x' }),
      await rest.post(`/messages/${message_id}/read`),
      await rest.delete(`/messages/${message_id}`),
      await rest.post(`/friends/${bob.uuid}/block`),
      await rest.post('/groups', { name: 'mixed', member_ids: [bob.uuid] }),
    ]) assert.equal(answer.status, 404, JSON.stringify(answer.body));
    assert.equal((await out.refused({ type: 'chat', action: 'send', data: { receiver_id: bob.uuid, content: 'x', temp_id: '1' } })).code, 'user_not_found');
    const group = must(201, await as(server(), ann).post('/groups', { name: 'ours', member_ids: [bob.uuid] }));
    assert.equal((await rest.get(`/groups/${group.id}`)).status, 404);
    assert.equal(must(200, await rest.get(`/users/online?ids=${bob.uuid}`)).items[0].is_online, false);
    await Promise.all([a.close(), b.close(), out.close()]);
  });

  it('a ban closes every connection with 4003 and keeps the person out until it is lifted', async () => {
    const operator = await signIn(server().operator);
    const [x, y] = server().pair();
    const devices = [await Client.connect(server(), x, { device: '1' }), await Client.connect(server(), x, { device: '2' })];
    const friend = await Client.connect(server(), y);
    must(200, await call(server(), 'POST', `/api/admin/users/${x.id}/ban`, { token: operator.accessToken, body: { reason: 'spam', minutes: 5 } }));
    for (const device of devices) assert.deepEqual(await device.closed, { code: 4003, reason: 'banned' });
    const again = await Client.open(server());
    again.send({ type: 'auth', token: x.token });
    assert.equal((await again.closed).code, 4003);
    const rest = await as(server(), x).get('/friends');
    assert.deepEqual([rest.status, rest.body.code], [403, 'banned']);
    must(200, await call(server(), 'POST', `/api/admin/users/${x.id}/unban`, { token: operator.accessToken, body: { reason: 'sorry' } }));
    const back = await Client.connect(server(), x);
    await back.tell(y, 'free again');
    await friend.messages(1);
    const denied = await call(server(), 'POST', `/api/admin/users/${y.id}/ban`, { token: x.token, body: { reason: 'revenge' } });
    assert.equal(denied.status, 403);
    await Promise.all([back.close(), friend.close()]);
  });
});
