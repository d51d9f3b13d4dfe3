// A real socket.io-client, 4.8 or 2.5: an inbox, and waiting for what must come.
import { io } from 'socket.io-client';
import io2 from 'socket.io-client-2';
import { patience } from './host.mjs';

/** The three ways to connect. */
export const ways = [
  { way: 'polling', transports: ['polling'] },
  { way: 'websocket', transports: ['websocket'] },
  { way: 'polling, then upgraded', transports: ['polling', 'websocket'] },
];

export class Peer {
  constructor(socket) {
    this.socket = socket;
    this.inbox = [];
    this.waiting = new Set();
    const take = (name, args) => {
      this.inbox.push({ name, args });
      for (const look of [...this.waiting]) look();
    };
    if (socket.onAny) {
      socket.onAny((name, ...args) => take(name, args));
    } else {
      const dispatch = socket.onevent;
      socket.onevent = function (packet) {
        take(packet.data[0], packet.data.slice(1));
        dispatch.call(this, packet);
      };
    }
  }

  /** A client that has not been told to connect. */
  static idle(host, { namespace = '/', version = 4, url = host.url, ...options } = {}) {
    const settings = { forceNew: true, reconnection: false, autoConnect: false, rejectUnauthorized: false, ...options };
    const peer = new Peer(version === 2 ? io2(url + namespace, settings) : io(url + namespace, settings));
    host.own(() => peer.end());
    return peer;
  }

  /** A connected client; throws what `connect_error` brought. */
  static async connect(host, options) {
    const peer = Peer.idle(host, options);
    peer.socket.connect();
    await peer.connected();
    return peer;
  }

  /** Another namespace over the same connection. */
  async also(namespace, { auth } = {}) {
    const peer = new Peer(this.socket.io.socket(namespace, { auth }));
    peer.socket.connect();
    await peer.connected();
    return peer;
  }

  get id() {
    return this.socket.id;
  }

  get engine() {
    return this.socket.io.engine;
  }

  connected() {
    const { socket } = this;
    return within('connect', (done, fail) => {
      if (socket.connected) return done();
      socket.once('connect', done);
      socket.once('connect_error', fail);
      socket.once('error', (error) => fail(error instanceof Error ? error : Object.assign(new Error('refused'), { refusal: error })));
    });
  }

  /** The engine has moved to WebSocket. */
  upgraded() {
    return within('upgrade', (done) => {
      if (this.engine.transport.name === 'websocket') return done();
      this.engine.once('upgrade', () => done());
    });
  }

  /** Resolves with the reason. */
  disconnected() {
    return within('disconnect', (done) => {
      if (this.lastReason) return done(this.lastReason);
      this.socket.once('disconnect', done);
    });
  }

  emit(name, ...args) {
    this.socket.emit(name, ...args);
  }

  /** Emits with an acknowledgement; all its arguments. */
  answers(name, ...args) {
    return within(`the ack of ${name}`, (done) => this.socket.emit(name, ...args, (...answer) => done(answer)));
  }

  /** Emits with an acknowledgement; its first argument. */
  async ask(name, ...args) {
    return (await this.answers(name, ...args))[0];
  }

  on(name, handler) {
    this.socket.on(name, handler);
  }

  /** The first event of that name in the inbox, or to come: its arguments. */
  expect(name) {
    return within(`the event ${name}`, (done) => {
      const look = () => {
        const at = this.inbox.findIndex((event) => event.name === name);
        if (at < 0) return;
        this.waiting.delete(look);
        done(this.inbox.splice(at, 1)[0].args);
      };
      this.waiting.add(look);
      look();
    });
  }

  /** The next `count` events of that name, in order of arrival. */
  async several(name, count) {
    const found = [];
    for (let i = 0; i < count; i++) found.push(await this.expect(name));
    return found;
  }

  /** Everything that this client caused before has been answered after it, also on its other connections' side of the server. */
  async fence() {
    await this.ask('echo', 'fence');
  }

  /** Names of events that lie unread. */
  unread() {
    return this.inbox.map((event) => event.name);
  }

  async close() {
    if (this.socket.connected) {
      const end = this.disconnected();
      this.socket.disconnect();
      await end;
    }

    this.end();
  }

  end() {
    this.socket.disconnect();
    this.socket.io.engine?.close();
  }
}

/** A promise that fails by name when it takes too long. */
export function within(what, start, ms = patience) {
  return new Promise((done, fail) => {
    const timer = setTimeout(() => fail(new Error(`${what} did not come within ${ms} ms`)), ms);
    const end = (settle) => (value) => {
      clearTimeout(timer);
      settle(value);
    };
    start(end(done), end(fail));
  });
}
