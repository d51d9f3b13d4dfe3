// Webhooks: signed, tried again, their circuits, replayed, nobody else's business.
import assert from 'node:assert/strict';
import { hostname } from 'node:os';
import { after, before, test } from 'node:test';
import { eventually } from '../lib/market.mjs';
import { as, call, must } from '../lib/rest.mjs';
import { onBothDatabases } from '../lib/suite.mjs';
import { admin, Backend, documentedVerify } from '../lib/webhooks.mjs';

const settings = {
  'Webhooks:AllowPrivate': 'true',
  'Webhooks:FirstRetry': '50ms',
  'Webhooks:CircuitFailures': '3',
  'Webhooks:CircuitPause': '30m', // longer than any machine takes for what is tried meanwhile
};

const register = async (server, username) =>
  must(200, await call(server, 'POST', '/api/v1/auth/register', { body: { username, password: 'correct horse 7 battery' } })).data;

const until = (read, holds) => eventually('it', read, holds);

onBothDatabases('webhooks', { users: 10, settings, operator: true }, (server) => {
  let backend;
  let boss;
  let verify;

  before(async () => {
    backend = await Backend.start();
    boss = await admin(server(), 'wanda');
    verify = await documentedVerify();
  });
  after(() => backend.close());

  const make = async (path, events) => must(200, await boss.post('/webhooks', { url: backend.url + path, events })).data;
  const deliveries = async (hook) => must(200, await boss.get(`/webhooks/${hook.id}/deliveries`)).data;

  test('an event arrives once, signed as the page says', async () => {
    const hook = await make('/signed', ['user.created', 'user.updated']);
    assert.match(hook.secret, /^whsec_/);
    assert.equal(must(200, await boss.get(`/webhooks/${hook.id}`)).data.secret, undefined);
    const { user, accessToken } = await register(server(), 'signed-one');
    const got = await backend.got((one) => one.path === '/signed');
    const sent = JSON.parse(got.body);
    assert.equal(sent.event, 'user.created');
    assert.equal(got.headers['x-parley-event'], 'user.created');
    assert.equal(sent.data.id, user.id);
    assert.ok(verify(got.body, got.headers['x-parley-signature'], hook.secret));
    assert.ok(!verify(`${got.body} `, got.headers['x-parley-signature'], hook.secret));
    assert.ok(!verify(got.body, got.headers['x-parley-signature'], 'whsec_other'));
    assert.ok(!verify(got.body, got.headers['x-parley-signature'].replace(/t=\d+/, 't=1'), hook.secret));
    const [kept] = await until(() => deliveries(hook), ([one]) => one?.status === 'delivered');
    assert.equal(got.headers['x-parley-delivery'], kept.id);
    assert.deepEqual([kept.attempts, kept.lastStatus, kept.body], [1, 200, got.body]);

    must(200, await as(server(), { token: accessToken }).patch('/me', { displayName: '新名字' }));
    const changed = JSON.parse((await backend.got((one) => one.path === '/signed' && one.headers['x-parley-event'] === 'user.updated')).body);
    assert.equal(changed.data.displayName, '新名字');
    must(200, await boss.delete(`/webhooks/${hook.id}`));
  });

  test('messages are told in the order of their conversation, and recalls without their text', async () => {
    const hook = await make('/messages', ['message.created', 'message.recalled']);
    const [x, y] = server().pair();
    const rest = as(server(), x);
    const sent = [];
    for (const content of ['你好', 'two', 'three']) sent.push(must(201, await rest.post(`/messages/${y.id}`, { content })));
    must(200, await rest.post(`/messages/${sent[1].id}/recall`));
    await backend.got((one) => one.path === '/messages' && one.headers['x-parley-event'] === 'message.recalled');
    await backend.got((one) => one.path === '/messages' && JSON.parse(one.body).data.content === 'three');
    const first = await backend.got((one) => one.path === '/messages' && JSON.parse(one.body).data.content === '你好');
    assert.ok(verify(first.body, first.headers['x-parley-signature'], hook.secret));
    const recalled = backend.received.map((one) => one.path === '/messages' && JSON.parse(one.body)).find((one) => one.event === 'message.recalled');
    assert.deepEqual([recalled.data.seq, recalled.data.content, recalled.data.isRecalled], [2, null, true]);
    must(200, await boss.delete(`/webhooks/${hook.id}`));
  });

  test('what fails is tried again', async () => {
    backend.answers['/flaky'] = [500, 302];
    const hook = await make('/flaky', ['user.created']);
    await register(server(), 'flaky-one');
    const [kept] = await until(() => deliveries(hook), ([one]) => one?.status === 'delivered');
    assert.equal(kept.attempts, 3);
    assert.equal(new Set(backend.received.filter((one) => one.path === '/flaky').map((one) => one.body)).size, 1);
    assert.ok(!backend.received.some((one) => one.path === '/elsewhere'));
    must(200, await boss.delete(`/webhooks/${hook.id}`));
  });

  test('a dead address opens its circuit, holds no other up, and is tried again by a replay', async () => {
    backend.answers['/dead'] = 503;
    const dead = await make('/dead', ['user.created']);
    const well = await make('/well', ['user.created']);
    await register(server(), 'dead-one');
    await until(async () => must(200, await boss.get(`/webhooks/${dead.id}`)).data.circuit, (circuit) => circuit === 'open');
    const tries = backend.received.filter((one) => one.path === '/dead').length;
    assert.equal(tries, 3);
    await register(server(), 'dead-two');
    await until(() => deliveries(well), (all) => all.filter((one) => one.status === 'delivered').length === 2);
    const waiting = await until(() => deliveries(dead), (all) => all.length >= 2);
    assert.deepEqual(waiting.map((one) => [one.status, one.attempts]), [['pending', 0], ['pending', 3]]);
    assert.equal(backend.received.filter((one) => one.path === '/dead').length, tries);

    delete backend.answers['/dead'];
    must(200, await boss.post(`/webhooks/${dead.id}/deliveries/${waiting[1].id}/replay`));
    await until(() => deliveries(dead), (all) => all.every((one) => one.status === 'delivered'));
    assert.equal(must(200, await boss.get(`/webhooks/${dead.id}`)).data.circuit, 'closed');
    for (const hook of [dead, well]) must(200, await boss.delete(`/webhooks/${hook.id}`));
  });

  test('deliveries are listed page by page, and one is replayed with the same body and id', async () => {
    const hook = await make('/pages', ['user.created']);
    for (const name of ['page-1', 'page-2', 'page-3']) await register(server(), name);
    const all = await until(() => deliveries(hook), (kept) => kept.filter((one) => one.status === 'delivered').length === 3);
    const seen = [];
    for (let before = ''; before !== undefined; ) {
      const page = must(200, await boss.get(`/webhooks/${hook.id}/deliveries?limit=2${before}`));
      seen.push(...page.data.map((one) => one.id));
      before = page.next && `&before=${page.next}`;
    }

    assert.deepEqual(seen, all.map((one) => one.id));
    must(200, await boss.post(`/webhooks/${hook.id}/deliveries/${all[0].id}/replay`));
    const twice = () => backend.received.filter((one) => one.headers['x-parley-delivery'] === all[0].id);
    await until(async () => twice(), (found) => found.length >= 2);
    assert.equal(twice()[0].body, twice()[1].body);
    for (const bad of ['limit=0', 'limit=101', 'limit=x', 'before=x']) {
      assert.equal((await boss.get(`/webhooks/${hook.id}/deliveries?${bad}`)).status, 400);
    }

    must(200, await boss.delete(`/webhooks/${hook.id}`));
  });

  test('webhooks are for admins and the backend of their own tenant', async () => {
    const hook = await make('/own', ['order.created']);
    const paths = (id) => [
      ['GET', `/api/v1/webhooks/${id}`],
      ['PATCH', `/api/v1/webhooks/${id}`, { name: 'x' }],
      ['POST', `/api/v1/webhooks/${id}/secret`, {}],
      ['GET', `/api/v1/webhooks/${id}/deliveries`],
      ['POST', `/api/v1/webhooks/${id}/deliveries/1/replay`, {}],
      ['DELETE', `/api/v1/webhooks/${id}`],
    ];
    const { accessToken: token } = await register(server(), 'own-one');
    for (const [method, path, body] of [['GET', '/api/v1/webhooks'], ['POST', '/api/v1/webhooks', { url: backend.url, events: ['order.created'] }], ...paths(hook.id)]) {
      assert.equal((await call(server(), method, path, { token, body })).status, 403);
      assert.equal((await call(server(), method, path, { body })).status, 401);
      assert.equal((await call(server(), method, path, { body, headers: { 'x-api-key': 'nonsense' } })).status, 401);
    }

    const { username, password } = server().operator;
    const operator = must(200, await call(server(), 'POST', '/api/v1/auth/login', { body: { username, password } })).data.accessToken;
    const other = must(200, await call(server(), 'POST', '/api/admin/tenants', { token: operator, body: { name: 'Other', subdomain: 'other' } })).data;
    const headers = { 'x-api-key': other.apiKey };
    const theirs = must(200, await call(server(), 'POST', '/api/v1/webhooks', { headers, body: { url: `${backend.url}/theirs`, events: ['user.created', 'message.created'] } })).data;
    for (const [method, path, body] of paths(hook.id)) assert.equal((await call(server(), method, path, { headers, body })).status, 404);
    for (const [method, path, body] of paths(theirs.id)) assert.equal((await call(server(), method, path, { token: undefined, headers: { authorization: 'Bearer ' + operator }, body })).status, 404);
    assert.deepEqual(must(200, await call(server(), 'GET', '/api/v1/webhooks', { headers })).data.map((one) => one.id), [theirs.id]);

    // Whatever happens here, they hear nothing of it.
    const watch = await make('/watch', ['user.created', 'message.created']);
    const [x, y] = server().pair();
    await register(server(), 'own-two');
    must(201, await as(server(), x).post(`/messages/${y.id}`, { content: 'hidden' }));
    await until(() => deliveries(watch), (all) => all.length >= 2);
    assert.deepEqual(must(200, await call(server(), 'GET', `/api/v1/webhooks/${theirs.id}/deliveries`, { headers })).data, []);
    for (const one of [hook, watch]) must(200, await boss.delete(`/webhooks/${one.id}`));
  });

  test('what is no webhook is refused by name', async () => {
    const good = { url: backend.url, events: ['user.created'] };
    for (const [body, code, field] of [
      [{ events: good.events }, 'missing_field', 'url'],
      [{ url: good.url }, 'missing_field', 'events'],
      [{ ...good, events: [] }, 'invalid_field', 'events'],
      [{ ...good, events: ['user.created', 'nothing'] }, 'invalid_field', 'events'],
      [{ ...good, events: 'user.created' }, 'invalid_field', 'events'],
      [{ ...good, url: 'ftp://example.com' }, 'invalid_field', 'url'],
      [{ ...good, url: 'http://user:pass@example.com' }, 'invalid_field', 'url'],
      [{ ...good, url: '/relative' }, 'invalid_field', 'url'],
      [{ ...good, url: `https://example.com/${'x'.repeat(2000)}` }, 'invalid_field', 'url'],
      [{ ...good, name: '' }, 'invalid_field', 'name'],
    ]) {
      const answer = await boss.post('/webhooks', body);
      assert.deepEqual([answer.status, answer.body.code, answer.body.field], [400, code, field], JSON.stringify(body));
    }
  });
});

onBothDatabases('addresses that webhooks may not have', { users: 0, operator: true }, (server) => {
  test('no spelling of one in a private network is taken, and no name that leads there is called', async () => {
    const boss = await admin(server(), 'wanda');
    for (const host of [
      '127.0.0.1', '127.1', '2130706433', '0x7f.1', '0.0.0.0', '10.0.0.1', '172.16.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1', '224.0.0.1', '255.255.255.255',
      '[::1]', '[::]', '[::ffff:127.0.0.1]', '[::ffff:a9fe:a9fe]', '[fe80::1]', '[fc00::1]', '[ff02::1]', '[64:ff9b::7f00:1]', '[2002:7f00:1::]', '[2001::1]',
      'localhost', 'LOCALHOST.', 'a.localhost',
    ]) {
      const answer = await boss.post('/webhooks', { url: `http://${host}/`, events: ['user.created'] });
      assert.deepEqual([answer.status, answer.body.code, answer.body.field], [400, 'invalid_field', 'url'], host);
    }

    const hook = must(200, await boss.post('/webhooks', { url: `http://${hostname()}/`, events: ['user.created'] })).data;
    await register(server(), 'somebody');
    const [kept] = await until(async () => must(200, await boss.get(`/webhooks/${hook.id}/deliveries`)).data, ([one]) => one?.attempts > 0);
    assert.match(kept.lastError, /not a public one|was not found/);
  });
});
