// The marketplace as one person calls it, and people with the roles that it knows.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { call, must } from './rest.mjs';

/** Settings of a server for market tests: cheap passwords, and no limit that a test would run into. */
export const marketSettings = { 'Auth:BcryptCost': '4', 'Limits:SignInAddress:Permits': '100000', 'Limits:Orders:Permits': '100000', 'Limits:OrderMoves:Permits': '100000', 'Limits:RestUser:Permits': '1000000' };

export const password = 'correct horse 7 battery';
let serial = 0;

/** Somebody's view of `/api/v1`: answers with `data`, `body` and `status`, and calls that must succeed or be refused. */
export function onMarket(server, person) {
  const ask = (method) => async (path, body, options = {}) => call(server, method, `/api/v1${path}`, { token: person?.token, body, ...options });
  const rest = { get: (path, options) => ask('GET')(path, undefined, options), post: ask('POST'), put: ask('PUT'), patch: ask('PATCH'), delete: (path, body) => ask('DELETE')(path, body), person };

  /** The data of an answer that must be a success, in the envelope. */
  rest.data = async (promise) => {
    const { status, body } = await promise;
    assert.equal(status, 200, JSON.stringify(body));
    assert.equal(body.success, true);
    return body.data;
  };

  /** A refusal that must have this status and code, and name this field if one is given; its body. */
  rest.refused = async (status, code, promise, field) => {
    const { status: got, body } = await promise;
    assert.deepEqual([got, body?.success, body?.code], [status, false, code], JSON.stringify(body));
    if (field !== undefined) assert.equal(body.field, field, JSON.stringify(body));
    assert.ok(body.message.length > 0);
    return body;
  };
  return rest;
}

/** Signs somebody up. */
export async function signUp(server, userType = 'customer', { tenant, ...more } = {}) {
  const username = `${userType}-${process.pid}-${++serial}-${randomBytes(3).toString('hex')}`;
  const body = { username, password, userType, displayName: username, ...more };
  const { data } = must(200, await call(server, 'POST', '/api/v1/auth/register', { body, headers: tenant ? { 'x-tenant': tenant } : {} }));
  return { id: data.user.id, uuid: data.user.id, numericId: data.user.numericId, username, token: data.accessToken };
}

/** An admin or agent of the default tenant, made by the operator; the server must have been started with one. */
export async function staff(server, role) {
  const { accessToken } = must(200, await call(server, 'POST', '/api/v1/auth/login', { body: server.operator })).data;
  const username = `${role}-${process.pid}-${++serial}`;
  must(200, await call(server, 'POST', '/api/admin/users', { token: accessToken, body: { username, password, role } }));
  const { data } = must(200, await call(server, 'POST', '/api/v1/auth/login', { body: { username, password } }));
  return { id: data.user.id, uuid: data.user.id, numericId: data.user.numericId, username, token: data.accessToken };
}

/** A service that somebody could offer in Beijing. */
export const aService = (more = {}) => ({ name: '家庭保洁', category: '家政', price: 129.5, location: { lat: 39.9042, lng: 116.4074 }, ...more });

/** A customer, a provider and a service of the latter's. */
export async function market(server, more) {
  const [customer, provider] = [await signUp(server, 'customer'), await signUp(server, 'provider')];
  const [c, p] = [onMarket(server, customer), onMarket(server, provider)];
  const service = await p.data(p.post('/services', aService(more)));
  return { customer, provider, c, p, service };
}

/** Asks again until what comes is as it should be: what follows from a step comes in its own time. Ever more rarely: who asks without a pause meets the limits. */
export async function eventually(what, ask, isRight = Boolean) {
  const end = Date.now() + 30_000;
  for (let pause = 10; ; pause = Math.min(pause * 1.5, 250)) {
    const got = await ask();
    if (isRight(got)) return got;
    if (Date.now() > end) throw new Error(`${what} did not come: ${JSON.stringify(got)}`);
    await new Promise((done) => setTimeout(done, pause));
  }
}
