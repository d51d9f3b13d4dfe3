// Somebody's view of `/api/v1/chat`.
import assert from 'node:assert/strict';
import { call } from './rest.mjs';

export function chat(server, person) {
  const ask = (method) => (path, body, options = {}) => call(server, method, `/api/v1/chat${path}`, { token: person?.token, body, ...options });
  const rest = { get: (path, options) => ask('GET')(path, undefined, options), post: ask('POST'), patch: ask('PATCH'), delete: (path) => ask('DELETE')(path) };

  /** The data of an answer that must be a success, in the envelope. */
  rest.data = async (promise) => (await rest.whole(promise)).data;

  /** Such an answer with its pagination. */
  rest.whole = async (promise) => {
    const answer = await promise;
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    assert.equal(answer.body.success, true);
    return answer.body;
  };

  /** A refusal that must have this status and code, and name this field if one is given. */
  rest.refused = async (status, code, promise, field) => {
    const { status: got, body } = await promise;
    assert.deepEqual([got, body?.success, body?.code, body?.data], [status, false, code, undefined], JSON.stringify(body));
    if (field !== undefined) assert.equal(body.field, field);
    assert.ok(body.message.length > 0);
    return body;
  };

  /** The conversation with somebody. */
  rest.open = (other, more = {}) => rest.data(rest.post('/conversations', { targetUserId: other.id, ...more }));

  /** Sends a text. */
  rest.say = (conversation, text, more = {}) =>
    rest.data(rest.post(`/conversations/${conversation.id ?? conversation}/messages`, { content: { text }, messageType: 'text', ...more }));
  return rest;
}
