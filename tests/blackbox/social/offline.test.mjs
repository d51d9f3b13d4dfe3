import assert from 'node:assert/strict';
import { it } from 'node:test';
import { Client, kind } from '../lib/client.mjs';
import { as, must } from '../lib/rest.mjs';
import { onBothDatabases } from '../lib/suite.mjs';

onBothDatabases('coming back', { users: 60, settings: { 'Limits:Enabled': 'false' } }, (server) => {
  const contents = (count, prefix = '') => Array.from({ length: count }, (_, i) => `${prefix}${i}`);

  for (const device of [undefined, 'phone-1']) {
    const named = device ? 'with a device' : 'without a device';
    it(`what was missed comes in order, once, and before anything live (${named})`, async () => {
      const [first, second] = server().pair();
      const a = await Client.connect(server(), first);
      let b = await Client.connect(server(), second, { device });
      await a.tell(second, 'seen');
      await b.messages(1);
      await a.expect((f) => kind(f) === 'chat/delivered' && f.data.user_id === second.uuid, 'the delivery of the first');
      await b.drop();
      for (const content of contents(120)) a.say(second, content);
      for (let i = 0; i < 120; i++) await a.expect('chat/message_sent');

      b = await Client.connect(server(), second, { device });
      const live = contents(20, 'live ').map((content) => a.tell(second, content));
      const got = await b.messages(140);
      await Promise.all(live);
      assert.deepEqual(got.map((m) => m.seq), Array.from({ length: 140 }, (_, i) => i + 2));
      assert.deepEqual(got.slice(0, 120).map((m) => m.content), contents(120));
      await b.fence();
      assert.deepEqual(b.unread('chat/new_message'), []);

      await a.expect((f) => kind(f) === 'chat/delivered' && f.data.user_id === second.uuid && f.data.delivered_seq === 141, 'the delivery of all');
      await b.close();
      b = await Client.connect(server(), second, { device });
      await b.fence();
      assert.deepEqual(b.unread('chat/new_message'), [], 'nothing comes twice');
      await Promise.all([a.close(), b.close()]);
    });
  }

  it('each device gets what it missed itself', async () => {
    const [first, second] = server().pair();
    const a = await Client.connect(server(), first);
    let phone = await Client.connect(server(), second, { device: 'phone' });
    const desk = await Client.connect(server(), second, { device: 'desk' });
    await a.tell(second, 'both');
    await Promise.all([phone.messages(1), desk.messages(1)]);
    await phone.fence();
    await phone.close();
    for (const content of contents(5)) await a.tell(second, content);
    assert.equal((await desk.messages(5)).length, 5);
    phone = await Client.connect(server(), second, { device: 'phone' });
    assert.deepEqual((await phone.messages(5)).map((m) => m.content), contents(5));
    await Promise.all([a.close(), phone.close(), desk.close()]);
  });

  it('who was never connected gets all of it', async () => {
    const [first, second] = server().pair();
    const a = await Client.connect(server(), first);
    for (const content of contents(7)) await a.tell(second, content);
    const b = await Client.connect(server(), second);
    assert.deepEqual((await b.messages(7)).map((m) => m.content), contents(7));
    await Promise.all([a.close(), b.close()]);
  });

  it('a message recalled meanwhile comes back empty', async () => {
    const [first, second] = server().pair();
    const a = await Client.connect(server(), first);
    const { message_id } = await a.tell(second, 'a slip');
    a.send({ type: 'chat', action: 'recall', data: { message_id } });
    await a.expect('chat/recalled');
    const b = await Client.connect(server(), second);
    const [message] = await b.messages(1);
    assert.equal(message.content, '');
    assert.equal(message.is_recalled, true);
    await Promise.all([a.close(), b.close()]);
  });

  it('an abrupt end in mid-stream loses nothing', async () => {
    const [first, second] = server().pair();
    const a = await Client.connect(server(), first);
    const seen = new Map();
    let stop = false;
    const talk = (async () => {
      for (let i = 0; !stop; i++) await a.tell(second, `n${i}`);
    })();
    for (let round = 0; round < 6; round++) {
      const b = await Client.connect(server(), second, { device: 'flaky' });
      for (const message of await b.messages(15 + round)) seen.set(message.seq, message.content);
      await b.drop();
      for (const frame of b.unread('chat/new_message')) seen.set(frame.data.seq, frame.data.content);
    }

    stop = true;
    await talk;
    const b = await Client.connect(server(), second, { device: 'flaky' });
    const { seq } = await a.tell(second, 'the last');
    while (!seen.has(seq)) {
      const [message] = await b.messages(1);
      seen.set(message.seq, message.content);
    }

    assert.deepEqual([...seen.keys()].sort((x, y) => x - y), Array.from({ length: seq }, (_, i) => i + 1));
    await Promise.all([a.close(), b.close()]);
  });

  it('sync tells what changed after a rev, and conversations that were not named whole', async () => {
    const [first, second] = server().pair();
    const a = await Client.connect(server(), first);
    const b = await Client.connect(server(), second);
    const { conversation_id } = await a.tell(second, 'one');
    await a.tell(second, 'two');
    const [, two] = await b.messages(2);
    const { message_id } = await a.tell(second, 'three');
    await b.messages(1);

    b.send({ type: 'chat', action: 'sync', data: { conversations: {} } });
    const whole = (await b.expect('chat/sync')).data;
    assert.equal(typeof whole.generation, 'string');
    const conversation = whole.conversations.find((c) => c.id === conversation_id);
    assert.deepEqual(conversation.messages.map((m) => [m.seq, m.content]), [[1, 'one'], [2, 'two'], [3, 'three']]);
    assert.equal(conversation.peer_id, a.userId);
    assert.equal(conversation.last_seq, 3);
    assert.equal(conversation.has_more, false);

    b.send({ type: 'chat', action: 'sync', data: { conversations: { [conversation_id]: two.rev } } });
    const tail = (await b.expect('chat/sync')).data.conversations.find((c) => c.id === conversation_id);
    assert.deepEqual(tail.messages.map((m) => m.message_id), [message_id]);

    b.send({ type: 'chat', action: 'sync', data: { conversations: { [conversation_id]: 1 }, by: 'seq' } });
    const bySeq = (await b.expect('chat/sync')).data.conversations.find((c) => c.id === conversation_id);
    assert.deepEqual(bySeq.messages.map((m) => m.seq), [2, 3]);
    await Promise.all([a.close(), b.close()]);
  });

  it('sync of many messages comes in parts that add up', async () => {
    const [first, second] = server().pair();
    const a = await Client.connect(server(), first);
    for (const content of contents(620)) a.say(second, content);
    for (let i = 0; i < 620; i++) await a.expect('chat/message_sent');
    const { conversation_id } = await a.tell(second, 'the end');
    const found = [];
    let rev = 0;
    for (let round = 0; round < 5; round++) {
      a.send({ type: 'chat', action: 'sync', data: { conversations: { [conversation_id]: rev } } });
      const conversation = (await a.expect('chat/sync')).data.conversations.find((c) => c.id === conversation_id);
      found.push(...conversation.messages);
      assert.ok(conversation.messages.length <= 500);
      if (!conversation.has_more) break;
      rev = conversation.messages.at(-1).rev;
    }

    assert.deepEqual(found.map((m) => m.seq), Array.from({ length: 621 }, (_, i) => i + 1));
    await a.close();
  });

  it('a message sent over REST while the other is away comes at its next connect', async () => {
    const [first, second] = server().pair();
    await Client.connect(server(), first).then((client) => client.close());
    const sent = must(201, await as(server(), first).post(`/messages/${second.id}`, { content: 'by letter', temp_id: 'letter-1' }));
    const b = await Client.connect(server(), second);
    const [message] = await b.messages(1);
    assert.equal(message.message_id, sent.message_id);
    await b.close();
  });
});
