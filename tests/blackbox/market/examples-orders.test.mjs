// Every request that the pages of orders and payments show is sent, in its order, and the answer must have the form that the page shows.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { compare } from '../lib/examples.mjs';
import { market, marketSettings, signUp } from '../lib/market.mjs';
import { open } from '../lib/sandbox.mjs';
import { repository } from '../lib/server.mjs';
import { onBothDatabases } from '../lib/suite.mjs';

const pattern = /```http\n(\w+) (\S+)\n((?:[\w-]+: .*\n)+)\n?([^`]*)```\n```json\n([^`]*)```/g;
const examplesOf = (page) => [...readFileSync(join(repository, 'docs/protocols', page), 'utf8').matchAll(pattern)].map(([, method, path, headers, body, answer]) => ({ method, path, headers, body: body.trim(), answer }));

/** Sends a page's requests as the people whom they name. */
async function replay(server, examples, people, ids) {
  for (const { method, path, headers, body, answer } of examples) {
    const fill = (text) => text.replace(/\{([\w.]+)\}/g, (whole, name) => ids[name] ?? whole);
    const given = Object.fromEntries(headers.trim().split('\n').map((line) => line.split(': ')));
    if (given.Authorization) given.Authorization = given.Authorization.replace(/\{(\w+)\}/, (_, who) => people[who].token);
    if (body && !given['Content-Type']) given['Content-Type'] = 'application/json';
    const response = await fetch(server.url + encodeURI(fill(path)), { method, headers: { 'accept-language': 'en', ...given }, body: body ? fill(body) : undefined });
    const got = await response.json();
    const shown = JSON.parse(answer);
    assert.equal(response.ok, shown.success, `${method} ${path}: ${JSON.stringify(got)}`);
    compare(shown, got, ids, `${method} ${path}`);
    if (!got.data?.payUrl) continue;
    const { fields } = (await open(got.data.payUrl)).forms.pay;
    for (const [name, value] of Object.entries(fields)) ids[`form.${name}`] = value;
  }
}

onBothDatabases('the examples of the pages', { users: 0, settings: marketSettings }, (server) => {
  it('of orders are what the server does', async () => {
    const examples = examplesOf('market-orders.md');
    assert.ok(examples.length >= 10, `${examples.length} examples were found`);
    const people = { customer: await signUp(server(), 'customer'), provider: await signUp(server(), 'provider') };
    await replay(server(), examples, people, { customer: people.customer.id, provider: people.provider.id });
  });

  it('of payments are what the server does', async () => {
    const examples = examplesOf('market-payments.md');
    assert.ok(examples.length >= 5, `${examples.length} examples were found`);
    const { customer, provider, c, service } = await market(server(), { location: { lat: -33.4, lng: -70.6 } });
    const order = await c.data(c.post('/orders', { serviceId: service.id }));
    await replay(server(), examples, { customer, provider }, { customer: customer.id, provider: provider.id, service: service.id, order: order.id });
  });
});
