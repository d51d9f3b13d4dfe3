import assert from 'node:assert/strict';
import { it } from 'node:test';
import { png, upload } from '../lib/files.mjs';
import { as, must } from '../lib/rest.mjs';
import { data, rooms } from '../lib/rooms.mjs';
import { SocketClient } from '../lib/sockets.mjs';
import { onBothDatabases } from '../lib/suite.mjs';
import { tenant } from '../lib/tenants.mjs';

onBothDatabases('the events of the Rooms surface', { users: 200, operator: true, settings: { 'Limits:Recalls:Permits': '1000', 'Limits:Messages:Burst': '150' } }, (server) => {
  const connect = (person, options) => SocketClient.connect(server(), '/rooms', person, options);
  const couple = async () => {
    const people = server().pair();
    return [...(await Promise.all(people.map((person) => connect(person)))), ...people];
  };
  const refused = async (client, event, payload, code, field) => {
    const answer = await client.ask(event, payload);
    assert.deepEqual([answer.status, answer.code, answer.field], ['failed', code, field], `${event} ${JSON.stringify(payload)?.slice(0, 300)} → ${JSON.stringify(answer)}`);
    assert.ok(answer.error.length > 0);
    return answer;
  };
  const say = async (client, to, content, more = {}) => {
    const answer = await client.ask('send_message', { receiver_id: to.id, content, ...more });
    assert.equal(answer.status, 'sent', JSON.stringify(answer));
    return answer.message;
  };
  const close = (...clients) => clients.forEach((client) => client.close());

  it('a send is answered with the record, and reaches the other one and one’s own other devices', async () => {
    const [a, b, ann, bob] = await couple();
    const second = await connect(ann, { auth: { device: 'second' } });
    const answer = await a.ask('send_message', { receiver_id: bob.id, message_type: 'text', content: '你好 👋', temp_id: 't1' });
    const { message } = answer;
    assert.deepEqual(Object.keys(answer).sort(), ['message', 'status']);
    assert.match(message._id, /^[1-9][0-9]*$/);
    assert.match(message.chat_id, /^[1-9][0-9]*$/);
    assert.ok(Math.abs(message.timestamp - Date.now()) < 60_000);
    const { temp_id, ...record } = message;
    assert.equal(temp_id, 't1');
    assert.deepEqual({ ...record, _id: 0, chat_id: 0, timestamp: 0 }, {
      _id: 0, chat_id: 0, sender_id: ann.id, receiver_id: bob.id, message_type: 'text', content: '你好 👋', timestamp: 0, read_status: false, is_deleted: false, seq: 1,
    });
    for (const client of [b, second]) assert.deepEqual(await client.next('receive_message'), record);
    assert.equal((await b.ask('send_message', { chat_id: message.chat_id, content: 'by chat' })).message.seq, 2);
    assert.equal((await b.ask('send_message', { chat_id: Number(message.chat_id), content: 'by number' })).message.seq, 3);
    for (const content of ['by chat', 'by number']) assert.equal((await a.next('receive_message')).content, content);
    assert.equal(a.all.filter((e) => e.name === 'receive_message').length, 2, 'what one sent oneself is in the answer alone');
    close(a, b, second);
  });

  it('what can’t be sent is refused by name, and takes no place', async () => {
    const [a, b, ann, bob] = await couple();
    const bad = (more, code, field) => refused(a, 'send_message', { receiver_id: bob.id, content: 'x', ...more }, code, field);
    await bad({ receiver_id: undefined }, 'missing_field', 'chat_id');
    await bad({ receiver_id: null }, 'missing_field', 'chat_id');
    await bad({ receiver_id: {} }, 'invalid_field', 'receiver_id');
    await bad({ receiver_id: true }, 'invalid_field', 'receiver_id');
    await bad({ chat_id: [] }, 'invalid_field', 'chat_id');
    await bad({ receiver_id: '17' }, 'user_not_found');
    await bad({ receiver_id: 'nobody' }, 'user_not_found');
    await bad({ receiver_id: -5 }, 'user_not_found');
    await bad({ receiver_id: 1e300 }, 'user_not_found');
    await bad({ receiver_id: '9'.repeat(400) }, 'user_not_found');
    await bad({ receiver_id: ann.id }, 'self_target');
    await bad({ chat_id: '17' }, 'conversation_not_found');
    await bad({ chat_id: bob.id }, 'conversation_not_found');
    await bad({ content: undefined }, 'missing_field', 'content');
    await bad({ content: null }, 'missing_field', 'content');
    await bad({ content: '' }, 'text_empty');
    await bad({ content: ' \n\t　' }, 'text_empty');
    await bad({ content: 7 }, 'invalid_field', 'content');
    await bad({ content: { $gt: '' } }, 'invalid_field', 'content');
    await bad({ content: Buffer.from('bytes') }, 'invalid_field', 'content');
    await bad({ content: 'a\0b' }, 'text_invalid');
    await bad({ content: 'a\ud800b' }, 'text_invalid', 'content');
    assert.equal((await bad({ content: 'x'.repeat(501) }, 'text_too_long')).limit, 500);
    await bad({ content: '😀'.repeat(501) }, 'text_too_long');
    for (const message_type of ['system', 'order', 'video', '', 'TEXT']) await bad({ message_type }, 'invalid_field', 'message_type');
    await bad({ message_type: 1 }, 'invalid_field', 'message_type');
    await bad({ temp_id: '' }, 'invalid_field', 'temp_id');
    await bad({ temp_id: 'x'.repeat(65) }, 'invalid_field', 'temp_id');
    await bad({ temp_id: 7 }, 'invalid_field', 'temp_id');
    await bad({ temp_id: 'a\0' }, 'text_invalid', 'temp_id');
    await bad({ reply_to: '17' }, 'message_not_found');
    for (const message_type of ['image', 'file', 'voice']) await bad({ message_type }, 'missing_field', 'file_url');
    for (const payload of [null, 'text', 7, [1], []]) await refused(a, 'send_message', payload, 'malformed_json');
    await refused(a, 'send_message', undefined, 'missing_field', 'chat_id');
    assert.equal((await say(a, bob, 'x'.repeat(500))).seq, 1);
    assert.equal((await say(a, bob, '😀'.repeat(500))).seq, 2);
    await b.next('receive_message');
    assert.equal((await b.next('receive_message')).content, '😀'.repeat(500));
    close(a, b);
  });

  it('an event that is not known is refused, and the connection lives on', async () => {
    const [a, b] = await couple();
    await refused(a, 'drop_table', {}, 'unknown_event');
    await refused(a, 'message', { receiverId: 1 }, 'unknown_event'); // the Web surface's
    await refused(a, '', {}, 'unknown_event');
    await refused(a, 'x'.repeat(10_000), {}, 'unknown_event');
    a.socket.emit('drop_table');
    const told = await a.next('failed');
    assert.deepEqual([told.status, told.code, told.event], ['failed', 'unknown_event', 'drop_table']);
    assert.equal((await a.ask('leave_room', { chat_id: '1' })).status, 'ok');
    close(a, b);
  });

  it('a repeat is the first message, with another body a conflict; a refused send does not use its key up', async () => {
    const [a, b, ann, bob] = await couple();
    const first = await say(a, bob, 'once', { temp_id: 'k' });
    for (let i = 0; i < 3; i++) assert.deepEqual(await say(a, bob, 'once', { temp_id: 'k' }), first);
    await refused(a, 'send_message', { receiver_id: bob.id, content: 'other', temp_id: 'k' }, 'idempotency_conflict');
    await refused(a, 'send_message', { receiver_id: bob.id, content: 'once', message_type: 'location', temp_id: 'k' }, 'idempotency_conflict');
    await refused(a, 'send_message', { receiver_id: bob.id, content: '', temp_id: 'k2' }, 'text_empty');
    assert.equal((await say(a, bob, 'now', { temp_id: 'k2' })).seq, 2);
    assert.equal((await say(b, ann, 'once', { temp_id: 'k' })).seq, 3, 'keys are each sender’s own');
    const both = await Promise.all([1, 2, 3, 4].map(() => say(a, bob, 'at once', { temp_id: 'k3' })));
    assert.equal(new Set(both.map((message) => message._id)).size, 1);
    await b.next('receive_message', (m) => m.content === 'at once');
    await say(a, bob, 'last');
    await b.next('receive_message', (m) => m.content === 'last');
    assert.deepEqual(b.all.filter((e) => e.name === 'receive_message').map((e) => e.data.content), ['once', 'now', 'at once', 'last']);
    close(a, b);
  });

  it('who sends is known from the token alone', async () => {
    const [a, b, ann, bob] = await couple();
    const [eve] = server().pair();
    await a.ask('send_message', { receiver_id: bob.id, content: 'x', sender_id: eve.id, user_id: eve.id, tenant_id: '99', from: eve.id, _id: '5', seq: 99, timestamp: 1, is_deleted: true });
    const got = await b.next('receive_message');
    assert.deepEqual([got.sender_id, got.seq, got.is_deleted], [ann.id, 1, false]);
    a.socket.emit('typing', { receiver_id: bob.id, is_typing: true, user_id: eve.id });
    assert.equal((await b.next('typing')).user_id, ann.id);
    close(a, b);
  });

  it('without an answer asked for, what came of it comes as an event', async () => {
    const [a, b, , bob] = await couple();
    a.socket.emit('send_message', { receiver_id: bob.id, content: 'quiet', temp_id: 'q1' });
    const got = await b.next('receive_message');
    assert.deepEqual(await a.next('message_status'), { message_id: got._id, chat_id: got.chat_id, status: 'sent', temp_id: 'q1' });
    a.socket.emit('send_message', { receiver_id: bob.id, content: '', temp_id: 'q2' });
    const failed = await a.next('message_status');
    assert.deepEqual([failed.status, failed.code, failed.temp_id], ['failed', 'text_empty', 'q2']);
    a.socket.emit('send_message', { receiver_id: bob.id, content: 7, temp_id: 'q3' });
    assert.deepEqual((({ code, temp_id }) => [code, temp_id])(await a.next('message_status')), ['invalid_field', 'q3']);
    a.socket.emit('recall_message', { message_id: '17' });
    assert.deepEqual((({ event, status, code }) => [event, status, code])(await a.next('failed')), ['recall_message', 'failed', 'message_not_found']);
    a.socket.emit('forward_messages', { message_ids: [got._id], receiver_ids: [bob.id] });
    assert.equal((await a.next('receive_message')).content, 'quiet', 'nobody else would tell this connection of it');
    a.socket.emit('forward_messages', { message_ids: ['17'], receiver_ids: [bob.id] });
    assert.deepEqual((({ event, code }) => [event, code])(await a.next('failed')), ['forward_messages', 'message_not_found']);
    close(a, b);
  });

  it('one message to a stranger, free once answered; three a minute to all who have not', async () => {
    const strangers = server().strangers(6);
    const [a, b] = await Promise.all([connect(strangers[0]), connect(strangers[1])]);
    const first = await say(a, strangers[1], 'hello?', { temp_id: 'h' });
    await refused(a, 'send_message', { receiver_id: strangers[1].id, content: 'hello??' }, 'first_contact_limit');
    await refused(a, 'send_message', { chat_id: first.chat_id, content: 'hello??' }, 'first_contact_limit');
    assert.equal((await say(a, strangers[1], 'hello?', { temp_id: 'h' }))._id, first._id, 'a repeat is no second message');
    await say(b, strangers[0], 'hello');
    await say(a, strangers[1], 'how are you');
    for (const stranger of strangers.slice(2, 4)) await say(a, stranger, 'hi');
    const limited = await refused(a, 'send_message', { receiver_id: strangers[5].id, content: 'hi' }, 'harassment_limit');
    assert.ok(limited.retry_after > 0 && limited.retry_after <= 60, JSON.stringify(limited));
    await say(a, strangers[1], 'still free');
    close(a, b);
  });

  it('between those of whom one blocks the other nothing passes', async () => {
    const [a, b, ann, bob] = await couple();
    const { chat_id, _id } = await say(a, bob, 'before');
    await b.next('receive_message');
    must(204, await as(server(), bob).post(`/friends/${ann.id}/block`));
    await refused(a, 'send_message', { receiver_id: bob.id, content: 'x' }, 'blocked');
    await refused(a, 'send_message', { chat_id, content: 'x' }, 'blocked');
    await refused(b, 'send_message', { receiver_id: ann.id, content: 'x' }, 'blocked');
    assert.equal((await refused(a, 'forward_messages', { message_ids: [_id], receiver_ids: [bob.id] }, 'blocked')).messages?.length, 0);
    await a.ask('typing', { receiver_id: bob.id, is_typing: true });
    must(204, await as(server(), bob).post(`/friends/${ann.id}/unblock`));
    await say(a, bob, 'after');
    assert.equal((await b.next('receive_message')).content, 'after');
    assert.deepEqual(b.unread('typing'), []);
    close(a, b);
  });

  it('a chat that one is not in, and another tenant, stay closed', async () => {
    const [a, b, , bob] = await couple();
    const message = await say(a, bob, 'between us');
    await b.next('receive_message');
    const insider = server().stranger();
    const outsider = await (await tenant(server(), 'elsewhere'))('out');
    for (const [person, chatCode, messageCode] of [[insider, 'not_participant', 'not_participant'], [outsider, 'conversation_not_found', 'message_not_found']]) {
      const eve = await connect(person);
      const { chat_id } = message;
      await refused(eve, 'join_room', { chat_id }, chatCode);
      await refused(eve, 'send_message', { chat_id, content: 'x' }, chatCode);
      await refused(eve, 'typing', { chat_id, is_typing: true }, chatCode);
      await refused(eve, 'mark_read', { chat_id }, chatCode);
      await refused(eve, 'mark_read', { chat_id, message_ids: [message._id] }, chatCode);
      await refused(eve, 'recall_message', { message_id: message._id }, messageCode);
      await refused(eve, 'forward_messages', { message_ids: [message._id], receiver_ids: [insider.id] }, 'message_not_found');
      const synced = await eve.ask('sync', { conversations: { [chat_id]: 0 } });
      assert.deepEqual([synced.status, synced.conversations.some((c) => c.id === chat_id)], ['ok', false]);
      close(eve);
    }
    const eve = await connect(outsider);
    await refused(eve, 'send_message', { receiver_id: bob.id, content: 'x' }, 'user_not_found');
    assert.equal((await eve.ask('typing', { receiver_id: bob.id, is_typing: true })).status, 'ok', 'whether there is such a person is not told');
    await say(a, bob, 'fence');
    await b.next('receive_message');
    assert.deepEqual([b.unread('typing'), a.unread('typing'), a.unread('messages_read')], [[], [], []]);
    close(a, b, eve);
  });

  it('a room of three: all hear, who comes and goes is known, reads are told to the sender', async () => {
    const [a, b, ann, bob] = await couple();
    const carol = server().stranger();
    const c = await connect(carol);
    must(201, await as(server(), carol).post('/friends/request', { user_id: ann.id }));
    must(200, await as(server(), ann).post('/friends/request', { user_id: carol.id }));
    const group = must(201, await as(server(), ann).post('/groups', { name: '小组', member_ids: [bob.id, carol.id] }));
    assert.equal((await a.ask('join_room', { chat_id: group.id })).status, 'ok');
    const { message } = await a.ask('send_message', { chat_id: group.id, content: 'all', temp_id: 'g' });
    assert.equal(message.receiver_id, undefined);
    for (const client of [b, c]) assert.equal((await client.next('receive_message'))._id, message._id);
    await b.ask('typing', { chat_id: message.chat_id, is_typing: true });
    for (const client of [a, c]) assert.deepEqual(await client.next('typing'), { chat_id: message.chat_id, user_id: bob.id, is_typing: true });
    await c.ask('mark_read', { chat_id: message.chat_id });
    assert.deepEqual(await a.next('messages_read'), { chat_id: message.chat_id, user_id: carol.id, message_ids: [message._id] });
    must(204, await as(server(), ann).delete(`/groups/${group.id}/members/${carol.id}`));
    await a.ask('send_message', { chat_id: message.chat_id, content: 'without carol' });
    assert.equal((await b.next('receive_message', (m) => m.content === 'without carol')).chat_id, message.chat_id);
    await refused(c, 'send_message', { chat_id: message.chat_id, content: 'x' }, 'not_participant');
    assert.equal(c.unread('receive_message').filter((m) => m.content === 'without carol').length, 0);
    close(a, b, c);
  });

  it('delivered is told by the acknowledgement of the event, read by mark_read; both up to there', async () => {
    const [a, b, , bob] = await couple();
    const sent = [];
    for (let i = 0; i < 4; i++) sent.push(await say(a, bob, `m${i}`));
    const [{ chat_id }] = sent;
    const got = [];
    for (let i = 0; i < 4; i++) got.push(await b.expect('receive_message'));
    got[1].ack();
    const delivered = [await a.next('message_status'), await a.next('message_status')];
    assert.deepEqual(delivered, [0, 1].map((i) => ({ message_id: sent[i]._id, chat_id, status: 'delivered' })));
    got[0].ack('again, and late');
    assert.equal((await b.ask('mark_read', { chat_id, message_ids: [sent[2]._id, sent[0]._id] })).status, 'ok');
    assert.deepEqual(await a.next('messages_read'), { chat_id, user_id: bob.id, message_ids: [sent[0]._id, sent[1]._id, sent[2]._id] });
    const [line] = data(200, await rooms(server(), bob).get('/chats'));
    assert.equal(line.unread_count, 1);
    assert.equal((await b.ask('mark_read', { chat_id })).status, 'ok');
    assert.deepEqual((await a.next('messages_read')).message_ids, [sent[3]._id]);
    assert.deepEqual(a.all.filter((e) => e.name === 'message_status' && e.data.status === 'read').map((e) => e.data.message_id), sent.map((m) => m._id));
    assert.equal((await b.ask('mark_read', { chat_id, message_ids: [sent[0]._id] })).status, 'ok'); // goes back nowhere
    await refused(b, 'mark_read', {}, 'missing_field', 'chat_id');
    await refused(b, 'mark_read', { chat_id: '17' }, 'conversation_not_found');
    await refused(b, 'mark_read', { chat_id, message_ids: ['17', null] }, 'message_not_found');
    await refused(b, 'mark_read', { chat_id, message_ids: 'all' }, 'invalid_field', 'message_ids');
    await refused(b, 'mark_read', { chat_id, message_ids: Array(501).fill(sent[0]._id) }, 'invalid_field', 'message_ids');
    close(a, b);
  });

  it('reading very many tells of the newest hundred', async () => {
    const [a, b, , bob] = await couple();
    const sent = [];
    for (let i = 0; i < 130; i++) sent.push(data(201, await rooms(server(), a.person).post('/messages', { receiver_id: bob.id, content: `m${i}` }))); // at the pace of REST
    await b.ask('mark_read', { chat_id: sent[0].chat_id });
    const read = await a.next('messages_read');
    assert.deepEqual(read.message_ids, sent.slice(-100).map((m) => m._id));
    assert.equal(data(200, await rooms(server(), bob).get('/chats'))[0].unread_count, 0);
    close(a, b);
  });

  it('a recall is by the sender alone, and told to all, itself too', async () => {
    const [a, b, ann, bob] = await couple();
    const second = await connect(ann, { auth: { device: 'second' } });
    const message = await say(a, bob, 'oops');
    await b.next('receive_message');
    await refused(b, 'recall_message', { message_id: message._id }, 'forbidden');
    await refused(a, 'recall_message', {}, 'missing_field', 'message_id');
    await refused(a, 'recall_message', { message_id: '17' }, 'message_not_found');
    await refused(a, 'recall_message', { message_id: [] }, 'message_not_found');
    assert.deepEqual(await a.ask('recall_message', { message_id: message._id }), { status: 'ok' });
    for (const client of [a, b, second]) assert.deepEqual(await client.next('message_recalled'), { message_id: message._id, chat_id: message.chat_id });
    assert.equal((await a.ask('recall_message', { message_id: message._id })).status, 'ok', 'again changes nothing');
    await refused(b, 'forward_messages', { message_ids: [message._id], receiver_ids: [ann.id] }, 'message_not_found');
    const [kept] = data(200, await rooms(server(), bob).get(`/chats/${message.chat_id}/messages`));
    assert.deepEqual([kept.content, kept.is_deleted], ['', true]);
    close(a, b, second);
  });

  it('what one deletes for oneself goes from one’s own devices only', async () => {
    const [a, b, ann, bob] = await couple();
    const second = await connect(bob, { auth: { device: 'second' } });
    const message = await say(a, bob, 'seen');
    for (const client of [b, second]) await client.next('receive_message');
    data(200, await rooms(server(), bob).delete(`/messages/${message._id}`));
    for (const client of [b, second]) assert.deepEqual(await client.next('message_deleted'), { message_id: message._id, chat_id: message.chat_id });
    assert.equal((await say(b, ann, 'fence')).seq, 2);
    await a.next('receive_message');
    assert.deepEqual(a.unread('message_deleted'), []);
    close(a, b, second);
  });

  it('forwards one, many, and as much of many as goes', async () => {
    const [a, b, ann, bob] = await couple();
    const stranger = server().stranger();
    const s = await connect(stranger);
    const [one, two] = [await say(a, bob, 'one'), await say(b, ann, 'two')];
    const recalled = await say(a, bob, 'gone');
    await a.ask('recall_message', { message_id: recalled._id });
    for (let i = 0; i < 2; i++) await b.next('receive_message');

    const single = await a.ask('forward_messages', { message_ids: [one._id], receiver_ids: [stranger.id] });
    assert.deepEqual([single.status, single.messages.map((m) => [m.content, m.sender_id, m.receiver_id])], ['sent', [['one', ann.id, stranger.id]]]);
    assert.equal((await s.next('receive_message'))._id, single.messages[0]._id);

    const key = { message_ids: [one._id, two._id], chat_ids: [one.chat_id], temp_id: 'f' };
    const many = await a.ask('forward_messages', key);
    assert.deepEqual([many.status, many.messages.map((m) => m.content)], ['sent', ['one', 'two']]);
    assert.deepEqual((await a.ask('forward_messages', key)).messages.map((m) => m._id), many.messages.map((m) => m._id), 'a repeat doubles nothing');
    assert.deepEqual([await b.next('receive_message'), await b.next('receive_message')].map((m) => [m.content, m.sender_id]), [['one', ann.id], ['two', ann.id]]);

    const partial = await a.ask('forward_messages', { message_ids: [one._id, recalled._id, '17'], receiver_ids: [bob.id, stranger.id] });
    assert.equal(partial.status, 'partial');
    assert.deepEqual(partial.messages.map((m) => m.receiver_id), [bob.id]);
    assert.deepEqual(partial.failures.map((f) => [f.message_id, f.receiver_id, f.code]), [
      [recalled._id, bob.id, 'message_not_found'], ['17', bob.id, 'message_not_found'],
      [one._id, stranger.id, 'first_contact_limit'], [recalled._id, stranger.id, 'message_not_found'], ['17', stranger.id, 'message_not_found'],
    ]);
    await refused(a, 'forward_messages', { receiver_ids: [bob.id] }, 'missing_field', 'message_ids');
    await refused(a, 'forward_messages', { message_ids: [one._id] }, 'missing_field', 'receiver_ids');
    await refused(a, 'forward_messages', { message_ids: [], receiver_ids: [bob.id] }, 'invalid_field', 'message_ids');
    await refused(a, 'forward_messages', { message_ids: Array.from({ length: 51 }, (_, i) => i + 1), receiver_ids: [bob.id] }, 'invalid_field', 'message_ids');
    await refused(a, 'forward_messages', { message_ids: [one._id], receiver_ids: Array.from({ length: 21 }, (_, i) => i + 1) }, 'invalid_field', 'receiver_ids');
    await refused(a, 'forward_messages', { message_ids: 'x', receiver_ids: [bob.id] }, 'invalid_field', 'message_ids');
    await refused(a, 'forward_messages', { message_ids: [one._id], receiver_ids: ['17'] }, 'user_not_found');
    close(a, b, s);
  });

  it('files of one’s own and https addresses elsewhere are sent, all else is not', async () => {
    const [a, b, , bob] = await couple();
    const file = (await upload(server(), a.person, { bytes: png, name: '截图.png', type: 'image/png', path: '/api/chat/files' })).body.data;
    const shown = await say(a, bob, '', { message_type: 'image', file_url: file.file_url });
    assert.deepEqual([shown.message_type, shown.content, shown.file_name, shown.file_size], ['image', '', '截图.png', png.length]);
    const got = await b.next('receive_message');
    assert.equal((await fetch(server().url + got.file_url)).status, 200);
    const again = await say(b, a.person, '看', { message_type: 'image', file_url: got.file_url });
    assert.equal(again.content, '看', 'who sees it may send it on');
    const elsewhere = await say(a, bob, '', { message_type: 'file', file_url: 'https://files.example/a.pdf', file_name: 'a.pdf', file_size: 9 });
    assert.deepEqual([elsewhere.file_url, elsewhere.file_name, elsewhere.file_size], ['https://files.example/a.pdf', 'a.pdf', 9]);
    assert.equal((await say(a, bob, '', { file_url: file.file_url })).message_type, 'image', 'the file says what the message is');

    const bad = (more, code, field) => refused(a, 'send_message', { receiver_id: bob.id, content: '', message_type: 'file', ...more }, code, field);
    for (const file_url of ['http://files.example/a.pdf', 'javascript:alert(1)', 'data:text/html,x', 'https://a:b@files.example/', `https://files.example/${'a'.repeat(500)}`, 'file:///etc/passwd'])
      await bad({ file_url }, 'invalid_field', 'file_url');
    await bad({ file_url: { a: 1 } }, 'invalid_field', 'file_url');
    await bad({ file_url: '/api/chat/files/17' }, 'file_not_found');
    await bad({ file_url: 'https://files.example/a', file_size: -1 }, 'invalid_field', 'file_size');
    await bad({ file_url: file.file_url, message_type: 'voice' }, 'file_type_refused', 'message_type');
    await bad({ file_url: file.file_url, message_type: 'location' }, 'invalid_field', 'message_type');
    const eve = await connect(server().stranger());
    await refused(eve, 'send_message', { receiver_id: bob.id, content: '', file_url: file.file_url }, 'file_not_found');
    close(a, b, eve);
  });

  it('typing reaches the other one only, and a flood of it is dropped', async () => {
    const [a, b, ann, bob] = await couple();
    const { chat_id } = await say(a, bob, 'x');
    assert.deepEqual(await a.ask('typing', { chat_id, is_typing: true }), { status: 'ok' });
    assert.deepEqual(await b.next('typing'), { chat_id, user_id: ann.id, is_typing: true });
    assert.deepEqual(await a.ask('typing', { receiver_id: bob.id, is_typing: false }), { status: 'ok' });
    assert.deepEqual(await b.next('typing'), { chat_id, user_id: ann.id, is_typing: false });
    await refused(a, 'typing', { chat_id }, 'missing_field', 'is_typing');
    await refused(a, 'typing', { is_typing: true }, 'missing_field', 'chat_id');
    await refused(a, 'typing', { chat_id, is_typing: 'yes' }, 'invalid_field', 'is_typing');
    await refused(a, 'typing', { chat_id: '17', is_typing: true }, 'conversation_not_found');
    await refused(a, 'typing', { receiver_id: {}, is_typing: true }, 'user_not_found');
    await refused(a, 'typing', { receiver_id: ann.id, is_typing: true }, 'self_target');
    const answers = await Promise.all(Array.from({ length: 500 }, () => a.ask('typing', { chat_id, is_typing: true })));
    assert.ok(answers.every((answer) => answer.status === 'ok'));
    await say(a, bob, 'fence');
    await b.next('receive_message', (m) => m.content === 'fence');
    const heard = b.unread('typing').length;
    assert.ok(heard < 450, `${heard} of 500`);
    assert.deepEqual(a.unread('typing'), []);
    close(a, b);
  });

  it('forty sends at once stay in order, and each is answered', async () => {
    const [a, b, ann, bob] = await couple();
    for (const more of [(i) => ({ temp_id: `o${i}` }), () => ({})]) {
      const answers = await Promise.all(Array.from({ length: 40 }, (_, i) => say(a, bob, `m${i}`, more(i))));
      assert.deepEqual(answers.map((m) => m.content), Array.from({ length: 40 }, (_, i) => `m${i}`));
      assert.deepEqual(answers.map((m) => m.seq), Array.from({ length: 40 }, (_, i) => answers[0].seq + i));
      for (let i = 0; i < 40; i++) assert.equal((await b.next('receive_message')).content, `m${i}`);
    }
    const [x, y] = server().strangers(2);
    const c = await connect(x);
    const mixed = await Promise.all(Array.from({ length: 40 }, (_, i) => c.ask('send_message', { receiver_id: i % 4 ? y.id : '17', content: i % 4 === 1 ? '' : 'x' })));
    assert.deepEqual(
      mixed.map((answer) => answer.code ?? answer.status),
      Array.from({ length: 40 }, (_, i) => (i % 4 === 0 ? 'user_not_found' : i % 4 === 1 ? 'text_empty' : i === 2 ? 'sent' : 'first_contact_limit')));
    assert.equal((await say(b, ann, 'done')).seq, 81);
    close(a, b, c);
  });

  it('above the rate a send is refused with the time to wait, whatever was sent before is there', async () => {
    const [a, b, , bob] = await couple();
    for (const more of [() => ({}), (i) => ({ temp_id: `r${i}` })]) {
      const answers = await Promise.all(Array.from({ length: 800 }, (_, i) => a.ask('send_message', { receiver_id: bob.id, content: 'x', ...more(i) })));
      const over = answers.filter((answer) => answer.status === 'failed');
      assert.ok(over.length > 0 && over.every((answer) => answer.code === 'rate_limited' && answer.retry_after >= 1), JSON.stringify(over[0]));
    }
    close(a, b);
  });

  it('a send survives that its connection is closed behind it; before the namespace and after it nothing is taken', async () => {
    const [a, b, ann, bob] = await couple();
    a.socket.emit('send_message', { receiver_id: bob.id, content: 'bye', temp_id: 'bye' });
    a.socket.disconnect();
    assert.equal((await b.next('receive_message')).content, 'bye');

    const { WebSocket } = await import('ws');
    const raw = new WebSocket(`${server().url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`);
    const ended = new Promise((done) => raw.once('close', done));
    raw.once('message', () => raw.send(`42/rooms,["send_message",{"receiver_id":"${bob.id}","content":"too early"}]`));
    await ended;
    const late = new WebSocket(`${server().url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`);
    const gone = new Promise((done) => late.once('close', done));
    late.on('message', (bytes) => {
      const text = bytes.toString();
      if (text.startsWith('0')) late.send(`40/rooms,${JSON.stringify({ token: ann.token })}`);
      if (text.startsWith('40/rooms')) {
        late.send('41/rooms,');
        late.send(`42/rooms,["send_message",{"receiver_id":"${bob.id}","content":"too late"}]`);
        setImmediate(() => late.close());
      }
    });
    await gone;
    const back = await connect(ann);
    await say(back, bob, 'fence');
    assert.equal((await b.next('receive_message')).content, 'fence');
    close(back, b);
  });

  it('friends hear of each other’s coming and going', async () => {
    const [ann, bob] = server().pair();
    const a = await connect(ann);
    const b = await connect(bob);
    assert.deepEqual(await a.next('user_online'), { user_id: bob.id });
    const second = await connect(bob, { auth: { device: 'second' } });
    close(b);
    assert.equal((await second.ask('leave_room')).status, 'ok');
    assert.deepEqual(a.unread('user_offline'), [], 'one device is left');
    close(second);
    const gone = await a.next('user_offline');
    assert.equal(gone.user_id, bob.id);
    assert.ok(Math.abs(gone.last_seen - Date.now()) < 60_000);
    close(a);
  });

  it('joining says whether one may, leaving is always well, sync refuses what makes no sense', async () => {
    const [a, b, , bob] = await couple();
    const { chat_id } = await say(a, bob, 'x');
    assert.deepEqual(await a.ask('join_room', { chat_id }), { status: 'ok' });
    await refused(a, 'join_room', {}, 'missing_field', 'chat_id');
    await refused(a, 'join_room', { chat_id: {} }, 'conversation_not_found');
    await refused(a, 'join_room', { chat_id: '17' }, 'conversation_not_found');
    assert.deepEqual(await a.ask('leave_room', { chat_id }), { status: 'ok' });
    assert.deepEqual(await a.ask('leave_room'), { status: 'ok' });
    await refused(a, 'sync', { by: 'time' }, 'invalid_field', 'by');
    await refused(a, 'sync', { conversations: { [chat_id]: 'x' } }, 'invalid_field', 'conversations');
    await refused(a, 'sync', { conversations: [] }, 'invalid_field', 'conversations');
    assert.equal((await a.ask('sync', { conversations: { nonsense: 1, [chat_id]: -5 } })).status, 'ok');
    close(a, b);
  });

  it('errors are in the language that the client asks for', async () => {
    const [ann] = server().pair();
    const [zh, en] = [await connect(ann, { extraHeaders: {} }), await connect(ann)];
    assert.match((await zh.ask('send_message', {})).error, /[一-鿿]/);
    assert.doesNotMatch((await en.ask('send_message', {})).error, /[一-鿿]/);
    close(zh, en);
  });
});
