import assert from 'node:assert/strict';
import { it } from 'node:test';
import { admin, all, operator, someone } from '../lib/admin.mjs';
import { eventually } from '../lib/market.mjs';
import { must } from '../lib/rest.mjs';
import { onBothDatabases } from '../lib/suite.mjs';

onBothDatabases('the audit trail', { users: 2, operator: true }, (server) => {
  it('verifies while the server runs, through a point noted before, and not through one that never was', async () => {
    const boss = await operator(server());
    const chief = await someone(server(), boss, 'admin');
    await eventually('a line', () => all(chief, '/audit', 50), (lines) => lines.some((line) => line.action === 'signedIn' && line.actorId === Number(chief.id)));
    const [, count, point] = /in order: (\d+) lines\.\nIt stands at (\S+)/.exec(await server().command('audit', 'verify'));
    assert.ok(Number(count) >= 2);
    await someone(server(), boss, 'agent');
    assert.match(await server().command('audit', 'verify', '--noted', point), /in order/);
    const other = `${point.slice(0, -1)}${point.endsWith('0') ? '1' : '0'}`;
    await assert.rejects(server().command('audit', 'verify', '--noted', other), /does not go through the line/);
    await assert.rejects(server().command('audit', 'verify', '--noted', 'x'), /--noted must be/);
    assert.equal((await admin(server(), server().people[0]).get('/audit')).status, 403);
  });
});

onBothDatabases('the audit trail of who does something for others', { users: 2, operator: true }, (server, name) => {
  const lines = async (by, action) => (await all(by, '/audit', 50)).filter((line) => line.action === action);

  it('has what is made, by a request and on the command line, and nothing of what was refused', async () => {
    const boss = await operator(server());
    const chief = await someone(server(), boss, 'admin');
    assert.deepEqual((await lines(boss, 'accountCreated')).map(({ targetId, detail }) => [targetId, detail])[0], [Number(chief.id), 'admin']);
    assert.ok((await lines(boss, 'accountCreated')).some((line) => line.detail === 'operator, command line' && !line.actorId));
    const made = must(200, await boss.post('/tenants', { name: 'New', subdomain: 'new-one' })).data;
    assert.deepEqual((await lines(boss, 'tenantCreated')).map((line) => line.targetId), [made.id]);
    assert.equal((await chief.post(`/users/${server().people[0].id}/ban`, { reason: '' })).status, 400);
    assert.deepEqual([await lines(boss, 'banned'), await lines(boss, 'unfinished')], [[], []]);
    await server().command('words', 'add', '笨蛋');
    assert.equal((await lines(boss, 'wordsChanged'))[0].detail, 'command line');
  });

  // The database takes no line of a ban meanwhile: the ban is done and its line is not kept, for as long as the test needs.
  it('tells of a ban whose line the process was killed before it could keep', { skip: name !== 'PostgreSQL' && 'a database that can be held up from outside' }, async () => {
    const boss = await operator(server());
    const [, person] = server().people;
    server().sql(`create function hold() returns trigger language plpgsql as 'begin perform pg_sleep(600); return new; end'`);
    server().sql('create trigger hold before insert on audit_log for each row when (new.action = 8) execute function hold()');
    const asked = boss.post(`/users/${person.id}/ban`, { reason: 'quickly' }).catch((fault) => fault);
    await eventually('the ban', () => admin(server(), person).get('/audit'), (answer) => answer.body.code === 'banned');
    await server().kill();
    await asked; // not answered, or by a slow machine after ten seconds of waiting for its line
    server().sql(`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep'`);
    server().sql('drop trigger hold on audit_log');
    server().settings['Audit:UnfinishedAfter'] = '1s';
    await server().launch();
    const again = await operator(server());
    const told = await eventually('the line', () => lines(again, 'unfinished'), (found) => found.length > 0);
    const [line] = told;
    assert.deepEqual(
      [told.length, line.actorId, line.targetId, line.detail],
      [1, Number(boss.id), Number(person.id), `POST /api/admin/users/${person.id}/ban`]);
    assert.deepEqual(await lines(again, 'banned'), []);
    assert.match(await server().command('audit', 'verify'), /in order/);
  });
});
