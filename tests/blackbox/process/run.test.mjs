// ./run in a copy of the tree: it builds the pages and serves them, once; where there is no Node.js it says what is to be done, and serves the rest.
// The server itself is not built again here: the README's session does that.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { tmpdir } from 'node:os';
import { after, before, describe, it } from 'node:test';
import { eventually } from '../lib/market.mjs';
import { call, must } from '../lib/rest.mjs';
import { binary, freePort, repository } from '../lib/server.mjs';

const password = 'correct horse 7 battery';
const isOld = process.versions.node.localeCompare('20.19', undefined, { numeric: true }) < 0;
const isApart = (path) => !/\/(node_modules|dist)(\/|$)/.test(path.slice(repository.length));

/** A program in a folder that does as it is told. */
function pretend(folder, name, script) {
  writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(folder, name), 0o755);
}

/** What ./run finds of a checkout: itself, the pages' sources, the server as it was built. */
function copy() {
  const tree = mkdtempSync(join(tmpdir(), 'parley-run-'));
  cpSync(join(repository, 'run'), join(tree, 'run'));
  cpSync(join(repository, 'web'), join(tree, 'web'), { recursive: true, preserveTimestamps: true, filter: isApart });
  const [modules, lock] = ['web/node_modules', 'web/package-lock.json'].map((path) => join(repository, path));
  const installed = join(modules, '.package-lock.json'); // as ./run asks: what is older is installed anew, in the copy
  if (existsSync(installed) && statSync(installed).mtimeMs > statSync(lock).mtimeMs) symlinkSync(modules, join(tree, 'web/node_modules'));
  mkdirSync(join(tree, 'src/Parley.Host/bin/Release'), { recursive: true });
  symlinkSync(dirname(binary), join(tree, 'src/Parley.Host/bin/Release/net10.0'));
  mkdirSync(join(tree, 'bin'));
  pretend(join(tree, 'bin'), 'dotnet', '[ "$1" != --list-sdks ] || echo "10.0.100 [/usr/share/dotnet/sdk]"');
  return tree;
}

/** ./run until it serves. */
async function serve(tree, args, path) {
  const port = await freePort();
  const server = { url: `http://127.0.0.1:${port}`, output: '' };
  const data = join(tree, `data-${port}`);
  server.process = spawn(join(tree, 'run'), [...args, '--urls', server.url, '--data', data, '--Auth:BcryptCost', '4'], { cwd: tree, env: { ...process.env, PATH: path }, stdio: ['ignore', 'pipe', 'pipe'] });
  server.exited = new Promise((done) => server.process.once('exit', done));
  for (const stream of [server.process.stdout, server.process.stderr]) stream.setEncoding('utf8').on('data', (text) => (server.output += text));
  for (;;) {
    if ((await fetch(`${server.url}/health/ready`).catch(() => null))?.status === 200) return server;
    assert.equal(server.process.exitCode, null, server.output);
    await new Promise((done) => setTimeout(done, 100));
  }
}

async function end(server) {
  server.process.kill('SIGTERM');
  assert.equal(await server.exited, 0, server.output);
}

const page = (server) => fetch(`${server.url}/`, { headers: { accept: 'text/html' } });

async function signsIn(server, username) {
  must(200, await call(server, 'POST', '/api/v1/auth/register', { body: { username, password } }));
  const { data } = must(200, await call(server, 'POST', '/api/v1/auth/login', { body: { username, password } }));
  assert.equal(must(200, await call(server, 'GET', '/api/v1/me', { token: data.accessToken })).data.username, username);
}

describe('./run', () => {
  let tree;
  before(() => void (tree = copy()));
  after(() => rmSync(tree, { recursive: true, force: true }));
  const withDotnet = () => [join(tree, 'bin'), process.env.PATH].join(delimiter);

  for (const [where, node] of [['without Node.js', null], ['with one that is too old', 'exit 1']]) {
    it(`says ${where} what is to be done, and serves the API`, { timeout: 300_000 }, async () => {
      const tools = mkdtempSync(join(tree, 'tools-'));
      pretend(tools, 'dotnet', '[ "$1" != --list-sdks ] || echo "10.0.100 [/usr/share/dotnet/sdk]"');
      for (const tool of ['bash', 'env', 'dirname', 'mktemp', 'cat', 'rm', 'find', 'grep', 'sh']) {
        const found = process.env.PATH.split(delimiter).map((folder) => join(folder, tool)).find(existsSync);
        symlinkSync(found, join(tools, tool));
      }

      if (node) for (const name of ['node', 'npm']) pretend(tools, name, node);
      const server = await serve(tree, [], tools);
      assert.match(server.output, /builds the pages with Node\.js 20\.19 or newer \(https:\/\/nodejs\.org\); without it the server runs without them/);
      await signsIn(server, 'ann');
      assert.equal((await page(server)).status, 404);
      await end(server);
    });
  }

  it('builds the pages and serves them, to be signed in on', { skip: isOld && 'Node.js is too old to build the pages', timeout: 600_000 }, async () => {
    const server = await serve(tree, [], withDotnet());
    const answer = await page(server);
    assert.equal(answer.status, 200, server.output);
    assert.match(answer.headers.get('content-security-policy'), /default-src 'none'/);
    const html = await answer.text();
    assert.match(html, /<div id="root">/);
    const script = await fetch(server.url + /src="(\/assets\/[^"]+\.js)"/.exec(html)[1]);
    assert.deepEqual([script.status, /javascript/.test(script.headers.get('content-type'))], [200, true]);
    await signsIn(server, 'ann');
    await end(server);
  });

  it('--demo serves them as they were built, with people to sign in as', { skip: isOld && 'Node.js is too old to build the pages', timeout: 300_000 }, async () => {
    const built = statSync(join(tree, 'web/app/dist/index.html')).mtimeMs;
    const server = await serve(tree, ['--demo'], withDotnet());
    assert.match(await (await page(server)).text(), /<div id="root">/);
    await eventually('the demo', async () => server.output, (output) => /^ {2}API key, printed this once: pk_\S+$/m.test(output));
    must(200, await call(server, 'POST', '/api/v1/auth/login', { headers: { 'x-tenant': 'demo' }, body: { username: 'lina', password: 'parley-demo' } }));
    assert.equal(statSync(join(tree, 'web/app/dist/index.html')).mtimeMs, built, 'nothing was newer');
    await end(server);
  });
});
