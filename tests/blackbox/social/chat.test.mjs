import assert from 'node:assert/strict';
import { it } from 'node:test';
import { Client, kind, tempId } from '../lib/client.mjs';
import { onBothDatabases } from '../lib/suite.mjs';

onBothDatabases('chat', { users: 80 }, (server) => {
  const both = async () => {
    const [a, b] = server().pair();
    return [await Client.connect(server(), a), await Client.connect(server(), b)];
  };
  const bye = (...clients) => Promise.all(clients.map((client) => client.close()));

  it('a message is acknowledged with its temp id and reaches the friend', async () => {
    const [a, b] = await both();
    const temp = a.say(b.userId, '你好');
    const sent = (await a.expect('chat/message_sent')).data;
    const got = (await b.expect('chat/new_message')).data;
    assert.equal(sent.temp_id, temp);
    assert.equal(got.message_id, sent.message_id);
    assert.equal(got.conversation_id, sent.conversation_id);
    assert.equal(got.sender_id, a.userId);
    assert.equal(got.receiver_id, b.userId);
    assert.equal(got.sender_name, a.welcome.data.display_name);
    assert.equal(got.message_type, 'text');
    assert.equal(got.content, '你好');
    assert.equal(got.seq, 1);
    assert.equal(sent.seq, 1);
    assert.match(got.created_at, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    await bye(a, b);
  });

  it('all devices of both get it, the sending connection only its acknowledgement', async () => {
    const [first, second] = server().pair();
    const a1 = await Client.connect(server(), first, { device: 'phone' });
    const a2 = await Client.connect(server(), first, { device: 'desk' });
    const b1 = await Client.connect(server(), second, { device: 'phone' });
    const b2 = await Client.connect(server(), second, { device: 'desk' });
    const { message_id } = await a1.tell(second, 'to all');
    for (const device of [a2, b1, b2]) {
      const { data } = await device.expect('chat/new_message');
      assert.equal(data.message_id, message_id);
      assert.equal(data.receiver_id, second.uuid);
    }

    await a2.tell(second, 'and back');
    assert.equal((await a1.expect('chat/new_message')).data.content, 'and back');
    await a1.fence();
    assert.deepEqual(a1.unread('chat/new_message'), []);
    await bye(a1, a2, b1, b2);
  });

  it('messages of a conversation are numbered densely, in the order in which all see them', async () => {
    const [a, b] = await both();
    const sends = [];
    for (let i = 0; i < 9; i++) {
      sends.push(a.tell(b.userId, `a${i}`));
      sends.push(b.tell(a.userId, `b${i}`));
    }

    const seqs = (await Promise.all(sends)).map((sent) => sent.seq).sort((x, y) => x - y);
    assert.deepEqual(seqs, Array.from({ length: 18 }, (_, i) => i + 1));
    assert.deepEqual((await a.messages(9)).map((m) => m.content), Array.from({ length: 9 }, (_, i) => `b${i}`));
    const got = await b.messages(9);
    assert.deepEqual(got.map((m) => m.content), Array.from({ length: 9 }, (_, i) => `a${i}`));
    assert.ok(got.every((m, i) => i === 0 || (m.seq > got[i - 1].seq && m.created_at > got[i - 1].created_at)));
    await bye(a, b);
  });

  it('a repeated temp id answers with the first message and sends nothing twice', async () => {
    const [a, b] = await both();
    const temp_id = tempId();
    const first = await a.tell(b.userId, 'once', { temp_id });
    const again = await a.tell(b.userId, 'once', { temp_id });
    assert.equal(again.message_id, first.message_id);
    assert.equal(again.seq, first.seq);
    await assert.rejects(a.tell(b.userId, 'another body', { temp_id }), { code: 'idempotency_conflict' });
    await a.tell(b.userId, 'the end');
    assert.deepEqual((await b.messages(2)).map((m) => m.content), ['once', 'the end']);
    await bye(a, b);
  });

  it('the same temp id from another device of the same person is the same message', async () => {
    const [first, second] = server().pair();
    const a1 = await Client.connect(server(), first, { device: 'one' });
    const a2 = await Client.connect(server(), first, { device: 'two' });
    const temp_id = tempId();
    const [x, y] = await Promise.all([a1.tell(second, 'raced', { temp_id }), a2.tell(second, 'raced', { temp_id })]);
    assert.equal(x.message_id, y.message_id);
    await bye(a1, a2);
  });

  it('a forged sender is ignored: the token alone says who writes', async () => {
    const [a, b] = await both();
    const other = server().stranger();
    await a.tell(b.userId, 'forged?', { sender_id: other.id, user_id: other.id, sender_name: 'the boss', tenant_id: 7 });
    const got = (await b.expect('chat/new_message')).data;
    assert.equal(got.sender_id, a.userId);
    assert.notEqual(got.sender_name, 'the boss');
    await bye(a, b);
  });

  it('ids are taken as UUID, number and decimal string', async () => {
    const [a, b] = await both();
    for (const receiver_id of [b.userId, Number(b.person.id), b.person.id]) await a.tell('', 'hi', { receiver_id });
    assert.equal((await b.messages(3)).length, 3);
    await bye(a, b);
  });

  it('the eleventh message within a second is refused and nothing of it is stored', async () => {
    const [a, b] = await both();
    const temps = Array.from({ length: 60 }, (_, i) => a.say(b.userId, `burst ${i}`));
    const answers = [];
    for (const temp of temps) answers.push(await a.expect((f) => f.data?.temp_id === temp, temp));
    const refused = answers.filter((f) => f.type === 'error');
    const sent = answers.filter((f) => kind(f) === 'chat/message_sent');
    assert.ok(sent.length >= 10 && refused.length > 0, `${sent.length} were sent`); // more than ten, where the server took more than a second for them
    assert.ok(refused.every((f) => f.data.code === 'rate_limited' && f.data.retry_after > 0));
    assert.equal((await b.messages(sent.length)).length, sent.length);
    await b.fence();
    assert.deepEqual(b.unread('chat/new_message'), []);

    // A refused send doesn't use its temp id up.
    const { temp_id } = refused[0].data;
    let again;
    for (;;) {
      again = await a.tell(b.userId, `burst ${temps.indexOf(temp_id)}`, { temp_id }).catch((error) => error);
      if (again.code !== 'rate_limited') break;
      await new Promise((done) => setTimeout(done, 1000 * again.retry_after));
    }
    assert.equal(again.seq, sent.length + 1);
    await bye(a, b);
  });

  it('a stranger is refused, a reply to who wrote first is not needed', async () => {
    const [x, y] = server().strangers(2);
    const a = await Client.connect(server(), x);
    await assert.rejects(a.tell(y, 'hello?'), { code: 'not_friends' });
    await bye(a);
  });

  it('typing reaches the other one, and nobody else', async () => {
    const [a, b] = await both();
    const c = await Client.connect(server(), server().stranger());
    a.send({ type: 'typing', data: { receiver_id: b.userId, is_typing: true } });
    const { data } = await b.expect('typing');
    assert.equal(data.user_id, a.userId);
    assert.equal(data.is_typing, true);
    a.send({ type: 'typing', data: { receiver_id: b.userId, is_typing: false } });
    assert.equal((await b.expect('typing')).data.is_typing, false);
    await c.fence();
    assert.deepEqual(c.unread('typing'), []);
    await a.fence();
    assert.deepEqual(a.unread('typing'), []);
    await bye(a, b, c);
  });

  it('read and delivered pointers are told to the other side, cumulatively', async () => {
    const [a, b] = await both();
    await a.tell(b.userId, 'one');
    const { message_id, conversation_id } = await a.tell(b.userId, 'two');
    // One's own devices are told one's own pointers too, in either order: it is the other one's that counts here.
    const told = (action) => (f) => kind(f) === `chat/${action}` && f.data.user_id === b.userId && f.data[`${action}_seq`] === 2;
    const delivered = (await a.expect(told('delivered'), 'delivered 2')).data;
    assert.deepEqual([delivered.peer_id, delivered.conversation_id], [a.userId, conversation_id]);
    b.send({ type: 'chat', action: 'read', data: { message_id } });
    const read = (await a.expect(told('read'), 'read 2')).data;
    assert.deepEqual([read.user_id, read.peer_id, read.conversation_id, read.read_seq], [b.userId, a.userId, conversation_id, 2]);
    await bye(a, b);
  });

  it('recall is told to both and empties the message', async () => {
    const [a, b] = await both();
    const { message_id } = await a.tell(b.userId, 'a slip');
    await b.expect('chat/new_message');
    a.send({ type: 'chat', action: 'recall', data: { message_id } });
    for (const client of [a, b]) {
      const { data } = await client.expect('chat/recalled');
      assert.equal(data.message_id, message_id);
      assert.equal(data.sender_id, a.userId);
    }

    assert.equal((await b.refused({ type: 'chat', action: 'recall', data: { message_id } })).code, 'forbidden');
    await bye(a, b);
  });

  it('a reply names its message, and only one of the same conversation', async () => {
    const [a, b] = await both();
    const { message_id } = await a.tell(b.userId, 'question');
    await b.tell(a.userId, 'answer', { reply_to: message_id });
    assert.equal((await a.expect('chat/new_message')).data.reply_to, message_id);
    const [c, d] = await both();
    await assert.rejects(c.tell(d.userId, 'elsewhere', { reply_to: message_id }), { code: 'message_not_found' });
    await bye(a, b, c, d);
  });
});
