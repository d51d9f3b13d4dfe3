// Settings that an operator sees, and those that are changed while the server runs.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { admin, all, elsewhere, operator, someone } from '../lib/admin.mjs';
import { body, im } from '../lib/im.mjs';
import { eventually } from '../lib/market.mjs';
import { call, must } from '../lib/rest.mjs';
import { onBothDatabases } from '../lib/suite.mjs';

const settings = { 'Emergency:Phone': '400-800-1234', 'Limits:Reports:Permits': '7' };

onBothDatabases('settings', { users: 20, operator: true, settings }, (server) => {
  const say = (from, to, text) => im(server(), from).post('/send', { type: 'text', receiverId: Number(to.id), payload: { text } });
  const one = async (boss, name) => must(200, await boss.get('/settings')).data.find((setting) => setting.name === name);

  it('are listed with where they come from, and no secret', async () => {
    const boss = await operator(server());
    const list = must(200, await boss.get('/settings')).data;
    const of = (name) => list.find((setting) => setting.name === name);
    assert.ok(list.length > 150);
    assert.deepEqual([of('Moderation:BanThreshold').value, of('Moderation:BanThreshold').source, of('Moderation:BanThreshold').changeable], ['15', 'default', true]);
    assert.deepEqual([of('Emergency:Phone').value, of('Emergency:Phone').source], ['400-800-1234', 'commandLine']);
    assert.deepEqual([of('Limits:Reports:Permits').value, of('Limits:Reports:Permits').defaultValue], ['7', '20']);
    assert.deepEqual([of('Moderation:Window').value, of('Moderation:Window').unit], ['3d', 'time']);
    assert.ok(of('Moderation:Window').description && /from 1m to 90d/.test(of('Moderation:Window').allowed));
    assert.deepEqual([of('Limits:SignInAccount:Permits').changeable, of('Limits:RestUser:Permits').changeable, of('Data').changeable], [false, false, false]);
    for (const name of ['Auth:SigningKey', 'Database', 'Redis', 'Mail:Password', 'ImageCheck:Key']) assert.deepEqual([of(name).secret, of(name).value], [true, undefined], name);
    assert.doesNotMatch(JSON.stringify(list), /postgres:\/\/|sqlite:/);
  });

  it('say what they do in the language that is asked for', async () => {
    const { token } = await operator(server());
    const said = async (language) => must(200, await call(server(), 'GET', '/api/admin/settings', { token, headers: { 'accept-language': language } })).data
      .filter(({ changeable }) => changeable).map(({ description }) => description);
    const [chinese, english] = [await said('zh-CN'), await said('en')];
    assert.ok(chinese.length > 100);
    for (const text of chinese) assert.match(text, /\p{Script=Han}.*。$/u);
    for (const text of english) assert.match(text, /^[\x20-\x7e]+\.$/);
  });

  it('hold at once when they are changed, and again what was configured when that is taken back', async () => {
    const boss = await operator(server());
    const [x, y] = server().pair();
    const number = '我的电话是13812345678';
    assert.equal(body(200, await say(x, y, number)).payload.text, number);
    const set = must(200, await boss.put('/settings/moderation:phones', { value: 'mask' })).data;
    assert.deepEqual([set.name, set.value, set.source], ['Moderation:Phones', 'mask', 'operator']);
    assert.equal(body(200, await say(x, y, number)).payload.text, '我的电话是138****5678');
    must(200, await boss.put('/settings/Moderation:Phones', { value: 'reject' }));
    assert.equal((await say(x, y, number)).body.code, 'content_rejected');
    assert.deepEqual((({ value, source }) => [value, source])(must(200, await boss.delete('/settings/Moderation:Phones')).data), [undefined, 'default']);
    assert.equal(body(200, await say(x, y, number)).payload.text, number);

    assert.equal(must(200, await boss.put('/settings/Limits:Reports:Permits', { value: 2 })).data.value, '2');
    must(200, await boss.put('/settings/Limits:Reports:Window', { value: '1d' }));
    const statuses = [];
    for (let i = 0; i < 4; i++) statuses.push((await im(server(), x).post('/reports', { targetUserId: Number(y.id), reason: `r${i}` })).status);
    assert.ok(statuses.includes(429), statuses.join());
    must(200, await boss.delete('/settings/Limits:Reports:Permits'));
    must(200, await boss.delete('/settings/Limits:Reports:Window'));
    assert.equal((await one(boss, 'Limits:Reports:Permits')).value, '7');

    must(200, await boss.put('/settings/Emergency:Phone', { value: '400-900-0000' }));
    assert.equal(body(200, await im(server(), x).post('/emergency', { orderId: 990_001 })).phone, '4009000000');
    must(200, await boss.delete('/settings/Emergency:Phone'));

    const trail = () => all(boss, '/audit', 50);
    const lines = await eventually('the trail', trail, (rows) => ['"400-900-0000" -> "400-800-1234"', '"400-800-1234" -> "400-900-0000"'].every((change) => rows.some((row) => row.detail === `Emergency:Phone: ${change}`)));
    assert.ok(lines.some((row) => row.action === 'settingChanged' && row.actorId === Number(boss.id) && row.detail === 'Moderation:Phones: "mask" -> "reject"'));
    assert.ok(lines.some((row) => row.action === 'settingReset' && row.detail === 'Limits:Reports:Permits: "2" -> "7"'));
  });

  it('are judged like a configuration, and changed by operators only', async () => {
    const boss = await operator(server());
    const [chief, other] = [await someone(server(), boss, 'admin'), await elsewhere(server(), boss, 'admin')];
    for (const [name, value, wrong] of [
      ['Moderation:Window', 'soon', /Moderation:Window must be a time from 1m to 90d/],
      ['Moderation:Window', '91d', /from 1m to 90d/],
      ['Moderation:BanThreshold', 0, /a whole number from 1 to 10000/],
      ['Moderation:AutomaticBans', 'maybe', /true or false/],
      ['Moderation:Cards', 'burn', /one of reject, mask, flag/],
      ['Emergency:Phone', 'call me', /a phone number/],
      ['Limits:Links:Permits', -1, /a whole number/],
    ]) {
      const { status, body: refused } = await boss.put(`/settings/${name}`, { value });
      assert.deepEqual([status, refused.code, refused.field], [400, 'invalid_field', 'value'], name);
      assert.match(refused.message, wrong);
      assert.notEqual((await one(boss, name)).source, 'operator');
    }
    for (const bad of [{}, { value: null }, { value: [1] }, { value: {} }, { value: 'x'.repeat(1001) }, { value: 'a\nb' }, { value: '\u0000' }])
      assert.deepEqual([(await boss.put('/settings/Moderation:BanReason', bad)).status, bad], [400, bad]);
    assert.equal((await boss.put('/settings/Moderation:Nothing', { value: '1' })).status, 404);
    assert.equal((await boss.put('/settings/Auth:SigningKey', { value: 'x'.repeat(40) })).status, 409);
    assert.equal((await boss.put('/settings/Limits:Enabled', { value: false })).status, 409);
    assert.equal((await boss.delete('/settings/Moderation:Nothing')).status, 404);
    for (const by of [chief, other, admin(server(), server().stranger())]) {
      for (const attempt of [by.get('/settings'), by.put('/settings/Moderation:Phones', { value: 'mask' }), by.delete('/settings/Moderation:Phones')]) assert.equal((await attempt).status, 403);
    }
    assert.equal((await call(server(), 'GET', '/api/admin/settings')).status, 401);
  });

  it('stay changed over a restart', async () => {
    let boss = await operator(server());
    must(200, await boss.put('/settings/Moderation:BanThreshold', { value: 99 }));
    must(200, await boss.put('/settings/Emergency:ContactName', { value: '' }));
    await server().terminate();
    await server().launch();
    boss = await operator(server());
    assert.deepEqual((({ value, source }) => [value, source])(await one(boss, 'Moderation:BanThreshold')), ['99', 'operator']);
    must(200, await boss.delete('/settings/Moderation:BanThreshold'));
  });
});
