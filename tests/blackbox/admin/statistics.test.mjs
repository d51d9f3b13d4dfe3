// What the operator is told was done is what was done: once, whatever surface it came by and whatever ended in between.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { admin, elsewhere, operator, someone } from '../lib/admin.mjs';
import { Client } from '../lib/client.mjs';
import { socket } from '../lib/im.mjs';
import { eventually, market, marketSettings } from '../lib/market.mjs';
import { must } from '../lib/rest.mjs';
import { data, rooms } from '../lib/rooms.mjs';
import { freePort, Server } from '../lib/server.mjs';
import { onBothDatabases } from '../lib/suite.mjs';

const from = () => new Date(Date.now() - 3 * 3_600_000).toISOString();

/** The sums of the last hours, or days. */
async function sums(by, query = 'by=hour') {
  const { data: rows } = must(200, await by.get(`/statistics?${query}&from=${from()}`));
  const sum = (value) => rows.reduce((all, row) => all + (value(row) ?? 0), 0);
  const orders = Object.fromEntries(['created', 'confirmed', 'completed', 'cancelled'].map((step) => [step, sum((row) => row.orders[step])]));
  return { messages: sum((row) => row.messages), newUsers: sum((row) => row.newUsers), reviews: sum((row) => row.reviews), orders };
}

onBothDatabases('statistics', { users: 20, operator: true, settings: marketSettings }, (server, database) => {
  it('tell what was done, over whatever surface, also after a restart', { timeout: 300_000 }, async () => {
    const boss = await operator(server());
    const chief = await someone(server(), boss, 'admin');
    const before = await eventually('those who were made', () => sums(chief), ({ newUsers }) => newUsers === 22);
    assert.deepEqual([before.messages, before.orders.created], [0, 0]);

    const [ann, bob] = server().pair();
    const social = await Client.connect(server(), ann);
    const say = async (who, to, content) => data(201, await rooms(server(), who).post('/messages', { receiver_id: to.id, content }));
    const [first] = [await say(bob, ann, 'one'), await say(bob, ann, 'two')];
    for (const temp_id of ['s1', 's1', 's2']) { // one of them again
      social.send({ type: 'chat', action: 'send', data: { receiver_id: bob.id, message_type: 'text', content: temp_id, temp_id } });
      await social.expect((frame) => frame.data?.temp_id === temp_id, temp_id);
    }

    assert.equal((await rooms(server(), bob).delete(`/messages/${first._id}`)).status < 300, true); // for oneself: it was sent
    data(201, await rooms(server(), ann).post('/messages/forward', { message_ids: [first._id], receiver_ids: [bob.id] }));
    const { c, p, service } = await market(server());
    const [done, off] = [await c.data(c.post('/orders', { serviceId: service.id })), await c.data(c.post('/orders', { serviceId: service.id }))];
    for (const step of ['confirm', 'start', 'complete']) await p.data(p.post(`/orders/${done.id}/${step}`));
    await c.data(c.post(`/orders/${done.id}/review`, { rating: 4 }));
    await c.data(c.post(`/orders/${off.id}/cancel`));
    const expected = { messages: 5, newUsers: 24, reviews: 1, orders: { created: 2, confirmed: 1, completed: 1, cancelled: 1 } };
    const isThere = (got) => JSON.stringify(got) === JSON.stringify(expected);
    await eventually('the sums by hour', () => sums(chief), isThere);
    assert.deepEqual(await sums(chief, 'by=day'), expected);
    assert.deepEqual(await sums(boss), expected);
    assert.deepEqual(await sums(boss, 'tenantId=1'), expected);

    const days = must(200, await chief.get(`/statistics?by=day&from=${from()}`)).data;
    const today = days.find((day) => day.reviews === 1);
    assert.equal(today.satisfaction, 4);
    assert.ok(days.some((day) => day.conversion === 0.5 && day.completion === 1), JSON.stringify(days));
    const active = () => chief.get(`/statistics?by=day&from=${from()}`).then((answer) => must(200, answer).data.reduce((all, day) => all + day.activeUsers, 0));
    assert.ok((await eventually('the active people', active, (count) => count >= 6)) >= 6); // olga, the chief, Ann, Bob and the two of the market

    social.socket.close();
    await server().terminate();
    await server().launch();
    assert.deepEqual(await sums(chief), expected);
    await say(bob, ann, 'three');
    await server().kill();
    await server().launch();
    await eventually('what a crash left uncounted', () => sums(chief), (got) => got.messages === 6);
  });

  it('have an entry for each hour and day that is asked for, and refuse what is none', async () => {
    const boss = await operator(server());
    const hours = must(200, await boss.get('/statistics?from=2026-01-01&to=2026-02-01')).data;
    assert.equal(hours.length, 31 * 24);
    assert.deepEqual(hours[25], { at: '2026-01-02T01:00:00.000Z', activeUsers: 0, newUsers: 0, messages: 0, orders: { created: 0, confirmed: 0, completed: 0, cancelled: 0 }, reviews: 0 });
    assert.equal(must(200, await boss.get('/statistics?from=2024-01-01&to=2026-01-01&by=day')).data.length, 731);
    assert.ok([24, 25].includes(must(200, await boss.get('/statistics')).data.length));
    const wrong = [
      ['by=week', 'by'], ['from=yesterday', 'from'], ['to=-1', 'to'], ['from=2026-01-02&to=2026-01-01', 'to'], ['from=2026-01-01&to=2026-01-01', 'to'],
      ['from=2025-01-01&to=2026-01-01', 'from'], ['from=2020-01-01&to=2026-01-01&by=day', 'from'], ['to=99999999999999999', 'to'], ['from=99999999999999999999', 'from'],
    ];
    for (const [query, field] of wrong) {
      const answer = await boss.get(`/statistics?${query}`);
      assert.deepEqual([answer.status, answer.body.field], [400, field], query);
    }
  });

  it('are an admin’s own tenant’s, and nobody else’s', async () => {
    const boss = await operator(server());
    const other = await elsewhere(server(), boss, 'admin');
    await eventually('the other tenant’s', () => sums(other), ({ newUsers, messages }) => newUsers === 1 && messages === 0);
    for (const path of ['/statistics', '/live']) {
      assert.equal((await other.get(`${path}?tenantId=1`)).status, 403);
      must(200, await other.get(`${path}?tenantId=${other.tenantId}`));
      assert.equal((await boss.get(`${path}?tenantId=17`)).status, 404);
      assert.equal((await boss.get(`${path}?tenantId=x`)).status, 404);
      assert.equal((await admin(server(), server().stranger()).get(path)).status, 403);
      assert.equal((await (await someone(server(), boss, 'agent')).get(path)).status, 403);
      assert.equal((await admin(server(), {}).get(path)).status, 401);
    }
  });

  it('live: who is connected where, at all nodes', { timeout: 300_000 }, async () => {
    const boss = await operator(server());
    const other = await elsewhere(server(), boss, 'admin');
    const [ann, bob] = server().pair();
    const clients = [await Client.connect(server(), ann), await socket(server(), ann), await socket(server(), bob)];
    const live = async (by = boss) => must(200, await by.get('/live')).data;
    const both = await eventually('three connections at the one node', live, (one) => one.nodes === 1 && one.connections === 3);
    assert.deepEqual([both.nodes, both.people, both.surfaces], [1, 2, { im: 2, social: 1, rooms: 0, web: 0, market: 0 }]);
    assert.deepEqual([both.openReports, typeof both.messagesPerSecond, typeof both.sendQueue, Object.keys(both.jobs)], [0, 'number', 'number', ['waiting', 'running', 'dead']]);
    const own = await live(other);
    assert.deepEqual([own.connections, own.people, own.nodes, own.jobs, own.sendQueue], [0, 0, undefined, undefined, undefined]);

    if (database === 'PostgreSQL') {
      const second = Object.assign(new Server(), { data: server().data, database: server().database, settings: server().settings, output: '', port: await freePort() });
      await second.launch();
      try {
        clients.push(await Client.connect(second, bob));
        const two = await eventually('two nodes', live, (one) => one.nodes === 2 && one.connections === 4);
        assert.deepEqual([two.surfaces.social, must(200, await admin(second, boss).get('/live')).data.nodes], [2, 2]);
      } finally {
        await second.terminate();
      }

      await eventually('one node', live, (one) => one.nodes === 1 && one.connections === 3);
    }

    for (const client of clients) client.socket.close();
    await eventually('nobody', live, (one) => one.connections === 0);
  });
});
