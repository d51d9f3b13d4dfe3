import assert from 'node:assert/strict';
import { it } from 'node:test';
import { Client } from '../lib/client.mjs';
import { call, must } from '../lib/rest.mjs';
import { SocketClient } from '../lib/sockets.mjs';
import { onBothDatabases } from '../lib/suite.mjs';
import { tenant } from '../lib/tenants.mjs';

onBothDatabases('tenants', { users: 4, operator: true, settings: { 'Auth:BcryptCost': '4' } }, (server) => {
  let serial = 0;
  let token;
  const operator = async () => (token ??= must(200, await call(server(), 'POST', '/api/v1/auth/login', { body: server().operator })).data.accessToken);
  const admin = async (method, path, body) => call(server(), method, `/api/admin/tenants${path}`, { token: await operator(), body });
  const make = async (more = {}) => must(200, await admin('POST', '', { name: 'Acme', subdomain: `acme-${++serial}`, ...more })).data;
  const mint = (apiKey) => call(server(), 'POST', '/api/v1/tenant/tokens', { headers: { 'x-api-key': apiKey }, body: { externalUserId: 'x' } });
  const refused = (answer, status, code, field) => assert.deepEqual([answer.status, answer.body.code, answer.body.field], [status, code, field], JSON.stringify(answer.body));

  it('are made with a key that is shown once, read and changed', async () => {
    const made = await make({ planType: 'basic' });
    assert.match(made.apiKey, /^pk_[\w-]{43}$/);
    const read = must(200, await admin('GET', `/${made.id}`)).data;
    assert.deepEqual([read.id, read.apiKey, read.status, read.isActive, read.settings], [made.id, undefined, 'active', true, undefined]);
    const settings = { theme: '蓝', hours: [9, 17], nested: { a: null } };
    const changed = must(200, await admin('PATCH', `/${made.id}`, { name: '新名', planType: 'gold', settings, contactPolicy: 'friends' })).data;
    assert.deepEqual([changed.name, changed.planType, changed.settings, changed.contactPolicy], ['新名', 'gold', settings, 'friends']);
    assert.deepEqual(must(200, await admin('GET', `/${made.id}`)).data, changed);
    const cleared = must(200, await admin('PATCH', `/${made.id}`, { settings: null, contactPolicy: null })).data;
    assert.deepEqual([cleared.name, cleared.settings, cleared.contactPolicy], ['新名', undefined, undefined]);
  });

  it('refuse what makes no sense, and whoever is no operator', async () => {
    const [one, other] = [await make(), await make()];
    refused(await admin('PATCH', `/${one.id}`, { subdomain: other.subdomain }), 409, 'already_taken', 'subdomain');
    refused(await admin('PATCH', `/${one.id}`, { subdomain: '-x' }), 400, 'invalid_field', 'subdomain');
    refused(await admin('PATCH', `/${one.id}`, { name: '' }), 400, 'invalid_field', 'name');
    refused(await admin('PATCH', `/${one.id}`, { status: 'asleep' }), 400, 'invalid_field', 'status');
    refused(await admin('PATCH', `/${one.id}`, { settings: [] }), 400, 'invalid_field', 'settings');
    refused(await admin('PATCH', `/${one.id}`, { settings: { x: 'y'.repeat(17_000) } }), 400, 'invalid_field', 'settings');
    refused(await admin('PATCH', `/${one.id}`, { contactPolicy: 'nobody' }), 400, 'invalid_field', 'contactPolicy');
    refused(await admin('PATCH', '/17', { name: 'x' }), 404, 'not_found', undefined);
    refused(await admin('GET', '/nonsense'), 404, 'not_found', undefined);
    refused(await admin('PATCH', '/1', { status: 'suspended' }), 403, 'forbidden', undefined);
    refused(await admin('POST', '/17/rotate-key', {}), 404, 'not_found', undefined);
    for (const graceMinutes of [-1, 10_081, 1e15]) refused(await admin('POST', `/${one.id}/rotate-key`, { graceMinutes }), 400, 'invalid_field', 'graceMinutes');
    const somebody = server().stranger();
    for (const [method, path] of [['GET', `/${one.id}`], ['PATCH', `/${one.id}`], ['POST', `/${one.id}/rotate-key`]]) {
      refused(await call(server(), method, `/api/admin/tenants${path}`, { token: somebody.token, body: method === 'GET' ? undefined : {} }), 403, 'forbidden', undefined);
      assert.equal((await call(server(), method, `/api/admin/tenants${path}`, { body: method === 'GET' ? undefined : {} })).status, 401);
    }
  });

  it('get a new key, beside which the old one is good for a while, or not at all', async () => {
    const made = await make();
    const good = async (apiKey) => (await mint(apiKey)).body.code === 'user_not_found';
    assert.ok(await good(made.apiKey));
    const second = must(200, await admin('POST', `/${made.id}/rotate-key`)).data.apiKey;
    assert.ok((await good(made.apiKey)) && (await good(second)));
    const third = must(200, await admin('POST', `/${made.id}/rotate-key`, { graceMinutes: 0 })).data.apiKey;
    assert.deepEqual([await good(made.apiKey), await good(second), await good(third)], [false, false, true]);
  });

  it('that are suspended let nobody in, close who was in, and come back whole', async () => {
    const person = await tenant(server(), `shut-${++serial}`);
    const ann = await person('ann');
    const id = must(200, await admin('GET', '?limit=100')).data.find((one) => one.subdomain === `shut-${serial}`).id;
    const market = await SocketClient.connect(server(), '/market', ann);
    const social = await Client.connect(server(), ann);
    must(200, await admin('PATCH', `/${id}`, { status: 'suspended' }));
    await market.next('banned');
    await market.disconnected;
    await social.closed;
    refused(await call(server(), 'GET', '/api/v1/chat/conversations', { token: ann.token }), 403, 'tenant_suspended', undefined);
    refused(await call(server(), 'GET', '/api/web/sessions', { token: ann.token }), 403, 'tenant_suspended', undefined);
    refused(await call(server(), 'POST', '/api/v1/auth/register', { headers: { 'x-tenant': `shut-${serial}` }, body: { username: 'newcomer', password: 'correct horse 7' } }), 403, 'tenant_suspended', undefined);
    await assert.rejects(SocketClient.connect(server(), '/market', ann), (error) => error.data.code === 403 && error.data.reason === 'tenant_suspended');
    await assert.rejects(person('bob'), /tenant_suspended/);
    must(200, await admin('PATCH', `/${id}`, { status: 'active' }));
    must(200, await call(server(), 'GET', '/api/v1/chat/conversations', { token: ann.token }));
    (await SocketClient.connect(server(), '/market', ann)).close();
  });
});
