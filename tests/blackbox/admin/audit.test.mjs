import assert from 'node:assert/strict';
import { it } from 'node:test';
import { admin, all, operator, someone } from '../lib/admin.mjs';
import { eventually } from '../lib/market.mjs';
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
