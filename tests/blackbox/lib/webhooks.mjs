// A backend that is told of events, the check of signatures that the documentation shows, and an admin who asks for them.
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { as, call, must } from './rest.mjs';
import { repository } from './server.mjs';

/** The example of docs/protocols/webhooks.md, as it stands there. */
export async function documentedVerify() {
  const page = readFileSync(join(repository, 'docs/protocols/webhooks.md'), 'utf8');
  const example = /```js\n(\/\/ verify\.mjs[\s\S]*?)```/.exec(page)[1];
  const file = join(mkdtempSync(join(tmpdir(), 'parley-verify-')), 'verify.mjs');
  writeFileSync(file, example);
  return (await import(file)).verify;
}

/** A backend that keeps what it is sent; `answers` are the statuses it gives next by path, 200 otherwise. */
export class Backend {
  static async start() {
    const backend = new Backend();
    backend.received = [];
    backend.answers = {};
    backend.server = createServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      backend.received.push({ path: request.url, headers: request.headers, body });
      const next = backend.answers[request.url];
      response.writeHead(Array.isArray(next) ? (next.shift() ?? 200) : (next ?? 200), { location: `${backend.url}/elsewhere` }).end('x'.repeat(100));
      backend.wake?.();
    });
    await new Promise((done) => backend.server.listen(0, '127.0.0.1', done));
    backend.url = `http://127.0.0.1:${backend.server.address().port}`;
    return backend;
  }

  /** The first that matches, once it is there. */
  async got(matches) {
    for (;;) {
      const found = this.received.find(matches);
      if (found) return found;
      await new Promise((done) => (this.wake = done));
    }
  }

  close() {
    this.server.closeAllConnections();
    this.server.close();
  }
}

/** An admin of the default tenant. */
export async function admin(server, name) {
  await server.command('admin', 'create', '--role', 'admin', '--username', name, '--password', 'correct horse 7 battery').catch((refused) => {
    throw new Error(`no admin: ${refused.stdout}${refused.stderr}`);
  });
  const { data } = must(200, await call(server, 'POST', '/api/v1/auth/login', { body: { username: name, password: 'correct horse 7 battery' } }));
  return as(server, { token: data.accessToken });
}
