// The Rooms surface over REST, as one person calls it.
import { call } from './rest.mjs';

/** Somebody's view of `/api/chat`. */
export function rooms(server, person) {
  const bound = (method) => (path, body, options = {}) => call(server, method, `/api/chat${path}`, { token: person?.token, body, ...options });
  return { get: (path, options = {}) => bound('GET')(path, undefined, options), post: bound('POST'), delete: (path) => bound('DELETE')(path), put: bound('PUT') };
}

/** The data of an answer; throws unless the status is as expected. */
export function data(status, answer) {
  if (answer.status !== status) throw new Error(`expected ${status}, got ${answer.status}: ${JSON.stringify(answer.body)}`);
  return answer.body.data;
}
