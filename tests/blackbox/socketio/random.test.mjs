// 10,000 hostile byte sequences by chance. PARLEY_SOCKETIO_SEED repeats a run, PARLEY_SOCKETIO_SEQUENCES makes it longer.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { withHost } from './lib/host.mjs';
import { Chance, hostileBytes, inParallel, survives } from './lib/hostile.mjs';
import { within } from './lib/peer.mjs';
import { http, Polling, Wire } from './lib/raw.mjs';
import { frame, Tcp } from './lib/tcp.mjs';

const seed = Number(process.env.PARLEY_SOCKETIO_SEED ?? Date.now() % 2147483647);
const each = Math.ceil(Number(process.env.PARLEY_SOCKETIO_SEQUENCES ?? 10_000) / 3);

withHost(`${3 * each} hostile byte sequences (PARLEY_SOCKETIO_SEED=${seed})`, { 'allow-eio3': true, 'ping-interval': 1000, 'ping-timeout': 5000, 'connect-timeout': 5000 }, (host) => {
  it('in WebSocket messages', { timeout: 600_000 }, async () => {
    const chance = new Chance(seed);
    const wires = [];
    let opened = 0;
    await survives(host(), async () => {
      await inParallel(each, 8, async (_, worker) => {
        if (!wires[worker] || wires[worker].socket.readyState !== 1) {
          opened++;
          const eio = chance.below(4) === 0 ? 3 : 4;
          wires[worker] = await (eio === 4 && chance.below(4) > 0 ? Wire.connect(host()) : Wire.open(host(), { eio }));
        }

        const { socket } = wires[worker];
        for (let i = chance.below(3); i >= 0; i--) socket.send(hostileBytes(chance), { binary: chance.below(5) === 0 }, () => {});
        // The ping comes back when all before it has been read, unless that ended the connection.
        await within('a pong or the end', (done) => {
          socket.once('pong', done).once('close', done);
          if (socket.readyState === 1) socket.ping(undefined, undefined, () => {});
        });
        wires[worker].inbox.length = 0;
      });
      for (const wire of wires) await wire.drop();
    });
    assert.ok(opened > each / 20, 'hardly anything was refused');
  });

  it('in bytes after the WebSocket handshake', { timeout: 600_000 }, async () => {
    const chance = new Chance(seed + 1);
    await survives(host(), async () => {
      await inParallel(each, 8, async () => {
        const tcp = await Tcp.webSocket(host(), `EIO=${chance.below(4) === 0 ? 3 : 4}&transport=websocket`);
        if (chance.below(2) === 0) tcp.write(frame('40'));
        const parts = Array.from({ length: 1 + chance.below(4) }, () => {
          if (chance.below(4) === 0) return chance.bytes(chance.below(60));
          const bytes = frame(hostileBytes(chance), {
            opcode: chance.below(3) === 0 ? chance.below(16) : 1,
            fin: chance.below(5) > 0,
            rsv: chance.below(8) === 0 ? chance.below(8) : 0,
            masked: chance.below(10) > 0,
            length: chance.below(12) === 0 ? chance.one([0, 1, 125, 126, 65535, 65536, 2 ** 31, 2n ** 63n, 2n ** 64n - 1n]) : undefined,
          });
          return chance.below(4) === 0 ? bytes.subarray(0, chance.below(bytes.length)) : bytes;
        });
        for (const part of parts) tcp.write(part);
        tcp.socket.end();
        await tcp.ended();
      });
    });
  });

  it('in POST bodies', { timeout: 600_000 }, async () => {
    const chance = new Chance(seed + 2);
    const sessions = [];
    const answers = {};
    await survives(host(), async () => {
      await inParallel(each, 8, async (_, worker) => {
        const eio = worker % 4 === 3 ? 3 : 4;
        const session = (sessions[worker] ??= await (eio === 4 ? Polling.connect(host()) : Polling.open(host(), { eio })));
        const parts = Array.from({ length: 1 + chance.below(3) }, () => hostileBytes(chance));
        const body = Buffer.concat(parts.flatMap((part, i) => (i === 0 ? [part] : [Buffer.from(eio === 4 ? '\x1e' : `${part.length}:`), part])));
        const type = chance.below(8) === 0 ? 'application/octet-stream' : 'text/plain;charset=UTF-8';
        const answer = await session.post(body, { headers: { 'content-type': type } });
        const status = answer.aborted ? 'cut' : answer.status;
        answers[status] = (answers[status] ?? 0) + 1;
        assert.ok(['cut', 200, 400, 413].includes(status), `${status}: ${answer.text}`);
        if (status !== 200 || chance.below(5) === 0) {
          sessions[worker] = null;
          await http(host(), { query: `${session.query}&sid=${session.engineId}`, method: 'POST', body: eio === 4 ? '1' : '1:1' });
        }
      });
    });
    assert.ok(answers[200] > 0, JSON.stringify(answers));
  });
});
