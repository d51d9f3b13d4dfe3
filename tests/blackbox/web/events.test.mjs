import assert from 'node:assert/strict';
import { it } from 'node:test';
import { download, png, upload } from '../lib/files.mjs';
import { as, must } from '../lib/rest.mjs';
import { SocketClient } from '../lib/sockets.mjs';
import { onBothDatabases } from '../lib/suite.mjs';
import { tenant } from '../lib/tenants.mjs';
import { isTime, onWeb } from '../lib/web.mjs';

const settings = { 'Limits:Recalls:Permits': '1000', 'Limits:Messages:Burst': '150', 'Limits:Openings:Permits': '1000', 'Web:TimeZone': 'UTC' };

onBothDatabases('the events of the Web surface', { users: 160, operator: true, settings }, (server) => {
  const connect = (person, options) => SocketClient.connect(server(), '/web', person, options);
  const couple = async () => {
    const people = server().pair();
    return [...(await Promise.all(people.map((person) => connect(person)))), ...people];
  };
  const refused = async (client, event, payload, code, field) => {
    const answer = await client.ask(event, payload);
    assert.deepEqual([answer.status, answer.data, answer.code, answer.field ?? undefined], ['0', null, code, field], `${event} ${JSON.stringify(payload)?.slice(0, 300)} → ${JSON.stringify(answer)}`);
    assert.ok(answer.error.length > 0);
    return answer;
  };
  const well = (answer) => {
    assert.deepEqual([answer.status, answer.error], ['1', ''], JSON.stringify(answer));
    return answer.data;
  };
  const say = async (client, to, content, more = {}) => well(await client.ask('message', { receiverId: Number(to.id), messageType: 1, content, ...more })).id;
  const close = (...clients) => clients.forEach((client) => client.close());

  it('a message is answered with its id, and reaches the other one and one’s own other devices whole', async () => {
    const [a, b, ann, bob] = await couple();
    const second = await connect(ann, { auth: { device: 'second' } });
    const sent = await a.ask('message', {
      receiverId: Number(bob.id), messageType: 1, content: '你好 👋', fileUrl: null, fileName: null, fileSize: null, thumbnailUrl: null, tempId: 't1',
    });
    assert.deepEqual({ ...sent, data: { ...sent.data, id: 0 } }, { status: '1', data: { id: 0, tempId: 't1' }, error: '' });
    assert.ok(Number.isSafeInteger(sent.data.id));
    for (const client of [b, second]) {
      const got = await client.next('message');
      isTime(got.createdAt);
      assert.deepEqual({ ...got, createdAt: '' }, {
        id: sent.data.id, senderId: Number(ann.id), receiverId: Number(bob.id), messageType: 1, content: '你好 👋', fileUrl: null, fileName: null, fileSize: null,
        thumbnailUrl: null, isRecalled: false, recallTime: null, readStatus: false, status: 1, createdAt: '',
      });
    }
    await say(b, ann, 'by text', { receiverId: ann.id });
    assert.equal((await a.next('message')).content, 'by text');
    assert.equal(a.all.filter((e) => e.name === 'message').length, 1);
    close(a, b, second);
  });

  it('what can’t be sent is refused by name', async () => {
    const [a, b, ann, bob] = await couple();
    const bad = (more, code, field) => refused(a, 'message', { receiverId: Number(bob.id), messageType: 1, content: 'x', ...more }, code, field);
    await bad({ receiverId: undefined }, 'missing_field', 'receiverId');
    await bad({ receiverId: null }, 'missing_field', 'receiverId');
    await bad({ receiverId: {} }, 'invalid_field', 'receiverId');
    await bad({ receiverId: true }, 'invalid_field', 'receiverId');
    for (const receiverId of [17, 'nobody', -5, 0, 1e300, '9'.repeat(400)]) await bad({ receiverId }, 'user_not_found');
    await bad({ receiverId: Number(ann.id) }, 'self_target');
    await bad({ content: undefined }, 'missing_field', 'content');
    await bad({ content: null }, 'missing_field', 'content');
    await bad({ content: '' }, 'text_empty');
    await bad({ content: ' \n\t　' }, 'text_empty');
    await bad({ content: 7 }, 'invalid_field', 'content');
    await bad({ content: { $gt: '' } }, 'invalid_field', 'content');
    await bad({ content: Buffer.from('bytes') }, 'invalid_field', 'content');
    await bad({ content: 'a\0b' }, 'text_invalid');
    await bad({ content: 'a\ud800b' }, 'text_invalid', 'content');
    assert.equal((await bad({ content: 'x'.repeat(1001) }, 'text_too_long')).limit, 1000);
    await bad({ content: '😀'.repeat(1001) }, 'text_too_long');
    for (const messageType of [0, 4, 7, -1, 99]) await bad({ messageType }, 'invalid_field', 'messageType');
    for (const messageType of ['text', '1', 1.5, true, 1e30]) await bad({ messageType }, 'invalid_field', 'messageType');
    await bad({ tempId: '' }, 'invalid_field', 'tempId');
    await bad({ tempId: 'x'.repeat(65) }, 'invalid_field', 'tempId');
    await bad({ tempId: 7 }, 'invalid_field', 'tempId');
    for (const messageType of [2, 3, 5]) await bad({ messageType }, 'missing_field', 'fileUrl');
    for (const payload of [null, 'text', 7, [1], []]) await refused(a, 'message', payload, 'malformed_json');
    await refused(a, 'message', undefined, 'missing_field', 'receiverId');
    await say(a, bob, 'x'.repeat(1000));
    await say(a, bob, '😀'.repeat(1000));
    await b.next('message');
    assert.equal((await b.next('message')).content, '😀'.repeat(1000));
    assert.deepEqual(b.unread('message'), []);
    close(a, b);
  });

  it('an event that is not known is refused, and the connection lives on', async () => {
    const [a, b] = await couple();
    await refused(a, 'send_message', { receiver_id: 1 }, 'unknown_event');
    await refused(a, '', {}, 'unknown_event');
    a.socket.emit('x'.repeat(1000));
    const told = await a.next('failed');
    assert.deepEqual([told.code, told.event], ['unknown_event', 'x'.repeat(64)]);
    assert.ok(told.error.length > 0);
    a.socket.emit('ping');
    await a.expect('pong');
    assert.deepEqual(well(await a.ask('ping')), {});
    await a.expect('pong');
    close(a, b);
  });

  it('a repeat is the first message, with another body a conflict; a refused send does not use its key up', async () => {
    const [a, b, ann, bob] = await couple();
    const first = await say(a, bob, 'once', { tempId: 'k' });
    for (let i = 0; i < 3; i++) assert.equal(await say(a, bob, 'once', { tempId: 'k' }), first);
    await refused(a, 'message', { receiverId: bob.id, content: 'other', tempId: 'k' }, 'idempotency_conflict');
    await refused(a, 'message', { receiverId: bob.id, content: 'once', messageType: 6, tempId: 'k' }, 'idempotency_conflict');
    await refused(a, 'message', { receiverId: bob.id, content: '', tempId: 'k2' }, 'text_empty');
    await say(a, bob, 'now', { tempId: 'k2' });
    assert.notEqual(await say(b, ann, 'once', { tempId: 'k' }), first, 'keys are each sender’s own');
    const both = await Promise.all([1, 2, 3, 4].map(() => say(a, bob, 'at once', { tempId: 'k3' })));
    assert.equal(new Set(both).size, 1);
    await say(a, bob, 'last');
    await b.next('message', (m) => m.content === 'last');
    assert.deepEqual(b.all.filter((e) => e.name === 'message').map((e) => e.data.content), ['once', 'now', 'at once', 'last']);
    close(a, b);
  });

  it('who sends is known from the token alone', async () => {
    const [a, b, ann, bob] = await couple();
    const [eve] = server().pair();
    await a.ask('message', { receiverId: bob.id, content: 'x', senderId: eve.id, userId: eve.id, tenantId: 99, id: 5, isRecalled: true, createdAt: '1970-01-01 00:00:00' });
    const got = await b.next('message');
    assert.deepEqual([got.senderId, got.isRecalled], [Number(ann.id), false]);
    assert.ok(got.createdAt > '2020');
    a.socket.emit('typing', { contactId: bob.id, isTyping: true, userId: eve.id });
    assert.equal((await b.next('typing')).userId, Number(ann.id));
    close(a, b);
  });

  it('without an answer asked for, what came of it comes as an event', async () => {
    const [a, b, , bob] = await couple();
    a.socket.emit('message', { receiverId: bob.id, content: 'quiet', tempId: 'q1' });
    const got = await b.next('message');
    const status = await a.next('messageStatus');
    assert.deepEqual([status.messageId, status.status, status.tempId], [got.id, 'sent', 'q1']);
    a.socket.emit('message', { receiverId: bob.id, content: '', tempId: 'q2' });
    const failed = await a.next('messageStatus');
    assert.deepEqual([failed.status, failed.code, failed.tempId], ['failed', 'text_empty', 'q2']);
    a.socket.emit('message', { receiverId: bob.id, content: 7, tempId: 'q3' });
    assert.deepEqual((({ code, tempId }) => [code, tempId])(await a.next('messageStatus')), ['invalid_field', 'q3']);
    a.socket.emit('recall', { messageId: 17 });
    assert.deepEqual((({ event, code }) => [event, code])(await a.next('failed')), ['recall', 'message_not_found']);
    a.socket.emit('read', {});
    assert.deepEqual((({ event, code, field }) => [event, code, field])(await a.next('failed')), ['read', 'missing_field', 'contactId']);
    close(a, b);
  });

  it('strangers are written to freely, but not beyond their blocks', async () => {
    const [ann, bob] = server().strangers(2);
    const [a, b] = await Promise.all([connect(ann), connect(bob)]);
    for (let i = 0; i < 5; i++) await say(a, bob, `hello ${i}`);
    for (let i = 0; i < 5; i++) assert.equal((await b.next('message')).content, `hello ${i}`);
    must(204, await as(server(), bob).post(`/friends/${ann.id}/block`));
    await refused(a, 'message', { receiverId: bob.id, content: 'x' }, 'blocked');
    await refused(b, 'message', { receiverId: ann.id, content: 'x' }, 'blocked');
    assert.equal((await a.ask('typing', { contactId: bob.id, isTyping: true })).status, '1');
    must(204, await as(server(), bob).post(`/friends/${ann.id}/unblock`));
    await say(a, bob, 'after');
    assert.equal((await b.next('message')).content, 'after');
    assert.deepEqual(b.unread('typing'), []);
    close(a, b);
  });

  it('a conversation that one is not in, and another tenant, stay closed', async () => {
    const [a, b, ann, bob] = await couple();
    const id = await say(a, bob, 'between us');
    await b.next('message');
    const insider = server().stranger();
    const outsider = await (await tenant(server(), 'faraway'))('out');
    for (const [person, code, reading] of [[insider, 'not_participant', 'message_not_found'], [outsider, 'message_not_found', 'user_not_found']]) {
      const eve = await connect(person);
      await refused(eve, 'recall', { messageId: id }, code);
      await refused(eve, 'read', { contactId: ann.id, messageIds: [id] }, reading);
      if (person === insider) assert.equal(well(await eve.ask('read', { contactId: bob.id })).affectedRows, 0);
      else await refused(eve, 'read', { contactId: bob.id }, 'user_not_found');
      well(await eve.ask('typing', { contactId: bob.id, isTyping: true }));
      assert.equal(well(await eve.ask('sync', {})).conversations.some((c) => c.messages.some((m) => m.id === id)), false);
      close(eve);
    }
    const eve = await connect(outsider);
    await refused(eve, 'message', { receiverId: bob.id, content: 'x' }, 'user_not_found');
    await say(a, bob, 'fence');
    await b.next('message');
    assert.deepEqual([b.unread('typing'), a.unread('readStatus')], [[], []]);
    close(a, b, eve);
  });

  it('rooms of three are not shown here', async () => {
    const [a, b, ann, bob] = await couple();
    const carol = server().stranger();
    must(201, await as(server(), carol).post('/friends/request', { user_id: ann.id }));
    must(200, await as(server(), ann).post('/friends/request', { user_id: carol.id }));
    const group = must(201, await as(server(), ann).post('/groups', { name: '小组', member_ids: [bob.id, carol.id] }));
    must(201, await as(server(), ann).post(`/groups/${group.id}/messages`, { content: 'in the room' }));
    await say(a, bob, 'fence');
    await b.next('message', (m) => m.content === 'fence');
    assert.deepEqual(b.unread('message'), []);
    assert.deepEqual(well(await b.ask('sync', {})).conversations.flatMap((c) => c.messages.map((m) => m.content)), ['fence']);
    close(a, b);
  });

  it('delivered is told by the acknowledgement of the event, read by read; both up to there', async () => {
    const [a, b, ann, bob] = await couple();
    const ids = [];
    for (let i = 0; i < 4; i++) ids.push(await say(a, bob, `m${i}`));
    const got = [];
    for (let i = 0; i < 4; i++) got.push(await b.expect('message'));
    got[1].ack();
    for (const id of ids.slice(0, 2)) assert.deepEqual((({ messageId, status }) => [messageId, status])(await a.next('messageStatus')), [id, 'delivered']);
    well(await b.ask('read', { contactId: Number(ann.id), messageIds: [ids[2], ids[0]] }));
    for (const id of ids.slice(0, 3)) assert.deepEqual(await a.next('readStatus'), { messageId: id, readStatus: true });
    well(await b.ask('read', { contactId: ann.id, messageIds: [] }));
    assert.deepEqual(await a.next('readStatus'), { messageId: ids[3], readStatus: true });
    well(await b.ask('read', { contactId: ann.id }));
    await refused(b, 'read', {}, 'missing_field', 'contactId');
    await refused(b, 'read', { contactId: bob.id }, 'self_target');
    await refused(b, 'read', { contactId: 17 }, 'user_not_found');
    await refused(b, 'read', { contactId: {} }, 'invalid_field', 'contactId');
    await refused(b, 'read', { contactId: ann.id, messageIds: [17, null] }, 'message_not_found');
    await refused(b, 'read', { contactId: ann.id, messageIds: 'all' }, 'invalid_field', 'messageIds');
    await refused(b, 'read', { contactId: ann.id, messageIds: Array(1001).fill(ids[0]) }, 'invalid_field', 'messageIds');
    await say(b, ann, 'fence');
    await a.next('message');
    assert.deepEqual(a.unread('readStatus'), [], 'each is told once');
    close(a, b);
  });

  it('reading very many tells of the newest hundred, one by one', async () => {
    const [a, b, ann, bob] = await couple();
    const ids = [];
    for (let i = 0; i < 130; i++) ids.push((await onWeb(server(), ann).data(onWeb(server(), ann).post('/messages', { receiverId: bob.id, content: `m${i}` }))).id);
    await b.ask('read', { contactId: ann.id });
    for (const id of ids.slice(-100)) assert.equal((await a.next('readStatus')).messageId, id);
    await say(b, ann, 'fence');
    await a.next('message', (m) => m.content === 'fence');
    assert.deepEqual(a.unread('readStatus'), []);
    close(a, b);
  });

  it('a recall is by the sender alone, and told to all, itself too', async () => {
    const [a, b, ann, bob] = await couple();
    const id = await say(a, bob, 'oops');
    await b.next('message');
    await refused(b, 'recall', { messageId: id }, 'forbidden');
    await refused(a, 'recall', {}, 'missing_field', 'messageId');
    await refused(a, 'recall', { messageId: 17 }, 'message_not_found');
    await refused(a, 'recall', { messageId: [] }, 'message_not_found');
    well(await a.ask('recall', { messageId: id }));
    for (const client of [a, b]) assert.deepEqual(await client.next('messageRecalled'), { messageId: id });
    well(await a.ask('recall', { messageId: id }));
    const page = await onWeb(server(), bob).data(onWeb(server(), bob).get(`/messages/${ann.id}`));
    assert.deepEqual(page.records.map((m) => [m.content, m.isRecalled]), [['', true]]);
    close(a, b);
  });

  it('files of one’s own are sent, addresses elsewhere are not', async () => {
    const [a, b, , bob] = await couple();
    const file = (await upload(server(), a.person, { bytes: png, name: '截图.png', type: 'image/png', path: '/api/web/files/upload' })).body.data;
    await say(a, bob, '', { messageType: 2, fileUrl: file.fileUrl });
    const got = await b.next('message');
    assert.deepEqual([got.messageType, got.content, got.fileName, got.fileSize], [2, '', '截图.png', png.length]);
    assert.equal((await download(server(), got.fileUrl)).status, 200);
    await say(b, a.person, '看', { messageType: 2, fileUrl: got.fileUrl });
    assert.equal((await a.next('message')).content, '看');
    await say(a, bob, '', { messageType: undefined, fileUrl: file.fileUrl, fileName: '别名.png' });
    assert.deepEqual((({ messageType, fileName }) => [messageType, fileName])(await b.next('message')), [2, '别名.png']);

    const bad = (more, code, field) => refused(a, 'message', { receiverId: bob.id, content: '', messageType: 3, ...more }, code, field);
    for (const fileUrl of ['https://files.example/a.pdf', 'http://files.example/a.pdf', 'javascript:alert(1)', 'data:text/html,x', '/etc/passwd', '../../etc/passwd', '/api/v1/files/17'])
      await bad({ fileUrl }, 'file_not_found');
    await bad({ fileUrl: { a: 1 } }, 'invalid_field', 'fileUrl');
    await bad({ fileUrl: file.fileUrl, messageType: 5 }, 'file_type_refused', 'messageType');
    await bad({ fileUrl: file.fileUrl, messageType: 6 }, 'invalid_field', 'messageType');
    const eve = await connect(server().stranger());
    await refused(eve, 'message', { receiverId: bob.id, content: '', fileUrl: file.fileUrl }, 'file_not_found');
    close(a, b, eve);
  });

  it('typing reaches the other one only, and a flood of it is dropped', async () => {
    const [a, b, ann, bob] = await couple();
    for (const isTyping of [true, false]) {
      assert.deepEqual(well(await a.ask('typing', { contactId: Number(bob.id), isTyping })), {});
      assert.deepEqual(await b.next('typing'), { userId: Number(ann.id), isTyping });
    }
    await refused(a, 'typing', { contactId: bob.id }, 'missing_field', 'isTyping');
    await refused(a, 'typing', { isTyping: true }, 'missing_field', 'contactId');
    await refused(a, 'typing', { contactId: bob.id, isTyping: 'yes' }, 'invalid_field', 'isTyping');
    await refused(a, 'typing', { contactId: ann.id, isTyping: true }, 'self_target');
    await refused(a, 'typing', { contactId: 'nobody', isTyping: true }, 'user_not_found');
    (await Promise.all(Array.from({ length: 500 }, () => a.ask('typing', { contactId: bob.id, isTyping: true })))).forEach(well);
    await say(a, bob, 'fence');
    await b.next('message');
    const heard = b.unread('typing').length;
    assert.ok(heard < 450, `${heard} of 500`);
    assert.deepEqual(a.unread('typing'), []);
    close(a, b);
  });

  it('forty sends at once stay in order, and each is answered', async () => {
    const [a, b, , bob] = await couple();
    for (const more of [(i) => ({ tempId: `o${i}` }), () => ({})]) {
      const ids = await Promise.all(Array.from({ length: 40 }, (_, i) => say(a, bob, `m${i}`, more(i))));
      assert.deepEqual(ids, ids.toSorted((x, y) => x - y));
      for (let i = 0; i < 40; i++) assert.deepEqual((({ id, content }) => [id, content])(await b.next('message')), [ids[i], `m${i}`]);
    }
    close(a, b);
  });

  it('above the rate a send is refused with the time to wait', async () => {
    const [a, b, , bob] = await couple();
    for (const more of [() => ({}), (i) => ({ tempId: `r${i}` })]) {
      const answers = await Promise.all(Array.from({ length: 800 }, (_, i) => a.ask('message', { receiverId: bob.id, content: 'x', ...more(i) })));
      const over = answers.filter((answer) => answer.status === '0');
      assert.ok(over.length > 0 && over.every((answer) => answer.code === 'rate_limited' && answer.retryAfter >= 1), JSON.stringify(over[0]));
    }
    close(a, b);
  });

  it('a send survives that its connection is closed behind it', async () => {
    const [a, b, , bob] = await couple();
    a.socket.emit('message', { receiverId: bob.id, content: 'bye', tempId: 'bye' });
    a.socket.disconnect();
    assert.equal((await b.next('message')).content, 'bye');
    close(b);
  });

  it('friends hear of each other’s coming and going', async () => {
    const [ann, bob] = server().pair();
    const a = await connect(ann);
    const b = await connect(bob);
    const online = await a.next('onlineStatusChange');
    assert.deepEqual([online.userId, online.isOnline], [Number(bob.id), true]);
    close(b);
    const gone = await a.next('onlineStatusChange');
    assert.deepEqual([gone.userId, gone.isOnline], [Number(bob.id), false]);
    isTime(gone.lastOnlineTime);
    close(a);
  });

  it('sync gives what one lacks, and refuses what makes no sense', async () => {
    const [a, b, ann, bob] = await couple();
    await say(a, bob, 's0');
    await say(b, ann, 's1');
    const [conversation] = well(await b.ask('sync', {})).conversations;
    assert.deepEqual(conversation.messages.map((m) => m.content), ['s0', 's1']);
    await say(a, bob, 's2');
    const later = well(await b.ask('sync', { conversations: { [conversation.id]: conversation.rev } })).conversations;
    assert.deepEqual(later.flatMap((c) => c.messages.map((m) => m.content)), ['s2']);
    await refused(a, 'sync', { by: 'time' }, 'invalid_field', 'by');
    await refused(a, 'sync', { conversations: [] }, 'invalid_field', 'conversations');
    well(await a.ask('sync', { conversations: { nonsense: 1, [conversation.id]: -5 } }));
    close(a, b);
  });
});
