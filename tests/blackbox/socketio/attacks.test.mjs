// Attacks by name: each ends in the protocol's own error, nobody else notices, and the memory comes back.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { onlyOurs, reference, withHost } from './lib/host.mjs';
import { inParallel, survives } from './lib/hostile.mjs';
import { Peer } from './lib/peer.mjs';
import { http, Polling, Wire } from './lib/raw.mjs';
import { frame, Tcp } from './lib/tcp.mjs';

const times = { 'ping-interval': 1000, 'ping-timeout': 3000, 'connect-timeout': 2000, 'upgrade-timeout': 500 };
const repeat = (count, make) => Array.from({ length: count }, (_, i) => make(i));

withHost('sessions', times, (host) => {
  it('a thousand guesses at a session are a thousand refusals', () => survives(host(), () => inParallel(1000, 16, async (i) => {
    const sid = Buffer.from(String(i).padEnd(15, 'x')).toString('base64url');
    assert.equal((await http(host(), { query: `EIO=4&transport=polling&sid=${sid}`, method: i % 2 ? 'GET' : 'POST' })).json?.code, 1);
  })));

  it('what others know of a client opens none of its doors', () => survives(host(), async (witness) => {
    const query = `EIO=4&transport=polling&sid=${witness.peer.id}`;
    assert.equal((await http(host(), { query })).json?.code, 1);
    assert.equal((await http(host(), { query, method: 'POST', body: '41' })).json?.code, 1);
    assert.match((await new Wire(host(), `EIO=4&transport=websocket&sid=${witness.peer.id}`).refused).text, /Session ID unknown/);
  }));

  it('the engine\'s id of a client on WebSocket is no door either', () => survives(host(), async (witness) => {
    const query = `EIO=4&transport=polling&sid=${witness.peer.engine.id}`;
    assert.equal((await http(host(), { query })).json?.code, 3);
    assert.equal((await http(host(), { query, method: 'POST', body: '1' })).json?.code, 3);
    const wire = new Wire(host(), `EIO=4&transport=websocket&sid=${witness.peer.engine.id}`);
    await wire.ended();
  }));

  it('a thousand sessions that are opened and left are gone with their time-out', () => survives(host(), async () => {
    await inParallel(500, 16, () => Polling.open(host()));
    await inParallel(500, 16, () => Polling.connect(host()));
  }));

  it('a thousand connections that are opened and cut are gone', () => survives(host(), () => inParallel(1000, 16, async (i) => {
    const wire = await (i % 2 ? Wire.connect(host()) : Wire.open(host()));
    await wire.drop();
  })));

  it('a thousand upgrades that are begun and left', () => survives(host(), () => inParallel(300, 16, async (i) => {
    const session = await Polling.open(host());
    const wire = new Wire(host(), `EIO=4&transport=websocket&sid=${session.engineId}`);
    await wire.opened;
    if (i % 3 > 0) wire.send('2probe');
    if (i % 3 > 1) await wire.drop();
  })));

  it('clients that leave while middleware thinks leave nothing', () => survives(host(), async () => {
    const wires = await Promise.all(repeat(100, () => Wire.open(host())));
    for (const wire of wires) wire.send('40/held,');
    await host().until(({ held }) => held === 100, 'all held');
    await Promise.all(wires.map((wire) => wire.drop()));
    await host().until(({ connections }) => connections === 1, 'the witness alone');
    await host().control('/release');
    await host().until(({ sockets }) => sockets['/held'] === 0, 'nobody in /held');
  }));
});

withHost('packets', times, (host) => {
  it('eleven attachments end the connection before they come', () => survives(host(), async () => {
    const wire = await Wire.connect(host());
    wire.send(`4511-["message",${repeat(11, (i) => `{"_placeholder":true,"num":${i}}`).join(',')}]`);
    await wire.ended();
  }));

  it('attachments that never come hold a connection no longer than its heartbeat', () => survives(host(), async () => {
    const wires = await Promise.all(repeat(20, () => Wire.connect(host(), { pong: false })));
    for (const wire of wires) wire.send('4510-["message",{"_placeholder":true,"num":0}]', Buffer.alloc(900_000));
    for (const wire of wires) {
      await wire.ended();
      const { reason } = await host().gone(wire.id);
      assert.ok(['ping timeout', 'parse error'].includes(reason), reason);
    }
  }));

  it('attachments that never come end a connection that pongs, too', { skip: onlyOurs }, () => survives(host(), async () => {
    const wire = await Wire.connect(host());
    wire.send('452-["message",{"_placeholder":true,"num":0}]', Buffer.alloc(10));
    await wire.ended();
    assert.equal((await host().gone(wire.id)).reason, 'parse error');
  }));

  it('ten thousand namespaces on one connection', () => survives(host(), async () => {
    const wire = await Wire.connect(host());
    for (let i = 0; i < 10_000; i++) wire.send(`40/dynamic-${i},`);
    const answers = await Promise.race([Promise.all(repeat(10_000, () => wire.next())), wire.ended().then(() => null)]).catch(() => null);
    if (!reference) {
      assert.ok(answers, 'answered one by one');
      assert.ok(answers.filter((answer) => answer.startsWith('40/')).length < 100);
      assert.match(answers.at(-1), /^44\/dynamic-9999,\{"message"/);
    }

    await wire.drop();
    await host().until(({ sockets }) => Object.keys(sockets).length === 5, 'no dynamic namespace left');
  }));

  it('ten thousand connects to one namespace', () => survives(host(), async () => {
    const wire = await Wire.connect(host());
    for (let i = 0; i < 10_000; i++) wire.send('40/chat,');
    await wire.ended();
  }));

  it('twenty thousand connects to namespaces that there are not', () => survives(host(), async () => {
    const wire = await Wire.connect(host());
    for (let i = 0; i < 20_000; i++) wire.send(`40/${i}`);
    for (let i = 0; i < 20_000; i++) assert.equal(await wire.next(), `44/${i},{"message":"Invalid namespace"}`);
    await wire.drop();
  }));

  it('a thousand times in and out of a namespace', () => survives(host(), async () => {
    const wire = await Wire.connect(host());
    for (let i = 0; i < 1000; i++) {
      wire.send('40/chat,');
      assert.match(await wire.next(), /^40\/chat,/);
      wire.send('41/chat,');
      assert.equal(await wire.ask(1, 'echo', 'x'), 'x');
    }

    await wire.drop();
    assert.equal((await host().control('/stats')).sockets['/chat'], 0);
  }));

  it('twenty thousand rooms', () => survives(host(), async () => {
    const wire = await Wire.connect(host());
    for (let i = 0; i < 20_000; i++) wire.send(`42["join","room ${i} ${'x'.repeat(30)}"]`);
    assert.equal(await wire.ask(1, 'echo', 'x'), 'x');
    await wire.drop();
  }));

  it('JSON nested as deep as a message is long', () => survives(host(), async () => {
    for (const inside of ['', '"x"']) {
      for (const packet of ['42["nobody",#]', '42["data",#]', '40/chat,{"a":#}', '430[#]', '42["emit",{"event":"x","args":#}]']) {
        const wire = await Wire.connect(host());
        wire.send(packet.replace('#', '['.repeat(100_000) + inside + ']'.repeat(100_000)), '42["mark",1]');
        await Promise.race([wire.ended(), wire.until((frame) => frame === '42["mirror",1]')]);
        await wire.drop();
      }
    }
  }));

  it('deep nesting that is sent back', { skip: onlyOurs }, () => survives(host(), async () => {
    for (const depth of [60, 64, 100, 5000]) {
      const wire = await Wire.connect(host());
      wire.send(`421["echo",${'['.repeat(depth)}${']'.repeat(depth)}]`, '42["mark",1]');
      await Promise.race([wire.ended(), wire.until((frame) => frame === '42["mirror",1]')]);
      await wire.drop();
    }
  }));

  it('a message of a million digits, escapes, keys', () => survives(host(), async () => {
    for (const value of ['1'.repeat(900_000), `"${'\\u0041'.repeat(150_000)}"`, `{${repeat(70_000, (i) => `"${i}":1`).join(',')}}`, `[${'1,'.repeat(400_000)}1]`, `"${'\\\\'.repeat(400_000)}"`]) {
      const wire = await Wire.connect(host());
      wire.send(`42["nobody",${value}]`, `42["data",${value}]`, '42["mark",1]');
      await Promise.race([wire.ended(), wire.until((frame) => frame === '42["mirror",1]')]);
      await wire.drop();
    }
  }, { allowance: 80 })); // the pools keep buffers of that size for a while

  it('acknowledgements that are forged, foreign or repeated answer nothing', () => survives(host(), async () => {
    const [asked, stranger] = [await Peer.connect(host(), { transports: ['websocket'] }), await Wire.connect(host())];
    let answer;
    asked.on('question', (_, ack) => (answer = ack));
    const asking = asked.ask('ask', { event: 'question', arg: 1, timeout: 10_000 });
    await asked.expect('question');
    for (let id = 0; id < 2000; id++) stranger.send(`43${id}["forged"]`);
    assert.equal(await stranger.ask(1, 'echo', 'x'), 'x');
    for (const id of ['99999999999999999999', '007', '4294967296']) stranger.send(`43${id}["forged"]`);
    answer('true');
    answer('again');
    assert.deepEqual(await asking, { answer: 'true' });
    await Promise.all([asked.close(), stranger.drop()]);
  }));

  it('names that mean something to a runtime', () => survives(host(), async () => {
    const wire = await Wire.connect(host());
    wire.send('42["__proto__",{"__proto__":{"polluted":true}}]', '42["constructor",{"constructor":{"prototype":{"polluted":true}}}]', '42["join","__proto__"]', '42["data",{"__proto__":1}]');
    const me = await wire.ask(1, 'whoami');
    assert.equal(me.polluted, undefined);
    assert.ok(me.rooms.includes('__proto__'));
    await wire.drop();
  }));

  it('payloads of wrong types harm their sender at most', () => survives(host(), async () => {
    const wire = await Wire.connect(host());
    for (const name of ['join', 'leave', 'data', 'mark', 'emit', 'ask', 'ask-all', 'fetch', 'sockets-join', 'whoami', 'twice', 'throw']) {
      for (const value of ['', ',null', ',"x"', ',{}', ',[]', ',1e300', ',true,true', ',{"event":null}', ',{"event":"connect"}', ',{"to":[null]}', ',-1,-1']) wire.send(`42["${name}"${value}]`);
    }

    assert.equal(await wire.ask(1, 'echo', 'x'), 'x');
    await wire.drop();
  }));
});

withHost('bodies and frames', times, (host) => {
  it('two polls and two POSTs at once, again and again', () => survives(host(), () => inParallel(100, 4, async () => {
    const session = await Polling.connect(host());
    const answers = await Promise.all([session.get(), session.get(), session.post('42["nobody"]'), session.post('42["nobody"]')]);
    for (const { aborted, status } of answers) assert.ok(aborted || [200, 400, 500].includes(status), String(status));
    assert.equal((await session.get()).json?.code, 1);
  })));

  it('a POST without a length is empty', () => survives(host(), async () => {
    const session = await Polling.connect(host());
    for (const version of ['1.1', '1.0']) {
      const tcp = await Tcp.open(host());
      tcp.write(`POST /socket.io/?EIO=4&transport=polling&sid=${session.engineId} HTTP/${version}\r\nHost: x\r\nConnection: close\r\n\r\n42["mark",1]`);
      await tcp.ended();
      assert.doesNotMatch(tcp.got.toString(), / 200 [^]*mirror/);
    }
  }));

  it('lengths that lie or contradict', () => survives(host(), async () => {
    for (const head of ['Content-Length: 5\r\nContent-Length: 6', 'Content-Length: -1', 'Content-Length: x', 'Content-Length: 99999999999999999999', 'Transfer-Encoding: chunked\r\nContent-Length: 3', 'Transfer-Encoding: nonsense']) {
      const session = await Polling.connect(host());
      const tcp = await Tcp.open(host());
      tcp.write(`POST /socket.io/?EIO=4&transport=polling&sid=${session.engineId} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${head}\r\n\r\n`);
      tcp.write('ffffffffff\r\nx');
      tcp.socket.end();
      await tcp.ended();
    }
  }));

  it('a length over the limit is refused before its body comes', { skip: onlyOurs }, () => survives(host(), async () => {
    const session = await Polling.connect(host());
    const tcp = await Tcp.open(host());
    tcp.write(`POST /socket.io/?EIO=4&transport=polling&sid=${session.engineId} HTTP/1.1\r\nHost: x\r\nContent-Length: 900000000000\r\n\r\n`);
    assert.match(await tcp.head(), /^HTTP\/1\.1 413 /);
    await tcp.destroy();
  }));

  it('a chunked body without end is cut at the limit', () => survives(host(), async () => {
    const session = await Polling.connect(host());
    const tcp = await Tcp.open(host());
    tcp.write(`POST /socket.io/?EIO=4&transport=polling&sid=${session.engineId} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n`);
    const chunk = `10000\r\n${'x'.repeat(65536)}\r\n`;
    for (let i = 0; i < 200 && !tcp.over && tcp.got.length === 0; i++) {
      tcp.write(chunk);
      await new Promise(setImmediate);
    }

    assert.match(await tcp.head(), /^HTTP\/1\.1 413 /);
    await tcp.destroy();
  }));

  it('frames that declare more than the limit end at once', () => survives(host(), async () => {
    for (const [length, opcode] of [[1_000_001, 1], [2 ** 31, 1], [2 ** 32 + 5, 2], [2n ** 62n, 1], [2n ** 63n, 1], [2n ** 64n - 1n, 2]]) {
      const tcp = await Tcp.webSocket(host());
      tcp.write(frame('40'));
      tcp.write(frame('4', { length, opcode }));
      assert.ok([1002, 1009].includes(await tcp.closeCode()), String(length));
      await tcp.destroy();
    }
  }));

  it('frames that are none end with 1002, text that is none with 1007', () => survives(host(), async () => {
    for (const [code, ...frames] of [
      [1002, frame('40', { masked: false })],
      [1002, frame('40', { rsv: 4 })],
      [1002, frame('40', { rsv: 1 })],
      [1002, frame('40', { opcode: 3 })],
      [1002, frame('40', { opcode: 11 })],
      [1002, frame('40', { opcode: 0 })],
      [1002, frame('4', { fin: false }), frame('40')],
      [1002, frame('x', { opcode: 9, fin: false })],
      [1002, frame('x'.repeat(126), { opcode: 9 })],
      [1002, frame('x', { opcode: 8 })],
      [1002, frame(Buffer.from([0x03, 0xe7]), { opcode: 8 })],
      [1007, frame(Buffer.from([0x34, 0xff, 0xfe]))],
      [1007, frame(Buffer.from([0x34, 0xed, 0xa0, 0x80]))],
      [1007, frame(Buffer.from([0x34, 0xe4, 0xbd]), { fin: false }), frame(Buffer.from([0x41]), { opcode: 0 })],
    ]) {
      const tcp = await Tcp.webSocket(host());
      for (const bytes of frames) tcp.write(bytes);
      assert.equal(await tcp.closeCode(), code, frames.map((bytes) => bytes.toString('hex')).join(' '));
      await tcp.destroy();
    }
  }));

  it('a message in many fragments is one message, with pings between', () => survives(host(), async () => {
    const tcp = await Tcp.webSocket(host());
    tcp.write(frame('40'));
    const text = '421["echo","你好🎉"]';
    const bytes = Buffer.from(text);
    for (let i = 0; i < bytes.length; i++) {
      tcp.write(frame(bytes.subarray(i, i + 1), { opcode: i === 0 ? 1 : 0, fin: i === bytes.length - 1 }));
      tcp.write(frame('p', { opcode: 9 }));
    }

    await tcp.until((got) => got.includes(Buffer.from('431["你好')), 'the answer');
    await tcp.destroy();
  }));

  it('fragments without end are cut at the limit', () => survives(host(), async () => {
    const tcp = await Tcp.webSocket(host());
    tcp.write(frame('4', { fin: false }));
    for (let i = 0; i < 400 && !tcp.over; i++) tcp.write(frame('x'.repeat(10_000), { opcode: 0, fin: false }));
    assert.ok([0, 1009].includes(await tcp.closeCode()));
    await tcp.destroy();
  }));

  it('empty fragments without end take no memory', () => survives(host(), async () => {
    const tcp = await Tcp.webSocket(host());
    const before = (await host().control('/memory')).heap;
    tcp.write(frame('4', { fin: false }));
    const empty = Buffer.concat(repeat(1000, () => frame('', { opcode: 0, fin: false })));
    for (let i = 0; i < 500 && !tcp.over; i++) {
      tcp.write(empty);
      if (tcp.socket.writableNeedDrain) await Promise.race([new Promise((done) => tcp.socket.once('drain', done)), tcp.ended()]);
    }

    if (!reference) assert.ok((await host().control('/memory')).heap - before < 8 * 1024 * 1024);
    await tcp.destroy();
  }));

  it('a flood of pings is answered or ended, and takes no memory', () => survives(host(), async () => {
    const tcp = await Tcp.webSocket(host());
    const pings = Buffer.concat(repeat(500, () => frame('x'.repeat(125), { opcode: 9 })));
    for (let i = 0; i < 100 && !tcp.over; i++) {
      tcp.write(pings);
      await new Promise(setImmediate);
    }

    await tcp.destroy();
  }));

  it('a handshake that is none', () => survives(host(), async () => {
    const heads = ['Sec-WebSocket-Version: 12\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==', 'Sec-WebSocket-Version: 13', 'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: x', 'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA=='];
    for (const head of heads) {
      const tcp = await Tcp.open(host());
      tcp.write(`GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n${head}\r\n\r\n`);
      assert.match(await tcp.head(), /^HTTP\/1\.1 4\d\d /, head);
      await tcp.destroy();
    }

    const other = await Tcp.open(host());
    other.write('GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: x\r\nUpgrade: nonsense\r\nConnection: Upgrade\r\n\r\n');
    other.socket.end();
    await other.ended();
    assert.doesNotMatch(other.got.toString(), /^HTTP\/1\.1 (101|5)/);
  }));
});
