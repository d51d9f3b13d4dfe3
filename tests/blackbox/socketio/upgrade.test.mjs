import assert from 'node:assert/strict';
import { it } from 'node:test';
import { withHost } from './lib/host.mjs';
import { Peer } from './lib/peer.mjs';
import { http, Polling, Wire } from './lib/raw.mjs';

const upgrade = (session) => new Wire(session.host, `EIO=4&transport=websocket&sid=${session.engineId}`);

for (const version of [4, 2]) {
  withHost(`the upgrade of a socket.io-client ${version === 4 ? '4.8' : '2.5'}`, { 'allow-eio3': true }, (host) => {
    /** Sends over polling, upgrades in the middle, and goes on for a while: no moment of the change is without traffic. */
    const across = async (peer, atOnce, least, send) => {
      await peer.connected();
      assert.equal(peer.engine.transport.name, 'polling');
      let upgraded = false;
      let count = 0;
      for (let after = 0; count < least || after < least / 4; ) {
        for (let i = 0; i < atOnce; i++) send(count++);
        if (count === 20 * atOnce) {
          peer.upgraded().then(() => (upgraded = true));
          peer.engine[version === 4 ? '_probe' : 'probe']('websocket');
        }

        if (upgraded) after += atOnce;
        await new Promise(setImmediate);
      }

      assert.equal(peer.engine.transport.name, 'websocket');
      return count;
    };

    it('thousands of messages in both directions keep their order across it', async () => {
      for (let round = 0; round < 5; round++) {
        const peer = Peer.idle(host(), { version, transports: ['polling', 'websocket'], upgrade: false });
        const mirrored = [];
        peer.on('mirror', (number) => mirrored.push(number));
        peer.socket.connect();
        const count = await across(peer, 25, 2000, (number) => peer.emit('mark', number));
        const expected = Array.from({ length: count }, (_, i) => i);
        assert.deepEqual(await peer.ask('marks'), expected);
        assert.deepEqual(mirrored, expected);
        await peer.close();
      }
    });

    it('binary events keep their attachments across it', async () => {
      const peer = Peer.idle(host(), { version, transports: ['polling', 'websocket'], upgrade: false });
      const back = [];
      peer.on('message-back', (number, bytes) => back.push([number, Buffer.from(bytes).readUInt32BE(0)]));
      peer.socket.connect();
      const count = await across(peer, 5, 400, (number) => {
        const bytes = Buffer.alloc(32);
        bytes.writeUInt32BE(number);
        peer.emit('message', number, bytes);
      });
      await peer.fence();
      assert.deepEqual(back, Array.from({ length: count }, (_, i) => [i, i]));
      await peer.close();
    });
  });
}

withHost('the upgrade by hand', { 'upgrade-timeout': 3000 }, (host) => {
  it('probe, answer, change: the waiting poll is let go, then everything goes by WebSocket', async () => {
    const session = await Polling.connect(host());
    const poll = session.get();
    const wire = upgrade(session);
    await wire.opened;
    wire.send('2probe');
    assert.equal(await wire.next(), '3probe');
    assert.equal((await poll).text, '6');
    wire.send('5');
    assert.equal(await wire.ask(1, 'echo', 'over'), 'over');
    const late = await session.get();
    assert.deepEqual([late.status, late.json], [400, { code: 3, message: 'Bad request' }]);
    const post = await session.post('42["echo",1]');
    assert.deepEqual([post.status, post.json?.code], [400, 3]);
    assert.equal(await wire.ask(2, 'echo', 'still'), 'still');
    await wire.drop();
  });

  it('a poll that comes between probe and change is let go too', async () => {
    const session = await Polling.connect(host());
    const wire = upgrade(session);
    await wire.opened;
    wire.send('2probe');
    assert.equal(await wire.next(), '3probe');
    for (let i = 0; i < 3; i++) assert.equal((await session.get()).text, '6');
    wire.send('5');
    assert.equal(await wire.ask(1, 'echo', 'x'), 'x');
    await wire.drop();
  });

  it('what was waiting for a poll comes by WebSocket, in order', async () => {
    const session = await Polling.connect(host());
    await session.post('42["mark",1]\x1e42["mark",2]');
    const wire = upgrade(session);
    await wire.opened;
    wire.send('2probe');
    await wire.until((frame) => frame === '3probe');
    wire.send('5', '42["mark",3]');
    assert.deepEqual([await wire.next(), await wire.next(), await wire.next()], [1, 2, 3].map((i) => `42["mirror",${i}]`));
    await wire.drop();
  });

  it('messages posted until the change are in order with those after it', async () => {
    const session = await Polling.connect(host());
    const wire = upgrade(session);
    await wire.opened;
    wire.send('2probe');
    await wire.until((frame) => frame === '3probe');
    assert.equal((await session.post('42["mark",1]')).text, 'ok');
    wire.send('5', '42["mark",2]');
    assert.deepEqual(await wire.ask(9, 'marks'), [1, 2]);
    await wire.drop();
  });

  it('a second WebSocket while the first is on its way, or has arrived, is closed and harms nothing', async () => {
    const session = await Polling.connect(host());
    const first = upgrade(session);
    await first.opened;
    first.send('2probe');
    assert.equal(await first.next(), '3probe');
    const second = upgrade(session);
    await second.ended();
    first.send('5');
    assert.equal(await first.ask(1, 'echo', 'x'), 'x');
    const third = upgrade(session);
    await third.ended();
    assert.equal(await first.ask(2, 'echo', 'y'), 'y');
    await first.drop();
  });

  it('a WebSocket that says something else than the probe is closed; the session polls on', async () => {
    for (const word of ['2', '2x', '42["mark",1]', '1', 'nonsense', '3probe', Buffer.from([4])]) {
      const session = await Polling.connect(host());
      const wire = upgrade(session);
      await wire.opened;
      wire.send(word);
      await wire.ended();
      await session.post('421["echo","on"]');
      assert.deepEqual(await session.packets(), ['431["on"]'], String(word));
      assert.equal((await session.post('1')).status, 200);
    }
  });

  it('an upgrade that is never finished is given up, and the session polls on', async () => {
    for (const words of [[], ['2probe']]) {
      const session = await Polling.connect(host());
      const wire = upgrade(session);
      await wire.opened;
      wire.send(...words);
      await wire.ended();
      await session.post('421["echo","on"]');
      assert.deepEqual(await session.packets(), ['431["on"]']);
      // And it may be tried again.
      const again = upgrade(session);
      await again.opened;
      again.send('2probe');
      await again.until((frame) => frame === '3probe');
      again.send('5');
      assert.equal(await again.ask(2, 'echo', 'x'), 'x');
      await again.drop();
    }
  });

  it('a WebSocket cut in the probe leaves the session polling', async () => {
    const session = await Polling.connect(host());
    const wire = upgrade(session);
    await wire.opened;
    wire.send('2probe');
    await wire.next();
    await wire.drop();
    await session.post('421["echo","on"]');
    assert.deepEqual(await session.packets(), ['431["on"]']);
  });

  it('a session that ends takes its half-made upgrade with it', async () => {
    const session = await Polling.connect(host());
    const wire = upgrade(session);
    await wire.opened;
    wire.send('2probe');
    await wire.next();
    await session.post('1');
    await wire.ended();
  });

  it('an unknown session is refused with the code for it', async () => {
    for (const sid of ['nobody', 'A'.repeat(20), '__proto__', 'toString', '%00']) {
      const { status, text } = await new Wire(host(), `EIO=4&transport=websocket&sid=${sid}`).refused;
      assert.equal(status, 400);
      assert.match(text, /Session ID unknown/);
    }
  });
});

withHost('a server that takes no upgrades', { 'no-upgrades': true }, (host) => {
  it('does not offer them, and clients stay where they are', async () => {
    const session = await Polling.open(host());
    assert.deepEqual(session.handshake.upgrades, []);
    const peer = await Peer.connect(host(), { transports: ['polling', 'websocket'] });
    await peer.fence();
    assert.equal(peer.engine.transport.name, 'polling');
    await peer.close();
  });
});

for (const only of ['polling', 'websocket']) {
  withHost(`a server with ${only} alone`, { transports: only }, (host) => {
    it('serves that and refuses the other', async () => {
      const peer = await Peer.connect(host(), { transports: [only] });
      await peer.fence();
      await peer.close();
      if (only === 'websocket') {
        const answer = await http(host(), { query: 'EIO=4&transport=polling' });
        assert.deepEqual([answer.status, answer.json], [400, { code: 0, message: 'Transport unknown' }]);
      } else {
        assert.deepEqual((await Polling.open(host())).handshake.upgrades, []);
        const wire = new Wire(host(), 'EIO=4&transport=websocket');
        await wire.ended();
      }
    });
  });
}
