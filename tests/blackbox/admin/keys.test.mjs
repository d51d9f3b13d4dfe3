// An old field key, from the day that a new one takes its place to its end, while people go on.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, it } from 'node:test';
import { eventually } from '../lib/market.mjs';
import { as, call, must } from '../lib/rest.mjs';
import { onBothDatabases } from '../lib/suite.mjs';
import { onWeb } from '../lib/web.mjs';

const phone = '+8613800138000';

onBothDatabases('an old field key', { users: 2, settings: { 'Auth:BcryptCost': '4' } }, (server) => {
  let people;
  before(async () => {
    people = [];
    for (let i = 0; i < 5; i++) {
      const { data } = must(200, await call(server(), 'POST', '/api/v1/auth/register', { body: { username: `keeper${i}`, password: 'correct horse 7 battery', phone, email: `k${i}@example.org` } }));
      people.push({ id: data.user.id, token: data.accessToken });
    }

    const web = onWeb(server(), people[0]);
    await web.data(web.post('/contact', { name: 'c', phone: '13800138001', idCard: '11010119900307123X', isSystemUser: false }));
  });

  const phones = async () => Promise.all(people.map(async (person) => must(200, await as(server(), person).get('/me')).data.phone));
  const file = () => join(server().data, 'keys.json');
  const refusal = async (...command) => (await server().command(...command).catch((failed) => failed)).stderr ?? 'it was done';

  it('is replaced, what it encrypted is encrypted anew, and it goes; all is read as before', async () => {
    assert.match(await server().command('keys', 'status'), /^field key 1 \(in use\): 12 fields\s*$/);
    await server().command('keys', 'rotate', '--kind', 'field');
    assert.match(await server().command('keys', 'status'), /key 1 \(in use\): 12 fields\s+field key 2 \(soon in use\): 0 fields/);
    assert.match(await server().command('keys', 'retire'), /before 1 are gone/); // there is none
    assert.equal(JSON.parse(readFileSync(file(), 'utf8')).added.length, 1);

    // As if a minute had gone by.
    const keys = JSON.parse(readFileSync(file(), 'utf8'));
    const first = keys.field;
    writeFileSync(file(), JSON.stringify({ ...keys, added: keys.added.map((added) => ({ ...added, from: 1 })) }));
    assert.match(await refusal('keys', 'retire'), /12 fields are encrypted with older keys still \(key 1: 12\)/);
    await eventually('the new key', () => server().output, (output) => /number 2 encrypts fields/.test(output));
    await server().command('keys', 'reseal');
    await eventually('the end of it', () => server().command('keys', 'status'), (status) => /key 1 \(old\): 0 fields\s+field key 2 \(in use\): 12 fields/.test(status));
    assert.deepEqual(await phones(), people.map(() => phone));

    assert.match(await server().command('keys', 'retire'), /before 2 are gone/);
    const left = JSON.parse(readFileSync(file(), 'utf8'));
    assert.ok(left.field !== first && left.firstField === 2 && !readFileSync(file(), 'utf8').includes(first));
    assert.match(await server().command('keys', 'status'), /^field key 2 \(in use\): 12 fields\s*$/);
    await server().terminate();
    await server().launch();
    assert.deepEqual(await phones(), people.map(() => phone));
    assert.equal((await onWeb(server(), people[0]).data(onWeb(server(), people[0]).get('/contact'))).records[0].phone, '13800138001');
    assert.equal(must(200, await as(server(), people[0]).get(`/users?q=${encodeURIComponent(phone)}`)).data.length > 0, true); // look-ups go by hash
    await server().command('keys', 'rotate', '--kind', 'field');
    assert.equal(JSON.parse(readFileSync(file(), 'utf8')).added.at(-1).id, 3);
  });
});
