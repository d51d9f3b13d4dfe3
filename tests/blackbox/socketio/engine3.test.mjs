// Engine.IO 3 by hand: what socket.io-client 2.x and older mini-program builds speak.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { withHost } from './lib/host.mjs';
import { http, Wire } from './lib/raw.mjs';

const bytes = Buffer.from([0, 1, 254, 255]);
const placeholder = '{"_placeholder":true,"num":0}';

/** `length:packet` … as text; the length counts UTF-16 units. */
const pack = (...packets) => packets.map((packet) => `${packet.length}:${packet}`).join('');
const unpack = (text) => {
  const packets = [];
  for (let at = 0; at < text.length; ) {
    const colon = text.indexOf(':', at);
    const length = Number(text.slice(at, colon));
    packets.push(text.slice(colon + 1, colon + 1 + length));
    at = colon + 1 + length;
  }

  return packets;
};

/** A byte for what it is, the length in digits, 255, the packet. */
const packBytes = (...packets) => Buffer.concat(packets.flatMap((packet) => {
  const body = Buffer.from(packet);
  return [Buffer.from([typeof packet === 'string' ? 0 : 1, ...String(body.length).split('').map(Number), 255]), body];
}));
const unpackBytes = (payload) => {
  const packets = [];
  for (let at = 0; at < payload.length; ) {
    const isText = payload[at] === 0;
    const end = payload.indexOf(255, at);
    const length = Number([...payload.subarray(at + 1, end)].join(''));
    const body = payload.subarray(end + 1, end + 1 + length);
    packets.push(isText ? body.toString() : body);
    at = end + 1 + length;
  }

  return packets;
};

class Polling3 {
  static async connect(host, { b64 = true } = {}) {
    const session = new Polling3();
    session.host = host;
    session.query = `EIO=3&transport=polling${b64 ? '&b64=1' : ''}`;
    const packets = unpack((await http(host, { query: session.query })).text);
    session.handshake = JSON.parse(packets[0].slice(1));
    session.query += `&sid=${session.handshake.sid}`;
    if (packets.length === 1) packets.push(...unpack((await session.get()).text));
    assert.equal(packets[1], '40');
    return session;
  }

  get() {
    return http(this.host, { query: this.query });
  }

  post(body) {
    return http(this.host, { method: 'POST', query: this.query, body, headers: { 'content-type': typeof body === 'string' ? 'text/plain;charset=UTF-8' : 'application/octet-stream' } });
  }

  async packets() {
    const answer = await this.get();
    assert.equal(answer.status, 200, answer.text);
    return answer.headers['content-type'] === 'application/octet-stream' ? unpackBytes(answer.bytes) : unpack(answer.text);
  }
}

const ended = async (session) => {
  const poll = await session.get();
  assert.ok(poll.status === 400 || unpack(poll.text).includes('1'), poll.text);
};

withHost('Engine.IO 3 over polling', { 'allow-eio3': true }, (host) => {
  it('the handshake is framed, and the main namespace connected', async () => {
    const { handshake } = await Polling3.connect(host());
    assert.deepEqual(handshake.upgrades, ['websocket']);
    assert.equal(handshake.pingInterval, 25_000);
  });

  it('the id of the main namespace is the connection\'s', async () => {
    const session = await Polling3.connect(host());
    await session.post(pack('420["whoami"]'));
    const [answer] = await session.packets();
    assert.equal(JSON.parse(answer.slice(3))[0].id, session.handshake.sid);
  });

  it('packets are framed by their length in UTF-16 units', async () => {
    const session = await Polling3.connect(host());
    await session.post(pack('420["echo","你好"]', '421["echo","🎉é"]', '422["echo",":"]'));
    const answers = (await session.packets()).map((packet) => [packet.slice(0, 3), ...JSON.parse(packet.slice(3))]);
    assert.deepEqual(answers, [['430', '你好'], ['431', '🎉é'], ['432', ':']]);
  });

  it('bytes are base64 for who asks for it', async () => {
    const session = await Polling3.connect(host());
    await session.post(pack(`451-0["echo",${placeholder}]`, `b4${bytes.toString('base64')}`));
    const packets = await session.packets();
    if (packets.length === 1) packets.push(...(await session.packets()));
    assert.deepEqual(packets, [`461-0[${placeholder}]`, `b4${bytes.toString('base64')}`]);
  });

  it('bytes are bytes for who does not', async () => {
    const session = await Polling3.connect(host(), { b64: false });
    assert.equal((await session.post(packBytes(`451-0["echo",${placeholder}]`, Buffer.concat([Buffer.from([4]), bytes])))).text, 'ok');
    const packets = await session.packets();
    if (packets.length === 1) packets.push(...(await session.packets()));
    assert.equal(packets[0], `461-0[${placeholder}]`);
    assert.deepEqual([...packets[1]], [4, ...bytes]);
  });

  it('the client pings', async () => {
    const session = await Polling3.connect(host());
    await session.post(pack('2'));
    assert.deepEqual(await session.packets(), ['3']);
  });

  it('namespaces are connected with a query', async () => {
    const session = await Polling3.connect(host());
    await session.post(pack('40/guarded?token=good&x=1,'));
    assert.deepEqual(await session.packets(), ['40/guarded,']);
    await session.post(pack('42/guarded,7["whoami"]'));
    const [answer] = await session.packets();
    const me = JSON.parse(answer.slice('43/guarded,7'.length))[0];
    assert.deepEqual([me.namespace, me.auth.token, me.auth.x, me.id], ['/guarded', 'good', '1', `/guarded#${session.handshake.sid}`]);
  });

  it('refusals are bare values', async () => {
    const session = await Polling3.connect(host());
    await session.post(pack('40/guarded?token=bad,'));
    assert.deepEqual(await session.packets(), ['44/guarded,{"code":7,"first":true}']);
  });

  for (const body of ['abc', ':', '1', '3:4', '1:', '-1:4', '99999999999999999999:4', 'x:4', '1:x', '1:9', '4:4', ' ', '16:42["mark",1]1:x', '13:42["mark",1]4', '2:47', '3:42{', '1:3']) {
    it(`the session ends on ${JSON.stringify(body)}`, async () => {
      const session = await Polling3.connect(host());
      await session.post(body);
      await ended(session);
    });
  }

  for (const [name, body] of [
    ['no end of the length', Buffer.from([0, 1, 2])],
    ['a length of many digits', Buffer.from([0, ...Array(400).fill(9), 255, 0x34])],
    ['a digit that is none', Buffer.from([0, 77, 255, 0x34])],
    ['more than there is', Buffer.from([0, 9, 255, 0x34])],
    ['neither text nor bytes', Buffer.from([7, 1, 255, 0x34])],
    ['an empty packet', Buffer.from([0, 0, 255])],
  ]) {
    it(`a payload of bytes with ${name} harms nobody`, async () => {
      const session = await Polling3.connect(host(), { b64: false });
      await Promise.race([session.post(body), new Promise((done) => setTimeout(done, 500))]);
      const other = await Polling3.connect(host());
      await other.post(pack('420["echo",1]'));
      assert.deepEqual(await other.packets(), ['430[1]']);
    });
  }
});

withHost('Engine.IO 3 over WebSocket', { 'allow-eio3': true, 'ping-interval': 300, 'ping-timeout': 3000 }, (host) => {
  const connect = async () => {
    const wire = await Wire.open(host(), { eio: 3, pong: false });
    assert.equal(await wire.next(), '40');
    return wire;
  };

  it('the client pings, the server pongs and never pings', async () => {
    const wire = await connect();
    for (let i = 0; i < 8; i++) {
      wire.send('2');
      assert.equal(await wire.next(), '3');
      await new Promise((done) => setTimeout(done, 100));
    }

    await wire.drop();
  });

  it('a client that does not ping is ended', async () => {
    const wire = await connect();
    await wire.ended();
    assert.deepEqual(wire.inbox, []);
    assert.equal((await host().gone(wire.engineId)).reason, 'ping timeout');
  });

  it('a pong of the client ends the connection', async () => {
    const wire = await connect();
    wire.send('3');
    await wire.ended();
    assert.equal((await host().gone(wire.engineId)).reason, 'transport error');
  });

  it('bytes have their type in front', async () => {
    const wire = await connect();
    wire.send(`451-0["echo",${placeholder}]`, Buffer.concat([Buffer.from([4]), bytes]));
    assert.equal(await wire.next(), `461-0[${placeholder}]`);
    assert.deepEqual([...(await wire.next())], [4, ...bytes]);
    await wire.drop();
  });

  it('bytes are base64 for who asks for it', async () => {
    const wire = await Wire.open(host(), { eio: 3, query: 'b64=1', pong: false });
    assert.equal(await wire.next(), '40');
    wire.send(`451-0["echo",${placeholder}]`, `b4${bytes.toString('base64')}`);
    assert.equal(await wire.next(), `461-0[${placeholder}]`);
    assert.equal(await wire.next(), `b4${bytes.toString('base64')}`);
    await wire.drop();
  });

  it('the upgrade goes as in the newer protocol', async () => {
    const session = await Polling3.connect(host());
    const poll = session.get();
    const wire = new Wire(host(), `EIO=3&transport=websocket&sid=${session.handshake.sid}`, { pong: false });
    await wire.opened;
    wire.send('2probe');
    assert.equal(await wire.next(), '3probe');
    assert.deepEqual(unpack((await poll).text), ['6']);
    wire.send('5');
    assert.equal(await wire.ask(0, 'echo', 'over'), 'over');
    await wire.drop();
  });

  it('what ends a connection of protocol 4 ends one of 3', async () => {
    for (const packet of ['4abc', '42{}', '42["connect"]', '4511-["a"]', '42/chat,["a"]', 'x', Buffer.from([4, 1]), Buffer.from([9])]) {
      const wire = await connect();
      wire.send(packet);
      await wire.ended();
    }
  });
});
