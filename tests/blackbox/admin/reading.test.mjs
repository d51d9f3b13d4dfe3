// What those who look after a tenant may read of what people write: what was said around a report, and what the rules on content found; each reading is in the trail.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { admin, all, elsewhere, operator, someone } from '../lib/admin.mjs';
import { download, png, upload } from '../lib/files.mjs';
import { body, im } from '../lib/im.mjs';
import { eventually } from '../lib/market.mjs';
import { call, must } from '../lib/rest.mjs';
import { onBothDatabases } from '../lib/suite.mjs';

onBothDatabases('reading as an operator', { users: 30, operator: true, settings: { 'Limits:Enabled': 'false' } }, (server) => {
  const say = (from, to, text) => im(server(), from).post('/send', { type: 'text', receiverId: Number(to.id), payload: { text } });
  const trail = async (by, action) => (await all(by, '/audit', 50)).filter((line) => line.action === action);

  it('a conversation is read around a report, by who decides on it, and each reading is written down', async () => {
    const boss = await operator(server());
    const [agent, stranger] = [await someone(server(), boss, 'agent'), await elsewhere(server(), boss, 'admin')];
    const [x, y] = server().pair();
    const first = body(200, await say(x, y, '你好'));
    const older = body(200, await say(y, x, '没事'));
    body(200, await im(server(), y).post('/recall', { messageId: older.id }));
    const gone = body(200, await say(y, x, '算了'));
    const bad = body(200, await say(y, x, 'bad words'));
    const report = body(201, await im(server(), x).post('/reports', { targetUserId: Number(y.id), messageId: bad.id, reason: 'abuse' }));
    for (const message of [gone, bad]) body(200, await im(server(), y).post('/recall', { messageId: message.id }));
    const last = body(200, await say(x, y, '再见'));

    const rows = await all(agent, `/reports/${report.id}/messages`);
    assert.deepEqual(rows.map((row) => [row.id, row.senderId, row.type, row.text, row.recalled, row.reported]), [
      [last.id, Number(x.id), 'text', '再见', undefined, undefined],
      [bad.id, Number(y.id), 'text', 'bad words', true, true],
      [gone.id, Number(y.id), 'text', '算了', true, undefined],
      [older.id, Number(y.id), 'text', undefined, true, undefined],
      [first.id, Number(x.id), 'text', '你好', undefined, undefined],
    ]);
    assert.ok(rows.every((row) => row.senderName && row.createdAt));
    const read = await eventually('two lines', () => trail(boss, 'reportedConversationRead'), (lines) => lines.length >= 2);
    assert.ok(read.every((line) => line.actorId === Number(agent.id) && line.targetId === report.id && /^conversation \d+$/.test(line.detail)));

    assert.equal((await agent.get(`/reports/${report.id}/messages?after=x`)).body.field, 'after');
    assert.equal((await agent.get('/reports/12/messages')).status, 404);
    assert.equal((await agent.get('/reports/none/messages')).status, 404);
    assert.equal((await stranger.get(`/reports/${report.id}/messages`)).status, 404);
    assert.equal((await admin(server(), x).get(`/reports/${report.id}/messages`)).status, 403);
    assert.equal((await call(server(), 'GET', `/api/admin/reports/${report.id}/messages`)).status, 401);
    const person = body(201, await im(server(), x).post('/reports', { targetUserId: Number(y.id), reason: 'abuse' }));
    assert.equal((await agent.get(`/reports/${person.id}/messages`)).status, 404);
  });

  it('what stood beside a text is evidence too, and the file can be opened', async () => {
    const boss = await operator(server());
    const [agent, stranger] = [await someone(server(), boss, 'agent'), await elsewhere(server(), boss, 'agent')];
    const [x, y] = server().pair();
    const file = must(201, await upload(server(), y, { bytes: png, name: '图.png', type: 'image/png' }));
    const report = async (type, payload) => {
      const sent = body(200, await im(server(), y).post('/send', { type, receiverId: Number(x.id), payload }));
      const made = body(201, await im(server(), x).post('/reports', { targetUserId: Number(y.id), messageId: sent.id, reason: 'abuse' }));
      body(200, await im(server(), y).post('/recall', { messageId: sent.id }));
      return { ...must(200, await agent.get(`/reports/${made.id}`)).data, rows: await all(agent, `/reports/${made.id}/messages`) };
    };
    const place = await report('location', { lat: 31.2, lng: 121.5, address: '我家' });
    assert.deepEqual([place.evidenceType, place.evidenceData], ['location', { lat: 31.2, lng: 121.5, address: '我家' }]);
    assert.deepEqual(place.rows.find((row) => row.reported).data, place.evidenceData);
    const outside = await report('image', { url: 'https://pictures.example/a.png' });
    assert.equal(outside.evidenceData.url, 'https://pictures.example/a.png');
    const own = await report('image', { url: file.url ?? file.file_url });
    assert.ok(own.evidenceFileId);
    const path = (id) => `/api/admin/reports/${id}/file`;
    const opened = await download(server(), path(own.id), { token: agent.token });
    assert.equal(opened.status, 200);
    assert.deepEqual(opened.bytes, png);
    await eventually('a line', () => trail(boss, 'reportedConversationRead'), (lines) => lines.some((line) => line.targetId === own.id && line.detail === `file ${own.evidenceFileId}`));
    assert.equal((await download(server(), path(outside.id), { token: agent.token })).status, 404);
    assert.equal((await download(server(), path(own.id), { token: stranger.token })).status, 404);
    assert.equal((await download(server(), path(own.id), { token: x.token })).status, 403);
    assert.equal((await download(server(), path(own.id))).status, 401);
  });

  it('the files of messages around the reported one can be opened, and no others', async () => {
    const boss = await operator(server());
    const [agent, stranger] = [await someone(server(), boss, 'agent'), await elsewhere(server(), boss, 'agent')];
    const [x, y] = server().pair();
    const picture = async (to) => {
      const file = must(201, await upload(server(), y, { bytes: png, name: '图.png', type: 'image/png' }));
      return body(200, await im(server(), y).post('/send', { type: 'image', receiverId: Number(to.id), payload: { url: file.url ?? file.file_url } }));
    };
    const [gone, near] = [await picture(x), await picture(x)];
    body(200, await im(server(), y).post('/recall', { messageId: gone.id }));
    const bad = body(200, await say(y, x, 'bad words'));
    const report = body(201, await im(server(), x).post('/reports', { targetUserId: Number(y.id), messageId: bad.id, reason: 'abuse' }));
    body(200, await im(server(), y).post('/recall', { messageId: near.id }));
    const elsewhereSent = await picture(server().stranger());

    const rows = await all(agent, `/reports/${report.id}/messages`);
    const shown = rows.find((row) => row.id === near.id);
    assert.ok(shown.fileId && shown.kept && shown.recalled);
    const open = (message, who, of = report.id) => download(server(), `/api/admin/reports/${of}/messages/${message}/file`, { token: who.token });
    const opened = await open(near.id, agent);
    assert.deepEqual([opened.status, opened.bytes], [200, png]);
    await eventually('a line', () => trail(boss, 'reportedConversationRead'), (lines) => lines.some((line) => line.targetId === report.id && line.detail === `file ${shown.fileId}`));
    for (const other of [gone.id, bad.id, elsewhereSent.id, 12, 'none']) assert.equal((await open(other, agent)).status, 404, `${other}`);
    assert.equal((await open(near.id, stranger)).status, 404);
    assert.equal((await open(near.id, agent, 12)).status, 404);
    assert.equal((await open(near.id, x)).status, 403);
    assert.equal((await open(near.id, {})).status, 401);
    const person = body(201, await im(server(), x).post('/reports', { targetUserId: Number(y.id), reason: 'abuse' }));
    assert.equal((await open(near.id, agent, person.id)).status, 404);
  });

  it('no more is read of it than what stands near the report', async () => {
    const agent = await someone(server(), await operator(server()), 'agent');
    const [x, y] = server().pair();
    const sent = [];
    for (let i = 0; i < 260; i++) sent.push(body(200, await say(i % 2 ? x : y, i % 2 ? y : x, `${i}`)));
    const report = body(201, await im(server(), x).post('/reports', { targetUserId: Number(y.id), messageId: sent[204].id, reason: 'abuse' }));
    const texts = (await all(agent, `/reports/${report.id}/messages`, 100)).map((row) => row.text);
    assert.deepEqual(texts, sent.slice(4, 255).map((_, i) => `${i + 4}`).reverse());
    const beyond = must(200, await agent.get(`/reports/${report.id}/messages?after=${260}&limit=1`));
    assert.equal(beyond.data[0].text, '254');
    assert.deepEqual(must(200, await agent.get(`/reports/${report.id}/messages?after=4`)).data, []);
  });

  it('what the rules found is listed by kind and person, and read one by one', async () => {
    const boss = await operator(server());
    const [chief, agent, stranger] = [await someone(server(), boss, 'admin'), await someone(server(), boss, 'agent'), await elsewhere(server(), boss, 'admin')];
    const [x, y] = server().pair();
    must(200, await chief.post('/words', { words: ['枪支'], action: 'reject' }));
    must(200, await chief.post('/words', { words: ['彩票'], action: 'flag' }));
    assert.equal((await say(x, y, '卖枪支')).body.code, 'content_rejected');
    const kept = body(200, await say(x, y, '买彩票'));
    const mine = () => all(chief, `/hits?userId=${x.id}`, 1);
    const rows = await eventually('two hits', mine, (found) => found.length === 2);
    assert.deepEqual(
      rows.map((row) => [row.kind, row.userId, row.messageId, row.label, row.text]),
      [['flaggedWord', Number(x.id), kept.id, '彩票', undefined], ['rejectedWord', Number(x.id), undefined, '枪支', undefined]]);
    assert.deepEqual((await all(chief, `/hits?kind=flaggedWord&userId=${x.id}`)).map((row) => row.id), [rows[0].id]);
    assert.deepEqual(await all(chief, `/hits?userId=${y.id}`), []);
    assert.equal(must(200, await chief.get(`/hits/${rows[1].id}`)).data.text, '卖枪支');
    await eventually('a line', () => trail(boss, 'hitRead'), (lines) => lines.some((line) => line.targetId === rows[1].id && line.actorId === Number(chief.id)));

    assert.equal((await chief.get('/hits?kind=masked')).body.field, 'kind');
    assert.equal((await chief.get('/hits?userId=nobody')).body.field, 'userId');
    assert.equal((await chief.get('/hits/12')).status, 404);
    assert.equal((await agent.get('/hits')).status, 403);
    assert.equal((await agent.get(`/hits/${rows[0].id}`)).status, 403);
    assert.deepEqual(must(200, await stranger.get('/hits')).data, []);
    assert.equal((await stranger.get(`/hits/${rows[0].id}`)).status, 404);
  });
});
