// People who write without pause, each over a surface: what they sent, what they were answered, what they heard.
import assert from 'node:assert/strict';
import { io } from 'socket.io-client';
import { WebSocket } from 'ws';

const inFlight = 4;
const patience = 30_000; // a loaded machine is slow

class Writer {
  constructor(person) {
    this.person = person;
    this.sent = new Map(); // temp id → { temp, content, ack }
    this.heard = new Map(); // content → message id, of what the peer wrote
    this.counter = 0;
  }

  write() {
    const temp = `k${++this.counter}`;
    this.sent.set(temp, { temp, content: `${this.person.id} says ${this.counter}`, ack: null });
    this.transmit(this.sent.get(temp));
  }

  /** The server has answered: `ack` is how the surface names the message. */
  settle(temp, ack) {
    const send = this.sent.get(temp);
    if (send.ack) assert.deepEqual(ack, send.ack, 'a repeat is the first message');
    send.ack = ack;
    this.answered?.(send);
  }

  refused(answer) {
    this.error = new Error(`refused: ${JSON.stringify(answer)}`);
  }

  hear(content, id) {
    assert.equal(this.heard.get(content) ?? id, id, 'one text is one message');
    this.heard.set(content, id);
    this.onHeard?.();
  }

  start() {
    this.answered = () => this.write();
    for (let i = 0; i < inFlight; i++) this.write();
  }

  stop() {
    this.answered = null;
  }

  /** Sends again what was never answered, and a few that were; done when each has its answer. */
  async repeat() {
    const open = [...this.sent.values()].filter((send) => !send.ack);
    const done = [...this.sent.values()].filter((send) => send.ack).slice(-3);
    const waiting = new Set([...open, ...done].map((send) => send.temp));
    if (waiting.size === 0) return 0;
    await within(patience, 'answers to the repeats', new Promise((finish) => {
      this.answered = (send) => {
        waiting.delete(send.temp);
        if (waiting.size === 0) finish();
      };
      for (const temp of [...waiting]) this.transmit(this.sent.get(temp));
    }), () => this.error);
    this.answered = null;
    return open.length;
  }

  async hasHeard(contents) {
    const left = new Set(contents);
    await within(patience, 'what the peer wrote', new Promise((finish) => {
      this.onHeard = () => {
        for (const content of left) if (this.heard.has(content)) left.delete(content);
        if (left.size === 0) finish();
      };
      this.onHeard();
    }), () => this.error ?? new Error(`${this.constructor.name} of ${this.person.id} did not hear ${left.size} of the ${contents.length} that its peer wrote: ${[...left].slice(0, 20).join(', ')}`));
    this.onHeard = null;
  }

  /** Nothing to ask for: what was missed is pushed. */
  async catchUp() {}
}

/** Over the Social surface's WebSocket. */
export class SocialWriter extends Writer {
  async connect(server) {
    const socket = (this.socket = new WebSocket(server.webSocketUrl));
    socket.on('error', () => {});
    this.closed = new Promise((done) => socket.once('close', done));
    await new Promise((done, fail) => {
      socket.on('message', (data) => this.take(JSON.parse(data.toString()), done));
      socket.once('open', () => socket.send(JSON.stringify({ type: 'auth', token: this.person.token, device: 'kill' })));
      this.closed.then(() => fail(new Error('closed while signing in')));
    });
  }

  take(frame, signedIn) {
    if (frame.type === 'auth') signedIn();
    else if (frame.action === 'message_sent') this.settle(frame.data.temp_id, { uuid: frame.data.message_id, seq: frame.data.seq });
    else if (frame.action === 'new_message') this.hear(frame.data.content, frame.data.message_id);
    else if (frame.type === 'error') this.refused(frame.data);
  }

  transmit({ temp, content }) {
    const data = { temp_id: temp, receiver_id: this.peer.person.id, message_type: 'text', content };
    this.socket.send(JSON.stringify({ type: 'chat', action: 'send', data }));
  }

  leave() {
    this.socket.terminate();
  }
}

class SocketWriter extends Writer {
  constructor(person, namespace, event) {
    super(person);
    Object.assign(this, { namespace, event });
  }

  async connect(server) {
    const socket = (this.socket = io(server.url + this.namespace, { transports: ['websocket'], forceNew: true, reconnection: false, auth: { token: this.person.token } }));
    this.closed = new Promise((done) => socket.once('disconnect', done));
    socket.on(this.event, (message, ack) => {
      ack?.();
      this.hear(message.content, String(message._id ?? message.id));
    });
    await new Promise((done, fail) => {
      socket.once('connect', done);
      socket.once('connect_error', fail);
    });
  }

  /** A server that was killed knows nothing of the connection before: what was missed is asked for. */
  async catchUp(chat, seq) {
    for (let known = seq; ;) {
      const answer = await this.socket.timeout(patience).emitWithAck('sync', { conversations: { [chat]: known }, by: 'seq' });
      const one = (answer.data ?? answer).conversations.find((conversation) => String(conversation.id) === chat);
      for (const message of one?.messages ?? [])
        if (String(message.sender_id ?? message.senderId) !== this.person.id) this.hear(message.content, String(message._id ?? message.id));
      if (!one?.hasMore) return;
      known += one.messages.length;
    }
  }

  leave() {
    this.socket.disconnect();
  }
}

/** Over the Rooms surface's events. */
export class RoomsWriter extends SocketWriter {
  constructor(person) {
    super(person, '/rooms', 'receive_message');
  }

  transmit({ temp, content }) {
    this.socket.emit('send_message', { receiver_id: this.peer.person.id, message_type: 'text', content, temp_id: temp }, (answer) =>
      answer.status === 'sent' ? this.settle(temp, { id: answer.message._id, seq: answer.message.seq }) : this.refused(answer));
  }
}

/** Over the Web surface's events. */
export class WebWriter extends SocketWriter {
  constructor(person) {
    super(person, '/web', 'message');
  }

  transmit({ temp, content }) {
    this.socket.emit('message', { receiverId: Number(this.peer.person.id), messageType: 1, content, tempId: temp }, (answer) =>
      answer.status === '1' ? this.settle(temp, { id: String(answer.data.id) }) : this.refused(answer));
  }
}

function within(ms, what, promise, error) {
  return new Promise((done, fail) => {
    const timer = setTimeout(() => fail(error?.() ?? new Error(`${what} did not come within ${ms} ms`)), ms);
    promise.then(done, fail).finally(() => clearTimeout(timer));
  });
}
