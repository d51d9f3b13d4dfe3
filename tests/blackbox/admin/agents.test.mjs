// Agents in rooms of orders: who keeps them out of a room, and what keeps them out of all.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { all, operator, someone } from '../lib/admin.mjs';
import { body, im } from '../lib/im.mjs';
import { must } from '../lib/rest.mjs';
import { onBothDatabases } from '../lib/suite.mjs';

onBothDatabases('agents in rooms', { users: 10, operator: true }, (server) => {
  it('are taken out by an admin, and by what ends their work, but not by a short ban', async () => {
    const boss = await operator(server());
    const [chief, agent] = [await someone(server(), boss, 'admin'), await someone(server(), boss, 'agent')];
    const [customer, provider] = server().pair();
    const orderId = 4711;
    const say = (who, text) => im(server(), who).post('/send', { type: 'text', orderId, receiverId: Number(provider.id), payload: { text } });
    const join = () => im(server(), agent).post(`/rooms/${orderId}/join`);
    body(200, await say(customer, '你好'));
    assert.equal(body(200, await join()).memberCount, 3);
    assert.equal((await say(agent, '我来帮忙')).status, 200);

    const path = `/rooms/${orderId}/agents`;
    must(200, await chief.delete(`${path}/${agent.id}`));
    assert.deepEqual([(await say(agent, '还在吗')).status, (await im(server(), agent).get(`/history?orderId=${orderId}`)).status], [403, 403]);
    for (const [wrong, code] of [[`${path}/${agent.id}`, 'not_found'], [`${path}/${provider.id}`, 'not_found'], [`/rooms/4712/agents/${agent.id}`, 'conversation_not_found'], [`${path}/x`, 'user_not_found'], [`${path}/12345`, 'user_not_found']]) {
      const answer = await chief.delete(wrong);
      assert.deepEqual([answer.status, answer.body.code], [404, code], wrong);
    }
    assert.equal((await chief.delete(`${path}/${chief.id}`)).status, 400);
    assert.equal((await chief.delete(`${path}/${boss.id}`)).status, 403);
    let line;
    while (!line) line = (await all(chief, '/audit', 100)).find((one) => one.action === 'agentRemoved'); // written behind
    assert.deepEqual([line.actorId, line.detail], [Number(chief.id), `user ${agent.id}`]);

    const after = async (deed, undo) => {
      assert.equal(body(200, await join()).memberCount, 3);
      must(200, await chief.post(`/users/${agent.id}/${deed[0]}`, deed[1]));
      must(200, await chief.post(`/users/${agent.id}/${undo[0]}`, undo[1]));
      return (await say(agent, '我回来了')).status;
    };
    assert.equal(await after(['ban', { reason: 'x', minutes: 5 }], ['unban', { reason: 'x' }]), 200);
    assert.equal(await after(['ban', { reason: 'x' }], ['unban', { reason: 'x' }]), 403);
    assert.equal(await after(['disable', { reason: 'x' }], ['unban', { reason: 'x' }]), 403);
    assert.equal(await after(['role', { role: 'customer' }], ['role', { role: 'agent' }]), 403);
  });
});
