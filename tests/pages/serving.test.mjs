import assert from 'node:assert/strict';
import { brotliDecompressSync } from 'node:zlib';
import { get } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { join } from 'node:path';
import { Server, repository } from '../blackbox/lib/server.mjs';
import { missing } from './lib/pages.mjs';

describe('the pages, as they are served', { skip: missing }, () => {
  let server;
  before(async () => void (server = await Server.start('SQLite', { users: 0, settings: { 'Pages:Folder': join(repository, 'web/app/dist') } })));
  after(() => server?.dispose());

  const page = (path, headers = {}) => fetch(server.url + path, { headers: { accept: 'text/html,*/*', ...headers } });
  const raw = (path, headers) =>
    new Promise((resolve, reject) => {
      get(server.url + path, { headers }, (answer) => {
        const parts = [];
        answer.on('data', (part) => parts.push(part)).on('end', () => resolve({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(parts) }));
      }).on('error', reject);
    });

  it('come at every address of their own, with a strict policy', async () => {
    for (const path of ['/', '/chat', '/chat/0198f000-0000-8000-8000-000000000000', '/services']) {
      const answer = await page(path);
      assert.equal(answer.status, 200, path);
      assert.match(answer.headers.get('content-type'), /^text\/html/);
      const policy = answer.headers.get('content-security-policy');
      assert.match(policy, /default-src 'none'/);
      assert.doesNotMatch(policy, /unsafe|\*/);
      assert.equal(answer.headers.get('cache-control'), 'no-cache');
      assert.match(await answer.text(), /<div id="root">/);
    }
  });

  it('never answer for what is not theirs', async () => {
    for (const path of ['/api/nothing', '/api/v1/nothing', '/api', '/socket.io/x', '/ws/nothing', '/pay/nothing', '/health/nothing']) {
      const answer = await page(path);
      assert.doesNotMatch(answer.headers.get('content-type') ?? '', /text\/html/, path);
      assert.ok(answer.status >= 400, `${path} ${answer.status}`);
    }
    assert.equal((await (await page('/api/v1/nothing')).json()).code, 'route_not_found');
    assert.equal((await page('/assets/missing.js')).status, 404);
    assert.equal((await page('/chat', { accept: 'application/json' })).status, 404);
    assert.equal((await fetch(`${server.url}/chat`, { method: 'POST', headers: { accept: 'text/html' } })).status, 404);
  });

  it('give nothing from outside their folder', async () => {
    for (const path of ['/../package.json', '/..%2fpackage.json', '/%2e%2e/package.json', '/assets/../../vite.config.ts', '/assets/..%5c..%5cvite.config.ts', '//etc/passwd'])
      assert.equal((await raw(path, { accept: '*/*' })).status, 404, path);
  });

  it('come compressed, and not again when nothing has changed', async () => {
    const html = await (await page('/')).text();
    const script = /src="(\/assets\/[^"]+\.js)"/.exec(html)[1];
    const plain = await raw(script, {});
    const small = await raw(script, { 'accept-encoding': 'gzip, br' });
    assert.equal(small.headers['content-encoding'], 'br');
    assert.ok(brotliDecompressSync(small.body).equals(plain.body));
    assert.match(small.headers['cache-control'], /immutable/);
    assert.equal((await raw(script, { 'if-none-match': small.headers.etag })).status, 304);
  });

  it('of which the chat loads at most 200 kB', async () => {
    const html = await (await page('/')).text();
    const files = new Set([...html.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path]) => path));
    // What the chat's own part asks for beside.
    const entry = [...files].find((path) => /index-.*\.js$/.test(path));
    const code = await (await page(entry)).text();
    for (const [, path] of code.matchAll(/["'](?:\.\/|\/)?(assets\/[^"']+\.(?:js|css))["']/g)) if (/ChatPage|\ben-|format|StatusChip|OrderDialog/.test(path)) files.add(`/${path}`);
    for (const [, name] of code.matchAll(/["']\.\/((?:ChatPage|en|format|StatusChip|OrderDialog)-[^"']+\.js)["']/g)) files.add(`/assets/${name}`);
    let size = (await raw('/', { 'accept-encoding': 'br' })).body.length;
    for (const path of files) size += (await raw(path, { 'accept-encoding': 'br' })).body.length;
    assert.ok([...files].some((path) => /ChatPage/.test(path)), [...files].join(' '));
    assert.ok(size <= 200_000, `${size} bytes`);
  });
});
