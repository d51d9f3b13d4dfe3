// Disputes as those see and decide them who look after a tenant.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { admin, all, elsewhere, operator, someone } from '../lib/admin.mjs';
import { aService, marketSettings, onMarket, signUp } from '../lib/market.mjs';
import { must } from '../lib/rest.mjs';
import { onBothDatabases } from '../lib/suite.mjs';

/** A customer, a provider, and orders that the customer disputes. */
async function quarrel(server, count, tenant) {
  const [customer, provider] = [await signUp(server, 'customer', { tenant }), await signUp(server, 'provider', { tenant })];
  const [c, p] = [onMarket(server, customer), onMarket(server, provider)];
  const service = await p.data(p.post('/services', aService()));
  const orders = [];
  for (let made = 0; made < count; made++) {
    const { id } = await c.data(c.post('/orders', { serviceId: service.id }));
    await p.data(p.post(`/orders/${id}/confirm`));
    orders.push(await c.data(c.post(`/orders/${id}/dispute`, { reason: `没有来 ${made}` })));
  }

  return { customer, provider, c, p, orders };
}

onBothDatabases('disputes', { users: 0, operator: true, settings: marketSettings }, (server) => {
  it('are listed for the staff of the tenant, by pages and by what became of them, and decided once', async () => {
    const boss = await operator(server());
    const [agent, chief, second] = [await someone(server(), boss, 'agent'), await someone(server(), boss, 'admin'), await someone(server(), boss, 'admin')];
    const { customer, provider, c, orders } = await quarrel(server(), 3);
    const ids = orders.map(({ numericId }) => numericId);
    const mine = async (state) => (await all(agent, `/disputes${state ? `?state=${state}` : ''}`)).filter((one) => ids.includes(one.orderId));
    const open = await mine('open');
    assert.deepEqual(open.map(({ orderId, reason }) => [orderId, reason]), [[ids[2], '没有来 2'], [ids[1], '没有来 1'], [ids[0], '没有来 0']]);
    const { raisedAt, tenantId, ...first } = open[2];
    assert.ok(Date.parse(raisedAt) <= Date.now() && tenantId > 0);
    assert.deepEqual(first, {
      orderId: ids[0], orderNumber: orders[0].orderNumber, state: 'open', serviceName: orders[0].serviceName, orderStatus: 'confirmed', paymentStatus: 'unpaid', amount: 129.5, currency: 'CNY',
      customer: { id: customer.numericId, displayName: customer.username }, provider: { id: provider.numericId, displayName: provider.username }, raisedBy: customer.numericId, reason: '没有来 0',
    });
    assert.deepEqual(must(200, await agent.get(`/disputes/${ids[0]}`)).data, open[2]);

    const far = await elsewhere(server(), boss, 'admin');
    for (const [who, seen, decided] of [[admin(server(), customer), 403, 403], [agent, 200, 403], [far, 404, 404]]) {
      assert.equal((await who.get(`/disputes/${ids[0]}`)).status, seen);
      assert.equal((await who.post(`/disputes/${ids[0]}/resolve`, { refund: true })).status, decided);
    }
    assert.deepEqual(await all(far, '/disputes'), []);
    assert.equal((await far.get('/disputes?tenantId=1')).status, 403);
    assert.equal((await admin(server(), customer).get('/disputes')).status, 403);
    for (const [sent, code, field] of [[{}, 'missing_field', 'refund'], [{ refund: 'yes' }, 'invalid_field', 'refund'], [{ refund: true, note: 'x'.repeat(501) }, 'invalid_field', 'note']]) {
      const refused = await chief.post(`/disputes/${ids[0]}/resolve`, sent);
      assert.deepEqual([refused.status, refused.body.code, refused.body.field], [400, code, field]);
    }
    assert.equal((await agent.get('/disputes?state=lost')).body.field, 'state');

    const both = await Promise.all([chief, second].map((one) => one.post(`/disputes/${ids[0]}/resolve`, { refund: false, note: ' 来过 ' })));
    assert.deepEqual(both.map(({ status }) => status).sort(), [200, 409]);
    const decided = both.find(({ status }) => status === 200).body.data;
    const judge = both[0].status === 200 ? chief : second;
    assert.deepEqual([decided.state, decided.decidedBy, decided.note], ['dismissed', Number(judge.id), '来过']);
    assert.equal((await c.data(c.get(`/orders/${orders[0].id}`))).disputeStatus, 'dismissed');
    const viaOrder = onMarket(server(), chief); // where the order is read it is the same
    assert.equal((await viaOrder.data(viaOrder.post(`/orders/${orders[1].id}/dispute/resolve`, { refund: true }))).disputeStatus, 'refund');
    assert.deepEqual([(await mine('open')).map((one) => one.orderId), (await mine('dismissed')).map((one) => one.orderId), (await mine('refund')).map((one) => one.orderId)], [[ids[2]], [ids[0]], [ids[1]]]);
    assert.equal((await mine()).length, 3);

    await c.data(c.post(`/orders/${orders[0].id}/dispute`, { reason: '又没来' })); // again: what was decided is from before
    const again = must(200, await agent.get(`/disputes/${ids[0]}`)).data;
    assert.deepEqual([again.state, again.reason, again.decidedBy, again.note], ['open', '又没来', undefined, undefined]);

    const lines = must(200, await boss.get('/audit?limit=100')).data.filter((line) => line.action === 'disputeDecided');
    assert.deepEqual(lines.map(({ targetId, actorId, detail }) => [targetId, actorId, detail]), [[ids[1], Number(chief.id), 'refund'], [ids[0], Number(judge.id), 'dismissed']]);
  });

  it('of any tenant are an operator’s to see and decide, on that tenant’s trail', async () => {
    const boss = await operator(server());
    const chief = await elsewhere(server(), boss, 'admin');
    const { subdomain } = (await all(boss, '/tenants', 100)).find((one) => one.id === chief.tenantId);
    const { c, orders: [order] } = await quarrel(server(), 1, subdomain);
    assert.deepEqual((await all(boss, `/disputes?tenantId=${chief.tenantId}`)).map((one) => one.orderId), [order.numericId]);
    assert.equal(must(200, await boss.get(`/disputes/${order.id}`)).data.tenantId, chief.tenantId);
    assert.equal(must(200, await boss.post(`/disputes/${order.id}/resolve`, { refund: true, note: '核实' })).data.state, 'refund');
    assert.equal((await boss.post(`/disputes/${order.id}/resolve`, { refund: true })).status, 409);
    const seen = await c.data(c.get(`/orders/${order.id}`));
    assert.deepEqual([seen.disputeStatus, seen.status, seen.history.at(-1).note], ['refund', 'cancelled', '核实']);
    const lines = must(200, await chief.get('/audit?limit=100')).data.filter((line) => line.action === 'disputeDecided');
    assert.deepEqual(lines.map(({ targetId, actorId, detail }) => [targetId, actorId, detail]), [[order.numericId, Number(boss.id), 'refund']]);
  });
});
