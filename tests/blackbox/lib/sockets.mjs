// A person at a Socket.IO namespace: the official client, an inbox of its events, and waiting for what must come.
import { io } from 'socket.io-client';

const patience = 30_000; // a loaded machine is slow

export class SocketClient {
  /** @param {string} namespace `/rooms`, `/web` or `/` */
  constructor(server, namespace, { auth, ...options } = {}) {
    this.inbox = [];
    this.all = [];
    this.waiting = new Set();
    this.errors = [];
    this.socket = io(`${server.url}${namespace === '/' ? '' : namespace}`, {
      transports: ['websocket'], forceNew: true, reconnection: false, extraHeaders: { 'accept-language': 'en' }, auth, ...options,
    });
    this.disconnected = new Promise((done) => this.socket.once('disconnect', (reason) => done(reason)));
    this.socket.on('connect_error', (error) => this.errors.push(error));
    this.socket.onAny((name, ...args) => {
      const ack = args.length && typeof args.at(-1) === 'function' ? args.pop() : undefined;
      const event = { name, data: args[0], ack };
      this.all.push(event);
      this.inbox.push(event);
      for (const look of [...this.waiting]) look();
    });
  }

  /** Connects and signs in; throws what the server refuses with. */
  static async connect(server, namespace, person, { auth = {}, ...options } = {}) {
    const client = new SocketClient(server, namespace, { auth: { token: person.token, ...auth }, ...options });
    await new Promise((done, fail) => {
      client.socket.once('connect', done);
      client.socket.once('connect_error', fail);
    });
    client.person = person;
    return client;
  }

  /** Sends an event and waits for its answer. */
  ask(name, data) {
    return this.socket.timeout(patience).emitWithAck(name, ...(data === undefined ? [] : [data]));
  }

  /** The first such event in the inbox, or to come; it leaves the inbox. */
  expect(name, matches = () => true, ms = patience) {
    return new Promise((done, fail) => {
      const look = () => {
        const at = this.inbox.findIndex((event) => event.name === name && matches(event.data));
        if (at < 0) return false;
        const [event] = this.inbox.splice(at, 1);
        this.waiting.delete(look);
        clearTimeout(timer);
        done(event);
        return true;
      };
      const timer = setTimeout(() => {
        this.waiting.delete(look);
        fail(new Error(`${name} did not come within ${ms} ms; there is ${JSON.stringify(this.inbox.map((event) => [event.name, event.data]))}`));
      }, ms);
      this.waiting.add(look);
      look();
    });
  }

  /** Its data alone. */
  async next(name, matches) {
    return (await this.expect(name, matches)).data;
  }

  /** Events of a name that lie unread in the inbox. */
  unread(name) {
    return this.inbox.filter((event) => event.name === name).map((event) => event.data);
  }

  close() {
    this.socket.disconnect();
  }

  /** Gone without a word. */
  drop() {
    this.socket.io.engine.transport.ws?.terminate?.();
    return this.disconnected;
  }
}
