// Twenty people write without pause, half of them over Socket.IO; the server is killed at some moment and started again on what it left.
// Then, through the API: every acknowledged message is there once, seq is dense from 1, a repeated send makes no second message, unread
// counts are right, and every receiver has had all.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { rooms } from '../lib/rooms.mjs';
import { databases, Server } from '../lib/server.mjs';
import { RoomsWriter, SocialWriter, WebWriter } from './lib/writers.mjs';

const rounds = Number(process.env.PARLEY_KILL_ROUNDS ?? 20);
const people = 20;

// The pairs take these in turn: ten people on the Social surface, ten over Socket.IO.
const surfaces = [[SocialWriter, RoomsWriter], [SocialWriter, WebWriter], [RoomsWriter, WebWriter], [SocialWriter, SocialWriter]];

const get = async (server, person, path) => {
  const answer = await rooms(server, person).get(path);
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  return answer.body;
};

/** The pair's messages after `after`, ascending, by the history of one of them. */
async function history(server, pair, after) {
  const found = [];
  let before = '';
  for (;;) {
    const page = await get(server, pair.writers[0].person, `/chats/${pair.chat}/messages?limit=100${before}`);
    const fresh = page.data.filter((message) => message.seq > after);
    found.unshift(...fresh);
    if (!page.has_more || fresh.length < page.data.length) return found;
    before = `&before=${page.data[0]._id}`;
  }
}

/** How things stand with who has not heard everything: what the next one who looks into it needs to know. */
function state(server, pair) {
  const log = server.output.split('\n').slice(-60).join('\n');
  if (!server.name) return log;
  const of = (table, columns, more = '') => server.sql(`select ${columns} from ${table} where ${table === 'conversations' ? 'id' : 'conversation_id'} = ${pair.chat} ${more}`);
  return [
    of('conversations', 'id, last_seq, rev'), of('participants', 'user_id, joined_seq, read_seq, delivered_seq, rev'), of('device_positions', 'user_id, device, seq'),
    of('messages', 'seq, rev, sender_id, id', 'order by seq desc limit 40'), log,
  ].join('\n');
}

/** What was acknowledged is what is stored, and nothing else is. */
function check(pair, messages) {
  assert.deepEqual(messages.map((m) => m.seq), messages.map((_, i) => pair.last + 1 + i), 'seq is dense');
  const byContent = new Map(messages.map((message) => [message.content, message]));
  assert.equal(new Set(messages.map((m) => m._id)).size, messages.length, 'no message twice');
  assert.equal(byContent.size, messages.length, 'no send stored twice');
  let acked = 0;
  for (const writer of pair.writers) {
    for (const send of writer.sent.values()) {
      if (send.isChecked) continue; // of the round before, repeated here
      const message = byContent.get(send.content);
      assert.ok(message, `acknowledged and lost: ${send.content}`);
      assert.equal(message.sender_id, writer.person.id);
      for (const [name, got] of [['seq', message.seq], ['id', message._id]]) if (name in send.ack) assert.equal(got, send.ack[name]);
      byContent.delete(send.content);
      send.isChecked = true;
      acked++;
    }
  }

  assert.equal(byContent.size, 0, 'nothing is there that nobody sent');
  return acked;
}

async function round(server, pairs) {
  const writers = pairs.flatMap((pair) => pair.writers);
  await Promise.all(writers.map((writer) => writer.connect(server)));
  for (const writer of writers) writer.start();
  await new Promise((done) => setTimeout(done, 30 + Math.random() * 600));
  await server.kill();
  for (const writer of writers) writer.stop();
  await Promise.all(writers.map((writer) => writer.closed));

  await server.launch();
  await Promise.all(writers.map((writer) => writer.connect(server)));
  const repeated = (await Promise.all(writers.map((writer) => writer.repeat()))).reduce((sum, n) => sum + n);
  let acked = 0;
  await Promise.all(pairs.map(async (pair) => {
    pair.chat ??= (await get(server, pair.writers[0].person, '/chats')).data[0]._id;
    const messages = await history(server, pair, pair.last);
    acked += check(pair, messages);
    for (const writer of pair.writers) {
      const fromPeer = messages.filter((m) => m.sender_id !== writer.person.id).map((m) => m.content);
      await writer.catchUp(pair.chat, pair.last);
      await writer.hasHeard(fromPeer).catch((error) => {
        error.message += `\n${state(server, pair)}`;
        throw error;
      });
      writer.unread = (writer.unread ?? 0) + fromPeer.length;
      assert.equal((await get(server, writer.person, '/chats')).data[0].unread_count, writer.unread, 'unread is what the peer wrote');
    }
    pair.last += messages.length;
  }));

  for (const writer of writers) {
    // The last few stay, to be repeated once more after the next kill.
    for (const temp of [...writer.sent.keys()].slice(0, -3)) writer.sent.delete(temp);
    writer.heard.clear();
    if (writer.error) throw writer.error;
    writer.leave();
  }

  return { acked, repeated };
}

for (const { name, skip } of databases) {
  const count = rounds;
  describe(`killed on ${name}`, { skip }, () => {
    it(`${count} times: nothing acknowledged is lost, nothing comes twice`, { timeout: 300_000 + count * 30_000 }, async (t) => {
      const server = await Server.start(name, { users: people, settings: { 'Limits:Enabled': 'false' } });
      try {
        const pairs = Array.from({ length: people / 2 }, (_, i) => {
          const writers = server.pair().map((person, side) => new surfaces[i % surfaces.length][side](person));
          [writers[0].peer, writers[1].peer] = [writers[1], writers[0]];
          return { writers, last: 0 };
        });
        const began = Date.now();
        let [acked, repeated] = [0, 0];
        for (let i = 0; i < count; i++) {
          const result = await round(server, pairs).catch((error) => {
            error.message = `round ${i + 1}: ${error.message}`;
            throw error;
          });
          acked += result.acked;
          repeated += result.repeated;
        }

        assert.ok(acked > count * people, `only ${acked} messages in ${count} rounds`);
        t.diagnostic(`${count} kills, ${acked} messages, ${repeated} unanswered and sent again, ${((Date.now() - began) / count / 1000).toFixed(1)} s a round`);
      } finally {
        await server.dispose();
      }
    });
  });
}
