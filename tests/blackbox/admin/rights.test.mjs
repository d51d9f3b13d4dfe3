// The table of rights in docs/protocols/admin.md: each request is sent as each role, on things of its own, and what is refused has changed nothing.
// PARLEY_WRITE_RIGHTS=1 prints the table as it is.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { admin, elsewhere, operator, someone } from '../lib/admin.mjs';
import { body as plain, im } from '../lib/im.mjs';
import { aService, eventually, marketSettings, signUp } from '../lib/market.mjs';
import { as, call, must } from '../lib/rest.mjs';
import { shape } from '../lib/rights.mjs';
import { repository } from '../lib/server.mjs';
import { onBothDatabases } from '../lib/suite.mjs';

const page = readFileSync(join(repository, 'docs/protocols/admin.md'), 'utf8');
const lines = page.slice(page.indexOf('## Who may call what')).split('\n').filter((line) => line.startsWith('| ')).map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()));
const roles = lines[0].slice(1);
const rows = lines.slice(1).map(([request, ...statuses]) => {
  const [, method, path] = /^`(\w+) (\S+)`$/.exec(request);
  return { method, path, statuses: statuses.map(Number) };
});

let serial = 0;
const fresh = (what) => `${what}-${process.pid}-${++serial}`;

/** A body that each request takes as good, so that rights alone decide. */
const bodies = {
  'POST /api/admin/announcements': () => ({ title: '通知', content: '今晚维护', at: Date.now() + 3_600_000 }),
  'POST /api/admin/bans': async (id) => ({ userId: await id('user'), reason: '骚扰' }),
  'POST /api/admin/bans/{ban}/lift': () => ({ reason: '申诉成立' }),
  'POST /api/admin/disputes/{dispute}/resolve': () => ({ refund: false }),
  'POST /api/admin/words': () => ({ words: [fresh('词')] }),
  'PATCH /api/admin/webhooks/{webhook}': () => ({ enabled: false }),
  'PUT /api/admin/settings/{setting}': () => ({ value: '50' }),
  'POST /api/admin/users': () => ({ username: fresh('made'), password: 'correct horse 7 battery', role: 'customer' }),
  'POST /api/admin/users/{user}/role': () => ({ role: 'provider' }),
  'POST /api/admin/users/{user}/ban': () => ({ reason: '骚扰', minutes: 60 }),
  'POST /api/admin/users/{user}/unban': () => ({ reason: '申诉成立' }),
  'POST /api/admin/users/{user}/disable': () => ({ reason: '骚扰' }),
  'POST /api/admin/tenants': () => ({ name: 'T', subdomain: fresh('t') }),
  'PATCH /api/admin/tenants/{tenant}': () => ({ name: '新名' }),
  'POST /api/admin/tenants/{tenant}/rotate-key': () => ({}),
};

/** Where to look at a thing. */
const places = { report: 'reports', emergency: 'emergency-calls', dispute: 'disputes', ban: 'bans', webhook: 'webhooks', user: 'users', tenant: 'tenants' };

/** Things that requests name, made when they are first asked for. */
class Things {
  constructor(server, people) {
    Object.assign(this, { server, people, made: new Map() });
  }

  id(name) {
    if (!this.made.has(name)) this.made.set(name, this.make(name));
    return this.made.get(name);
  }

  async make(name) {
    const { server, people: { admin: chief, operator: boss, customer, provider } } = this;
    const say = async (text) => plain(200, await im(server, provider).post('/send', { type: 'text', receiverId: Number(customer.id), payload: { text } }));
    switch (name) {
      case 'job': return 12; // none
      case 'near': return 12; // none
      case 'setting': return 'Moderation:BanThreshold';
      case 'user': return (await signUp(server)).numericId;
      case 'exported': {
        const { numericId } = await signUp(server);
        plain(200, await chief.post(`/users/${numericId}/export`));
        return numericId;
      }
      case 'announcement': return must(200, await chief.post('/announcements', bodies['POST /api/admin/announcements']())).data.id;
      case 'room': {
        const orderId = 900_000 + ++serial;
        plain(200, await im(server, customer).post('/send', { type: 'text', receiverId: Number(provider.id), orderId, payload: { text: '在吗' } }));
        return orderId;
      }
      case 'guest': {
        const agent = await someone(server, chief, 'agent');
        plain(200, await im(server, agent).post(`/rooms/${await this.id('room')}/join`));
        return agent.id;
      }
      case 'ban': return must(200, await chief.post('/bans', { userId: await this.make('user'), reason: '骚扰' })).data.id;
      case 'dispute': {
        const [shopper, shop] = [await signUp(server), await signUp(server, 'provider')];
        const service = must(200, await as(server, shop).post('/services', aService())).data;
        const { id, numericId } = must(200, await as(server, shopper).post('/orders', { serviceId: service.id })).data;
        must(200, await as(server, shop).post(`/orders/${id}/confirm`));
        must(200, await as(server, shopper).post(`/orders/${id}/dispute`, { reason: '没有来' }));
        return numericId;
      }
      case 'emergency': return plain(200, await im(server, customer).post('/emergency', { orderId: await this.id('room') })).id;
      case 'report': return plain(201, await im(server, customer).post('/reports', { targetUserId: Number(provider.id), messageId: (await say(fresh('话'))).id, reason: 'abuse' })).id;
      case 'word': {
        const word = fresh('word');
        must(200, await chief.post('/words', { words: [word], action: 'flag' }));
        return word;
      }
      case 'hit': {
        await say(await this.make('word'));
        return (await eventually('a hit', async () => must(200, await chief.get(`/hits?userId=${provider.id}`)).data, (hits) => hits.length > 0))[0].id;
      }
      case 'webhook': {
        must(200, await as(server, chief).post('/webhooks', { url: 'http://127.0.0.1:9/', events: ['user.updated'] }));
        return must(200, await chief.get('/webhooks?limit=1')).data[0].id;
      }
      case 'delivery': {
        const webhook = await this.id('webhook');
        must(200, await as(server, customer).patch('/me', { displayName: fresh('名') }));
        return (await eventually('a delivery', async () => must(200, await chief.get(`/webhooks/${webhook}/deliveries`)).data, (all) => all.length > 0))[0].id;
      }
      case 'tenant': return must(200, await boss.post('/tenants', { name: 'T', subdomain: fresh('t') })).data.id;
      default: throw new Error(`nobody makes a ${name}`);
    }
  }

  async fill(path) {
    let filled = path;
    for (const [whole, name] of path.matchAll(/\{(\w+)\}/g)) filled = filled.replace(whole, encodeURIComponent(await this.id(name)));
    return filled;
  }

  async look(path) {
    const seen = {};
    for (const [, name] of path.matchAll(/\{(\w+)\}/g)) {
      if (!places[name]) continue;
      const { failures, circuit, openUntil, ...thing } = must(200, await this.people.operator.get(`/${places[name]}/${await this.id(name)}`)).data; // deliveries go on meanwhile
      seen[name] = thing;
    }
    return seen;
  }
}

const settings = { ...marketSettings, 'Limits:Enabled': 'false', 'Webhooks:AllowPrivate': 'true', 'Moderation:AutomaticBans': 'false' };

onBothDatabases('rights of operators', { users: 10, operator: true, settings }, (server) => {
  it('every route under /api/admin is in the table', async () => {
    const { paths } = await (await fetch(`${server().url}/openapi/v1.json`)).json();
    const there = Object.entries(paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => [method.toUpperCase(), path]))
      .filter(([, path]) => path.startsWith('/api/admin/')).map(([method, path]) => shape(method, path)).sort();
    assert.ok(there.length > 40);
    assert.deepEqual([...new Set(rows.map(({ method, path }) => shape(method, path)))].sort(), there);
  });

  it('are what the page says', { timeout: 600_000 }, async () => {
    const boss = await operator(server());
    const [provider, customer] = server().pair();
    const people = {
      nobody: admin(server(), {}), customer: admin(server(), customer), provider: admin(server(), provider), agent: await someone(server(), boss, 'agent'),
      admin: await someone(server(), boss, 'admin'), 'other admin': await elsewhere(server(), boss, 'admin'), operator: boss, key: admin(server(), {}),
    };
    assert.deepEqual(roles, Object.keys(people));
    const apiKey = must(200, await boss.post('/tenants/1/rotate-key', {})).data.apiKey;
    const things = new Things(server(), people);
    const [wrong, written] = [[], []];
    for (const { method, path, statuses } of rows) {
      const got = [];
      things.made.clear();
      for (const [at, role] of roles.entries()) {
        const filled = await things.fill(path);
        const body = await bodies[`${method} ${path}`]?.((name) => things.id(name));
        const before = await things.look(path);
        const answer = await call(server(), method, filled, { token: people[role].token, headers: role === 'key' ? { 'x-api-key': apiKey } : {}, body });
        got.push(answer.status);
        const what = `${method} ${path} as ${role}: ${answer.status} ${answer.body?.code}`;
        if (answer.status !== statuses[at]) wrong.push(`${what}, not ${statuses[at]}`);
        if (answer.status >= 400) {
          assert.ok(answer.body?.code && answer.body.success === false, what);
          assert.deepEqual(await things.look(path), before, `${what} changed something`);
        } else if (method !== 'GET') {
          things.made.clear();
        }
      }
      written.push(`| \`${method} ${path}\` | ${got.join(' | ')} |`);
    }
    if (process.env.PARLEY_WRITE_RIGHTS) console.log(written.join('\n'));
    assert.deepEqual(wrong, []);
  });
});
