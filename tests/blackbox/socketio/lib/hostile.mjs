// For attacks: chance that can be repeated, a client who must not notice, and memory that must come back.
import assert from 'node:assert/strict';
import { patience } from './host.mjs';
import { Peer } from './peer.mjs';

/** Numbers by chance, the same for the same seed (mulberry32). */
export class Chance {
  constructor(seed) {
    this.state = seed >>> 0;
  }

  next() {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let t = this.state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  below(end) {
    return Math.floor(this.next() * end);
  }

  one(list) {
    return list[this.below(list.length)];
  }

  bytes(length) {
    return Buffer.from(Array.from({ length }, () => this.below(256)));
  }
}

const packets = [
  '40', '40/chat,', '40/guarded,{"token":"good"}', '41', '41/chat,', '42["mark",1]', '42["nobody",{"a":[1,2,{"b":null}]},"你好🎉"]', '421["echo","x",2]', '42/chat,17["echo",[[]]]',
  '430["x"]', '43/chat,1[]', '451-["message",{"_placeholder":true,"num":0}]', '452-3["echo",{"_placeholder":true,"num":1},{"a":{"_placeholder":true,"num":0}}]', '461-0[{"_placeholder":true,"num":0}]',
  '44{"message":"x"}', '2', '3', '2probe', '3probe', '5', '6', '1', 'bAQIDBA==', '421["join","room"]', '422["whoami"]', '42["disconnect-me",false]', '18:42["mark",1]6:b4AQID', '40/dynamic-1,{"pid":"x","offset":"y"}',
].map((packet) => Buffer.from(packet));
const tokens = ['0', '1', '2', '3', '4', '5', '6', '9', '-', '-1', '1e9', '99999999999999999999', '[', ']', '{', '}', '"', '"a"', ',', ':', '/', '/chat,', '?', '\\', '\\u', '\\ud800', '\x1e', 'b', '_placeholder', '{"_placeholder":true,"num":0}', 'true', 'null', '"connect"', '__proto__', ' ', '\u0000', '\u00ff', '你', '🎉', '['.repeat(100), '{"a":'.repeat(50), 'x'.repeat(3000)].map((token) => Buffer.from(token));

/** Something near enough to the protocol to get in, and wrong enough to do harm. */
export function hostileBytes(chance) {
  const kind = chance.below(10);
  if (kind === 0) return chance.bytes(chance.below(200));
  if (kind < 4) return Buffer.concat(Array.from({ length: chance.below(20) }, () => chance.one(tokens)));
  let bytes = Buffer.from(chance.one(packets));
  for (let i = chance.below(4); i >= 0; i--) {
    const at = chance.below(bytes.length + 1);
    const end = at + chance.below(bytes.length - at + 1);
    switch (chance.below(6)) {
      case 0: if (at < bytes.length) bytes[at] ^= 1 << chance.below(8); break;
      case 1: bytes = Buffer.concat([bytes.subarray(0, at), chance.one(tokens), bytes.subarray(at)]); break;
      case 2: bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(end)]); break;
      case 3: bytes = Buffer.concat([bytes.subarray(0, end), bytes.subarray(at)]); break;
      case 4: bytes = Buffer.concat([bytes.subarray(0, at), chance.bytes(chance.below(8)), bytes.subarray(at)]); break;
      default: bytes = Buffer.concat([bytes.subarray(0, at), chance.one(packets), bytes.subarray(at)]);
    }
  }

  return bytes;
}

/** A client like any other, who is served all the while. */
export class Witness {
  static async enter(host) {
    const witness = new Witness();
    witness.peer = await Peer.connect(host, { transports: ['websocket'] });
    witness.id = witness.peer.id;
    return witness;
  }

  async check() {
    assert.equal(await this.peer.ask('echo', 'still here'), 'still here');
    assert.equal(this.peer.id, this.id);
  }

  fence() {
    return this.peer.fence();
  }
}

const megabyte = 1024 * 1024;

/** Runs an attack; afterwards the witness is served, no connection is left but its own, and the memory is back where it was. */
export async function survives(host, attack, { allowance = 12 } = {}) {
  const witness = await Witness.enter(host);
  try {
    await host.until(({ connections }) => connections === 1, 'the witness alone');
    const before = (await host.control('/memory')).heap;
    await attack(witness);
    await witness.check();
    await host.until(({ connections }) => connections === 1, 'the witness alone again');
    await comesBack(host, before + allowance * megabyte);
    await witness.check();
  } finally {
    host.abandon();
  }
}

async function comesBack(host, most) {
  const end = Date.now() + patience;
  for (;;) {
    const { heap } = await host.control('/memory');
    if (heap < most) return;
    if (Date.now() > end) assert.fail(`the heap is ${(heap / megabyte).toFixed(1)} MB and should be less than ${(most / megabyte).toFixed(1)} MB`);
    await new Promise((done) => setTimeout(done, 200));
  }
}

/** Runs `work(i)` for all numbers below `count`, some at a time. */
export async function inParallel(count, atOnce, work) {
  let next = 0;
  await Promise.all(Array.from({ length: atOnce }, async (_, worker) => {
    while (next < count) await work(next++, worker);
  }));
}
