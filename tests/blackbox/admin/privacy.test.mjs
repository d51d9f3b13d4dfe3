import assert from 'node:assert/strict';
import { it } from 'node:test';
import { admin, operator, someone } from '../lib/admin.mjs';
import { download, png, upload } from '../lib/files.mjs';
import { body, im, socket } from '../lib/im.mjs';
import { eventually } from '../lib/market.mjs';
import { as, call, must } from '../lib/rest.mjs';
import { onBothDatabases } from '../lib/suite.mjs';
import { unzip } from '../lib/zip.mjs';

const phone = '+8613800138000';
const password = 'correct horse 7 battery';
let serial = 0;

onBothDatabases('a person\'s data', { users: 6, operator: true }, (server) => {
  const join = async (name) => {
    const { data } = must(200, await call(server(), 'POST', '/api/v1/auth/register', { body: { username: `${name}${++serial}`, password, displayName: `Display ${name}`, phone, email: `${name}${serial}@example.org` } }));
    return { id: String(data.user.numericId), token: data.accessToken, refreshToken: data.refreshToken, username: data.user.username };
  };
  const until = (look) => eventually('it', look);
  const ready = (by, path) => until(async () => {
    const { data } = must(200, await by.get(path));
    return data.state === 'ready' && data;
  });

  it('is copied for the person alone, also where an admin asked for it', async () => {
    const boss = await operator(server());
    const chief = await someone(server(), boss, 'admin');
    const [ann, other] = [await join('ann'), server().stranger()];
    body(200, await im(server(), ann).post('/send', { receiverId: Number(other.id), type: 'text', payload: { text: 'my own words' } }));
    body(200, await im(server(), other).post('/send', { receiverId: Number(ann.id), type: 'text', payload: { text: 'words of another' } }));
    body(200, await im(server(), ann).post('/send', { receiverId: Number(other.id), type: 'location', payload: { lat: 31.2, lng: 121.5, address: 'my own place' } }));
    const file = body(201, await upload(server(), ann, { bytes: png, name: '我.png', type: 'image/png' }));
    const fileId = file.data?.id ?? file.id ?? file.file_id;
    await chief.post(`/users/${ann.id}/ban`, { reason: 'by mistake', minutes: 1 });
    await chief.post(`/users/${ann.id}/unban`, { reason: 'sorry' });
    assert.equal((await as(server(), ann).get('/me/export')).status, 404);
    must(200, await as(server(), ann).post('/me/export'));
    const { url } = await ready(as(server(), ann), '/me/export');
    const given = await download(server(), url);
    assert.equal(given.headers.get('content-type'), 'application/zip');
    const parts = unzip(given.bytes);
    const copy = JSON.parse(parts.get('data.json'));
    assert.deepEqual(copy.files.map((one) => one.name), ['我.png']);
    assert.deepEqual([...parts.keys()], ['data.json', `files/${copy.files[0].id}-我.png`]);
    assert.ok(parts.get(`files/${copy.files[0].id}-我.png`).equals(png));
    assert.equal((await download(server(), `/api/v1/files/${fileId}`, { token: ann.token })).status, 200);
    assert.deepEqual(copy.signIns.map((one) => [one.action, one.address]), [['signedIn', '127.0.0.1']]);
    assert.deepEqual([copy.profile[0].username, copy.profile[0].phone], [ann.username, phone]);
    assert.deepEqual(copy.messages.map((message) => message.text), ['my own words', 'my own place']);
    assert.equal(JSON.parse(copy.messages[1].data).lat, 31.2);
    assert.deepEqual([copy.bans[0].reason, copy.bans[0].lift_reason], ['by mistake', 'sorry']);
    assert.equal(copy.conversations.length, 1);
    for (const section of ['devices', 'reviews', 'payments', 'orderSteps']) assert.ok(Array.isArray(copy[section]), section);
    assert.ok(!JSON.stringify(copy).includes('words of another') && !JSON.stringify(copy).includes('password'));

    for (const { data } of [must(200, await chief.post(`/users/${ann.id}/export`)), must(200, await chief.get(`/users/${ann.id}/export`))])
      assert.deepEqual([data.state, data.url], ['ready', undefined]); // of this hour already, and not the admin's to read
    const lines = await until(async () => {
      const seen = must(200, await chief.get('/audit?limit=100')).data.filter((line) => line.targetId === Number(ann.id) && line.action.startsWith('data'));
      return seen.length >= 3 && seen;
    });
    assert.deepEqual([...new Set(lines.map((line) => `${line.action} ${line.actorId}`))].sort(), [`dataExported ${ann.id}`, `dataExported ${chief.id}`, `dataHandedOut ${ann.id}`].sort());

    const bea = await join('bea');
    must(200, await chief.post(`/users/${bea.id}/export`));
    const told = body(200, await call(server(), 'GET', '/api/v1/notifications', { token: bea.token }));
    assert.match(JSON.stringify(told), /个人数据副本/);
    assert.ok((await ready(as(server(), bea), '/me/export')).url);
    assert.equal((await admin(server(), other).post(`/users/${ann.id}/export`)).status, 403);
    const agent = await someone(server(), boss, 'agent');
    assert.equal((await agent.get(`/users/${ann.id}/export`)).status, 403);
    assert.equal((await chief.post(`/users/${boss.id}/export`)).status, 403);
    assert.equal((await chief.post('/users/1/export')).status, 404);
  });

  it('goes with the account: no name, no sign-in, no connection, no file; what was said stays', async () => {
    const [ben, other] = [await join('benedict'), server().stranger()];
    const file = body(201, await upload(server(), ben, { bytes: png, name: 'me.png', type: 'image/png' }));
    const fileId = file.data?.id ?? file.id ?? file.file_id;
    body(200, await im(server(), ben).post('/send', { receiverId: Number(other.id), type: 'text', payload: { text: 'this stays' } }));
    assert.equal(must(200, await as(server(), other).get('/users?q=benedict')).data.length, 1);
    assert.equal((await download(server(), `/api/v1/files/${fileId}`, { token: ben.token })).status, 200);
    const client = await socket(server(), ben);
    const gone = new Promise((done) => client.socket.once('close', done));

    assert.equal((await call(server(), 'DELETE', '/api/v1/me', { token: ben.token, body: { password: 'wrong enough' } })).status, 401);
    assert.equal((await call(server(), 'DELETE', '/api/v1/me', { token: ben.token, body: {} })).status, 401);
    must(200, await call(server(), 'DELETE', '/api/v1/me', { token: ben.token, body: { password } }));
    await gone;
    for (const attempt of [
      await as(server(), ben).get('/me'),
      await call(server(), 'POST', '/api/v1/auth/refresh', { body: { refreshToken: ben.refreshToken } }),
      await call(server(), 'POST', '/api/v1/auth/login', { body: { username: ben.username, password } }),
    ]) assert.ok([401, 403].includes(attempt.status), String(attempt.status));

    assert.equal(must(200, await as(server(), other).get('/users?q=benedict')).data.length, 0);
    assert.equal(must(200, await as(server(), other).get(`/users?q=${encodeURIComponent(phone)}`)).data.filter((one) => String(one.numericId ?? one.id) === ben.id).length, 0);
    assert.deepEqual(body(200, await im(server(), other).get(`/history?peerId=${ben.id}`)).map((message) => message.payload.text), ['this stays']);
    const boss = await operator(server());
    const { user, phone: left, email, realName } = must(200, await boss.get(`/users/${ben.id}`)).data;
    assert.deepEqual([user.displayName, user.username, left, email, realName], ['deleted user', `deleted-${ben.id}`, undefined, undefined, undefined]);
    const later = await until(async () => { // done, and once more in a minute for what was under way
      const { data } = (await boss.get('/jobs?kind=privacy.erase')).body;
      return data.length > 0 && data.every((job) => job.state === 'waiting' && Date.parse(job.dueAt) > Date.now() + 5_000) && data;
    });
    assert.equal(later.length, 1);
    assert.equal((await download(server(), `/api/v1/files/${fileId}`, { token: other.token })).status, 404);
    assert.equal((await boss.post(`/users/${ben.id}/erase`)).status, 404); // once is enough
    const again = must(200, await call(server(), 'POST', '/api/v1/auth/register', { body: { username: ben.username, password } })); // the name is free
    assert.notEqual(String(again.data.user.numericId), ben.id);
  });

  it('is not a way to guess a password: what is tried at the erasure counts as a sign-in', async () => {
    const [dora, boss] = [await join('dora'), await operator(server())];
    const answers = [];
    while (!answers.includes(429)) {
      answers.push((await call(server(), 'DELETE', '/api/v1/me', { token: dora.token, body: { password: 'wrong enough' } })).status);
      assert.ok(answers.length < 60 && [401, 429].includes(answers.at(-1)), answers.join());
    }
    assert.equal((await call(server(), 'POST', '/api/v1/me/password', { token: dora.token, body: { currentPassword: password, newPassword: `${password} 2` } })).status, 429);
    await until(async () => must(200, await boss.get('/audit?limit=100')).data.some((line) => line.action === 'signInFailed' && line.actorId === Number(dora.id)));
  });

  it('is erased by an admin for those below it in its tenant', async () => {
    const boss = await operator(server());
    const [chief, other] = [await someone(server(), boss, 'admin'), await someone(server(), boss, 'admin')];
    const carl = await join('carl');
    assert.equal((await admin(server(), server().stranger()).post(`/users/${carl.id}/erase`)).status, 403);
    assert.equal((await chief.post(`/users/${other.id}/erase`)).status, 403);
    assert.equal((await chief.post(`/users/${chief.id}/erase`)).status, 400);
    must(200, await chief.post(`/users/${carl.id}/erase`));
    assert.equal((await as(server(), carl).get('/me')).status, 403);
    await until(async () => must(200, await chief.get('/audit?limit=100')).data.some((line) => line.action === 'accountErased' && line.targetId === Number(carl.id)));
  });
});
