// Bytes on a socket, for what no client library would send; and WebSocket frames, also wrong ones.
import { connect } from 'node:net';
import { within } from './peer.mjs';
import { path } from './raw.mjs';

export class Tcp {
  constructor(port) {
    this.got = Buffer.alloc(0);
    this.waiting = [];
    this.socket = connect(port, '127.0.0.1');
    this.socket.on('error', () => {});
    this.socket.on('data', (data) => {
      this.got = Buffer.concat([this.got, data]);
      for (const look of this.waiting.splice(0)) look();
    });
    this.closed = new Promise((done) => this.socket.once('close', () => {
      this.over = true;
      done();
      for (const look of this.waiting.splice(0)) look();
    }));
  }

  static async open(host) {
    const tcp = new Tcp(host.port);
    host.own(() => tcp.socket.destroy());
    await within('a TCP connection', (done, fail) => tcp.socket.once('connect', done).once('error', fail));
    return tcp;
  }

  /** After the WebSocket handshake of the engine; what came of its frames stays in `got`. */
  static async webSocket(host, query = 'EIO=4&transport=websocket') {
    const tcp = await Tcp.open(host);
    tcp.write(`GET ${path}?${query} HTTP/1.1\r\nHost: 127.0.0.1:${host.port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n`);
    const head = await tcp.head();
    if (!head.startsWith('HTTP/1.1 101')) throw new Error(head);
    return tcp;
  }

  write(data) {
    if (!this.socket.destroyed) this.socket.write(data);
  }

  /** Waits until `found(bytes)` gives something. */
  until(found, what = 'bytes') {
    return within(what, (done, fail) => {
      const look = () => {
        const value = found(this.got);
        if (value !== undefined && value !== null && value !== false) return done(value);
        if (this.over) return fail(new Error(`closed while waiting for ${what}: ${this.got.toString('latin1').slice(0, 300)}`));
        this.waiting.push(look);
      };
      look();
    });
  }

  /** The head of an HTTP answer, taken from what came. */
  async head() {
    const end = await this.until((bytes) => (bytes.indexOf('\r\n\r\n') >= 0 ? bytes.indexOf('\r\n\r\n') + 4 : null), 'an HTTP head');
    const head = this.got.subarray(0, end).toString();
    this.got = this.got.subarray(end);
    return head;
  }

  /** The code of the close frame that must come, 0 when the connection just ended. */
  closeCode() {
    const find = (bytes) => {
      for (let at = 0; at + 2 <= bytes.length; ) {
        const short = bytes[at + 1] & 0x7f;
        const [length, header] = short === 126 ? [bytes.readUInt16BE(at + 2), 4] : [short, 2];
        if ((bytes[at] & 0x0f) === 8) return length >= 2 && bytes.length >= at + header + 2 ? bytes.readUInt16BE(at + header) : 1005;
        at += header + length;
      }
    };
    return this.until((bytes) => find(bytes) ?? (this.over ? 0.5 : null), 'a close frame').then(Math.floor);
  }

  /** Waits until the other side has closed. */
  ended() {
    return within('the end of the TCP connection', (done) => this.closed.then(done));
  }

  destroy() {
    this.socket.destroy();
    return this.closed;
  }
}

/** A client's WebSocket frame; `length` declares another length than the payload has. */
export function frame(payload, { opcode = 1, fin = true, rsv = 0, masked = true, length } = {}) {
  const body = Buffer.from(payload);
  const declared = BigInt(length ?? body.length);
  const head = [(fin ? 0x80 : 0) | (rsv << 4) | opcode];
  const mask = masked ? 0x80 : 0;
  if (declared < 126n) head.push(mask | Number(declared));
  else if (declared < 65536n) head.push(mask | 126, Number(declared >> 8n), Number(declared & 255n));
  else {
    head.push(mask | 127);
    for (let shift = 56n; shift >= 0n; shift -= 8n) head.push(Number((declared >> shift) & 255n));
  }

  if (!masked) return Buffer.concat([Buffer.from(head), body]);
  const key = [0x11, 0x22, 0x33, 0x44];
  return Buffer.concat([Buffer.from([...head, ...key]), body.map((byte, i) => byte ^ key[i & 3])]);
}
