import assert from 'node:assert/strict';
import { it } from 'node:test';
import { withHost } from './lib/host.mjs';
import { Peer, ways } from './lib/peer.mjs';

for (const { way, transports } of ways) {
  withHost(`rooms over ${way}`, {}, (host) => {
    /** `count` connected clients, all in `room` of their own test. */
    const group = async (room, count) => {
      const peers = await Promise.all(Array.from({ length: count }, () => Peer.connect(host(), { transports })));
      await Promise.all(peers.map((peer) => peer.ask('join', room)));
      return peers;
    };
    const close = (peers) => Promise.all(peers.map((peer) => peer.close()));
    /** Who has got `news`, told by letters; everybody has been fenced before it looks. */
    const heard = async (peers) => {
      await Promise.all(peers.map((peer) => peer.fence()));
      const who = peers.map((peer, i) => (peer.unread().includes('news') ? 'abcdef'[i] : '')).join('');
      for (const peer of peers) {
        assert.ok(peer.inbox.filter(({ name }) => name === 'news').length <= 1, 'once at most');
        peer.inbox.length = 0;
      }

      return who;
    };

    it('emit to a room, to several, except one: each once', async () => {
      const peers = await group('to', 4);
      const [a, b, c] = peers;
      await Promise.all([a.ask('join', 'ab'), b.ask('join', 'ab'), b.ask('join', 'bc'), c.ask('join', 'bc')]);
      const news = async (plan) => {
        await a.ask('emit', { event: 'news', args: [1], ...plan });
        return heard(peers);
      };
      assert.equal(await news({ to: 'ab' }), 'b', 'not to itself');
      assert.equal(await news({ from: 'namespace', to: 'ab' }), 'ab');
      assert.equal(await news({ from: 'namespace', to: ['ab', 'bc'] }), 'abc');
      assert.equal(await news({ to: ['ab', 'bc'] }), 'bc');
      assert.equal(await news({ from: 'namespace', to: 'to', except: 'bc' }), 'ad');
      assert.equal(await news({ from: 'namespace', to: 'to', except: ['bc', 'ab'] }), 'd');
      assert.equal(await news({ from: 'namespace', except: 'ab' }), 'cd');
      assert.equal(await news({ broadcast: true }), 'bcd');
      assert.equal(await news({ broadcast: true, except: 'bc' }), 'd');
      assert.equal(await news({ from: 'namespace' }), 'abcd');
      assert.equal(await news({ from: 'namespace', local: true, to: 'bc' }), 'bc');
      assert.equal(await news({ from: 'namespace', to: 'nobody' }), '');
      assert.equal(await news({ from: 'namespace', to: c.id }), 'c', 'an id is a room');
      assert.equal(await news({ from: 'namespace', to: 'to', except: b.id }), 'acd');
      await b.ask('leave', 'bc');
      assert.equal(await news({ from: 'namespace', to: 'bc' }), 'c');
      await close(peers);
    });

    it('a broadcast carries bytes as well as text', async () => {
      const peers = await group('bytes', 3);
      await peers[0].ask('emit', { to: 'bytes', event: 'news', args: ['图', { n: 1 }], bytes: Buffer.from([7, 8]) });
      for (const peer of peers.slice(1)) {
        const [text, object, bytes] = await peer.expect('news');
        assert.deepEqual([text, object, [...Buffer.from(bytes)]], ['图', { n: 1 }, [7, 8]]);
      }

      await close(peers);
    });

    it('volatile reaches those who are ready', async () => {
      const peers = await group('volatile', 2);
      // A polling client is ready when its poll waits: it may miss some, not all.
      let tries = 0;
      do {
        await peers[0].ask('emit', { to: 'volatile', volatile: true, event: 'news', args: [] });
      } while ((await heard(peers)) !== 'b' && ++tries < 50);
      assert.ok(tries < 50);
      await close(peers);
    });

    it('rooms are told, joined and left, also for others', async () => {
      const peers = await group('told', 3);
      const [a, b, c] = peers;
      const ids = peers.map(({ id }) => id).sort();
      await b.ask('data', { name: '乙' });
      const found = await a.ask('fetch', { to: 'told' });
      assert.deepEqual(found.map(({ id }) => id).sort(), ids);
      assert.deepEqual(found.find(({ id }) => id === b.id), { id: b.id, rooms: [b.id, 'told'].sort(), data: { value: { name: '乙' } } });
      assert.deepEqual((await a.ask('fetch', { to: 'told', except: b.id })).map(({ id }) => id).sort(), [a.id, c.id].sort());
      await a.ask('sockets-join', { to: [b.id, c.id], rooms: ['x', 'y'] });
      assert.deepEqual((await b.ask('whoami')).rooms, [b.id, 'told', 'x', 'y'].sort());
      assert.deepEqual((await a.ask('whoami')).rooms, [a.id, 'told'].sort());
      await a.ask('sockets-leave', { to: 'told', rooms: ['x'] });
      assert.deepEqual((await c.ask('whoami')).rooms, [c.id, 'told', 'y'].sort());
      await close(peers);
      const last = await Peer.connect(host(), { transports });
      assert.deepEqual(await last.ask('fetch', { to: ['told', 'x', 'y'] }), []);
      await last.close();
    });

    it('a room may be named as anything', async () => {
      const [peer] = await group('__proto__', 1);
      for (const room of ['constructor', '', ' ', '房间', 'a,b', '/', '🎉'.repeat(50)]) {
        assert.ok((await peer.ask('join', room)).includes(room), room);
        await peer.ask('emit', { from: 'namespace', to: room, event: 'news', args: [room] });
        assert.deepEqual(await peer.expect('news'), [room]);
        assert.ok(!(await peer.ask('leave', room)).includes(room), room);
      }

      await peer.close();
    });

    it('a question to a room gathers every answer, or times out', async () => {
      const peers = await group('asked', 3);
      peers.forEach((peer, i) => peer.on('question', (arg, ack) => ack(arg + i)));
      const { answers } = await peers[0].ask('ask-all', { to: 'asked', timeout: 10_000, event: 'question', args: [10] });
      assert.deepEqual([...answers].sort(), [10, 11, 12]);
      assert.deepEqual(await peers[0].ask('ask-all', { to: 'nobody', timeout: 10_000, event: 'question', args: [10] }), { answers: [] });
      peers[2].socket.off('question');
      assert.deepEqual(await peers[0].ask('ask-all', { to: 'asked', timeout: 100, event: 'question', args: [10] }), { error: 'timeout' });
      await close(peers);
    });

    it('those in a room are disconnected, from the namespace or whole', async () => {
      for (const whole of [false, true]) {
        const peers = await group(`out-${whole}`, 3);
        const ids = peers.map(({ id }) => id);
        await peers[2].ask('leave', `out-${whole}`);
        const ends = peers.slice(0, 2).map((peer) => peer.disconnected());
        peers[2].emit('disconnect-sockets', { to: `out-${whole}`, close: whole });
        assert.deepEqual(await Promise.all(ends), ['io server disconnect', 'io server disconnect']);
        for (const id of ids.slice(0, 2)) assert.equal((await host().gone(id)).reason, 'server namespace disconnect');
        await peers[2].fence();
        await close(peers);
      }
    });

    it('somebody who has left hears nothing', async () => {
      const peers = await group('left', 3);
      const { id } = peers[1];
      await peers[1].close();
      await host().gone(id);
      await peers[0].ask('emit', { from: 'namespace', to: ['left', id], event: 'news', args: [] });
      assert.equal(await heard([peers[0], peers[2]]), 'ab');
      await close(peers);
    });
  });
}
