// Engine.IO by hand: one HTTP request at a time, one WebSocket frame at a time.
import { Agent, request } from 'node:http';
import { WebSocket } from 'ws';
import { within } from './peer.mjs';

const alone = new Agent({ keepAlive: false });
export const path = '/socket.io/';

/** Long enough for a request to have reached the server, also on a machine that is busy: nothing tells the client as long as it is not answered. */
export const arrived = () => new Promise((done) => setTimeout(done, 1000));

/**
 * One request; `handle.request` can be aborted, and with `unfinished` more may be written to it. Resolves with status, headers and body, or
 * with `{ aborted: true }`.
 */
export function http(host, { method = 'GET', query = '', headers = {}, body, unfinished = false, target = path, handle = {}, agent = alone } = {}) {
  return within(`${method} ${query}`, (done, fail) => {
    const outgoing = request({ host: '127.0.0.1', port: host.port, method, path: target + (query ? `?${query}` : ''), headers, agent }, (answer) => {
      const chunks = [];
      answer.on('data', (chunk) => chunks.push(chunk));
      answer.on('error', () => done({ aborted: true }));
      answer.on('end', () => {
        const bytes = Buffer.concat(chunks);
        const text = bytes.toString();
        done({ status: answer.statusCode, headers: answer.headers, bytes, text, json: /json/.test(answer.headers['content-type'] ?? '') ? JSON.parse(text) : undefined });
      });
    });
    handle.request = outgoing;
    outgoing.on('error', () => done({ aborted: true }));
    if (unfinished) {
      host.own(() => outgoing.destroy());
      outgoing.write(body);
    } else {
      outgoing.end(body);
    }
  });
}

/** A session over long polling. */
export class Polling {
  static async open(host, { eio = 4, query = '', agent } = {}) {
    const session = new Polling();
    session.host = host;
    session.agent = agent;
    session.query = `EIO=${eio}&transport=polling${query && `&${query}`}`;
    const answer = await http(host, { query: session.query, agent });
    if (answer.status !== 200) throw new Error(`no handshake: ${answer.status} ${answer.text}`);
    session.headers = answer.headers;
    session.raw = answer;
    session.text = answer.text;
    session.handshake = JSON.parse(/\{.*?\}/.exec(answer.text)[0]);
    session.engineId = session.handshake.sid;
    return session;
  }

  /** Open, and connected to a namespace. */
  static async connect(host, { namespace = '', ...options } = {}) {
    const session = await Polling.open(host, options);
    await session.post(`40${namespace}`);
    const answer = await session.packets();
    session.id = JSON.parse(/\{.*\}/.exec(answer[0])[0]).sid;
    return session;
  }

  get(options = {}) {
    return http(this.host, { query: `${this.query}&sid=${this.engineId}`, agent: this.agent, ...options });
  }

  post(body, options = {}) {
    const { headers, ...rest } = options;
    return http(this.host, { method: 'POST', query: `${this.query}&sid=${this.engineId}`, body, headers: { 'content-type': 'text/plain;charset=UTF-8', ...headers }, agent: this.agent, ...rest });
  }

  /** The packets of the next poll that are neither pings, which are answered, nor noops. */
  async packets() {
    for (;;) {
      const answer = await this.get();
      if (answer.status !== 200) throw new Error(`polled ${answer.status} ${answer.text}`);
      const packets = answer.text.split('\x1e');
      if (packets.includes('2')) await this.post('3');
      const rest = packets.filter((packet) => packet !== '2' && packet !== '6');
      if (rest.length > 0) return rest;
    }
  }
}

/** A WebSocket whose frames lie in an inbox; pings of the engine are answered unless `pong` is false. */
export class Wire {
  constructor(host, query, { pong = true, headers } = {}) {
    this.inbox = [];
    this.waiting = [];
    this.socket = new WebSocket(`ws://127.0.0.1:${host.port}${path}?${query}`, { perMessageDeflate: false, headers });
    host.own(() => this.socket.terminate());
    this.socket.on('error', (error) => (this.error = error));
    this.refused = new Promise((done) => this.socket.once('unexpected-response', (_, answer) => {
      let text = '';
      const end = () => {
        done({ status: answer.statusCode, text });
        this.socket.terminate();
      };
      answer.on('data', (chunk) => (text += chunk));
      answer.on('close', end);
      answer.on('error', end);
    }));
    this.opened = new Promise((done, fail) => {
      this.socket.once('open', done);
      this.socket.once('close', () => fail(this.error ?? new Error('closed before it was open')));
    });
    this.opened.catch(() => {});
    this.closed = new Promise((done) => this.socket.once('close', (code, reason) => {
      done({ code, reason: reason.toString() });
      for (const look of this.waiting.splice(0)) look();
    }));
    this.socket.on('message', (data, binary) => {
      const frame = binary ? data : data.toString();
      if (pong && frame === '2') return this.socket.send('3');
      this.inbox.push(frame);
      this.waiting.shift()?.();
    });
  }

  /** Opens and reads the engine's handshake. */
  static async open(host, { eio = 4, query = '', ...options } = {}) {
    const wire = new Wire(host, `EIO=${eio}&transport=websocket${query && `&${query}`}`, options);
    await wire.opened;
    wire.handshake = JSON.parse((await wire.next()).slice(1));
    wire.engineId = wire.handshake.sid;
    return wire;
  }

  /** Open, and connected to a namespace (`/chat,` with its comma). */
  static async connect(host, { namespace = '', auth = '', ...options } = {}) {
    const wire = await Wire.open(host, options);
    wire.send(`40${namespace}${auth}`);
    const answer = await wire.next();
    wire.connectPacket = JSON.parse(answer.slice(answer.indexOf('{')));
    wire.id = wire.connectPacket.sid;
    return wire;
  }

  send(...frames) {
    for (const frame of frames) this.socket.send(frame);
  }

  /** The next frame; fails when the connection has closed and none is left. */
  next() {
    return within('a frame', (done, fail) => {
      const look = () => {
        if (this.inbox.length > 0) return done(this.inbox.shift());
        if (this.socket.readyState === WebSocket.CLOSED) return fail(new Error('closed'));
        this.waiting.push(look);
      };
      look();
    });
  }

  /** The next frame that satisfies; others are dropped. */
  async until(matches) {
    for (;;) {
      const frame = await this.next();
      if (matches(frame)) return frame;
    }
  }

  /** Sends an event with an ack id and gives its answer. */
  async ask(id, ...event) {
    this.send(`42${id}${JSON.stringify(event)}`);
    const answer = await this.until((frame) => typeof frame === 'string' && frame.startsWith(`43${id}[`));
    return JSON.parse(answer.slice(2 + String(id).length))[0];
  }

  /** Waits for the end of the connection. */
  ended() {
    return within('the end of the connection', (done) => this.closed.then(done));
  }

  drop() {
    this.socket.terminate();
    return this.closed;
  }
}
