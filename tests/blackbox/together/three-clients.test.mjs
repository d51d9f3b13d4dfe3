// Two people, three clients, three dialects, one conversation: each hears of everything in its own words, once.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { Client } from '../lib/client.mjs';
import { SocketClient } from '../lib/sockets.mjs';
import { onBothDatabases } from '../lib/suite.mjs';

onBothDatabases('three clients of two people', { users: 40 }, (server) => {
  it('each sees messages, typing, reads, recall and presence in its own words', async () => {
    const [ann, bob] = server().pair();
    const rooms = await SocketClient.connect(server(), '/rooms', ann);
    const social = await Client.connect(server(), ann, { device: 'phone' });
    const web = await SocketClient.connect(server(), '/web', bob);

    // presence: the friend who came last is told to who was there
    assert.equal((await rooms.next('user_online')).user_id, bob.id);

    // from Web to both of Ann's
    const sent = await web.ask('message', { receiverId: Number(ann.id), messageType: 1, content: '你好，安', tempId: 'w-1' });
    assert.equal(sent.status, '1');
    assert.equal(sent.data.tempId, 'w-1');
    const received = await rooms.next('receive_message');
    assert.deepEqual(
      { ...received, timestamp: 0, chat_id: '' },
      { _id: String(sent.data.id), chat_id: '', sender_id: bob.id, receiver_id: ann.id, message_type: 'text', content: '你好，安', timestamp: 0, read_status: false, is_deleted: false, seq: 1 });
    const [onSocial] = await social.messages(1);
    assert.equal(onSocial.content, '你好，安');
    const chat = received.chat_id;

    // from Rooms: Bob on Web, and Ann's own other device
    const answer = await rooms.ask('send_message', { receiver_id: bob.id, message_type: 'text', content: 'hello back', temp_id: 'r-1' });
    assert.equal(answer.status, 'sent');
    assert.equal(answer.message.temp_id, 'r-1');
    assert.equal(answer.message.chat_id, chat);
    const onWeb = await web.expect('message');
    assert.equal(onWeb.data.id, Number(answer.message._id));
    assert.equal(onWeb.data.senderId, Number(ann.id));
    assert.equal(onWeb.data.content, 'hello back');
    assert.match(onWeb.data.createdAt, /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
    assert.equal((await social.messages(1))[0].content, 'hello back');

    // delivered: told by the acknowledgement of the message event
    onWeb.ack();
    assert.deepEqual(await rooms.next('message_status', (s) => s.status === 'delivered'), { message_id: answer.message._id, chat_id: chat, status: 'delivered' });

    // typing, both ways
    web.socket.emit('typing', { contactId: Number(ann.id), isTyping: true });
    assert.deepEqual(await rooms.next('typing'), { chat_id: chat, user_id: bob.id, is_typing: true });
    assert.equal((await social.expect((f) => f.type === 'typing', 'typing')).data.is_typing, true);
    rooms.socket.emit('typing', { chat_id: chat, is_typing: true });
    assert.deepEqual(await web.next('typing'), { userId: Number(ann.id), isTyping: true });

    // reads, both ways
    web.socket.emit('read', { contactId: Number(ann.id), messageIds: [] });
    assert.deepEqual(await rooms.next('messages_read'), { chat_id: chat, user_id: bob.id, message_ids: [answer.message._id] });
    assert.equal((await rooms.next('message_status', (s) => s.status === 'read')).message_id, answer.message._id);
    await social.expect((f) => f.type === 'chat' && f.action === 'read' && f.data.read_seq === 2, 'the read on Social');
    assert.equal((await rooms.ask('mark_read', { chat_id: chat, message_ids: [received._id] })).status, 'ok');
    assert.deepEqual(await web.next('readStatus', (r) => r.messageId === sent.data.id), { messageId: sent.data.id, readStatus: true });

    // recall, from each side
    assert.equal((await rooms.ask('recall_message', { message_id: answer.message._id })).status, 'ok');
    assert.deepEqual(await web.next('messageRecalled'), { messageId: Number(answer.message._id) });
    assert.deepEqual(await rooms.next('message_recalled'), { message_id: answer.message._id, chat_id: chat });
    await social.expect((f) => f.type === 'chat' && f.action === 'recalled', 'the recall on Social');

    // each message came once
    assert.equal(rooms.all.filter((e) => e.name === 'receive_message').length, 1);
    assert.equal(web.all.filter((e) => e.name === 'message').length, 1);
    assert.equal(social.all.filter((f) => f.type === 'chat' && f.action === 'new_message').length, 2);

    // gone: told to the other
    web.close();
    assert.equal((await rooms.next('user_offline')).user_id, bob.id);
    await social.expect((f) => f.type === 'status' && f.data?.status === 'offline', 'the presence on Social');
    rooms.close();
    await social.close();
  });
});
