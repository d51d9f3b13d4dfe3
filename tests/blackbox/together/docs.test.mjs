// Every exchange of events that docs/protocols/{rooms,web}.md show is played, in its order, and what comes must be what the page shows.
// (The requests of the pages are replayed by the examples of each surface.)
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { repository } from '../lib/server.mjs';
import { SocketClient } from '../lib/sockets.mjs';
import { onBothDatabases } from '../lib/suite.mjs';

/** The lines of a page's exchanges; what is indented goes on. */
function linesOf(page) {
  const text = readFileSync(join(repository, 'docs/protocols', page), 'utf8');
  return [...text.matchAll(/```events\n([^`]*)```/g)].flatMap(([, block]) => block.replaceAll(/\n {2,}/g, ' ').trim().split('\n')).map((line) => {
    const parts = /^(peer )?([→←✓])\s*([A-Za-z_]+|\(leaves\))?\s*([{[].*)?$/.exec(line);
    assert.ok(parts, `a line that makes no sense: ${line}`);
    return { line, who: parts[1] ? 'peer' : 'me', way: parts[2], name: parts[3], shown: parts[4]?.replaceAll('[…]', '"…"') };
  });
}

// What is another each time.
const free = /^(timestamp|last_seen|rev|generation|createdAt|recallTime|lastOnlineTime|pointers)$/;

/** A name in braces is an id: taken where it stands first, the same from then on. All else is as shown, or, where it can't be, of its kind. */
function compare(shown, got, ids, at, key = '') {
  const name = typeof shown === 'string' && /^\{(\w+)\}$/.exec(shown)?.[1];
  if (name) {
    assert.match(String(got), /^[1-9][0-9]*$/, at);
    ids[name] ??= String(got);
    assert.equal(String(got), ids[name], at);
  } else if (shown === '…') {
    assert.ok(got !== undefined && got !== null, at);
  } else if (Array.isArray(shown)) {
    assert.ok(Array.isArray(got) && got.length === shown.length, `${at}: ${JSON.stringify(got)}`);
    shown.forEach((item, i) => compare(item, got[i], ids, `${at}[${i}]`));
  } else if (shown !== null && typeof shown === 'object') {
    assert.deepEqual(Object.keys(got ?? {}).sort(), Object.keys(shown).sort(), `${at}: ${JSON.stringify(got)}`);
    for (const each of Object.keys(shown)) compare(shown[each], got[each], ids, `${at}.${each}`, each);
  } else if (free.test(key)) {
    assert.equal(typeof got, typeof shown, at);
  } else {
    assert.deepEqual(got, shown, at);
  }
}

onBothDatabases('the exchanges of the protocol pages', { users: 8, settings: { 'Limits:Enabled': 'false' } }, (server) => {
  for (const [page, namespace] of [['rooms.md', '/rooms'], ['web.md', '/web']]) {
    it(`are what the server does (${page})`, async () => {
      const [me, peer] = server().pair();
      const ids = { me: me.id, peer: peer.id };
      const peerClient = await SocketClient.connect(server(), namespace, peer, { extraHeaders: {} });
      const clients = { me: await SocketClient.connect(server(), namespace, me, { extraHeaders: {} }), peer: peerClient };
      const answers = { me: [], peer: [] };
      let came;
      const lines = linesOf(page);
      assert.ok(lines.length > 20, `${lines.length} lines were found`);
      for (const { line, who, way, name, shown } of lines) {
        const client = clients[who];
        if (way === '✓') {
          came.ack();
        } else if (name === '(leaves)') {
          client.close();
        } else if (way === '→') {
          const data = shown === undefined ? undefined : JSON.parse(shown.replace(/\{(\w+)\}/g, (whole, id) => ids[id] ?? whole));
          answers[who].push(client.ask(name, data));
        } else if (name === undefined) {
          compare(JSON.parse(shown), await answers[who].shift(), ids, line);
        } else {
          const event = shown === undefined ? undefined : JSON.parse(shown);
          came = await client.expect(name, (data) => data?.isOnline === event?.isOnline); // of somebody's coming it may hear late
          if (event) compare(event, came.data, ids, line);
        }
      }
      for (const client of Object.values(clients)) client.close();
    });
  }
});
