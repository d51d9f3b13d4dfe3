import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { it } from 'node:test';
import { Client } from '../lib/client.mjs';
import { onBothDatabases } from '../lib/suite.mjs';

// The server's log is searched for stack traces when the suite ends (lib/server.mjs).
onBothDatabases('bad input', { users: 80 }, (server) => {
  const send = (data) => ({ type: 'chat', action: 'send', data });

  it('each fault is named, and the connection goes on', async () => {
    const [x, y] = server().pair();
    const client = await Client.connect(server(), x);
    const good = { receiver_id: y.id, content: 'x', temp_id: 'good' };
    const faults = [
      ['not json', 'malformed_json'],
      ['', 'malformed_json'],
      ['[]', 'malformed_json'],
      ['7', 'malformed_json'],
      ['null', 'malformed_json'],
      ['{"type":"chat"', 'malformed_json'],
      [`${'['.repeat(5000)}`, 'malformed_json'],
      [{}, 'missing_field', 'type'],
      [{ type: null }, 'missing_field', 'type'],
      [{ type: 'nonsense' }, 'unknown_type'],
      [{ type: 'chat' }, 'missing_field', 'action'],
      [{ type: 'chat', action: 'dance', data: {} }, 'unknown_action'],
      [{ type: 'chat', action: 'send' }, 'missing_field', 'data'],
      [send({ content: 'x', temp_id: 'a' }), 'missing_field', 'receiver_id'],
      [send({ receiver_id: y.id, temp_id: 'b' }), 'missing_field', 'content'],
      [send({ ...good, content: null }), 'missing_field', 'content'],
      [send({ ...good, content: 7 }), 'invalid_field', 'content'],
      [send({ ...good, content: '' }), 'text_empty'],
      [send({ ...good, content: 'x'.repeat(1001) }), 'text_too_long'],
      [send({ ...good, content: 'x'.repeat(1_000_000) }), 'text_too_long'],
      [send({ ...good, content: 'a\u0000b' }), 'text_invalid'],
      ['{"type":"chat","action":"send","data":{"receiver_id":' + y.id + ',"content":"\\ud800","temp_id":"s"}}', 'text_invalid'],
      [send({ ...good, receiver_id: 'nobody' }), 'user_not_found'],
      [send({ ...good, receiver_id: '9007199254740991' }), 'user_not_found'],
      [send({ ...good, receiver_id: x.id }), 'self_target'],
      [send({ ...good, group_id: '9007199254740991', receiver_id: undefined }), 'conversation_not_found'],
      [send({ ...good, message_type: 'system' }), 'invalid_field', 'message_type'],
      [send({ ...good, message_type: 'order' }), 'invalid_field', 'message_type'],
      [send({ ...good, message_type: 'hologram' }), 'invalid_field', 'message_type'],
      [send({ ...good, temp_id: 't'.repeat(65) }), 'invalid_field', 'temp_id'],
      [send({ ...good, reply_to: '12345' }), 'message_not_found'],
      [send({ ...good, file_id: '12345', message_type: 'image' }), 'file_not_found'],
      [{ type: 'typing', data: { receiver_id: y.id } }, 'missing_field', 'is_typing'],
      [{ type: 'typing', data: { is_typing: true } }, 'missing_field', 'receiver_id'],
      [{ type: 'chat', action: 'recall', data: { message_id: '12345' } }, 'message_not_found'],
      [{ type: 'chat', action: 'read', data: {} }, 'missing_field'],
      [{ type: 'chat', action: 'sync', data: { conversations: 7 } }, 'invalid_field', 'conversations'],
      [Buffer.from([0, 1, 2]), 'binary_not_supported'],
    ];
    for (const [frame, code, field] of faults) {
      const label = Buffer.isBuffer(frame) ? 'binary' : (typeof frame === 'string' ? frame : JSON.stringify(frame)).slice(0, 120);
      const error = await client.refused(frame).catch((e) => assert.fail(`${label}: ${e.message}`));
      assert.equal(error.code, code, label);
      assert.ok(error.message, label);
      if (field) assert.equal(error.field, field, label);
      if (frame.data?.temp_id && frame.data.temp_id.length <= 64) assert.equal(error.temp_id, frame.data.temp_id, label);
      // The ten a second bound sends, refused ones perhaps among them.
      if (code.startsWith('text') || code.endsWith('found')) await new Promise((done) => setTimeout(done, 110));
    }

    assert.ok((await client.tell(y, 'still here', { temp_id: 'good' })).seq >= 1);
    await client.close();
  });

  it('the language of the text follows Accept-Language, the code does not', async () => {
    const person = server().stranger();
    const zh = await Client.connect(server(), person, { device: 'zh' });
    const en = await Client.connect(server(), person, { device: 'en', headers: { 'accept-language': 'en' } });
    const [inChinese, inEnglish] = [await zh.refused({ type: 'x' }), await en.refused({ type: 'x' })];
    assert.equal(inChinese.code, inEnglish.code);
    assert.match(inChinese.message, /[\u4e00-\u9fff]/);
    assert.match(inEnglish.message, /^[\x20-\x7e]+$/);
    await Promise.all([zh.close(), en.close()]);
  });

  it('a frame of ten megabytes closes with 1009', async () => {
    const client = await Client.connect(server(), server().stranger());
    client.send('x'.repeat(10 * 1024 * 1024));
    assert.equal((await client.closed).code, 1009);
  });

  it('a big frame before signing in closes with 1009', async () => {
    const client = await Client.open(server());
    client.send({ type: 'auth', token: 'x'.repeat(20_000) });
    assert.equal((await client.closed).code, 1009);
  });

  it('invalid UTF-8 closes with 1007', async () => {
    const client = await Client.connect(server(), server().stranger());
    client.socket.send(Buffer.from([0x7b, 0xff, 0xfe, 0x7d]), { binary: false });
    assert.equal((await client.closed).code, 1007);
  });

  it('a fragmented frame is one frame', async () => {
    const client = await Client.connect(server(), server().stranger());
    client.socket.send('{"type":', { fin: false });
    client.socket.ping();
    client.socket.send('"pi', { fin: false });
    client.socket.send('ng"}', { fin: true });
    await client.expect('pong');
    await client.close();
  });

  it('bytes that are no WebSocket frames close with 1002', async () => {
    const raw = (bytes) => new Promise((done, fail) => {
      const socket = connect(server().port, '127.0.0.1', () =>
        socket.write('GET /ws/chat HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n'));
      let got = Buffer.alloc(0);
      let upgraded = false;
      socket.on('data', (data) => {
        got = Buffer.concat([got, data]);
        const end = got.indexOf('\r\n\r\n');
        if (!upgraded && end >= 0) {
          upgraded = true;
          got = got.subarray(end + 4);
          socket.write(bytes);
        }

        if (upgraded && got.length >= 4) {
          done(got);
          socket.destroy();
        }
      });
      socket.on('close', () => done(got));
      socket.on('error', fail);
      setTimeout(() => socket.destroy(), 30_000).unref();
    });
    const mask = [1, 2, 3, 4];
    for (const bytes of [
      [0x81, 0x02, 0x7b, 0x7d], // not masked
      [0xf1, 0x80, ...mask], // reserved bits
      [0x83, 0x80, ...mask], // unknown opcode
      [0x80, 0x80, ...mask], // a continuation of nothing
      [0x09, 0x80, ...mask], // a fragmented ping
    ]) {
      const answer = await raw(Buffer.from(bytes));
      assert.equal(answer[0], 0x88, `no close frame for ${bytes}`);
      assert.equal(answer.readUInt16BE(2), 1002);
    }
  });

  it('a connection cut in mid-frame harms nobody', async () => {
    const [x, y] = server().pair();
    for (let i = 0; i < 5; i++) {
      const client = await Client.connect(server(), x);
      client.socket._socket.write(Buffer.from([0x81, 0xfe, 0x10, 0x00, 1, 2, 3, 4, 5]));
      await client.drop();
    }
    const a = await Client.connect(server(), x);
    const b = await Client.connect(server(), y);
    await a.tell(y, 'fine');
    await b.messages(1);
    await Promise.all([a.close(), b.close()]);
  });

  it('random bytes never end the server', async () => {
    const person = server().stranger();
    let seed = 20250207;
    const random = (below) => (seed = (seed * 1103515245 + 12345) % 2147483648) % below;
    for (let round = 0; round < 20; round++) {
      const client = await Client.connect(server(), person);
      for (let i = 0; i < 10; i++) {
        const text = Array.from({ length: random(60) }, () => '{}[]":,\\u0ab\u00e9typechatdata 01'[random(30)]).join('');
        client.send(text);
      }
      await Promise.race([client.fence(), client.closed]).catch(() => {});
      await client.drop();
    }
    const last = await Client.connect(server(), person);
    await last.fence();
    await last.close();
  });
});
