// A person at a WebSocket: the real `ws` client, an inbox, and waiting for what must come.
import { WebSocket } from 'ws';

const patience = 30_000; // a loaded machine is slow
let serial = 0;

/** A temp id that no other send has. */
export const tempId = () => `t-${process.pid}-${++serial}`;

/** `type/action`, or `type` where there is no action. */
export const kind = (frame) => (frame.action ? `${frame.type}/${frame.action}` : frame.type);

export class Client {
  constructor(url, options) {
    this.inbox = [];
    this.all = [];
    this.waiting = new Set();
    this.socket = new WebSocket(url, options);
    this.opened = new Promise((done, fail) => {
      this.socket.once('open', done);
      this.socket.once('error', fail);
    });
    this.opened.catch(() => {});
    this.closed = new Promise((done) => this.socket.once('close', (code, reason) => done({ code, reason: reason.toString() })));
    this.closed.then(({ code, reason }) => {
      for (const waiter of [...this.waiting]) waiter.fail(new Error(`closed with ${code} ${reason} while waiting for ${waiter.what}`));
    });
    this.socket.on('error', () => {});
    this.socket.on('message', (data) => {
      const frame = JSON.parse(data.toString());
      this.all.push(frame);
      this.inbox.push(frame);
      for (const waiter of [...this.waiting]) waiter.look();
    });
  }

  /** Connects without signing in. */
  static async open(server, { path = '/ws/chat', headers = {} } = {}) {
    const client = new Client(`ws://127.0.0.1:${server.port}${path}`, { headers });
    await client.opened;
    return client;
  }

  /** Connects and signs in. */
  static async connect(server, person, { device, ...rest } = {}) {
    const client = await Client.open(server, rest);
    client.send({ type: 'auth', token: person.token, ...(device ? { device } : {}) });
    const frame = await client.expect('auth');
    if (frame.status !== 'success') throw new Error(`not signed in: ${JSON.stringify(frame)}`);
    person.uuid = client.userId = frame.data.user_id;
    person.username = frame.data.username;
    client.person = person;
    client.welcome = frame;
    return client;
  }

  send(frame) {
    this.socket.send(typeof frame === 'string' || Buffer.isBuffer(frame) ? frame : JSON.stringify(frame));
  }

  /** Sends a chat message; returns the temp id. */
  say(to, content, data = {}) {
    const temp_id = data.temp_id ?? tempId();
    const target = typeof to === 'object' && to.group ? { group_id: to.group } : { receiver_id: to.uuid ?? to.id ?? to };
    this.send({ type: 'chat', action: 'send', data: { ...target, message_type: 'text', content, ...data, temp_id } });
    return temp_id;
  }

  /** Sends a chat message and waits for its acknowledgement; throws on a refusal. */
  async tell(to, content, data = {}) {
    const temp_id = this.say(to, content, data);
    const frame = await this.expect((f) => (kind(f) === 'chat/message_sent' || f.type === 'error') && f.data.temp_id === temp_id, `an answer to ${temp_id}`);
    if (frame.type === 'error') throw Object.assign(new Error(`refused: ${JSON.stringify(frame.data)}`), frame.data);
    return frame.data;
  }

  /** Sends anything and waits for the error that it must bring. */
  async refused(frame) {
    this.send(frame);
    return (await this.expect('error')).data;
  }

  /** The first frame in the inbox, or to come, that matches; it leaves the inbox. */
  expect(match, what = String(match), ms = patience) {
    const matches = typeof match === 'function' ? match : (frame) => kind(frame) === match;
    return new Promise((done, fail) => {
      const waiter = {
        what,
        look: () => {
          const at = this.inbox.findIndex(matches);
          if (at < 0) return false;
          const [frame] = this.inbox.splice(at, 1);
          waiter.end();
          done(frame);
          return true;
        },
        fail: (error) => {
          waiter.end();
          fail(error);
        },
        end: () => {
          clearTimeout(waiter.timer);
          this.waiting.delete(waiter);
        },
      };
      this.waiting.add(waiter);
      if (waiter.look()) return;
      if (this.socket.readyState >= WebSocket.CLOSING) return waiter.fail(new Error(`closed while waiting for ${what}`));
      const seen = () => this.inbox.map(kind).join(', ') || 'nothing';
      waiter.timer = setTimeout(() => waiter.fail(new Error(`${what} did not come within ${ms} ms; there is ${seen()}`)), ms);
    });
  }

  /** The next `count` new messages, in order of arrival. */
  async messages(count) {
    const found = [];
    for (let i = 0; i < count; i++) found.push((await this.expect('chat/new_message', `new message ${i + 1} of ${count}`)).data);
    return found;
  }

  /** Everything that this connection caused before has been answered after it. */
  async fence() {
    this.send({ type: 'ping' });
    await this.expect('pong');
  }

  /** Frames of a kind that lie unread in the inbox. */
  unread(name) {
    return this.inbox.filter((frame) => kind(frame) === name);
  }

  async close() {
    this.socket.close(1000);
    return this.closed;
  }

  /** Gone without a word, as a phone in a tunnel. */
  async drop() {
    this.socket.terminate();
    return this.closed;
  }
}
