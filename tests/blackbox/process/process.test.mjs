import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { promisify } from 'node:util';
import { Client } from '../lib/client.mjs';
import { as, call, must } from '../lib/rest.mjs';
import { binary, databases, Server } from '../lib/server.mjs';
import { onBothDatabases } from '../lib/suite.mjs';

const run = promisify(execFile);

for (const { name, skip } of databases) {
  describe(`the process on ${name}`, { skip }, () => {
    it('SIGTERM commits what was sent, tells clients to come back, and exits 0', { timeout: 300_000 }, async () => {
      const server = await Server.start(name, { users: 20, settings: { 'Limits:Enabled': 'false' } });
      try {
        const [x, y] = server.pair();
        const a = await Client.connect(server, x);
        const b = await Client.connect(server, y);
        const temps = Array.from({ length: 30 }, (_, i) => a.say(y, `last ${i}`));
        await a.expect('chat/message_sent');
        const exit = server.terminate();
        for (const client of [a, b]) assert.deepEqual(await client.closed, { code: 1012, reason: 'restarting' });
        assert.deepEqual(await exit, { code: 0, signal: null });

        await server.launch();
        const items = must(200, await as(server, x).get(`/messages/${y.id}?limit=100`)).items;
        const acked = a.all.filter((frame) => frame.action === 'message_sent').map((frame) => frame.data.message_id);
        assert.ok(acked.length <= temps.length);
        for (const id of acked) assert.equal(items.filter((message) => message.id === id).length, 1);
        assert.deepEqual(items.map((message) => message.seq), items.map((_, i) => i + 1));
      } finally {
        await server.dispose();
      }
    });
  });
}

describe('the command line', () => {
  it('a wrong value is named at start, with what is allowed', async () => {
    const data = mkdtempSync(join(tmpdir(), 'parley-blackbox-'));
    try {
      for (const [key, value] of [['Limits:Enabled', 'perhaps'], ['Limits:SocialMessages:Permits', '0'], ['Social:HeartbeatTimeout', 'soon']]) {
        const failure = await run(binary, ['serve', '--urls', 'http://127.0.0.1:0', '--data', data, `--${key}`, value], { timeout: 120_000 }).then(() => null, (error) => error);
        assert.ok(failure && failure.code > 0, `${key} ${value} was taken`);
        assert.ok((failure.stderr + failure.stdout).includes(key), `${key} is not named:\n${failure.stderr}${failure.stdout}`);
        assert.doesNotMatch(failure.stderr + failure.stdout, /^\s+at \S/m);
      }
    } finally {
      rmSync(data, { recursive: true, force: true });
    }
  });

  it('keys are made once and kept with mode 0600; tokens outlive a restart', { timeout: 300_000 }, async () => {
    const server = await Server.start('SQLite', { users: 2 });
    try {
      const [x] = server.pair();
      const { stdout } = await run('find', [server.data, '-name', '*key*', '-type', 'f']);
      const keys = stdout.trim().split('\n').filter(Boolean);
      assert.ok(keys.length > 0, 'no key file under the data folder');
      for (const key of keys) assert.equal(statSync(key).mode & 0o777, 0o600, key);
      await server.terminate();
      await server.launch();
      await (await Client.connect(server, x)).close();
    } finally {
      await server.dispose();
    }
  });

  it('migrate may be run again and again', { timeout: 300_000 }, async () => {
    const server = await Server.start('SQLite', { users: 2 });
    try {
      await server.terminate();
      await server.command('migrate');
      await server.command('migrate');
      await server.launch();
    } finally {
      await server.dispose();
    }
  });
});

describe('health', () => {
  it('is told without a token, and every answer carries a request id', { timeout: 300_000 }, async () => {
    const server = await Server.start('SQLite', { users: 0 });
    try {
      assert.equal((await call(server, 'GET', '/health/ready')).status, 200);
      const answer = await call(server, 'GET', '/api/v1/friends');
      assert.ok(answer.headers.get('x-request-id'));
    } finally {
      await server.dispose();
    }
  });
});

onBothDatabases('a thousand connections', { users: 1000, settings: { 'Limits:Enabled': 'false' } }, (server) => {
  it('sign in, answer pings, and get each its message', { timeout: 300_000 }, async () => {
    const people = Array.from({ length: 500 }, () => server().pair()).flat();
    const clients = [];
    for (let i = 0; i < people.length; i += 50)
      clients.push(...(await Promise.all(people.slice(i, i + 50).map((person) => Client.connect(server(), person)))));
    assert.equal(clients.length, 1000);
    await Promise.all(clients.map((client) => client.fence()));
    await Promise.all(clients.map((client, i) => client.tell(people[i ^ 1], `from ${i}`)));
    const got = await Promise.all(clients.map((client) => client.messages(1)));
    got.forEach(([message], i) => assert.equal(message.content, `from ${i ^ 1}`));
    await Promise.all(clients.map((client) => client.drop()));
  });
});
