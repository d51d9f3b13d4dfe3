// Twenty people write without pause; the server is killed at some moment and started again on what it left. Then, through the API:
// every acknowledged message is there once, seq is dense from 1, a repeated send makes no second message, and every receiver has had all.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { describe } from 'node:test';
import { WebSocket } from 'ws';
import { as, must } from '../lib/rest.mjs';
import { databases, Server } from '../lib/server.mjs';

const rounds = Number(process.env.PARLEY_KILL_ROUNDS ?? 20);
const people = 20;
const inFlight = 4;

class Writer {
  constructor(person) {
    this.person = person;
    this.sent = new Map(); // temp id → { content, ack }
    this.seen = new Map(); // seq → message id, of what the peer wrote
    this.counter = 0;
  }

  async connect(server) {
    const socket = (this.socket = new WebSocket(server.webSocketUrl));
    socket.on('error', () => {});
    this.closed = new Promise((done) => socket.once('close', done));
    await new Promise((done, fail) => {
      this.fail = fail;
      socket.on('message', (data) => this.take(JSON.parse(data.toString()), done));
      socket.once('open', () => socket.send(JSON.stringify({ type: 'auth', token: this.person.token, device: 'kill' })));
      this.closed.then(() => fail(new Error('closed while signing in')));
    });
  }

  take(frame, signedIn) {
    if (frame.type === 'auth') {
      this.person.uuid = frame.data.user_id;
      signedIn();
    } else if (frame.action === 'message_sent') {
      const send = this.sent.get(frame.data.temp_id);
      if (send.ack) {
        assert.equal(frame.data.message_id, send.ack.message_id, 'a repeat is the first message');
        assert.equal(frame.data.seq, send.ack.seq);
      }
      send.ack = frame.data;
      this.answered?.(send);
    } else if (frame.action === 'new_message') {
      const known = this.seen.get(frame.data.seq);
      assert.ok(known === undefined || known === frame.data.message_id, 'one seq is one message');
      this.seen.set(frame.data.seq, frame.data.message_id);
      this.heard?.();
    } else if (frame.type === 'error') {
      this.error = new Error(`refused: ${JSON.stringify(frame.data)}`);
    }
  }

  write() {
    const temp = `k${++this.counter}`;
    this.sent.set(temp, { temp, content: `${this.person.id} says ${this.counter}`, ack: null });
    this.transmit(temp);
  }

  transmit(temp) {
    const { content } = this.sent.get(temp);
    this.socket.send(JSON.stringify({ type: 'chat', action: 'send', data: { temp_id: temp, receiver_id: this.peer.person.uuid, message_type: 'text', content } }));
  }

  start() {
    this.answered = () => this.write();
    for (let i = 0; i < inFlight; i++) this.write();
  }

  stop() {
    this.answered = null;
  }

  /** Sends again what was never answered, and a few that were; done when each has its answer. */
  async repeat() {
    const open = [...this.sent.values()].filter((send) => !send.ack);
    const done = [...this.sent.values()].filter((send) => send.ack).slice(-3);
    const waiting = new Set([...open, ...done].map((send) => send.temp));
    if (waiting.size === 0) return 0;
    await within(10_000, 'answers to the repeats', new Promise((finish) => {
      this.answered = (send) => {
        waiting.delete(send.temp);
        if (waiting.size === 0) finish();
      };
      for (const temp of [...waiting]) this.transmit(temp);
    }), () => this.error);
    this.answered = null;
    return open.length;
  }

  async hasHeard(seqs) {
    await within(10_000, 'what the peer wrote', new Promise((finish) => {
      const left = new Set(seqs.filter((seq) => !this.seen.has(seq)));
      this.heard = () => {
        for (const seq of left) if (this.seen.has(seq)) left.delete(seq);
        if (left.size === 0) finish();
      };
      this.heard();
    }), () => this.error);
    this.heard = null;
  }
}

function within(ms, what, promise, error) {
  return new Promise((done, fail) => {
    const timer = setTimeout(() => fail(error?.() ?? new Error(`${what} did not come within ${ms} ms`)), ms);
    promise.then(done, fail).finally(() => clearTimeout(timer));
  });
}

/** The pair's messages after `after`, ascending, by the history of one of them. */
async function history(server, one, after) {
  const found = [];
  let before = '';
  for (;;) {
    const page = must(200, await as(server, one.person).get(`/messages/${one.peer.person.uuid}?limit=100${before}`));
    const fresh = page.items.filter((message) => message.seq > after);
    found.unshift(...fresh);
    if (!page.has_more || fresh.length < page.items.length) return found;
    before = `&before=${page.items[0].id}`;
  }
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
    const messages = await history(server, pair.writers[0], pair.last);
    assert.deepEqual(messages.map((m) => m.seq), messages.map((_, i) => pair.last + 1 + i), 'seq is dense');
    const byId = new Map(messages.map((message) => [message.id, message]));
    assert.equal(byId.size, messages.length, 'no message twice');
    assert.equal(new Set(messages.map((m) => m.content)).size, messages.length, 'no send stored twice');
    for (const writer of pair.writers) {
      for (const send of writer.sent.values()) {
        if (send.ack.seq <= pair.last) continue; // of the round before, repeated here
        const message = byId.get(send.ack.message_id);
        assert.ok(message, `acknowledged and lost: ${send.content}`);
        assert.deepEqual([message.seq, message.content, message.sender_id], [send.ack.seq, send.content, writer.person.uuid]);
        byId.delete(message.id);
        acked++;
      }
    }

    assert.equal(byId.size, 0, 'nothing is there that nobody sent');
    for (const writer of pair.writers)
      await writer.hasHeard(messages.filter((m) => m.sender_id !== writer.person.uuid).map((m) => m.seq));
    pair.last += messages.length;
  }));

  for (const writer of writers) {
    // The last few stay, to be repeated once more after the next kill.
    for (const temp of [...writer.sent.keys()].slice(0, -3)) writer.sent.delete(temp);
    writer.seen.clear();
    if (writer.error) throw writer.error;
    writer.socket.terminate();
  }

  return { acked, repeated };
}

for (const { name, skip } of databases) {
  const count = rounds;
  describe(`killed on ${name}`, { skip }, () => {
    it(`${count} times: nothing acknowledged is lost, nothing comes twice`, { timeout: 60_000 + count * 15_000 }, async (t) => {
      const server = await Server.start(name, { users: people, settings: { 'Limits:Enabled': 'false' } });
      try {
        const pairs = Array.from({ length: people / 2 }, () => {
          const writers = server.pair().map((person) => new Writer(person));
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
