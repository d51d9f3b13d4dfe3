// The table of rights in docs/protocols/market.md: each request is sent as each role, on things of its own, and what is refused has changed nothing.
// PARLEY_WRITE_RIGHTS=1 prints the table as it is.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { pdf, upload } from '../lib/files.mjs';
import { marketSettings, signUp, staff } from '../lib/market.mjs';
import { call, must } from '../lib/rest.mjs';
import { bodies, rights, shape, spokenOf, Things } from '../lib/rights.mjs';
import { onBothDatabases } from '../lib/suite.mjs';
import { tenant } from '../lib/tenants.mjs';

const { roles, rows } = rights();
const settings = { ...marketSettings, 'Limits:Enabled': 'false', 'Webhooks:AllowPrivate': 'true' };

it('every route that Market’s pages speak of is in the table', () => {
  const listed = new Set(rows.map(({ method, path }) => shape(method, path)));
  assert.deepEqual(spokenOf().filter((route) => !listed.has(route)), []);
});

onBothDatabases('rights', { users: 0, operator: true, settings }, (server) => {
  it('are what the page of Market says', { timeout: 600_000 }, async () => {
    assert.ok(rows.length >= 70 && roles.length === 10, `${rows.length} rows, ${roles.length} roles`);
    const login = must(200, await call(server(), 'POST', '/api/v1/auth/login', { body: server().operator })).data;
    const operator = { id: login.user.id, token: login.accessToken };
    // There is only one, so its password is set back; that ends its sessions, too.
    const restore = async () => {
      const { username, password } = server().operator;
      const again = must(200, await call(server(), 'POST', '/api/v1/auth/login', { body: { username, password: `${password}!` } })).data;
      must(200, await call(server(), 'POST', '/api/v1/me/password', { token: again.accessToken, body: { currentPassword: `${password}!`, newPassword: password } }));
      operator.token = people.operator.token = (await make.operator()).token;
    };
    await tenant(server(), 'elsewhere');
    const make = {
      customer: () => signUp(server(), 'customer'), provider: () => signUp(server(), 'provider'), agent: () => staff(server(), 'agent'), admin: () => staff(server(), 'admin'),
      'other customer': () => signUp(server(), 'customer'), 'other provider': () => signUp(server(), 'provider'), 'other tenant': () => signUp(server(), 'customer', { tenant: 'elsewhere' }),
      operator: async () => ({ ...operator, token: must(200, await call(server(), 'POST', '/api/v1/auth/login', { body: server().operator })).data.accessToken }),
      key: () => undefined, none: () => undefined,
    };
    const people = Object.fromEntries(await Promise.all(roles.map(async (role) => [role, await make[role]()])));
    const [third, anybody] = [await signUp(server(), 'customer'), await signUp(server(), 'customer')];
    const apiKey = must(200, await call(server(), 'POST', '/api/admin/tenants/1/rotate-key', { token: operator.token, body: {} })).data.apiKey;
    const key = { 'x-api-key': apiKey };
    must(200, await call(server(), 'POST', '/api/v1/tenant/users', { headers: key, body: { externalUserId: 'known', displayName: 'x', userType: 'customer' } }));

    const things = new Things(server(), { ...people, third, operator });
    const wrong = [];
    const written = [];
    for (const { method, path, statuses } of rows) {
      const got = [];
      things.refresh();
      for (const [at, role] of roles.entries()) {
        const caller = /\/(logout|password)$/.test(path) ? await make[role]() : people[role]; // it ends the session
        const filled = await things.fill(path);
        const body = await bodies[`${method} ${path}`]?.((name) => things.id(name), caller, anybody, server());
        const before = await things.look(path);
        const options = { token: caller?.token, headers: role === 'key' ? key : {}, body };
        const answer = /files$/.test(path) ? await upload(server(), caller, { bytes: pdf, path }) : await send(method, filled, options);
        got.push(answer.status);
        if (path.endsWith('/password') && role === 'operator' && answer.status < 400) await restore();
        const what = `${method} ${path} as ${role}: ${answer.status} ${answer.body?.code}`;
        if (answer.status !== statuses[at]) wrong.push(`${what}, not ${statuses[at]}`);
        if (answer.status < 400 && method !== 'GET') {
          things.refresh();
        } else if (answer.status >= 400) {
          assert.ok(path.startsWith('/pay/') || (answer.body?.code && answer.body.success === false), what);
          assert.deepEqual(await things.look(path), before, `${what} changed something`);
        }
      }
      written.push(`| \`${method} ${path}\` | ${got.join(' | ')} |`);
    }

    if (process.env.PARLEY_WRITE_RIGHTS) console.log(written.join('\n'));
    assert.deepEqual(wrong, []);
  });

  // A call whose answer may be no JSON: a file, a page.
  async function send(method, path, { token, headers, body }) {
    const answer = await fetch(server().url + path, {
      method,
      headers: { ...headers, ...(token ? { authorization: `Bearer ${token}` } : {}), ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await answer.text();
    return { status: answer.status, body: answer.headers.get('content-type')?.includes('json') ? JSON.parse(text) : null };
  }
});
