// The operator's side: `/api/admin` as somebody with a role calls it.
import { call, must } from './rest.mjs';
import { tenant } from './tenants.mjs';

let serial = 0;

/** Signs in the operator that the server was started with. */
export async function operator(server) {
  const { username, password } = server.operator;
  const { data } = must(200, await call(server, 'POST', '/api/v1/auth/login', { body: { username, password } }));
  return admin(server, { id: String(data.user.numericId), token: data.accessToken });
}

/** Makes somebody with a role in the operator's tenant, the default one. */
export async function someone(server, by, role) {
  const [username, password] = [`${role}${++serial}`, 'correct horse 7 battery'];
  must(200, await by.post('/users', { username, password, role }));
  const { data } = must(200, await call(server, 'POST', '/api/v1/auth/login', { body: { username, password } }));
  return admin(server, { id: String(data.user.numericId), token: data.accessToken });
}

/** Makes somebody with a role in a tenant of its own; `tenantId` says which. */
export async function elsewhere(server, by, role) {
  const name = `elsewhere-${process.pid}-${++serial}`;
  const person = await (await tenant(server, name))(`${role}${serial}`);
  must(200, await by.post(`/users/${person.id}/role`, { role }));
  const { id } = must(200, await by.get('/tenants?limit=100')).data.find((one) => one.subdomain === name);
  return { ...admin(server, person), tenantId: id };
}

/** Somebody's view of `/api/admin`. */
export function admin(server, person) {
  const bound = (method) => (path, body) => call(server, method, `/api/admin${path}`, { token: person.token, body });
  return { ...person, get: (path) => bound('GET')(path), post: bound('POST'), put: bound('PUT'), patch: bound('PATCH'), delete: (path) => bound('DELETE')(path) };
}

/** All pages of a list, newest first. */
export async function all(by, path, limit = 2) {
  const rows = [];
  for (let next = ''; next !== undefined; ) {
    const page = must(200, await by.get(`${path}${path.includes('?') ? '&' : '?'}limit=${limit}${next}`));
    rows.push(...page.data);
    next = page.next === undefined ? undefined : `&after=${page.next}`;
  }
  return rows;
}
