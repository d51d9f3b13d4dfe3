// Every request that docs/protocols/market.md shows is sent, in its order, and the answer must have the form that the page shows.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { call } from '../lib/rest.mjs';
import { repository } from '../lib/server.mjs';
import { onBothDatabases } from '../lib/suite.mjs';

const page = readFileSync(join(repository, 'docs/protocols/market.md'), 'utf8');
const examples = [...page.slice(0, page.indexOf('\n# Tenants')).matchAll(/```http\n(\w+) (\S+)\n([^`]*)```\n```json\n([^`]*)```/g)].map(([, method, path, body, answer]) => ({ method, path, body, answer }));

// A name in braces takes the id that stands in its place; all else must be of the same kind, and objects of the same names.
function compare(shown, got, ids, at) {
  const name = typeof shown === 'string' && /^\{(\w+)\}$/.exec(shown);
  if (name) {
    assert.match(got, /^[0-9a-f-]{36}$/, at);
    ids[name[1]] ??= got;
    assert.equal(got, ids[name[1]], at);
  } else if (Array.isArray(shown)) {
    assert.ok(Array.isArray(got) && got.length === shown.length, `${at}: ${JSON.stringify(got)}`);
    shown.forEach((item, i) => compare(item, got[i], ids, `${at}[${i}]`));
  } else if (shown !== null && typeof shown === 'object') {
    assert.deepEqual(Object.keys(got ?? {}).sort(), Object.keys(shown).sort(), at);
    for (const key of Object.keys(shown)) compare(shown[key], got[key], ids, `${at}.${key}`);
  } else {
    assert.equal(got === null ? 'null' : typeof got, shown === null ? 'null' : typeof shown, at);
  }
}

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
