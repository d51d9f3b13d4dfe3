// What an erased person leaves behind with others.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { operator } from '../lib/admin.mjs';
import { Client } from '../lib/client.mjs';
import { eventually } from '../lib/market.mjs';
import { as, call, must } from '../lib/rest.mjs';
import { onBothDatabases } from '../lib/suite.mjs';

const password = 'correct horse 7 battery';

onBothDatabases('an erased person', { users: 8, operator: true, settings: { 'Auth:BcryptCost': '4' } }, (server) => {
  it('leaves its groups to who comes next, and no notification says its name', { timeout: 120_000 }, async () => {
    const boss = await operator(server());
    const { data } = must(200, await call(server(), 'POST', '/api/v1/auth/register', { body: { username: 'gerda', password, displayName: 'Gerda Grau' } }));
    const gerda = { id: data.user.id, token: data.accessToken };
    const [admin, member] = server().strangers(2);
    const [asGerda, asAdmin, asMember] = [gerda, admin, member].map((person) => as(server(), person));
    const idOf = async (rest) => must(200, await rest.get('/me')).data.id;
    const [adminId, memberId] = [await idOf(asAdmin), await idOf(asMember)];

    const own = must(201, await asGerda.post('/groups', { name: 'hers', member_ids: [member.id, admin.id] }));
    must(200, await asGerda.put(`/groups/${own.id}/members/${admin.id}`, { role: 'admin' }));
    const alone = must(201, await asGerda.post('/groups', { name: 'with nobody left', member_ids: [member.id] }));
    must(204, await asMember.post(`/groups/${alone.id}/leave`));
    const other = must(201, await asMember.post('/groups', { name: 'of another', member_ids: [gerda.id] }));
    must(201, await asGerda.post('/friends/request', { user_id: member.id }));
    const told = async (rest) => JSON.stringify(must(200, await rest.get('/notifications')));
    assert.match(await told(asMember), /Gerda Grau/);
    assert.match(await told(asAdmin), /Gerda Grau/);
    const live = await Client.connect(server(), member);

    must(200, await call(server(), 'DELETE', '/api/v1/me', { token: gerda.token, body: { password } }));
    await eventually('the end of the erasure', async () => (await told(asMember)) + (await told(asAdmin)), (text) => !text.includes('Gerda'));
    const group = must(200, await asMember.get(`/groups/${own.id}`));
    assert.equal(group.owner_id, adminId);
    assert.deepEqual(group.members.map((one) => one.user_id).sort(), [adminId, memberId].sort());
    assert.deepEqual(must(200, await asMember.get(`/groups/${other.id}`)).members.map((one) => one.user_id), [memberId]);
    assert.notEqual((await asMember.get(`/groups/${alone.id}`)).status, 200);
    for (const rest of [asMember, asAdmin]) assert.doesNotMatch(await told(rest), /Gerda/);
    assert.doesNotMatch(JSON.stringify(must(200, await asMember.get('/friends/pending'))), /Gerda/);
    await live.expect((frame) => frame.type === 'group' && frame.data.group_id === own.id, 'news of the group');
    await live.close();
  });
});
