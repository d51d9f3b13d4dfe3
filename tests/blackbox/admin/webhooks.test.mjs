// How tenants' backends are told of events, for those who look after them: an admin sees its own tenant's, an operator all.
import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { admin, all, elsewhere, operator, someone } from '../lib/admin.mjs';
import { eventually } from '../lib/market.mjs';
import { as, call, must } from '../lib/rest.mjs';
import { onBothDatabases } from '../lib/suite.mjs';
import { Backend } from '../lib/webhooks.mjs';

const settings = { 'Webhooks:AllowPrivate': 'true', 'Webhooks:FirstRetry': '50ms', 'Limits:Enabled': 'false' };

onBothDatabases('webhooks for operators', { users: 10, operator: true, settings }, (server) => {
  let backend;
  before(async () => {
    backend = await Backend.start();
  });
  after(() => backend.close());

  it('are listed, switched and their deliveries sent again, in one’s own tenant or in all', async () => {
    const boss = await operator(server());
    const [chief, other, agent] = [await someone(server(), boss, 'admin'), await elsewhere(server(), boss, 'admin'), await someone(server(), boss, 'agent')];
    const path = `/operator-${Date.now()}`;
    const make = async (by, to) => {
      const { id } = must(200, await as(server(), by).post('/webhooks', { url: backend.url + to, events: ['user.updated'] })).data;
      const found = (await all(by, '/webhooks', 1)).find((hook) => hook.url === backend.url + to);
      assert.match(id, /-/);
      return found;
    };
    const [mine, theirs] = [await make(chief, path), await make(other, '/theirs')];
    assert.deepEqual([mine.isActive, mine.circuit, mine.failures, mine.events, mine.secret, theirs.tenantId], [true, 'closed', 0, ['user.updated'], undefined, other.tenantId]);
    assert.ok(!(await all(chief, '/webhooks')).some((hook) => hook.id === theirs.id));
    const ids = (await all(boss, '/webhooks', 1)).map((hook) => hook.id);
    assert.deepEqual(ids.filter((id) => [mine.id, theirs.id].includes(id)), [theirs.id, mine.id]);
    assert.deepEqual((await all(boss, `/webhooks?tenantId=${other.tenantId}`)).map((hook) => hook.id), [theirs.id]);

    const person = server().stranger();
    must(200, await as(server(), person).patch('/me', { displayName: '新名字' }));
    const sent = async (state, by = chief) => all(by, `/webhooks/${mine.id}/deliveries?state=${state}`, 1);
    const [delivered] = await eventually('a delivery', () => sent('delivered'), (rows) => rows.length > 0);
    assert.deepEqual([delivered.event, delivered.attempts, delivered.lastStatus, delivered.body, delivered.webhookId], ['user.updated', 1, 200, undefined, mine.id]);
    assert.deepEqual(await sent('failed'), []);
    const count = () => backend.received.filter((one) => one.path === path).length;
    const before = count();
    assert.equal(must(200, await boss.post(`/webhooks/${mine.id}/deliveries/${delivered.id}/retry`)).data.id, delivered.id);
    await eventually('it once more', async () => count(), (now) => now > before);

    assert.equal(must(200, await chief.patch(`/webhooks/${mine.id}`, { enabled: false })).data.isActive, false);
    assert.equal(must(200, await boss.get(`/webhooks/${mine.id}`)).data.isActive, false);
    assert.equal(must(200, await boss.patch(`/webhooks/${mine.id}`, { enabled: true })).data.isActive, true);
    const trail = () => all(boss, '/audit', 50);
    const lines = await eventually('the trail', trail, (rows) => rows.filter((row) => row.action === 'webhookSwitched').length >= 2);
    assert.deepEqual(lines.filter((row) => row.targetId === mine.id).map((row) => [row.action, row.actorId, row.detail]), [['webhookSwitched', Number(boss.id), 'on'], ['webhookSwitched', Number(chief.id), 'off']]);
    assert.ok(lines.some((row) => row.action === 'deliveryRetried' && row.targetId === delivered.id));

    for (const [method, where, body] of [
      ['get', ''], ['patch', '', { enabled: false }], ['get', '/deliveries'], ['post', `/deliveries/${delivered.id}/retry`],
    ]) {
      const send = (by, id = mine.id) => by[method](`/webhooks/${id}${where}`, body);
      assert.equal((await send(other)).status, 404, `${method} ${where}`);
      assert.equal((await send(agent)).status, 403, `${method} ${where}`);
      assert.equal((await send(admin(server(), person))).status, 403, `${method} ${where}`);
      assert.equal((await send(boss, 12)).status, 404, `${method} ${where}`);
      assert.equal((await send(boss, 'none')).status, 404, `${method} ${where}`);
    }
    assert.equal((await call(server(), 'GET', '/api/admin/webhooks')).status, 401);
    assert.equal((await chief.get(`/webhooks?tenantId=${other.tenantId}`)).status, 403);
    assert.equal((await boss.get('/webhooks?tenantId=x')).body.field, 'tenantId');
    assert.equal((await chief.get(`/webhooks/${mine.id}/deliveries?state=lost`)).body.field, 'state');
    assert.equal((await chief.post(`/webhooks/${mine.id}/deliveries/12/retry`)).status, 404);
    assert.equal((await boss.post(`/webhooks/${theirs.id}/deliveries/${delivered.id}/retry`)).status, 404);
    for (const bad of [{}, { enabled: 'no' }, { enabled: null }]) assert.equal((await chief.patch(`/webhooks/${mine.id}`, bad)).status, 400);
  });
});
