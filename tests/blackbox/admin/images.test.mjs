import assert from 'node:assert/strict';
import { after, it } from 'node:test';
import { all, operator, someone } from '../lib/admin.mjs';
import { png, pdf, upload } from '../lib/files.mjs';
import { imageCheck } from '../lib/imagecheck.mjs';
import { onBothDatabases } from '../lib/suite.mjs';

const check = await imageCheck('a key');
after(() => check.close());
const settings = { 'ImageCheck:Url': check.url, 'ImageCheck:Key': 'a key', 'ImageCheck:Timeout': '3s' };
const picture = (wanted) => Buffer.concat([png, Buffer.from(`:${wanted}`)]);

onBothDatabases('the check of pictures', { users: 20, operator: true, settings }, (server) => {
  it('refuses what is blocked on every surface, takes what is allowed or flagged, and loses nothing when no verdict comes', async () => {
    const person = server().stranger();
    const send = (bytes, path = '/api/v1/files') => upload(server(), person, { bytes, name: 'a.png', type: 'image/png', path });
    for (const path of ['/api/v1/files', '/api/web/upload', '/api/chat/files']) {
      const answer = await send(picture('block'), path);
      if (answer.status !== 404) assert.deepEqual([answer.status, answer.body.code], [422, 'content_rejected'], path);
    }

    for (const wanted of ['allow', 'flag', 'hang', 'junk', 'huge', 'fail', 'maybe']) {
      const answer = await send(picture(wanted));
      assert.ok(answer.status === 200 || answer.status === 201, `${wanted}: ${answer.status} ${JSON.stringify(answer.body)}`);
    }

    assert.deepEqual(check.complaints, []);
    const last = check.seen.at(-1);
    assert.deepEqual([last.type, last.length], ['image/png', picture('maybe').length]);
    const before = check.seen.length;
    assert.ok((await upload(server(), person, { bytes: pdf, name: 'a.pdf', type: 'application/pdf' })).status < 300);
    assert.equal(check.seen.length, before); // pictures only
  });

  it('every picture that is taken without a good word is on record by then, however many there are', async () => {
    const chief = await someone(server(), await operator(server()), 'admin');
    const person = server().stranger();
    const take = async (bytes, name) => assert.ok((await upload(server(), person, { bytes, name, type: 'image/png' })).status < 300);
    for (let i = 0; i < 14; i++) await take(Buffer.concat([png, Buffer.from(`${i}:fail`)]), `${i}.png`);
    await take(picture('flag'), 'flagged.png');
    const found = await all(chief, `/hits?userId=${person.id}`);
    assert.equal(found.filter((hit) => hit.kind === 'uncheckedImage').length, 14);
    assert.deepEqual(found.filter((hit) => hit.kind === 'flaggedImage').map((hit) => hit.label), [`${'x'.repeat(98)}\u{1F600}`]);
  });
});
