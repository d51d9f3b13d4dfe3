// A tenant of one's own, and people in it.
import { call, must } from './rest.mjs';

/** Makes a tenant; the server must have been started with an operator. Returns what makes a person in it, with the `headers` of its backend. */
export async function tenant(server, subdomain) {
  const { username, password } = server.operator;
  const { accessToken } = must(200, await call(server, 'POST', '/api/v1/auth/login', { body: { username, password } })).data;
  const made = await call(server, 'POST', '/api/admin/tenants', { token: accessToken, body: { name: subdomain, subdomain } });
  if (made.status >= 300) throw new Error(`no tenant: ${JSON.stringify(made.body)}`);
  const headers = { 'x-api-key': made.body.data.apiKey ?? made.body.data.tenant.apiKey };
  const person = async (externalUserId, userType = 'customer') => {
    const user = await call(server, 'POST', '/api/v1/tenant/users', { headers, body: { externalUserId, displayName: externalUserId, userType } });
    const minted = await call(server, 'POST', '/api/v1/tenant/tokens', { headers, body: { externalUserId } });
    if (user.status >= 300 || minted.status >= 300) throw new Error(`no person: ${JSON.stringify([user.body, minted.body])}`);
    return { id: String(user.body.data.numericId ?? user.body.data.user?.numericId), token: minted.body.data.accessToken ?? minted.body.data.token };
  };
  return Object.assign(person, { headers });
}
