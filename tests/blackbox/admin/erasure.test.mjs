// What an erased person leaves behind with others.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { operator, someone } from '../lib/admin.mjs';
import { Client } from '../lib/client.mjs';
import { download, png, upload } from '../lib/files.mjs';
import { body, im } from '../lib/im.mjs';
import { eventually } from '../lib/market.mjs';
import { as, call, must } from '../lib/rest.mjs';
import { onBothDatabases } from '../lib/suite.mjs';

const password = 'correct horse 7 battery';

onBothDatabases('an erased person', { users: 8, operator: true, settings: { 'Auth:BcryptCost': '4' } }, (server) => {
  it('leaves the file that an open report names to those who decide, and to nobody else', { timeout: 300_000 }, async () => {
    const agent = await someone(server(), await operator(server()), 'agent');
    const { data } = must(200, await call(server(), 'POST', '/api/v1/auth/register', { body: { username: 'rudi', password, displayName: 'Rudi Rot' } }));
    const rudi = { id: data.user.id, token: data.accessToken };
    const x = server().stranger();
    const send = async () => {
      const file = must(201, await upload(server(), rudi, { bytes: png, name: 'a.png', type: 'image/png' }));
      const url = file.url ?? file.file_url;
      return { url, ...body(200, await im(server(), rudi).post('/send', { type: 'image', receiverId: Number(x.id), payload: { url } })) };
    };
    const [reported, other] = [await send(), await send()];
    const report = body(201, await im(server(), x).post('/reports', { targetUserId: reported.senderId, messageId: reported.id, reason: 'abuse' }));
    const late = await send();
    const own = (sent) => download(server(), sent.url, { token: x.token });
    for (const sent of [reported, other, late]) assert.equal((await own(sent)).status, 200);

    must(200, await call(server(), 'DELETE', '/api/v1/me', { token: rudi.token, body: { password } }));
    for (const sent of [reported, other, late]) await eventually('no file', () => own(sent), (answer) => answer.status === 404);
    const open = (path) => download(server(), `/api/admin/reports/${report.id}${path}`, { token: agent.token });
    for (const path of ['/file', `/messages/${reported.id}/file`, `/messages/${other.id}/file`]) {
      const opened = await open(path);
      assert.deepEqual([opened.status, opened.bytes], [200, png], path);
    }
    assert.equal((await open(`/messages/${late.id}/file`)).status, 404); // sent after the report: it is not kept with it
  });

  it('leaves its groups to who comes next, and no notification says its name', { timeout: 300_000 }, async () => {
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
