import assert from 'node:assert/strict';
import { after, it } from 'node:test';
import { admin, operator } from '../lib/admin.mjs';
import { body, fence, im, next, socket } from '../lib/im.mjs';
import { call, must } from '../lib/rest.mjs';
import { onBothDatabases } from '../lib/suite.mjs';
import { account, vendor } from '../lib/wechat.mjs';

const wechat = await vendor();
after(() => wechat.close());
const settings = { 'WeChat:AppId': account.appid, 'WeChat:AppSecret': account.secret, 'WeChat:Url': wechat.url };

/** Waits until something holds; the runner of the tests ends it if it never does. */
const until = async (holds) => {
  while (!holds()) await new Promise((done) => setTimeout(done, 20));
};

const tools = (server) => ({
  bind: async (person, openid) => must(200, await call(server(), 'PUT', '/api/v1/me/wechat', { token: person.token, body: { openid } })),
  send: async (from, to, payload, more = {}) => body(200, await im(server(), from).post('/send', { type: 'text', receiverId: Number(to.id), payload, ...more })),
  pushesTo: (openid) => wechat.sent.filter((one) => one.to === openid),
});

onBothDatabases('pushes to who is away', { users: 40, settings }, (server) => {
  const { bind, send, pushesTo } = tools(server);

  it('one for five messages, with a brief of the first, and none to who is there or has bound nothing', async () => {
    const [x, y] = server().pair();
    const openid = `o-${x.id}-${Date.now()}`;
    await bind(y, openid);
    await bind(x, `${openid}-x`);
    const here = await socket(server(), x);
    await fence(here);
    for (let i = 0; i < 5; i++) await send(x, y, { text: i === 0 ? '你好，在吗？' : `m${i}` });
    await send(y, x, { text: 'to who is there' });
    await next(here);
    await until(() => pushesTo(openid).length > 0);
    assert.match(pushesTo(openid)[0].content, /：你好，在吗？$/);

    const [p, q] = [server().stranger(), server().stranger()];
    const mark = `o-${p.id}-${Date.now()}`;
    await bind(q, mark);
    await send(p, q, { lat: 30, lng: 120 }, { type: 'location' }); // jobs go in order: once this is out, whatever was before would be too
    await until(() => pushesTo(mark).length > 0);
    assert.match(pushesTo(mark)[0].content, /：\[位置\]$/);
    assert.equal(pushesTo(openid).length, 1);
    assert.equal(pushesTo(`${openid}-x`).length, 0);
    await here.close();
  });

  it('a token that the vendor refuses is renewed, and asked for once', async () => {
    const asked = wechat.asked;
    wechat.token = `token ${++wechat.tokens}/+`; // somebody else renewed it
    const people = server().strangers(4);
    await Promise.all(people.map((person) => bind(person, `r-${person.id}-${asked}`)));
    const sender = server().stranger();
    await Promise.all(people.map((person) => send(sender, person, { text: 'hi' })));
    await until(() => people.every((person) => pushesTo(`r-${person.id}-${asked}`).length === 1));
    assert.ok(wechat.asked - asked <= 2, `asked ${wechat.asked - asked} times`);
  });
});

onBothDatabases('pushes that fail', { users: 40, operator: true, settings: { ...settings, 'WeChat:Pause': '1s' } }, (server) => {
  const { bind, send, pushesTo } = tools(server);

  it('after "unsubscribed" nobody tries again, after "busy" somebody does, and a wrong account is a dead letter', async () => {
    const boss = await operator(server());
    const [x, y] = server().pair();
    const openid = `s-${x.id}-${Date.now()}`;
    await bind(y, openid);
    for (const [fault, tries] of [[43004, 1], [-1, 2]]) {
      const before = pushesTo(openid).length;
      wechat.faults.push({ to: openid, code: fault });
      for (let waited = 0; pushesTo(openid).length === before; waited++) { // the pause of the one before is over some time
        await send(x, y, { text: `f${fault} ${waited}` });
        await new Promise((done) => setTimeout(done, 200));
      }
      if (tries === 2) await until(() => pushesTo(openid).length >= before + 2);
      assert.equal(pushesTo(openid)[before].errcode, fault);
    }

    const [p, q] = [server().stranger(), server().stranger()];
    await bind(q, `d-${q.id}`);
    wechat.faults.push({ to: `d-${q.id}`, code: 48001 });
    await send(p, q, { text: 'dead' });
    let dead = [];
    for (; dead.length === 0; dead = must(200, await boss.get('/jobs?state=dead&kind=push')).data) await new Promise((done) => setTimeout(done, 50));
    assert.match(dead[0].lastError, /48001/);
    must(200, await boss.post(`/jobs/${dead[0].id}/retry`));
    await until(() => pushesTo(`d-${q.id}`).length >= 2);
    assert.equal((await admin(server(), x).get('/jobs')).status, 403);
    assert.deepEqual(wechat.complaints, []);
  });
});
