// Every request that docs/protocols/market.md shows is sent, in its order, and the answer must have the form that the page shows.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { compare } from '../lib/examples.mjs';
import { call } from '../lib/rest.mjs';
import { repository } from '../lib/server.mjs';
import { onBothDatabases } from '../lib/suite.mjs';

const page = readFileSync(join(repository, 'docs/protocols/market.md'), 'utf8');
const examples = [...page.slice(0, page.indexOf('\n# Tenants')).matchAll(/```http\n(\w+) (\S+)\n([^`]*)```\n```json\n([^`]*)```/g)].map(([, method, path, body, answer]) => ({ method, path, body, answer }));

onBothDatabases('the examples of the Market page', { users: 8 }, (server) => {
  it('are what the server does', async () => {
    assert.ok(examples.length >= 10, `${examples.length} examples were found`);
    const [me, peer, third] = server().strangers(3);
    const ids = { peer: peer.id, third: third.id };
    for (const { method, path, body, answer } of examples) {
      const fill = (text) => text.replace(/\{(\w+)\}/g, (whole, name) => ids[name] ?? whole);
      const shown = JSON.parse(answer.replace(/"\{(\w+)\}":/g, (_, name) => `"${ids[name]}":`));
      const got = await call(server(), method, encodeURI(fill(path)), { token: me.token, raw: body.trim() ? fill(body) : undefined });
      assert.equal(got.body.success, shown.success, `${method} ${path}: ${JSON.stringify(got.body)}`);
      compare(shown, got.body, ids, `${method} ${path}`);
    }
  });
});
