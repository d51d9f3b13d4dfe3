import assert from 'node:assert/strict';
import { it } from 'node:test';
import { admin, all, operator, someone } from '../lib/admin.mjs';
import { body, im, socket } from '../lib/im.mjs';
import { must } from '../lib/rest.mjs';
import { onBothDatabases } from '../lib/suite.mjs';
import { tenant } from '../lib/tenants.mjs';

onBothDatabases('the people of a tenant', { users: 5, operator: true }, (server) => {
  it('are listed, looked at, found by name, and those of others are not', async () => {
    const boss = await operator(server());
    const chief = await someone(server(), boss, 'admin');
    const elsewhere = await (await tenant(server(), `u${Date.now()}`))('p1');
    const everybody = await all(chief, '/users', 3);
    assert.equal(new Set(everybody.map((one) => one.id)).size, everybody.length);
    assert.deepEqual(everybody.map((one) => one.id), everybody.map((one) => one.id).sort((a, b) => b - a));
    assert.ok(everybody.length >= 7 && !everybody.some((one) => one.id === Number(elsewhere.id)));
    const [found] = must(200, await chief.get('/users?q=ADMIN')).data;
    assert.deepEqual([found.id, found.role, found.status], [Number(chief.id), 'admin', 'active']);
    const person = server().stranger();
    const client = await socket(server(), person);
    const detail = must(200, await chief.get(`/users/${person.id}`)).data;
    assert.deepEqual([detail.user.id, detail.connections, detail.hasWeChat], [Number(person.id), 1, false]);
    assert.deepEqual(detail.devices.map((one) => [typeof one.device, one.isConnected]), [['string', true]]);
    must(200, await chief.get(`/users/${chief.id}`));
    const looked = must(200, await chief.get(`/users/${chief.id}`)).data.activity.filter((line) => line.action === 'accountRead');
    const [last] = looked.filter((line) => line.targetId !== Number(chief.id)); // this very look may be among them already, or not yet
    assert.equal(last.targetId, Number(person.id));
    assert.ok(looked.indexOf(last) >= 1);
    assert.equal((await chief.get(`/users/${elsewhere.id}`)).status, 404);
    must(200, await boss.get(`/users/${elsewhere.id}`));
    assert.equal((await chief.get(`/users?q=${'x'.repeat(65)}`)).status, 400);
    assert.equal((await admin(server(), person).get('/users')).status, 403);
    await client.close();
  });

  it('and their reports and calls for help are listed for an operator by tenant, and for no admin of another', async () => {
    const boss = await operator(server());
    const chief = await someone(server(), boss, 'admin');
    const name = `by${Date.now()}`;
    const join = await tenant(server(), name);
    const [one, other] = [await join('p1'), await join('p2')];
    const { id } = must(200, await boss.get('/tenants?limit=100')).data.find((one) => one.subdomain === name);
    const report = body(201, await im(server(), one).post('/reports', { targetUserId: Number(other.id), reason: 'abuse' }));
    assert.deepEqual(new Set((await all(boss, `/users?tenantId=${id}`, 1)).map((row) => row.id)), new Set([one, other].map((person) => Number(person.id))));
    assert.deepEqual((await all(boss, `/users?tenantId=${id}&q=nobody`)), []);
    assert.deepEqual((await all(boss, `/reports?tenantId=${id}&state=open`)).map((row) => row.id), [report.id]);
    assert.ok(!(await all(boss, '/reports')).some((row) => row.id === report.id));
    assert.deepEqual(await all(boss, `/emergency-calls?tenantId=${id}`), []);
    for (const list of ['users', 'reports', 'emergency-calls']) {
      assert.equal((await chief.get(`/${list}?tenantId=${id}`)).status, 403);
      must(200, await chief.get(`/${list}?tenantId=1`));
      assert.equal((await boss.get(`/${list}?tenantId=x`)).body.field, 'tenantId');
    }
  });

  it('get roles and are signed out', async () => {
    const boss = await operator(server());
    const [chief, other, agent] = [await someone(server(), boss, 'admin'), await someone(server(), boss, 'admin'), await someone(server(), boss, 'agent')];
    assert.equal((await agent.get('/users')).status, 403);
    assert.equal(must(200, await chief.post(`/users/${agent.id}/role`, { role: 'admin' })).data.role, 'admin');
    must(200, await agent.get('/users'));
    assert.equal((await chief.post(`/users/${agent.id}/role`, { role: 'agent' })).status, 403); // it is its like now
    must(200, await boss.post(`/users/${agent.id}/role`, { role: 'customer' }));
    assert.equal((await agent.get('/emergency-calls')).status, 403);
    for (const role of ['operator', 'king', null]) assert.equal((await chief.post(`/users/${agent.id}/role`, { role })).status, 400);
    assert.equal((await chief.post(`/users/${chief.id}/role`, { role: 'customer' })).status, 400);
    assert.equal((await chief.post(`/users/${other.id}/sign-out`)).status, 403);

    const client = await socket(server(), agent);
    const gone = new Promise((done) => client.socket.once('close', done));
    must(200, await chief.post(`/users/${agent.id}/sign-out`));
    await gone;
    assert.equal((await im(server(), agent).get('/unread')).status, 401);
  });
});
