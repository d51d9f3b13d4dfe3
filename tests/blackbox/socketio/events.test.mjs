import assert from 'node:assert/strict';
import { it } from 'node:test';
import { withHost } from './lib/host.mjs';
import { Peer, ways } from './lib/peer.mjs';

const clients = [4, 2].flatMap((version) => ways.map(({ way, transports }) => ({ name: `socket.io-client ${version === 4 ? '4.8' : '2.5'} over ${way}`, version, transports })));

for (const { name, version, transports } of clients) {
  const upgrading = transports.length === 2;
  withHost(`events with ${name}`, { 'allow-eio3': true }, (host) => {
    const connect = async (options) => {
      const peer = await Peer.connect(host(), { version, transports, ...options });
      if (upgrading) await peer.upgraded();
      return peer;
    };

    it('the client connects over the transport it asked for', async () => {
      const peer = await connect();
      assert.equal(peer.engine.transport.name, transports.at(-1));
      assert.ok(peer.id);
      await peer.close();
    });

    it('text of any script comes back as it went', async () => {
      const peer = await connect();
      for (const text of ['hello', '你好，世界。', '𠮷野家 🍜👩‍👩‍👧‍👦', 'Ä ä Ü ü ß — Я Б Г', '\u0000\u001e\u2028\u2029"\\\n', ':1:2:', '', '4', 'b4AQID', 'x'.repeat(70_000)]) {
        assert.equal(await peer.ask('echo', text), text);
      }

      await peer.close();
    });

    it('every JSON value comes back as it went', async () => {
      const peer = await connect();
      const values = [0, -1.5, 1e21, true, false, null, [], {}, [[[]]], { a: { b: [1, 'é', null] } }, { _placeholder: false, num: 0 }, { '': 1, 'a.b': 2, __proto: 3 }];
      for (const value of values) assert.deepEqual(await peer.ask('echo', value), value);
      assert.deepEqual(await peer.answers('echo', ...values), values);
      assert.deepEqual(await peer.answers('echo'), []);
      await peer.close();
    });

    it('events bring all their arguments, in order', async () => {
      const peer = await connect();
      peer.emit('message');
      peer.emit('message', 1, '二', { three: [true] });
      assert.deepEqual(await peer.expect('message-back'), []);
      assert.deepEqual(await peer.expect('message-back'), [1, '二', { three: [true] }]);
      await peer.close();
    });

    it('bytes come back as they went: bare, nested, several, empty, large', async () => {
      const peer = await connect();
      const all = Buffer.from(Array.from({ length: 256 }, (_, i) => i));
      const same = (got, wanted) => assert.ok(Buffer.from(got).equals(wanted), `${got} instead of ${wanted}`);
      same(await peer.ask('echo', all), all);
      same(await peer.ask('echo', Buffer.alloc(0)), Buffer.alloc(0));
      same(await peer.ask('echo', Buffer.alloc(300_000, 7)), Buffer.alloc(300_000, 7));
      const nested = await peer.ask('echo', { name: '图片', parts: [all, { thumb: Buffer.from('t') }], size: 256 });
      assert.deepEqual([nested.name, nested.size], ['图片', 256]);
      same(nested.parts[0], all);
      same(nested.parts[1].thumb, Buffer.from('t'));
      const several = await peer.answers('echo', 'a', Buffer.from([1]), 2, Buffer.from([3, 4]), [Buffer.from([5])]);
      assert.deepEqual([several[0], several[2]], ['a', 2]);
      same(several[1], Buffer.from([1]));
      same(several[3], Buffer.from([3, 4]));
      same(several[4][0], Buffer.from([5]));
      await peer.close();
    });

    it('an array buffer is bytes, and so is a view of one to the newer client', async () => {
      const peer = await connect();
      const bytes = Uint8Array.of(9, 8, 7);
      assert.deepEqual([...Buffer.from(await peer.ask('echo', bytes.buffer))], [9, 8, 7]);
      if (version === 4) assert.deepEqual([...Buffer.from(await peer.ask('echo', bytes))], [9, 8, 7]);
      await peer.close();
    });

    it('binary events keep their place among others', async () => {
      const peer = await connect();
      for (let i = 0; i < 60; i++) peer.emit('message', i, i % 3 === 0 ? Buffer.alloc(i, i) : 'text', i % 5 === 0 ? [Buffer.from([i])] : null);
      const back = await peer.several('message-back', 60);
      back.forEach((args, i) => {
        assert.equal(args[0], i);
        if (i % 3 === 0) assert.equal(Buffer.from(args[1]).length, i);
        if (i % 5 === 0) assert.equal(Buffer.from(args[2][0])[0], i);
      });
      await peer.close();
    });

    it('the server asks, the client answers, with bytes too', async () => {
      const peer = await connect();
      peer.on('question', (arg, ack) => ack(`${arg}!`));
      peer.on('picture', (arg, ack) => ack(Buffer.from([1, 2, arg])));
      assert.deepEqual(await peer.ask('ask', { event: 'question', arg: '几点', timeout: 5000 }), { answer: '几点!' });
      const { answer } = await peer.ask('ask', { event: 'picture', arg: 3, timeout: 5000 });
      assert.deepEqual([...Buffer.from(answer)], [1, 2, 3]);
      await peer.close();
    });

    it('an answer that does not come in time is a time-out on the server, and a late one is ignored', async () => {
      const peer = await connect();
      let late;
      peer.on('question', (_, ack) => (late = ack));
      assert.deepEqual(await peer.ask('ask', { event: 'question', arg: 1, timeout: 50 }), { error: 'timeout' });
      late('too late');
      await peer.fence();
      await peer.close();
    });

    it('a second acknowledgement of one event is not sent', async () => {
      const peer = await connect();
      let count = 0;
      peer.socket.emit('twice', () => count++);
      await peer.fence();
      assert.equal(count, 1);
      await peer.close();
    });

    it('the query and headers of the handshake reach the server', async () => {
      const peer = await connect({ query: { token: 'a b&c=d', 名: '值' }, extraHeaders: { 'x-probe': 'yes' } });
      const me = await peer.ask('whoami');
      assert.equal(me.query.token, 'a b&c=d');
      assert.equal(me.query['名'], '值');
      assert.equal(me.query.transport, transports[0]);
      assert.equal(me.probe, 'yes');
      assert.equal(me.id, peer.id);
      assert.equal(me.recovered, false);
      assert.match(me.address, /127\.0\.0\.1|::1/);
      assert.ok(me.url.startsWith('/socket.io/'));
      await peer.close();
    });

    // Protocol 3 has one id for both.
    if (version === 4) {
      it('the id that clients see is not the secret of the connection', async () => {
        const peer = await connect();
        assert.notEqual(peer.id, peer.engine.id);
        assert.match(peer.id, /^[\w-]{20}$/);
        await peer.close();
      });
    }

    it('middleware sees events first and may keep them; listeners of any event see the names', async () => {
      const peer = await connect();
      peer.emit('refuse-me', 1);
      assert.deepEqual(await peer.expect('refused'), ['refuse-me']);
      assert.equal(await peer.ask('echo', 'goes on'), 'goes on');
      const seen = await peer.ask('seen');
      assert.deepEqual(seen.filter((event) => event !== 'seen'), ['refuse-me', 'echo']);
      await peer.close();
    });

    it('event names are plain words, whatever they mean to a runtime', async () => {
      const peer = await connect();
      for (const word of ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'length', '', ' ', '事件', '🎉', 'a"b\\c']) peer.emit(word, {});
      const seen = await peer.ask('seen');
      for (const word of ['__proto__', 'constructor', 'toString', '事件', 'a"b\\c']) assert.ok(seen.includes(word), word);
      await peer.close();
    });

    it('the client leaves: the server hears why', async () => {
      const peer = await connect();
      const { id } = peer;
      await peer.ask('join', 'room');
      const reason = peer.disconnected();
      peer.socket.disconnect();
      assert.equal(await reason, 'io client disconnect');
      // 2.x ends the transport together with the namespace: either may be seen first.
      const left = await host().gone(id);
      assert.ok(['client namespace disconnect', 'transport close'].includes(left.reason), left.reason);
      assert.equal(left.disconnecting, left.reason);
      assert.ok(left.rooms.includes('room') && left.rooms.includes(id), 'rooms are still there while disconnecting');
    });

    it('the server ends one namespace, or the connection', async () => {
      for (const close of [false, true]) {
        const peer = await connect();
        const { id } = peer;
        const reason = peer.disconnected();
        peer.emit('disconnect-me', close);
        assert.equal(await reason, 'io server disconnect');
        assert.equal((await host().gone(id)).reason, 'server namespace disconnect');
        await peer.close();
      }
    });

    it('a connection that breaks is a transport close', async () => {
      const peer = await connect();
      const { id } = peer;
      peer.engine.close();
      assert.equal((await host().gone(id)).reason, 'transport close');
    });

    it('500 kB and more go through, in both directions', async () => {
      const peer = await connect();
      const text = '聊'.repeat(170_000);
      assert.equal(await peer.ask('echo', text), text);
      assert.ok(Buffer.from(await peer.ask('echo', Buffer.alloc(500_000, 1))).equals(Buffer.alloc(500_000, 1)));
      peer.emit('burst', 8, 500_000);
      const bursts = await peer.several('burst', 8);
      assert.deepEqual(bursts.map(([i]) => i), [0, 1, 2, 3, 4, 5, 6, 7]);
      assert.ok(bursts.every(([, filler]) => filler.length === 500_000));
      await peer.close();
    });

    it('a message over maxPayload ends the connection, and only that', async () => {
      const [peer, other] = await Promise.all([connect(), connect()]);
      const { id } = peer;
      peer.emit('echo', 'x'.repeat(1_100_000));
      assert.ok(['transport close', 'transport error'].includes(await peer.disconnected()));
      peer.engine.close();
      const { reason } = await host().gone(id);
      assert.ok(['transport close', 'transport error', 'parse error'].includes(reason), reason);
      await other.fence();
      await other.close();
    });
  });
}
