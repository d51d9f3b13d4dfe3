// Who is slow on purpose: writing, reading, or not at all.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { onlyOurs, withHost } from './lib/host.mjs';
import { survives } from './lib/hostile.mjs';
import { Polling, Wire } from './lib/raw.mjs';
import { frame, Tcp } from './lib/tcp.mjs';

const times = { 'ping-interval': 500, 'ping-timeout': 3000, 'connect-timeout': 3000, 'upgrade-timeout': 500, 'headers-timeout': 1000 };
const repeat = (count, make) => Array.from({ length: count }, (_, i) => make(i));

/** Writes these bytes one by one, until the other side ends the connection. */
async function trickle(tcp, bytes) {
  let at = 0;
  const timer = setInterval(() => tcp.write(bytes.subarray(at % bytes.length, (at++ % bytes.length) + 1)), 40);
  await tcp.ended();
  clearInterval(timer);
}

withHost('slow writers', times, (host) => {
  it('of request heads are ended, and others are served meanwhile', () => survives(host(), async (witness) => {
    const all = await Promise.all(repeat(50, () => Tcp.open(host())));
    const ends = all.map((tcp) => {
      tcp.write('GET /socket.io/?EIO=4&transport=polling HTTP/1.1\r\nHost: x\r\nX-Slow: ');
      return trickle(tcp, Buffer.from('x'));
    });
    await witness.check();
    await Promise.all(ends);
  }));

  it('of POST bodies end with their session', () => survives(host(), async (witness) => {
    const all = await Promise.all(repeat(30, async () => {
      const session = await Polling.connect(host());
      const tcp = await Tcp.open(host());
      tcp.write(`POST /socket.io/?EIO=4&transport=polling&sid=${session.engineId} HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n42["mark",`);
      return { session, end: trickle(tcp, Buffer.from('1')) };
    }));
    await witness.check();
    for (const { session, end } of all) {
      const { reason } = await host().gone(session.id);
      assert.ok(['ping timeout', 'transport error'].includes(reason), reason);
      await end;
    }
  }));

  // Node closes these, too, but waits half a minute for the answer to its close frame.
  it('of WebSocket frames end with the heartbeat', { skip: onlyOurs }, () => survives(host(), async (witness) => {
    const all = await Promise.all(repeat(30, async () => {
      const tcp = await Tcp.webSocket(host());
      tcp.write(frame('40'));
      tcp.write(frame('', { length: 100_000 }));
      return tcp;
    }));
    const ends = all.map((tcp) => trickle(tcp, Buffer.from('x')));
    await witness.check();
    await Promise.all(ends);
  }));

  it('of WebSocket frame heads likewise', { skip: onlyOurs }, () => survives(host(), async () => {
    const all = await Promise.all(repeat(30, () => Tcp.webSocket(host())));
    await Promise.all(all.map((tcp) => trickle(tcp, Buffer.from([0x81, 0xff, 0, 0, 0, 0, 0, 0, 0xff, 0xff]))));
  }));

  it('of WebSocket fragments likewise', { skip: onlyOurs }, () => survives(host(), async () => {
    const tcp = await Tcp.webSocket(host());
    tcp.write(frame('40'));
    tcp.write(frame('42["mark",', { fin: false }));
    const timer = setInterval(() => tcp.write(frame('1', { opcode: 0, fin: false })), 40);
    await tcp.ended();
    clearInterval(timer);
  }));

  it('of the upgrade are ended, and their session polls on', { skip: onlyOurs }, () => survives(host(), async () => {
    const session = await Polling.connect(host());
    const tcp = await Tcp.webSocket(host(), `EIO=4&transport=websocket&sid=${session.engineId}`);
    const ending = trickle(tcp, frame('', { length: 1000 }));
    await session.post('421["echo","on"]');
    assert.deepEqual(await session.packets(), ['431["on"]']);
    let over = false;
    ending.then(() => (over = true));
    while (!over) {
      await session.post('421["echo","on"]');
      await session.packets();
    }

    await session.post('1');
  }));
});

/** A WebSocket that is connected, of which nothing is read any more. */
async function deaf(host) {
  const tcp = await Tcp.webSocket(host);
  tcp.write(frame('40'));
  tcp.id = await tcp.until((got) => /40\{"sid":"([\w-]{20})"\}/.exec(got.toString('latin1'))?.[1], 'the answer to CONNECT');
  tcp.socket.pause();
  return tcp;
}

withHost('slow readers', { 'max-queued': 1_000_000 }, (host) => {
  it('who never read are ended as slow consumers, over WebSocket', { skip: onlyOurs }, () => survives(host(), async (witness) => {
    const all = await Promise.all(repeat(10, () => deaf(host())));
    for (const tcp of all) tcp.write(frame('42["burst",3000,10000]'));
    for (const tcp of all) assert.equal((await host().gone(tcp.id)).reason, 'slow consumer');
    await witness.check();
    for (const tcp of all) tcp.destroy();
  }));

  it('who never poll are ended as slow consumers', { skip: onlyOurs }, () => survives(host(), async () => {
    const all = await Promise.all(repeat(10, () => Polling.connect(host())));
    for (const session of all) await session.post('42["burst",300,10000]');
    for (const session of all) assert.equal((await host().gone(session.id)).reason, 'slow consumer');
  }));

  it('do not hold up a broadcast to others', { skip: onlyOurs }, () => survives(host(), async (witness) => {
    const all = await Promise.all(repeat(5, () => deaf(host())));
    // In parts that the one who reads can keep up with.
    for (let i = 0; i < 100; i++) {
      await host().control('/emit', { event: 'news', times: 20, args: ['x'.repeat(5000)] });
      await witness.fence();
    }

    const news = await witness.peer.several('news', 2000);
    assert.deepEqual(news.map(([i]) => i), repeat(2000, (i) => i % 20));
    for (const tcp of all) {
      assert.equal((await host().gone(tcp.id)).reason, 'slow consumer');
      tcp.destroy();
    }
  }, { allowance: 20 }));

  it('lose volatile messages first, and stay', { skip: onlyOurs }, () => survives(host(), async () => {
    const tcp = await deaf(host());
    await host().control('/emit', { to: tcp.id, volatile: true, event: 'tick', times: 3000, args: ['x'.repeat(10_000)] });
    assert.ok((await host().control('/stats')).connections >= 2, 'still connected');
    tcp.socket.resume();
    tcp.write(frame('421["echo","awake"]'));
    await tcp.until((got) => got.includes('431["awake"]'), 'the answer');
    await tcp.destroy();
  }));
});

withHost('readers of nothing', { 'ping-interval': 500, 'ping-timeout': 3000 }, (host) => {
  it('end with the heartbeat, though nothing is sent to them', () => survives(host(), async () => {
    const tcp = await deaf(host());
    assert.equal((await host().gone(tcp.id)).reason, 'ping timeout');
    tcp.destroy();
  }));
});

withHost('events faster than their handlers', { 'max-pending': 4 }, (host) => {
  it('wait at their sender, in order, and are all done', { skip: onlyOurs }, () => survives(host(), async () => {
    const wire = await Wire.connect(host());
    // Each of these waits for an answer of the client's: four at once, the others unread.
    for (let i = 0; i < 12; i++) wire.send(`42${i}["ask",{"event":"question","arg":${i},"timeout":300}]`);
    const seen = [];
    let running = 0;
    while (seen.length < 12) {
      const frame = await wire.next();
      if (frame.includes('"question"')) {
        assert.ok(++running <= 4, `${running} at once`);
        continue;
      }

      running--;
      assert.match(frame, /^43\d+\[\{"error":"timeout"\}\]$/);
      seen.push(Number(/^43(\d+)/.exec(frame)[1]));
    }

    assert.deepEqual([...seen].sort((a, b) => a - b), repeat(12, (i) => i));
    await wire.drop();
  }));
});
