import assert from 'node:assert/strict';
import { it } from 'node:test';
import { chat } from '../lib/marketchat.mjs';
import { SocketClient } from '../lib/sockets.mjs';
import { onBothDatabases } from '../lib/suite.mjs';

const settings = { 'Limits:Openings:Permits': '1000', 'Limits:Strangers:Permits': '1000', 'Limits:Lookups:Burst': '1000', 'Limits:Recalls:Permits': '1000' };

onBothDatabases('the events of the Market surface', { users: 120, settings }, (server) => {
  const connect = (person, options, space = '/market') => SocketClient.connect(server(), space, person, options);
  const couple = async () => {
    const [ann, bob] = server().pair();
    const conversation = await chat(server(), ann).open(bob);
    return [await connect(ann), await connect(bob), conversation.id, ann, bob];
  };
  const well = (answer) => {
    assert.equal(answer.success, true, JSON.stringify(answer));
    return answer.data;
  };
  const refused = async (client, event, payload, code, field) => {
    const answer = await client.ask(event, payload);
    assert.deepEqual([answer.success, answer.code, answer.field], [false, code, field], `${event} ${JSON.stringify(payload)?.slice(0, 200)} → ${JSON.stringify(answer)}`);
    assert.ok(answer.message.length > 0);
    return answer;
  };
  const close = (...clients) => clients.forEach((client) => client.close());

  it('a message is answered whole, and reaches the other one, one’s own other devices and the sender itself', async () => {
    const [a, b, conversationId, ann] = await couple();
    const second = await connect(ann, { auth: { device: 'second' } });
    const sent = well(await a.ask('send-message', {
      conversationId, content: { text: '你好 👋' }, messageType: 'text', clientId: 'c1', senderId: 'somebody', tenantId: 'elsewhere', userId: 7,
    }));
    assert.equal(sent.clientId, 'c1');
    for (const client of [b, second]) {
      const { clientId, ...expected } = sent;
      assert.equal(clientId, 'c1');
      assert.deepEqual(await client.next('new-message'), expected);
    }
    assert.equal((await a.next('new-message')).id, sent.id);
    const reply = well(await b.ask('send-message', { conversationId, content: { text: 'hello' }, replyToId: sent.id }));
    assert.equal(reply.replyToId, sent.id);
    assert.equal((await a.next('new-message')).id, reply.id);
    assert.equal(a.all.filter((event) => event.name === 'new-message').length, 2);
    close(a, b, second);
  });

  it('without an acknowledgement the sender hears of its message as the document has it, and of a refusal by message-error', async () => {
    const [a, b, conversationId] = await couple();
    a.socket.emit('send-message', { conversationId, content: { text: 'hi' }, messageType: 'text' });
    assert.equal((await a.next('new-message')).content.text, 'hi');
    assert.equal((await b.next('new-message')).content.text, 'hi');
    a.socket.emit('send-message', { conversationId, content: { text: '' }, clientId: 'k' });
    const error = await a.next('message-error');
    assert.deepEqual([error.success, error.code, error.event, error.clientId, error.error], [false, 'text_empty', 'send-message', 'k', error.message]);
    a.socket.emit('join-conversation', { conversationId: 17 });
    assert.deepEqual([(await a.next('message-error', (e) => e.event === 'join-conversation')).code], ['conversation_not_found']);
    close(a, b);
  });

  it('typing, reading and recalling are told to the other', async () => {
    const [a, b, conversationId, ann] = await couple();
    const sent = well(await a.ask('send-message', { conversationId, content: { text: '1' } }));
    well(await b.ask('join-conversation', { conversationId, userId: ann.id }));
    b.socket.emit('typing', { conversationId, userId: ann.id, isTyping: true });
    const typing = await a.next('user-typing');
    assert.deepEqual([typing.conversationId, typing.isTyping], [conversationId, true]);
    assert.notEqual(typing.userId, sent.senderId);
    well(await b.ask('mark-read', { conversationId, messageId: sent.id }));
    const read = await a.next('message-read');
    assert.deepEqual([read.conversationId, read.userId, read.messageId, read.messageIds], [conversationId, typing.userId, sent.id, [sent.id]]);
    well(await b.ask('mark-read', { conversationId }));
    await chat(server(), ann).data(chat(server(), ann).post(`/messages/${sent.id}/recall`));
    assert.deepEqual(await b.next('message-recalled'), { conversationId, messageId: sent.id });
    well(await b.ask('leave-conversation', { conversationId }));
    close(a, b);
  });

  it('what events lack or name wrongly is refused by name', async () => {
    const [a, b, conversationId] = await couple();
    await refused(a, 'send-message', {}, 'missing_field', 'conversationId');
    await refused(a, 'send-message', { conversationId: {}, content: { text: 'x' } }, 'invalid_field', 'conversationId');
    await refused(a, 'send-message', { conversationId }, 'missing_field', 'content');
    await refused(a, 'send-message', { conversationId, content: { text: 'x' }, messageType: 'order' }, 'invalid_field', 'messageType');
    await refused(a, 'send-message', { conversationId, content: { text: 'x'.repeat(1001) } }, 'text_too_long');
    await refused(a, 'send-message', { conversationId, content: { text: 'x' }, clientId: 'k'.repeat(65) }, 'invalid_field', 'clientId');
    await refused(a, 'send-message', { conversationId, content: { text: 'x' }, clientId: 5 }, 'invalid_field', 'clientId');
    for (const id of [17, 'nobody', -5, 0, 1e300, '9'.repeat(400)]) await refused(a, 'send-message', { conversationId: id, content: { text: 'x' } }, 'conversation_not_found');
    await refused(a, 'typing', { conversationId }, 'missing_field', 'isTyping');
    await refused(a, 'typing', { isTyping: true }, 'missing_field', 'conversationId');
    await refused(a, 'mark-read', {}, 'missing_field', 'conversationId');
    await refused(a, 'mark-read', { conversationId, messageId: 17 }, 'message_not_found');
    await refused(a, 'sync', { by: 'luck' }, 'invalid_field', 'by');
    await refused(a, 'sync', { conversations: 5 }, 'invalid_field', 'conversations');
    for (const payload of [5, 'text', [], null]) await refused(a, 'send-message', payload, 'malformed_json');
    await refused(a, 'sing', {}, 'unknown_event');
    close(a, b);
  });

  it('outsiders are refused, and hear nothing', async () => {
    const [a, b, conversationId] = await couple();
    const e = await connect(server().stranger());
    await refused(e, 'join-conversation', { conversationId }, 'not_participant');
    await refused(e, 'send-message', { conversationId, content: { text: 'x' } }, 'not_participant');
    await refused(e, 'mark-read', { conversationId }, 'not_participant');
    await refused(e, 'typing', { conversationId, isTyping: true }, 'not_participant');
    well(await a.ask('send-message', { conversationId, content: { text: 'ours' } }));
    await b.next('new-message');
    well(await e.ask('sync', {}));
    assert.deepEqual(e.unread('new-message'), []);
    close(a, b, e);
  });

  it('sync tells what was missed', async () => {
    const [a, b, conversationId] = await couple();
    well(await a.ask('send-message', { conversationId, content: { text: '1' } }));
    const first = well(await b.ask('sync', { conversations: {} })).conversations.find((one) => one.id === conversationId);
    well(await a.ask('send-message', { conversationId, content: { text: '2' } }));
    const later = well(await b.ask('sync', { conversations: { [conversationId]: first.rev } })).conversations.find((one) => one.id === conversationId);
    assert.deepEqual(later.messages.map((message) => message.content.text), ['2']);
    close(a, b);
  });

  it('on / it is chosen by the handshake, or by the first event that it alone has', async () => {
    const [ann, bob] = server().pair();
    const conversation = await chat(server(), ann).open(bob);
    const named = await connect(bob, { auth: { dialect: 'market' } }, '/');
    const shown = await connect(ann, {}, '/');
    well(await shown.ask('join-conversation', { conversationId: conversation.id }));
    well(await shown.ask('send-message', { conversationId: conversation.id, content: { text: 'on /' } }));
    assert.equal((await named.next('new-message')).content.text, 'on /');
    close(named, shown);
  });

  it('a group’s changes and notifications are told', async () => {
    const [ann, bob] = server().pair();
    const eve = server().stranger();
    const b = await connect(bob);
    const a = chat(server(), ann);
    const group = await a.data(a.post('/conversations', { participantIds: [bob.id, eve.id], name: '搬家' }));
    const made = await b.next('conversation-updated');
    assert.deepEqual([made.conversationId, made.change, made.name], [group.id, 'created', '搬家']);
    const told = await b.next('notification');
    assert.deepEqual([told.type, told.isRead], ['group_invite', false]);
    await a.data(a.delete(`/conversations/${group.id}/members/${bob.id}`));
    assert.equal((await b.next('conversation-updated', (e) => e.change === 'member_removed')).userIds.length, 1);
    b.close();
  });
});
