// What is paid and goes back, for those who look after it.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { admin, all, elsewhere, operator, someone } from '../lib/admin.mjs';
import { market, marketSettings } from '../lib/market.mjs';
import { call, must } from '../lib/rest.mjs';
import { click, open } from '../lib/sandbox.mjs';
import { onBothDatabases } from '../lib/suite.mjs';

onBothDatabases('payments for operators', { users: 0, operator: true, settings: { ...marketSettings, 'Limits:Enabled': 'false' } }, (server) => {
  it('are listed by where they are, in one’s own tenant or in all', async () => {
    const boss = await operator(server());
    const [chief, other, agent] = [await someone(server(), boss, 'admin'), await elsewhere(server(), boss, 'admin'), await someone(server(), boss, 'agent')];
    const { c, customer, service } = await market(server());
    const pays = [];
    for (let i = 0; i < 3; i++) {
      const order = await c.data(c.post('/orders', { serviceId: service.id }));
      pays.push(await c.data(c.post(`/orders/${order.id}/pay`)));
    }
    await click((await open(pays[1].payUrl)).forms.pay);

    const rows = await all(chief, '/payments', 1);
    assert.deepEqual(rows.map((row) => row.state), ['pending', 'paid', 'pending']);
    assert.deepEqual([rows[1].amount, rows[1].currency, rows[1].gateway, rows[1].tenantId, rows[1].payUrl, rows[1].stuck], [129.5, 'CNY', 'sandbox', 1, undefined, undefined]);
    assert.ok(rows[1].paidAt && rows[1].transactionId && rows[1].orderId);
    const ids = async (by, query) => (await all(by, `/payments${query}`, 1)).map((row) => row.id);
    assert.deepEqual(await ids(chief, '?state=pending'), [rows[0].id, rows[2].id]);
    assert.deepEqual(await ids(boss, '?state=paid'), [rows[1].id]);
    assert.deepEqual(await ids(boss, '?tenantId=1'), rows.map((row) => row.id));
    for (const state of ['closed', 'refunding', 'refunded', 'stuck']) assert.deepEqual(await ids(boss, `?state=${state}`), []);
    assert.deepEqual(await ids(other, ''), []);
    assert.deepEqual(await ids(other, '?state=paid'), []);

    assert.equal((await other.get('/payments?tenantId=1')).status, 403);
    assert.equal((await chief.get('/payments?state=lost')).body.field, 'state');
    assert.equal((await agent.get('/payments')).status, 403);
    assert.equal((await admin(server(), customer).get('/payments')).status, 403);
    assert.equal((await call(server(), 'GET', '/api/admin/payments')).status, 401);
    must(200, await boss.get('/payments?limit=100'));
  });
});
