// The REST side: a call, its status and its JSON.
export async function call(server, method, path, { token, body, headers = {}, raw } = {}) {
  const answer = await fetch(server.url + path, {
    method,
    headers: {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(body !== undefined || raw !== undefined ? { 'content-type': 'application/json' } : {}),
      ...headers,
    },
    body: raw ?? (body === undefined ? undefined : JSON.stringify(body)),
  });
  const text = await answer.text();
  let json = null;
  try {
    json = text ? JSON.parse(text) : null;
  } catch {
    json = { unparsed: text };
  }

  return { status: answer.status, body: json, headers: answer.headers };
}

/** Somebody's view of `/api/v1`. */
export function as(server, person) {
  const bound = (method) => (path, body, options = {}) => call(server, method, `/api/v1${path}`, { token: person.token, body, ...options });
  return { get: (path, options = {}) => bound('GET')(path, undefined, options), post: bound('POST'), put: bound('PUT'), delete: (path) => bound('DELETE')(path), patch: bound('PATCH') };
}

/** Throws unless the status is as expected; returns the body. */
export function must(status, answer) {
  if (answer.status !== status) throw new Error(`expected ${status}, got ${answer.status}: ${JSON.stringify(answer.body)}`);
  return answer.body;
}
