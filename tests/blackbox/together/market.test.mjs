// A customer on Market, the same person on Social, and a friend on Web: one conversation, each hears of everything in its own words, once.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { Client } from '../lib/client.mjs';
import { chat } from '../lib/marketchat.mjs';
import { SocketClient } from '../lib/sockets.mjs';
import { onBothDatabases } from '../lib/suite.mjs';

onBothDatabases('Market beside Social, Rooms and Web', { users: 8 }, (server) => {
  it('messages, reads and recalls pass between them', async () => {
    const [ann, bob] = server().pair();
    const market = await SocketClient.connect(server(), '/market', ann);
    const rooms = await SocketClient.connect(server(), '/rooms', ann);
    const social = await Client.connect(server(), bob, { device: 'phone' });
    const web = await SocketClient.connect(server(), '/web', bob);

    // from Web to Market, and to Ann's other surface
    const sent = await web.ask('message', { receiverId: Number(ann.id), messageType: 1, content: '师傅几点到？', tempId: 'w-1' });
    const got = await market.next('new-message');
    assert.deepEqual([got.content, got.messageType, got.seq], [{ text: '师傅几点到？' }, 'text', 1]);
    assert.equal((await rooms.next('receive_message')).content, '师傅几点到？');
    const a = chat(server(), ann);
    const listed = await a.whole(a.get('/conversations'));
    assert.deepEqual(listed.data.map((one) => [one.id, one.unreadCount]), [[got.conversationId, 1]]);

    // from Market to Social and Web
    const answer = await market.ask('send-message', { conversationId: got.conversationId, content: { text: '九点' }, messageType: 'text', replyToId: got.id });
    assert.equal(answer.success, true, JSON.stringify(answer));
    assert.deepEqual((await social.messages(2)).map((one) => one.content), ['师傅几点到？', '九点']); // Bob's own of his other device first
    assert.equal((await web.next('message')).content, '九点');
    const place = await market.ask('send-message', { conversationId: got.conversationId, content: { lat: 31.2, lng: 121.5, address: '外滩' }, messageType: 'location' });
    assert.match((await social.messages(1))[0].content, /外滩/);
    assert.equal((await web.next('message')).messageType, 6);

    // reading, both ways
    assert.equal((await market.ask('mark-read', { conversationId: got.conversationId })).success, true);
    assert.deepEqual(await web.next('readStatus', (read) => read.messageId === sent.data.id), { messageId: sent.data.id, readStatus: true });
    web.socket.emit('read', { contactId: Number(ann.id), messageIds: [] });
    await market.next('message-read', (read) => read.messageIds.includes(place.data.id));

    // recall on Market is seen on Web and Social
    await a.data(a.post(`/messages/${place.data.id}/recall`));
    await web.next('messageRecalled');
    await social.expect((frame) => frame.type === 'chat' && frame.action === 'recalled', 'the recall on Social');
    await market.next('message-recalled', (gone) => gone.messageId === place.data.id);

    // typing
    web.socket.emit('typing', { contactId: Number(ann.id), isTyping: true });
    assert.equal((await market.next('user-typing')).conversationId, got.conversationId);
    [market, rooms, web].forEach((client) => client.close());
    await social.close();
  });
});
