// Somebody's view of `/api/web`.
import assert from 'node:assert/strict';
import { call } from './rest.mjs';

export function onWeb(server, person) {
  const ask = (method) => async (path, body, options = {}) => {
    const answer = await call(server, method, `/api/web${path}`, { token: person?.token, body, ...options });
    return answer;
  };
  const rest = { get: (path, options) => ask('GET')(path, undefined, options), post: ask('POST'), put: ask('PUT'), delete: (path) => ask('DELETE')(path) };

  /** The data of an answer that must be a success, in the envelope. */
  rest.data = async (promise) => {
    const answer = await promise;
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    assert.deepEqual([answer.body.status, answer.body.error], ['1', '']);
    return answer.body.data;
  };

  /** A refusal that must have this status and code, and name this field if one is given. */
  rest.refused = async (status, code, promise, field) => {
    const { status: got, body, headers } = await promise;
    assert.deepEqual([got, body?.status, body?.data, body?.code], [status, '0', null, code], JSON.stringify(body));
    if (field !== undefined) assert.equal(body.field, field);
    assert.ok(body.error.length > 0);
    return { body, headers };
  };
  return rest;
}

/** `yyyy-MM-dd HH:mm:ss`. */
export const isTime = (text) => assert.match(text, /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
