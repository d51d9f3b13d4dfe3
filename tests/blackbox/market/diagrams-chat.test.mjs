// The sequence diagrams of document 001 that are about talking alone: 4 and 7.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { chat } from '../lib/marketchat.mjs';
import { download, png, pdf, upload } from '../lib/files.mjs';
import { SocketClient } from '../lib/sockets.mjs';
import { onBothDatabases } from '../lib/suite.mjs';

onBothDatabases('document 001', { users: 20 }, (server) => {
  const connect = (person) => SocketClient.connect(server(), '/market', person);

  it('diagram 4: 实时消息通信流程 — both connect, each hears the other, and reading is told', async () => {
    const [customer, provider] = server().pair();
    const conversation = await chat(server(), customer).open(provider);
    const [cs, ps] = [await connect(customer), await connect(provider)];
    cs.socket.emit('send-message', { conversationId: conversation.id, content: { text: '几点到？' }, messageType: 'text' });
    const asked = await ps.next('new-message');
    ps.socket.emit('send-message', { conversationId: conversation.id, content: { text: '九点' }, messageType: 'text' });
    const answered = await cs.next('new-message', (message) => message.content.text === '九点');
    cs.socket.emit('mark-read', { conversationId: conversation.id });
    const read = await ps.next('message-read', (event) => event.messageIds.includes(answered.id));
    assert.equal(read.conversationId, conversation.id);
    const p = chat(server(), provider);
    const stored = await p.whole(p.get(`/conversations/${conversation.id}/messages`));
    assert.deepEqual(stored.data.map((message) => [message.id, message.content.text]), [[asked.id, '几点到？'], [answered.id, '九点']]);
    assert.equal(stored.data[1].status, 'read');
    await assert.rejects(SocketClient.connect(server(), '/market', { token: 'forged' }), (error) => error.data.code === 401);
    [cs, ps].forEach((socket) => socket.close());
  });

  it('diagram 7: 文件上传和处理流程 — a file is taken or refused by size and type, answered with its address, and shown in a message', async () => {
    const [customer, provider] = server().pair();
    const path = '/api/v1/chat/files';
    const up = await upload(server(), customer, { bytes: png, name: '漏水.png', type: 'image/png', path });
    assert.equal(up.status, 200, JSON.stringify(up.body));
    const file = up.body.data;
    assert.deepEqual([up.body.success, file.name, file.size, file.mimeType, file.messageType], [true, '漏水.png', png.length, 'image/png', 'image']);
    assert.deepEqual((await download(server(), file.url)).bytes, png);
    const c = chat(server(), customer);
    const conversation = await c.open(provider);
    const sent = await c.data(c.post(`/conversations/${conversation.id}/messages`, { content: { url: file.url, text: '看这里' }, messageType: 'image' }));
    assert.deepEqual([sent.content.text, sent.content.name, sent.content.size, sent.content.fileId], ['看这里', '漏水.png', png.length, file.id]);
    const p = chat(server(), provider);
    const shown = (await p.whole(p.get(`/conversations/${conversation.id}/messages`))).data[0].content.url;
    assert.deepEqual((await download(server(), shown)).bytes, png);
    const byId = await c.data(c.post(`/conversations/${conversation.id}/messages`, { content: { fileId: file.id }, messageType: 'image' }));
    assert.equal(byId.content.name, '漏水.png');

    const refused = async (options, status, code) => {
      const answer = await upload(server(), customer, { path, ...options });
      assert.deepEqual([answer.status, answer.body.success, answer.body.code], [status, false, code], JSON.stringify(answer.body));
    };
    await refused({ bytes: Buffer.concat([pdf, Buffer.alloc(10 * 1024 * 1024)]), name: 'big.pdf', type: 'application/pdf' }, 413, 'file_too_large');
    await refused({ bytes: Buffer.concat([png, Buffer.alloc(5 * 1024 * 1024)]), name: 'big.png', type: 'image/png' }, 413, 'file_too_large');
    await refused({ bytes: pdf, name: 'a.png', type: 'image/png' }, 415, 'file_type_refused');
    await refused({ bytes: Buffer.from('MZ\x90\0'), name: 'a.exe', type: 'application/octet-stream' }, 415, 'file_type_refused');
    assert.equal((await upload(server(), null, { bytes: png, path, token: undefined })).status, 401);

    // the path that clients of the Social surface know as well has their fields, too
    const shared = await upload(server(), customer, { bytes: png, name: 'a.png', type: 'image/png' });
    assert.deepEqual([shared.status, shared.body.success, shared.body.data.mimeType, shared.body.data.id, shared.body.type], [201, true, 'image/png', shared.body.id, 'image/png']);
    await refused({ bytes: pdf, name: 'a.png', type: 'image/png', path: '/api/v1/files' }, 415, 'file_type_refused');
    await refused({ bytes: Buffer.concat([pdf, Buffer.alloc(10 * 1024 * 1024)]), name: 'big.pdf', type: 'application/pdf', path: '/api/v1/files' }, 413, 'file_too_large');
    const nobody = await upload(server(), null, { bytes: png });
    assert.deepEqual([nobody.status, nobody.body.success, nobody.body.message], [401, false, nobody.body.detail]);
    assert.equal((await download(server(), shown.replace(/signature=.*/, 'signature=x'))).status, 403);
  });
});
