// The table of rights in docs/protocols/market-orders.md: each request is sent as each role, on a service and an order of its own.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { aService, marketSettings, onMarket, signUp, staff } from '../lib/market.mjs';
import { repository } from '../lib/server.mjs';
import { onBothDatabases } from '../lib/suite.mjs';
import { tenant } from '../lib/tenants.mjs';

const page = readFileSync(join(repository, 'docs/protocols/market-orders.md'), 'utf8');
const table = page.slice(page.indexOf('## Who may do what'));
const lines = table.split('\n').filter((line) => line.startsWith('| ')).map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()));
const roles = lines[0].slice(1);
const rows = lines.slice(1).map(([request, ...statuses]) => ({ request: /^`(\w+) (\S+)`$/.exec(request).slice(1), statuses: statuses.map(Number) }));

// A body that each request takes as good, so that rights alone decide.
const body = {
  'POST /services': () => aService(),
  'PATCH /services/{service}': () => ({ price: 99 }),
  'PUT /services/{service}': () => ({ price: 99 }),
  'POST /orders': (ids) => ({ serviceId: ids.service }),
  'POST /orders/{order}/reschedule': () => ({ scheduledTime: Date.now() + 86_400_000 }),
  'POST /orders/{order}/quote': () => ({ amount: 10 }),
  'POST /orders/{order}/dispute': () => ({ reason: '没有来' }),
  'POST /orders/{order}/dispute/resolve': () => ({ refund: true }),
  'POST /orders/{order}/review': () => ({ rating: 5 }),
};

onBothDatabases('rights', { users: 0, operator: true, settings: marketSettings }, (server) => {
  it('are what the page of Market says', { timeout: 120_000 }, async () => {
    assert.ok(rows.length >= 25 && roles.length === 8, `${rows.length} rows, ${roles.length} roles`);
    const inOther = await tenant(server(), 'elsewhere');
    const people = {
      customer: await signUp(server(), 'customer'),
      provider: await signUp(server(), 'provider'),
      'other customer': await signUp(server(), 'customer'),
      'other provider': await signUp(server(), 'provider'),
      agent: await staff(server(), 'agent'),
      admin: await staff(server(), 'admin'),
      'other tenant': await inOther('someone'),
      none: undefined,
    };
    const [c, p] = [onMarket(server(), people.customer), onMarket(server(), people.provider)];
    const wrong = [];
    for (const { request: [method, path], statuses } of rows) {
      for (const [at, role] of roles.entries()) {
        const service = await p.data(p.post('/services', aService()));
        const order = await c.data(c.post('/orders', { serviceId: service.id }));
        const ids = { service: service.id, order: order.id };
        const view = onMarket(server(), people[role]);
        const filled = path.replace(/\{(\w+)\}/g, (_, name) => ids[name]);
        const sent = body[`${method} ${path}`]?.(ids);
        const got = await (method === 'GET' ? view.get(filled) : view[method.toLowerCase()](filled, sent));
        if (got.status !== statuses[at]) wrong.push(`${method} ${path} as ${role}: ${got.status} ${got.body?.code}, not ${statuses[at]}`);
        if (got.status >= 400) assert.ok(got.body.code && got.body.success === false, `${method} ${path} as ${role}: ${JSON.stringify(got.body)}`);
        const now = await c.data(c.get(`/orders/${order.id}`));
        if (got.status >= 400) assert.deepEqual([now.version, now.status], [1, 'pending'], `${method} ${path} as ${role} changed the order`);
      }
    }

    assert.deepEqual(wrong, []);
  });
});
