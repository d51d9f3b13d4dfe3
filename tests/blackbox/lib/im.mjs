// The Im surface, as one person calls it: REST, and the WebSocket with the real `ws` client.
import { request } from 'node:http';
import { Client } from './client.mjs';
import { call } from './rest.mjs';

/** Somebody's view of `/api/im`. */
export function im(server, person) {
  const bound = (method) => (path, body, options = {}) => call(server, method, `/api/im${path}`, { token: person?.token, body, ...options });
  return { get: (path, options = {}) => bound('GET')(path, undefined, options), post: bound('POST'), delete: (path) => bound('DELETE')(path) };
}

/** The body of an answer; throws unless the status is as expected. */
export function body(status, answer) {
  if (answer.status !== status) throw new Error(`expected ${status}, got ${answer.status}: ${JSON.stringify(answer.body)}`);
  return answer.body;
}

/** A connection that says what it was sent and acknowledges nothing by itself. */
export async function socket(server, person, { device } = {}) {
  const query = new URLSearchParams({ token: person.token, ...(device ? { device } : {}) });
  const client = await Client.open(server, { path: `/api/im/ws?${query}` });
  await fence(client); // by now the server knows it
  return client;
}

/** The next message; acknowledged unless told otherwise. */
export async function next(client, { ack = true } = {}) {
  const frame = await client.expect((one) => one.data !== undefined, 'a message');
  if (ack) client.send({ ack: frame.ack });
  return frame.data;
}

/** Sends over the WebSocket; the answer. */
export async function send(client, message) {
  client.send({ send: message });
  return client.expect((frame) => frame.sent !== undefined || frame.error !== undefined, 'an answer');
}

/** All that this connection caused before has been handled after it. */
export async function fence(client) {
  client.send({ ping: 1 });
  await client.expect((frame) => frame.pong === 1, 'pong');
}

/** A handshake that is refused: its status and body. */
export function refusedHandshake(server, path, headers = {}) {
  return new Promise((done, fail) => {
    const asked = request(`${server.url}${path}`, {
      headers: { connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-version': '13', 'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==', ...headers },
    });
    asked.on('upgrade', (_, stream) => {
      stream.destroy();
      fail(new Error('it was let in'));
    });
    asked.on('error', fail);
    asked.on('response', (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (piece) => (text += piece)).on('end', () => done({ status: answer.statusCode, body: JSON.parse(text) }));
    });
    asked.end();
  });
}
