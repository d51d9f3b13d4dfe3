import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { after, it } from 'node:test';
import { all, elsewhere, operator, someone } from '../lib/admin.mjs';
import { download, png, pdf, upload } from '../lib/files.mjs';
import { body, im } from '../lib/im.mjs';
import { imageCheck } from '../lib/imagecheck.mjs';
import { eventually } from '../lib/market.mjs';
import { must } from '../lib/rest.mjs';
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
    const [flagged] = found.filter((hit) => hit.kind === 'flaggedImage');
    assert.equal(flagged.label, `${'x'.repeat(98)}\u{1F600}`);
    const file = (hit, who) => download(server(), `/api/admin/hits/${hit.id}/file`, { token: who.token });
    const opened = await file(flagged, chief);
    assert.deepEqual([opened.status, opened.bytes], [200, picture('flag')]);
    assert.equal(must(200, await chief.get(`/hits/${flagged.id}`)).data.text, 'flagged.png');
    await eventually('a line', () => all(chief, '/audit', 50), (lines) => lines.some((line) => line.action === 'hitRead' && line.detail === `file ${flagged.fileId}`));
    assert.equal((await file(flagged, person)).status, 403);
    assert.equal((await file(flagged, await elsewhere(server(), await operator(server()), 'admin'))).status, 404);
    const other = server().stranger();
    assert.equal((await upload(server(), other, { bytes: picture('block'), name: 'b.png', type: 'image/png' })).status, 422);
    const [blocked] = await all(chief, `/hits?userId=${other.id}&kind=blockedImage`);
    assert.equal(blocked.fileId, undefined);
    assert.equal((await file(blocked, chief)).status, 404);
  });

  it('a picture elsewhere is checked by its address once its message is there, and never fetched', async () => {
    const chief = await someone(server(), await operator(server()), 'admin');
    let asked = 0;
    const outside = createServer(() => asked++).listen(0, '127.0.0.1');
    await once(outside, 'listening');
    const [x, y] = server().pair();
    const address = (wanted) => `https://127.0.0.1:${outside.address().port}/${wanted}`;
    const sent = {};
    for (const wanted of ['allow', 'flag', 'hang', 'junk', 'fail', 'block']) sent[wanted] = body(200, await im(server(), x).post('/send', { type: 'image', receiverId: Number(y.id), payload: { url: address(wanted) } }));

    const mine = async (kind) => (await all(chief, `/hits?userId=${x.id}&kind=${kind}`)).map((hit) => [hit.messageId, hit.label]);
    assert.deepEqual(await eventually('a flag', () => mine('flaggedImage'), (found) => found.length === 1), [[sent.flag.id, `${'x'.repeat(98)}\u{1F600}`]]);
    assert.deepEqual(await eventually('a block', () => mine('blockedImage'), (found) => found.length === 1), [[sent.block.id, 'gambling']]);
    const unchecked = await eventually('those without an answer', () => mine('uncheckedImage'), (found) => found.length === 3);
    assert.deepEqual(unchecked.map(([id]) => id).sort(), [sent.hang.id, sent.junk.id, sent.fail.id].sort());
    const history = () => im(server(), y).get(`/history?peerId=${x.id}`).then((answer) => body(200, answer));
    const shown = (await eventually('the withdrawal', history, (rows) => rows.some((row) => row.id === sent.block.id && !row.payload?.url))).filter((row) => row.payload?.url);
    assert.deepEqual(shown.map((row) => row.payload.url).sort(), ['allow', 'flag', 'hang', 'junk', 'fail'].map(address).sort());
    const [hit] = await all(chief, `/hits?userId=${x.id}&kind=blockedImage`);
    assert.equal(must(200, await chief.get(`/hits/${hit.id}`)).data.text, address('block'));

    const question = check.seen.find((one) => one.url === address('allow'));
    assert.deepEqual([question.type, question.message], ['application/json', `${sent.allow.id}`]);
    assert.deepEqual(check.complaints, []);
    assert.equal(asked, 0);
    outside.close();
  });
});
