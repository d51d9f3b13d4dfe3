import assert from 'node:assert/strict';
import { it } from 'node:test';
import { onlyOurs, withHost } from './lib/host.mjs';
import { Peer, ways, within } from './lib/peer.mjs';
import { Proxy } from './lib/proxy.mjs';
import { Wire } from './lib/raw.mjs';

/** A client behind a proxy, with a first event received: without one there is no offset to go on from. */
async function behind(host, { transports, namespace, room = 'room' }) {
  const proxy = await Proxy.start(host);
  const peer = await Peer.connect(host, { url: proxy.url, transports, namespace, reconnection: true, reconnectionDelay: 50, reconnectionDelayMax: 50, randomizationFactor: 0 });
  if (transports.length === 2) await peer.upgraded();
  await peer.ask('join', room);
  await peer.ask('data', { name: '甲' });
  await host.control('/emit', { namespace, to: peer.id, event: 'missed', args: ['first'] });
  await peer.expect('missed');
  return { proxy, peer };
}

const reconnected = (peer) => within('a reconnection', (done) => peer.socket.once('connect', done));
const end = async ({ proxy, peer }) => {
  await peer.close();
  await proxy.close();
};

for (const { way, transports } of ways) {
  withHost(`recovery over ${way}`, { recovery: 60_000, 'ping-interval': 1000, 'ping-timeout': 3000 }, (host) => {
    for (const namespace of ['/', '/chat']) {
      it(`brings back id, rooms, data and what was missed, once and in order, in ${namespace}`, async () => {
        const all = await behind(host(), { transports, namespace });
        const { peer, proxy } = all;
        const { id } = peer;
        const emit = (number, plan = {}) => host().control('/emit', { namespace, event: 'missed', args: [number], ...plan });
        // Sent while the server takes the connection for whole: lost on the way.
        proxy.swallow();
        await emit(1, { to: 'room' });
        await emit(2, { to: id });
        proxy.cut();
        // A poller whose poll had just been answered is missed by its pong alone.
        const { reason } = await host().gone(id);
        assert.ok(['transport close', 'transport error', 'ping timeout'].includes(reason), reason);
        await emit(3, { to: 'room' });
        await emit(4);
        await emit(-1, { to: 'another room' });
        await emit(-2, { except: 'room' });
        await emit(-3, { to: 'room', volatile: true });
        await emit(5, { to: ['room', id, 'another room'] });
        await emit(6, { except: 'another room' });
        const back = reconnected(peer);
        proxy.mend();
        await back;
        assert.equal(peer.socket.recovered, true);
        assert.equal(peer.id, id);
        const me = await peer.ask('whoami');
        assert.equal(me.recovered, true);
        assert.deepEqual(me.rooms, [id, 'room'].sort());
        assert.deepEqual(me.data, { value: { name: '甲' } });
        await emit(7, { to: 'room' });
        const found = await peer.several('missed', 7);
        assert.deepEqual(found.map(([number]) => number), [1, 2, 3, 4, 5, 6, 7]);
        await peer.fence();
        assert.deepEqual(peer.unread(), []);
        await end(all);
      });
    }

    it('works again and again', async () => {
      const all = await behind(host(), { transports });
      const { peer, proxy } = all;
      const { id } = peer;
      for (let round = 0; round < 3; round++) {
        proxy.cut();
        await host().gone(id);
        await host().until(({ sockets }) => sockets['/'] === 0, 'nobody in /');
        for (let i = 0; i < 3; i++) await host().control('/emit', { to: 'room', event: 'missed', args: [round * 3 + i] });
        const back = reconnected(peer);
        proxy.mend();
        await back;
        assert.deepEqual([peer.id, peer.socket.recovered], [id, true]);
        assert.deepEqual((await peer.several('missed', 3)).map(([number]) => number), [0, 1, 2].map((i) => round * 3 + i));
      }

      await peer.fence();
      assert.deepEqual(peer.unread(), []);
      await end(all);
    });

    it('a client that closes its engine is recovered too', async () => {
      const all = await behind(host(), { transports });
      const { peer } = all;
      const { id } = peer;
      const back = reconnected(peer);
      peer.engine.close();
      await back;
      assert.deepEqual([peer.id, peer.socket.recovered], [id, true]);
      await end(all);
    });

    it('a namespace that was left, by either side, is not recovered', async () => {
      for (const leave of [(peer) => peer.socket.disconnect(), (peer) => peer.emit('disconnect-me', false)]) {
        const all = await behind(host(), { transports });
        const { peer } = all;
        const { id } = peer;
        const gone = peer.disconnected();
        leave(peer);
        await gone;
        await host().gone(id);
        peer.socket.connect();
        await peer.connected();
        assert.notEqual(peer.id, id);
        assert.equal(peer.socket.recovered, false);
        assert.deepEqual((await peer.ask('whoami')).rooms, [peer.id]);
        await end(all);
      }
    });
  });
}

withHost('recovery that came too late', { recovery: 1000 }, (host) => {
  it('is a new connection', async () => {
    const all = await behind(host(), { transports: ['websocket'] });
    const { peer, proxy } = all;
    const { id } = peer;
    proxy.cut();
    await host().gone(id);
    await host().control('/emit', { to: 'room', event: 'missed', args: [1] });
    // The time itself is what is tried here.
    await new Promise((done) => setTimeout(done, 1500));
    const back = reconnected(peer);
    proxy.mend();
    await back;
    assert.notEqual(peer.id, id);
    assert.equal(peer.socket.recovered, false);
    assert.deepEqual((await peer.ask('whoami')).data, {});
    assert.deepEqual(peer.unread(), []);
    await end(all);
  });
});

withHost('recovery by hand', { recovery: 60_000 }, (host) => {
  /** A connection with an offset that has ended: what it could be recovered with. */
  const past = async (namespace = '') => {
    const wire = await Wire.connect(host(), { namespace });
    await host().control('/emit', { namespace: namespace.replace(',', '') || '/', to: wire.id, event: 'news', args: [] });
    const offset = JSON.parse((await wire.until((frame) => frame.includes('"news"'))).replace(/^[^[]*/, ''))[1];
    await wire.drop();
    await host().gone(wire.id);
    return { id: wire.id, pid: wire.connectPacket.pid, offset };
  };
  const comesBack = async (auth, namespace = '') => {
    const wire = await Wire.connect(host(), { namespace, auth: JSON.stringify(auth) });
    const { id } = wire;
    await wire.drop();
    await host().gone(id);
    return id;
  };

  it('a CONNECT answer carries a secret of its own, and events an offset', async () => {
    const { id, pid, offset } = await past();
    assert.equal(typeof pid, 'string');
    assert.notEqual(pid, id);
    assert.equal(typeof offset, 'string');
  });

  it('events with an acknowledgement and volatile ones carry no offset', async () => {
    const wire = await Wire.connect(host());
    wire.send('42["ask",{"event":"q","arg":1,"timeout":5000}]');
    assert.match(await wire.next(), /^42\d+\["q",1\]$/);
    await host().control('/emit', { to: wire.id, volatile: true, event: 'news', args: [] });
    assert.equal(await wire.next(), '42["news"]');
    await wire.drop();
  });

  it('pid and offset bring the id back', async () => {
    const { id, pid, offset } = await past();
    assert.equal(await comesBack({ pid, offset }), id);
  });

  it('what does not fit is a new connection, not an error', async () => {
    const { id, pid, offset } = await past();
    for (const auth of [{ pid: 'unknown', offset }, { pid, offset: 'unknown' }, { pid: id, offset }, { pid, offset: null }, { pid: {}, offset: [] }, { pid: 1, offset: 2 }, { pid: '__proto__', offset }, { pid }, { offset }, { pid: '', offset: '' }]) {
      assert.notEqual(await comesBack(auth), id, JSON.stringify(auth));
    }
  });

  it('a pid is good in its own namespace alone', async () => {
    const { id, pid, offset } = await past('/chat,');
    assert.notEqual(await comesBack({ pid, offset }), id);
    assert.equal(await comesBack({ pid, offset }, '/chat,'), id);
  });

  it('a pid does not take over who is still connected', async () => {
    const wire = await Wire.connect(host());
    await host().control('/emit', { to: wire.id, event: 'news', args: [] });
    const offset = JSON.parse((await wire.next()).slice(2))[1];
    assert.notEqual(await comesBack({ pid: wire.connectPacket.pid, offset }), wire.id);
    assert.equal(await wire.ask(1, 'echo', 'here'), 'here');
    await wire.drop();
  });

  it('one past is taken up once, not by two at the same time', { skip: onlyOurs }, async () => {
    const { id, pid, offset } = await past();
    const wires = await Promise.all([1, 2, 3].map(() => Wire.connect(host(), { auth: JSON.stringify({ pid, offset }) })));
    assert.equal(wires.filter((wire) => wire.id === id).length, 1);
    for (const wire of wires) assert.equal(await wire.ask(1, 'echo', 'x'), 'x');
    await Promise.all(wires.map((wire) => wire.drop()));
  });
});

withHost('without recovery', {}, (host) => {
  it('neither pid nor offset is sent, and one that is brought is ignored', async () => {
    const wire = await Wire.connect(host(), { auth: '{"pid":"x","offset":"y"}' });
    assert.deepEqual(Object.keys(wire.connectPacket), ['sid']);
    await host().control('/emit', { to: wire.id, event: 'news', args: [1] });
    assert.equal(await wire.next(), '42["news",1]');
    await wire.drop();
  });
});

withHost('a server that closes', { recovery: 60_000 }, (host) => {
  it('ends every connection, each with the reason', async () => {
    const peers = await Promise.all(ways.map(({ transports }) => Peer.connect(host(), { transports })));
    const ids = peers.map(({ id }) => id);
    const ends = Promise.all(peers.map((peer) => peer.disconnected()));
    const closing = host().control('/close');
    for (const reason of await ends) assert.ok(['transport close', 'io server disconnect'].includes(reason), reason);
    for (const id of ids) assert.equal((await host().gone(id)).reason, 'server shutting down');
    for (const peer of peers) await peer.close();
    await closing;
  });
});
