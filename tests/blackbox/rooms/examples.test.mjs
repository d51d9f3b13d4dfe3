// Every request that docs/protocols/rooms.md shows is sent, in its order, and the answer must have the form that the page shows.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { call } from '../lib/rest.mjs';
import { repository } from '../lib/server.mjs';
import { onBothDatabases } from '../lib/suite.mjs';

const page = readFileSync(join(repository, 'docs/protocols/rooms.md'), 'utf8');
const examples = [...page.matchAll(/```http\n(\w+) (\S+)\n([^`]*)```\n```json\n([^`]*)```/g)].map(([, method, path, body, answer]) => ({ method, path, body, answer }));

// What is the same whoever calls, and whenever.
const words = new Set(['code', 'status', 'message_type', 'content', 'is_deleted', 'read_status', 'has_more', 'seq', 'temp_id', 'file_url', 'file_name', 'file_size', 'unread_count']);

// A name in braces takes the id that stands in its place; all else must be of the same kind, and objects of the same names.
function compare(shown, got, ids, at) {
  const name = typeof shown === 'string' && /^\{(\w+)\}$/.exec(shown);
  if (name) {
    assert.match(got, /^[1-9][0-9]*$/, at);
    ids[name[1]] = got;
  } else if (Array.isArray(shown)) {
    assert.ok(Array.isArray(got) && got.length === shown.length, `${at}: ${JSON.stringify(got)}`);
    shown.forEach((item, i) => compare(item, got[i], ids, `${at}[${i}]`));
  } else if (shown !== null && typeof shown === 'object') {
    assert.deepEqual(Object.keys(got ?? {}).sort(), Object.keys(shown).sort(), `${at}: ${JSON.stringify(got)}`);
    for (const key of Object.keys(shown)) {
      compare(shown[key], got[key], ids, `${at}.${key}`);
      if (words.has(key)) assert.deepEqual(got[key], shown[key], `${at}.${key}`);
    }
  } else {
    assert.equal(got === null ? 'null' : typeof got, shown === null ? 'null' : typeof shown, at);
    if (typeof shown === 'string' && /^[0-9]{15,}$/.test(shown)) assert.match(got, /^[1-9][0-9]*$/, at);
  }
}

onBothDatabases('the examples of the Rooms page', { users: 6 }, (server) => {
  it('are what the server does', async () => {
    assert.ok(examples.length >= 12, `${examples.length} examples were found`);
    const [me, peer] = server().pair();
    const ids = { peer: peer.id, friend: server().stranger().id };
    for (const { method, path, body, answer } of examples) {
      const fill = (text) => text.replace(/\{(\w+)\}/g, (whole, name) => ids[name] ?? whole);
      const shown = JSON.parse(answer);
      const got = await call(server(), method, encodeURI(fill(path)), { token: me.token, raw: body.trim() ? fill(body) : undefined });
      assert.equal(got.status >= 400, 'code' in shown, `${method} ${path}: ${JSON.stringify(got.body)}`);
      compare(shown, got.body, ids, `${method} ${path}`);
    }
  });
});
