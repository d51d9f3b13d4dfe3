import assert from 'node:assert/strict';
import { it } from 'node:test';
import { Client } from '../lib/client.mjs';
import { as, must } from '../lib/rest.mjs';
import { onBothDatabases } from '../lib/suite.mjs';

onBothDatabases('groups', { users: 220 }, (server) => {
  const refusal = async (status, code, promise) => {
    const answer = await promise;
    assert.deepEqual([answer.status, answer.body?.code], [status, code], JSON.stringify(answer.body));
  };
  const bye = (...clients) => Promise.all(clients.map((client) => client.close()));

  /** A group of connected people, the first its owner. */
  const group = async (size, fields = {}) => {
    const people = server().strangers(size);
    const clients = [];
    for (const person of people) clients.push(await Client.connect(server(), person));
    const rests = people.map((person) => as(server(), person));
    const made = must(201, await rests[0].post('/groups', { name: '周末爬山', member_ids: people.slice(1).map((p) => p.id), ...fields }));
    for (const client of clients) await client.expect('group/created');
    return { made, people, clients, rests };
  };

  it('a group is made with its members, who are all told', async () => {
    const { made, people, clients, rests } = await group(3);
    assert.equal(made.name, '周末爬山');
    assert.equal(made.owner_id, people[0].uuid);
    assert.equal(made.member_count, 3);
    assert.equal(made.max_members, 500);
    assert.equal(made.role, 'owner');
    assert.deepEqual(made.members.map((m) => m.role).sort(), ['member', 'member', 'owner']);
    for (const rest of rests) {
      assert.deepEqual(must(200, await rest.get('/groups')).items.map((g) => g.id), [made.id]);
      assert.equal(must(200, await rest.get(`/groups/${made.id}`)).members.length, 3);
    }
    assert.equal((await clients[1].expect('notification')).data.type, 'group_invite');
    await bye(...clients);
  });

  it('a message reaches every member live, by socket and by REST, and the history has it', async () => {
    const { made, people, clients, rests } = await group(3);
    const sent = await clients[0].tell({ group: made.id }, '大家好');
    for (const client of clients.slice(1)) {
      const { data } = await client.expect('chat/new_message');
      assert.deepEqual([data.message_id, data.group_id, data.sender_id, data.seq], [sent.message_id, made.id, people[0].uuid, 1]);
      assert.equal('receiver_id' in data && data.receiver_id !== null, false);
    }

    const letter = must(201, await rests[1].post(`/groups/${made.id}/messages`, { content: 'by REST' }));
    assert.equal((await clients[2].expect('chat/new_message')).data.message_id, letter.id);
    const history = must(200, await rests[2].get(`/groups/${made.id}/messages?limit=1`));
    assert.deepEqual([history.items.map((m) => m.content), history.has_more], [['by REST'], true]);
    assert.equal(must(200, await rests[2].get(`/groups/${made.id}`)).unread_count, 2);
    clients[2].send({ type: 'chat', action: 'read', data: { group_id: made.id } });
    await clients[0].expect((f) => f.type === 'chat' && f.action === 'read' && f.data.user_id === people[2].uuid && f.data.read_seq === 2, 'the read');
    assert.equal(must(200, await rests[2].get(`/groups/${made.id}`)).unread_count, 0);
    clients[1].send({ type: 'typing', data: { group_id: made.id, is_typing: true } });
    assert.equal((await clients[0].expect('typing')).data.group_id, made.id);
    await bye(...clients);
  });

  it('who joins sees what comes after, and is told', async () => {
    const { made, clients, rests } = await group(2);
    await clients[0].tell({ group: made.id }, 'before');
    const person = server().stranger();
    const joiner = await Client.connect(server(), person);
    const after = must(200, await rests[0].post(`/groups/${made.id}/members`, { user_ids: [person.id] }));
    assert.equal(after.member_count, 3);
    assert.equal((await joiner.expect('group/members_added')).data.group_id, made.id);
    assert.equal((await clients[1].expect('group/members_added')).data.members[0].user_id, person.uuid);
    await clients[1].tell({ group: made.id }, 'after');
    assert.deepEqual((await joiner.messages(1)).map((m) => m.content), ['after']);
    assert.deepEqual(must(200, await as(server(), person).get(`/groups/${made.id}/messages`)).items.map((m) => m.content), ['after']);
    assert.equal(must(200, await as(server(), person).get(`/groups/${made.id}`)).unread_count, 1);
    await refusal(409, 'already_exists', rests[0].post(`/groups/${made.id}/members`, { user_ids: [person.id] }));
    await bye(joiner, ...clients);
  });

  it('a removed member is told and gets nothing any more', async () => {
    const { made, people, clients, rests } = await group(3);
    must(204, await rests[0].delete(`/groups/${made.id}/members/${people[2].uuid}`));
    assert.equal((await clients[2].expect('group/member_removed')).data.members[0].user_id, people[2].uuid);
    assert.equal((await clients[2].expect((f) => f.type === 'notification' && f.data.type === 'group_removed', 'group_removed')).data.type, 'group_removed');
    await clients[0].tell({ group: made.id }, 'without you');
    await clients[1].messages(1);
    await assert.rejects(clients[2].tell({ group: made.id }, 'still here'), { code: 'not_participant' });
    await refusal(403, 'not_participant', rests[2].get(`/groups/${made.id}`));
    await refusal(403, 'not_participant', rests[2].get(`/groups/${made.id}/messages`));
    await refusal(403, 'not_participant', rests[2].post(`/groups/${made.id}/messages`, { content: 'x' }));
    assert.deepEqual(must(200, await rests[2].get('/groups')).items, []);
    assert.deepEqual(clients[2].unread('chat/new_message'), []);
    const again = await Client.connect(server(), people[2], { device: 'again' });
    await again.fence();
    assert.deepEqual(again.unread('chat/new_message').filter((f) => f.data.content === 'without you'), []);
    await bye(again, ...clients);
  });

  it('roles: only owner and admins add, remove and rename; only the owner gives roles and dissolves', async () => {
    const { made, people, clients, rests } = await group(4);
    const [owner, admin, member] = rests;
    const newcomer = server().stranger();
    await refusal(403, 'forbidden', member.post(`/groups/${made.id}/members`, { user_ids: [newcomer.id] }));
    await refusal(403, 'forbidden', member.delete(`/groups/${made.id}/members/${people[3].uuid}`));
    await refusal(403, 'forbidden', member.put(`/groups/${made.id}`, { name: 'mine' }));
    await refusal(403, 'forbidden', member.put(`/groups/${made.id}/members/${people[3].uuid}`, { role: 'admin' }));
    await refusal(403, 'forbidden', member.delete(`/groups/${made.id}`));

    must(200, await owner.put(`/groups/${made.id}/members/${people[1].uuid}`, { role: 'admin' }));
    assert.equal((await clients[3].expect('group/role_changed')).data.members.find((m) => m.user_id === people[1].uuid).role, 'admin');
    must(200, await admin.post(`/groups/${made.id}/members`, { user_ids: [newcomer.id] }));
    assert.equal(must(200, await admin.put(`/groups/${made.id}`, { name: '改名', avatar_url: 'https://example.com/a.png' })).name, '改名');
    assert.equal((await clients[2].expect('group/updated')).data.name, '改名');
    assert.equal(must(200, await admin.put(`/groups/${made.id}`, { avatar_url: '' })).avatar_url, null);
    await refusal(403, 'forbidden', admin.delete(`/groups/${made.id}/members/${people[0].uuid}`));
    await refusal(403, 'forbidden', admin.delete(`/groups/${made.id}`));
    must(204, await admin.delete(`/groups/${made.id}/members/${people[3].uuid}`));
    await bye(...clients);
  });

  it('the owner can\'t leave before handing over', async () => {
    const { made, people, clients, rests } = await group(3);
    await refusal(409, 'owner_cannot_leave', rests[0].post(`/groups/${made.id}/leave`));
    const handed = must(200, await rests[0].put(`/groups/${made.id}/members/${people[1].uuid}`, { role: 'owner' }));
    assert.equal(handed.owner_id, people[1].uuid);
    assert.equal(handed.members.filter((m) => m.role === 'owner').length, 1);
    must(204, await rests[0].post(`/groups/${made.id}/leave`));
    assert.equal((await clients[2].expect('group/member_left')).data.members[0].user_id, people[0].uuid);
    await refusal(403, 'forbidden', rests[2].delete(`/groups/${made.id}`));
    must(204, await rests[2].delete(`/groups/${made.id}/members/${people[2].uuid}`)); // oneself: leaves
    assert.equal(must(200, await rests[1].get(`/groups/${made.id}`)).member_count, 1);
    await bye(...clients);
  });

  it('a dissolved group is gone for all', async () => {
    const { made, clients, rests } = await group(3);
    must(204, await rests[0].delete(`/groups/${made.id}`));
    for (const client of clients) await client.expect('group/dissolved');
    for (const rest of rests) {
      assert.ok([403, 404].includes((await rest.get(`/groups/${made.id}`)).status));
      assert.deepEqual(must(200, await rest.get('/groups')).items, []);
    }
    const refused = await clients[1].tell({ group: made.id }, 'x').catch((error) => error);
    assert.ok(['not_participant', 'conversation_not_found'].includes(refused.code), refused.code);
    await bye(...clients);
  });

  it('a full group takes nobody more', async () => {
    const { made, clients, rests } = await group(3, { max_members: 4 });
    const [x, y] = server().strangers(2);
    await refusal(409, 'group_full', rests[0].post(`/groups/${made.id}/members`, { user_ids: [x.id, y.id] }));
    must(200, await rests[0].post(`/groups/${made.id}/members`, { user_ids: [x.id] }));
    const answer = await rests[0].post(`/groups/${made.id}/members`, { user_ids: [y.id] });
    assert.deepEqual([answer.status, answer.body.code, answer.body.limit], [409, 'group_full', 4]);
    await bye(...clients);
  });

  it('what makes no group is refused by name', async () => {
    const [x, y] = server().pair();
    const rest = as(server(), x);
    await refusal(400, 'missing_field', rest.post('/groups', {}));
    for (const body of [{ name: '' }, { name: 'x'.repeat(101) }, { name: 'ok', max_members: 1 }, { name: 'ok', max_members: 501 }, { name: 7 }])
      await refusal(400, 'invalid_field', rest.post('/groups', body));
    await refusal(404, 'user_not_found', rest.post('/groups', { name: 'ok', member_ids: ['9007199254740991'] }));
    const made = must(201, await rest.post('/groups', { name: 'ok' }));
    await refusal(404, 'user_not_found', rest.post(`/groups/${made.id}/members`, { user_ids: ['9007199254740991'] }));
    await refusal(404, 'conversation_not_found', rest.get('/groups/9007199254740991'));
    await refusal(403, 'not_participant', as(server(), y).get(`/groups/${made.id}`));
    await refusal(400, 'invalid_field', rest.put(`/groups/${made.id}/members/${x.id}`, { role: 'emperor' }));
  });

  it('a group message missed comes at the next connect', async () => {
    const { made, people, clients } = await group(3);
    await clients[2].drop();
    for (let i = 0; i < 5; i++) await clients[0].tell({ group: made.id }, `g${i}`);
    const back = await Client.connect(server(), people[2]);
    assert.deepEqual((await back.messages(5)).map((m) => m.content), ['g0', 'g1', 'g2', 'g3', 'g4']);
    await bye(back, clients[0], clients[1]);
  });
});
