// The load program against the server: a short run shows that both work; ./test --soak makes it long.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { promisify } from 'node:util';
import { repository } from '../lib/server.mjs';
import { onBothDatabases } from '../lib/suite.mjs';

const load = process.env.PARLEY_LOAD ?? join(repository, 'bench/Load/bin/Release/net10.0/parley-load');
const seconds = process.env.PARLEY_LOAD_SECONDS ?? '2';

onBothDatabases('the load program', { users: 100, settings: { 'Limits:Enabled': 'false' } }, (server) => {
  const run = async (...args) => {
    const users = join(server().data, 'load-users');
    writeFileSync(users, server().people.map(({ id, token }) => `${id}\t${token}\n`).join(''));
    const { stdout } = await promisify(execFile)(load, ['--url', server().url, '--users', users, '--json', '--warmup', '1', ...args], { timeout: 300_000 });
    return JSON.parse(stdout.trim().split('\n').at(-1));
  };

  it('sends as fast as answers come, and everything acknowledged is delivered', { timeout: 300_000 }, async (t) => {
    const report = await run('--connections', '100', '--in-flight', '4', '--seconds', seconds);
    t.diagnostic(JSON.stringify(report));
    assert.equal(report.connections, 100);
    assert.deepEqual([report.errors, report.lost], [0, 0]);
    assert.ok(report.ackedPerSecond > 0 && report.deliveredPerSecond > 0); // how many is the machine's affair
  });

  it('sends at a rate', { timeout: 300_000 }, async (t) => {
    const report = await run('--connections', '100', '--rate', '500', '--seconds', seconds);
    t.diagnostic(JSON.stringify(report));
    assert.deepEqual([report.errors, report.lost], [0, 0]);
    assert.ok(report.ackedPerSecond > 0 && report.ackedPerSecond < 600, `${report.ackedPerSecond}/s`); // never more; less on a machine that is busy
  });
});
