// A client that comes back gets what it missed, in order, once: as the socket that it was where that can be, by sync where it can't.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { Client } from '../lib/client.mjs';
import { SocketClient } from '../lib/sockets.mjs';
import { onBothDatabases } from '../lib/suite.mjs';

const comingBack = { reconnection: true, reconnectionDelay: 20, reconnectionDelayMax: 50 };

onBothDatabases('coming back over Socket.IO', { users: 60, settings: { 'Limits:Enabled': 'false' } }, (server) => {
  for (const [namespace, event, idOf] of [['/rooms', 'receive_message', (m) => m.content], ['/web', 'message', (m) => m.content]]) {
    it(`through lost connections nothing is lost and nothing doubled (${namespace})`, async () => {
      const [ann, bob] = server().pair();
      const writer = await Client.connect(server(), ann);
      const reader = await SocketClient.connect(server(), namespace, bob, comingBack);
      let recovered = 0;
      reader.socket.on('connect', () => (recovered += reader.socket.recovered ? 1 : 0));
      const total = 600;
      let read = 0;
      await reader.expect('offset'); // from here on it can come back
      const place = (name) => reader.all.findLastIndex((e) => e.name === name);
      for (let sent = 0; sent < total; ) {
        for (const end = sent + 100; sent < end; sent++) {
          writer.say(bob, `m${sent}`);
          if (sent % 20 === 0) await new Promise((done) => setImmediate(done));
        }
        await writer.expect('chat/message_sent'); // some are under way, some are there, some are to come
        reader.drop();
        for (; read < sent; read++) await reader.expect(event);
        while (place('offset') < place(event)) await reader.expect('offset'); // a loss while it catches up would repeat some of it
      }
      const got = reader.all.filter((e) => e.name === event).map((e) => idOf(e.data));
      assert.deepEqual(got, Array.from({ length: total }, (_, i) => `m${i}`));
      assert.ok(recovered > 0, 'the official client says that it was recovered');
      reader.close();
      await writer.close();
    });
  }

  it('who is lost again before anything arrived gets all of it the next time', async () => {
    const [ann, bob] = server().pair();
    const writer = await Client.connect(server(), ann);
    const reader = await SocketClient.connect(server(), '/rooms', bob);
    for (let i = 0; i < 10; i++) await writer.tell(bob, `before ${i}`);
    for (let i = 0; i < 10; i++) await reader.expect('receive_message');
    await reader.ask('typing', { receiver_id: ann.id, is_typing: false }); // answered behind the last number
    const auth = { pid: reader.socket._pid, offset: reader.socket._lastOffset };
    reader.drop();
    for (let i = 0; i < 30; i++) await writer.tell(bob, `missed ${i}`);
    for (let attempt = 0; attempt < 3; attempt++) {
      const again = await SocketClient.connect(server(), '/rooms', bob, { auth }); // it says that it had no more than before
      assert.equal(again.socket.id, reader.socket.id ?? again.socket.id);
      const got = [];
      for (let i = 0; i < 30; i++) got.push((await again.next('receive_message')).content);
      assert.deepEqual(got, Array.from({ length: 30 }, (_, i) => `missed ${i}`), `attempt ${attempt}`);
      again.drop();
    }

    await writer.close();
  });

  it('one’s own messages do not come back, a recall meanwhile does', async () => {
    const [ann, bob] = server().pair();
    const writer = await Client.connect(server(), ann);
    const reader = await SocketClient.connect(server(), '/rooms', bob, comingBack);
    const first = await writer.tell(bob, 'to be recalled');
    await reader.expect('receive_message');
    assert.equal((await reader.ask('send_message', { receiver_id: ann.id, content: 'mine', temp_id: 'x' })).status, 'sent');
    const back = new Promise((done) => reader.socket.once('connect', done));
    reader.drop();
    writer.send({ type: 'chat', action: 'recall', data: { message_id: first.message_id } });
    await writer.tell(bob, 'after');
    await back;
    assert.equal(reader.socket.recovered, true);
    assert.equal((await reader.next('receive_message')).content, 'after');
    await reader.expect('message_recalled');
    assert.deepEqual(reader.unread('receive_message'), []);
    reader.close();
    await writer.close();
  });

  it('who comes back as somebody else, or with another’s secret, starts afresh and hears nothing of it', async () => {
    const [ann, bob] = server().pair();
    const eve = server().stranger();
    const writer = await Client.connect(server(), ann);
    const reader = await SocketClient.connect(server(), '/rooms', bob);
    await reader.expect('offset');
    const { _pid: pid, _lastOffset: offset } = reader.socket;
    assert.ok(pid && offset !== undefined, 'the client was told how it can come back');
    reader.drop();
    await writer.tell(bob, 'for bob alone');
    const thief = await SocketClient.connect(server(), '/rooms', eve, { auth: { pid, offset } });
    assert.equal((await thief.ask('sync', {})).status, 'ok');
    assert.deepEqual(thief.unread('receive_message'), []);
    for (const bad of ['-1', '99999999', 'x', '']) {
      const strange = await SocketClient.connect(server(), '/rooms', bob, { auth: { pid, offset: bad } });
      assert.notEqual(strange.socket.id, reader.socket.id);
      strange.close();
    }
    thief.close();
    await writer.close();
  });

  it('who can’t be recovered syncs', async () => {
    const [ann, bob] = server().pair();
    const writer = await Client.connect(server(), ann);
    const sent = [];
    for (let i = 0; i < 3; i++) sent.push(await writer.tell(bob, `s${i}`));
    const reader = await SocketClient.connect(server(), '/rooms', bob);
    const fresh = await reader.ask('sync', { conversations: {} });
    const chat = fresh.conversations.find((c) => c.messages.some((m) => m.content === 's0'));
    assert.deepEqual(chat.messages.map((m) => m.content), ['s0', 's1', 's2']);
    await writer.tell(bob, 's3');
    const later = await reader.ask('sync', { conversations: { [chat.id]: chat.lastSeq }, by: 'seq' });
    assert.deepEqual(later.conversations.find((c) => c.id === chat.id).messages.map((m) => m.content), ['s3']);
    const web = await SocketClient.connect(server(), '/web', bob);
    const all = await web.ask('sync', {});
    assert.equal(all.status, '1');
    assert.deepEqual(all.data.conversations.find((c) => c.id === Number(chat.id)).messages.map((m) => m.content), ['s0', 's1', 's2', 's3']);
    for (const client of [reader, web]) client.close();
    await writer.close();
  });
});
