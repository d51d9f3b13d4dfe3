import assert from 'node:assert/strict';
import { it } from 'node:test';
import { admin, all, operator, someone } from '../lib/admin.mjs';
import { download, png, upload } from '../lib/files.mjs';
import { body, im, socket } from '../lib/im.mjs';
import { eventually } from '../lib/market.mjs';
import { as, must } from '../lib/rest.mjs';
import { onBothDatabases } from '../lib/suite.mjs';

onBothDatabases('reports, words, the trail and jobs', { users: 30, operator: true, settings: { 'Moderation:Phones': 'mask' } }, (server) => {
  const say = (from, to, text) => im(server(), from).post('/send', { type: 'text', receiverId: Number(to.id), payload: { text } });

  it('a report is taken, resolved, and its reporter told', async () => {
    const boss = await operator(server());
    const [one, two] = [await someone(server(), boss, 'agent'), await someone(server(), boss, 'agent')];
    const [x, y] = server().pair();
    const bad = body(200, await say(y, x, 'bad words'));
    const report = body(201, await im(server(), x).post('/reports', { targetUserId: Number(y.id), messageId: bad.id, reason: 'abuse', detail: 'look' }));
    body(200, await im(server(), y).post('/recall', { messageId: bad.id }));

    const [seen] = (await all(one, '/reports?state=open')).filter((row) => row.id === report.id);
    assert.deepEqual(
      [seen.state, seen.reporterId, seen.targetUserId, seen.messageId, seen.reason, seen.evidenceType, seen.evidence],
      ['open', Number(x.id), Number(y.id), bad.id, 'abuse', 'text', 'bad words']);
    assert.equal(must(200, await one.post(`/reports/${report.id}/take`)).data.takenBy, Number(one.id));
    assert.equal((await two.post(`/reports/${report.id}/take`)).status, 409);
    assert.equal(body(200, await im(server(), x).post('/reports', { targetUserId: Number(y.id), messageId: bad.id, reason: 'abuse' })).id, report.id);
    const ended = must(200, await one.post(`/reports/${report.id}/resolve`, { note: '已警告' })).data;
    assert.deepEqual([ended.state, ended.closedBy, ended.note], ['resolved', Number(one.id), '已警告']);
    assert.equal((await two.post(`/reports/${report.id}/dismiss`)).status, 409);
    assert.equal(must(200, await two.get(`/reports/${report.id}`)).data.state, 'resolved');
    const told = must(200, await as(server(), x).get('/notifications')).items.find((item) => item.type === 'report');
    assert.doesNotMatch(JSON.stringify(told), /已警告/);

    assert.equal((await one.get('/reports/1')).status, 404);
    assert.equal((await one.get('/reports?state=new')).status, 400);
    assert.equal((await one.post(`/reports/${report.id}/dismiss`, { note: 'x'.repeat(1001) })).status, 400);
    assert.equal((await admin(server(), x).get('/reports')).status, 403);
  });

  it('nobody decides on a report by itself or about itself, nor reads by it', async () => {
    const boss = await operator(server());
    const [one, two] = [await someone(server(), boss, 'agent'), await someone(server(), boss, 'agent')];
    const x = server().stranger();
    const said = body(200, await say({ id: one.id, token: one.token }, x, 'rude'));
    const about = body(201, await im(server(), x).post('/reports', { targetUserId: Number(one.id), messageId: said.id, reason: 'abuse' }));
    const answer = body(200, await say(x, { id: one.id }, 'well'));
    const by = body(201, await im(server(), one).post('/reports', { targetUserId: Number(x.id), messageId: answer.id, reason: 'abuse' }));
    for (const { id } of [about, by]) {
      assert.equal((await one.get(`/reports/${id}`)).status, 403);
      assert.equal((await one.get(`/reports/${id}/messages`)).status, 403);
      assert.equal((await one.get(`/reports/${id}/file`)).status, 403);
      for (const step of ['take', 'resolve', 'dismiss']) assert.equal((await one.post(`/reports/${id}/${step}`)).status, 403);
    }

    assert.deepEqual((await all(one, '/reports')).filter((row) => [about.id, by.id].includes(row.id)), []);
    assert.equal((await all(two, '/reports')).filter((row) => [about.id, by.id].includes(row.id)).length, 2);
    must(200, await two.post(`/reports/${about.id}/resolve`));
  });

  it('words hold at once, in their tenant', async () => {
    const chief = await someone(server(), await operator(server()), 'admin');
    const [x, y] = server().pair();
    must(200, await chief.post('/words', { words: ['枪支', '傻瓜'], action: 'reject' }));
    must(200, await chief.post('/words', { words: ['笨蛋'], action: 'mask' }));
    assert.equal((await say(x, y, '卖 枪 支')).body.code, 'content_rejected');
    assert.equal(body(200, await say(x, y, '你笨蛋')).payload.text, '你**');
    assert.deepEqual((await all(chief, '/words')).map((row) => [row.word, row.action]).sort(), [['傻瓜', 'reject'], ['枪支', 'reject'], ['笨蛋', 'mask']].sort());
    must(200, await chief.delete(`/words/${encodeURIComponent('枪支')}`));
    body(200, await say(x, y, '卖 枪 支'));
    assert.equal((await chief.delete(`/words/${encodeURIComponent('枪支')}`)).status, 404);
    for (const word of ['賣/買.example', '50%2F折', '..']) {
      must(200, await chief.post('/words', { words: [word] }));
      const path = word === '..' ? '/words?word=..' : `/words/${encodeURIComponent(word)}`;
      must(200, await chief.delete(path));
      assert.equal((await chief.delete(path)).status, 404);
    }

    assert.equal((await chief.delete('/words')).body.code, 'missing_field');
    assert.equal((await chief.delete('/words?word=a%00b')).status, 404);
    for (const bad of [{}, { words: [] }, { words: [' '] }, { words: ['x'.repeat(65)] }, { words: ['a'], action: 'burn' }]) assert.equal((await chief.post('/words', bad)).status, 400);
  });

  it('a number is masked beside a text as in it', async () => {
    const [x, y] = server().pair();
    const send = (type, payload) => im(server(), x).post('/send', { type, receiverId: Number(y.id), payload });
    body(200, await send('text', { text: '打我 13812345678' }));
    body(200, await send('location', { lat: 31.2, lng: 121.5, address: '打我 13812345678' }));
    body(200, await send('image', { url: 'https://pictures.example/13812345678.jpg' }));
    const seen = body(200, await im(server(), y).get(`/history?peerId=${x.id}`)).map((message) => message.payload);
    assert.deepEqual([seen[0].text, seen[1].address, seen[2].url], ['打我 138****5678', '打我 138****5678', 'https://pictures.example/138****5678.jpg']);

    const file = body(201, await upload(server(), x, { bytes: png, name: '打我 13812345678.png', type: 'image/png' }));
    const given = await download(server(), `/api/v1/files/${file.data?.id ?? file.id ?? file.file_id}`, { token: x.token });
    assert.match(decodeURIComponent(given.headers.get('content-disposition')), /filename\*=UTF-8''打我 138\*{4}5678\.png/);
    assert.doesNotMatch(given.headers.get('content-disposition'), /13812345678/);
  });

  it('a ban closes what is open, is in the trail, and is reversed', async () => {
    const chief = await someone(server(), await operator(server()), 'admin');
    const [person] = server().strangers(1);
    const client = await socket(server(), person);
    const gone = new Promise((done) => client.socket.once('close', done));
    must(200, await chief.post(`/users/${person.id}/ban`, { reason: '骚扰', minutes: 60 }));
    assert.equal(await gone, 4003);
    assert.equal((await im(server(), person).get('/unread')).status, 403);
    must(200, await chief.post(`/users/${person.id}/unban`, { reason: '申诉成立' }));
    assert.equal((await im(server(), person).get('/unread')).status, 200);
    const ofPerson = async () => (await all(chief, '/audit', 50)).filter((line) => line.targetId === Number(person.id));
    const trail = await eventually('two lines', ofPerson, (lines) => lines.length >= 2);
    assert.deepEqual(trail.map((line) => [line.action, line.actorId]), [['freed', Number(chief.id)], ['banned', Number(chief.id)]]);
    assert.equal((await admin(server(), person).get('/audit')).status, 403);
  });

  it('jobs are for operators', async () => {
    const boss = await operator(server());
    const chief = await someone(server(), boss, 'admin');
    must(200, await boss.get('/jobs?state=dead'));
    assert.equal((await boss.get('/jobs?state=lost')).status, 400);
    assert.equal((await boss.post('/jobs/12/retry')).status, 404);
    assert.equal((await boss.delete('/jobs/12')).status, 404);
    assert.equal((await chief.get('/jobs')).status, 403);
  });
});
