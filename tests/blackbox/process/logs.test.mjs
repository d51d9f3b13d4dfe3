// What people say and are called by, and what lets them in, stands in no log: a run over all surfaces with every line of the log on.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { admin, operator, someone } from '../lib/admin.mjs';
import { Client } from '../lib/client.mjs';
import { download, png, upload } from '../lib/files.mjs';
import { im, refusedHandshake, send, socket } from '../lib/im.mjs';
import { imageCheck } from '../lib/imagecheck.mjs';
import { MailServer } from '../lib/mail.mjs';
import { aService, eventually, onMarket } from '../lib/market.mjs';
import { chat } from '../lib/marketchat.mjs';
import { as, call, must } from '../lib/rest.mjs';
import { data, rooms } from '../lib/rooms.mjs';
import { click, open } from '../lib/sandbox.mjs';
import { Secrets } from '../lib/secrets.mjs';
import { databases, Server } from '../lib/server.mjs';
import { SocketClient } from '../lib/sockets.mjs';
import { account, vendor } from '../lib/wechat.mjs';
import { onWeb } from '../lib/web.mjs';
import { Backend } from '../lib/webhooks.mjs';

const [phone, otherPhone, calledPhone, idCard, bankCard] = ['+8613912345678', '13687654321', '13511112222', '11010119900307123X', '6222020200112230'];
const [password, wrong] = ['a long enough pass phrase', 'not the pass phrase at all'];

for (const { name, skip } of databases) {
  describe(`the log of a full run on ${name}`, { skip }, () => {
    const secrets = new Secrets();
    let server, wechat, check, mail, backend, deaf;
    const mark = (text) => {
      const whole = `marker ${text}`;
      secrets.keep(`a text (${text})`, whole);
      return whole;
    };

    before(async () => {
      deaf = secrets.listen();
      [wechat, check, mail, backend] = await Promise.all([vendor(), imageCheck('the image key'), MailServer.start(), Backend.start()]);
      server = await Server.start(name, {
        users: 4, operator: true,
        settings: {
          'Logging:LogLevel:Default': 'Debug', 'Logging:LogLevel:Microsoft': 'Debug', 'Auth:BcryptCost': '4',
          'WeChat:AppId': account.appid, 'WeChat:AppSecret': account.secret, 'WeChat:Url': wechat.url, 'Webhooks:AllowPrivate': 'true',
          'ImageCheck:Url': check.url, 'ImageCheck:Key': 'the image key', 'Moderation:Phones': 'flag', 'Moderation:ReporterAge': '0s',
          'Mail:Host': '127.0.0.1', 'Mail:Port': String(mail.port), 'Mail:From': 'shop@example.com', 'Mail:User': 'shop', 'Mail:Password': 'the mail password', 'Mail:Security': 'none',
        },
      });
      secrets.keep('a password', password, wrong, server.operator.password, 'the mail password');
      secrets.keep('a key', 'the image key', account.secret);
      secrets.keep('a number', phone, phone.slice(3), otherPhone, calledPhone, idCard, bankCard);
      for (const person of server.people) secrets.keep('a token', person.token);
      for (const [key, value] of Object.entries(JSON.parse(readFileSync(join(server.data, 'keys.json'), 'utf8')))) secrets.keep(`the ${key} key`, value);
    }, { timeout: 300_000 });

    after(async () => {
      deaf?.();
      await server?.dispose();
      await Promise.all([wechat, check, mail, backend].map((one) => one?.close()));
    }, { timeout: 120_000 });

    const join_ = async (username, userType) => {
      const email = `${username}@people.example`;
      secrets.keep('a mail address', email);
      const body = { username, password, userType, email, displayName: mark(`name of ${username}`), phone };
      const signedUp = must(200, await call(server, 'POST', '/api/v1/auth/register', { body })).data;
      const signedIn = must(200, await call(server, 'POST', '/api/v1/auth/login', { body: { email, password } })).data;
      assert.equal((await call(server, 'POST', '/api/v1/auth/login', { body: { username, password: wrong } })).status, 401);
      must(200, await call(server, 'POST', '/api/v1/auth/refresh', { body: { refreshToken: signedUp.refreshToken } }));
      await call(server, 'POST', '/api/v1/auth/refresh', { body: { refreshToken: signedUp.refreshToken } }); // again: the answer that may have been lost
      return { id: String(signedIn.user.numericId), uuid: signedIn.user.id, username, email, token: signedIn.accessToken };
    };

    it('has no text, token, key, number, address or password of anybody, and no stack trace', { timeout: 600_000 }, async () => {
      const boss = await operator(server);
      const [chief, agent] = [await someone(server, boss, 'admin'), await someone(server, boss, 'agent')];
      const [ann, ben] = [await join_('ann', 'customer'), await join_('ben', 'provider')];
      const openid = 'openid-of-ben-0123456789';
      secrets.keep('an openid', openid);
      must(200, await call(server, 'PUT', '/api/v1/me/wechat', { token: ben.token, body: { openid } }));
      for (const one of [ann, ben]) must(200, await as(server, one).patch('/me', { realName: mark('real name'), phone: otherPhone, preferences: { email: { orders: true } } }));
      must(200, await as(server, ann).get(`/users?q=${encodeURIComponent(phone)}`));
      must(200, await as(server, ann).get(`/users?q=${encodeURIComponent(mark('search of people'))}`));

      // Tenants, their keys, webhooks.
      const tenant = must(200, await boss.post('/tenants', { name: 'Shop', subdomain: 'shop' })).data;
      const rotated = must(200, await boss.post(`/tenants/${tenant.id}/rotate-key`)).data;
      const headers = { 'x-api-key': rotated.apiKey };
      must(200, await call(server, 'POST', '/api/v1/tenant/users', { headers, body: { externalUserId: 'outside-1', displayName: 'x', userType: 'customer', phone } }));
      must(200, await call(server, 'POST', '/api/v1/tenant/tokens', { headers, body: { externalUserId: 'outside-1' } }));
      assert.equal((await call(server, 'POST', '/api/v1/tenant/tokens', { headers: { 'x-api-key': tenant.apiKey.slice(0, -2) }, body: {} })).status, 401);
      backend.answers['/broken'] = 500;
      for (const path of ['/whole', '/broken']) {
        const hook = must(200, await as(server, chief).post('/webhooks', { url: `${backend.url}${path}?key=${encodeURIComponent('key in an address')}`, events: ['message.created', 'order.created', 'user.updated'] })).data;
        must(200, await as(server, chief).post(`/webhooks/${hook.id}/secret`));
      }

      secrets.keep('a key in an address', 'key%20in%20an%20address', 'key in an address');

      // The five surfaces: sockets with the token in the query or beside it, texts, files, search.
      const asked = must(201, await as(server, ann).post('/friends/request', { user_id: ben.id, message: mark('of a friend request') }));
      must(200, await as(server, ben).post(`/friends/${asked.id}/accept`));
      const social = await Client.connect(server, ann);
      await social.tell(ben, mark('of Social'));
      must(201, await as(server, ann).post(`/messages/${ben.id}`, { content: mark('of Social’s REST') }));
      must(200, await as(server, ben).get(`/messages/search?q=${encodeURIComponent(mark('of Social'))}`));
      const benIm = await socket(server, ben, { device: 'a-device-of-bens-own' });
      assert.ok((await send(benIm, { type: 'text', receiverId: Number(ann.id), payload: { text: mark('of Im') } })).sent);
      must(200, await im(server, ben).post('/send', { type: 'text', receiverId: Number(ann.id), payload: { text: mark(`of Im with ${calledPhone}`) } }));
      for (const [namespace, event, message] of [
        ['/rooms', 'send_message', { receiver_id: ben.id, content: mark('of Rooms') }],
        ['/web', 'message', { receiverId: Number(ben.id), messageType: 1, content: mark('of Web') }],
      ]) {
        const client = await SocketClient.connect(server, namespace, ann, namespace === '/web' ? { auth: {}, query: { token: ann.token } } : {});
        await client.ask(event, message);
        await client.ask(event, { ...message, content: 7 });
        client.close();
      }

      const market = await SocketClient.connect(server, '/market', ann, { transports: ['polling'], query: { token: ann.token } });
      const conversation = await chat(server, ann).open(ben);
      await market.ask('send-message', { conversationId: conversation.id, content: { text: mark('of Market') }, messageType: 'text' });
      await chat(server, ann).say(conversation, mark('of Market’s REST'));
      must(200, await call(server, 'GET', `/api/v1/chat/search?q=${encodeURIComponent(mark('of Market'))}`, { token: ann.token }));
      market.close();
      const file = must(201, await upload(server, ann, { bytes: png, name: `${mark('name of a file')}.png`, type: 'image/png' }));
      const url = file.url ?? file.data.url;
      assert.equal((await download(server, new URL(url, server.url).pathname + new URL(url, server.url).search)).status, 200);
      assert.equal((await download(server, `${new URL(url, server.url).pathname}${new URL(url, server.url).search}x`)).status, 403);
      must(201, await as(server, ann).post(`/messages/${ben.id}`, { content: '', message_type: 'image', file_id: file.id ?? file.data.id }));
      data(201, await rooms(server, ann).post('/messages', { receiver_id: ben.id, content: mark('of Rooms’ REST') }));
      const contact = { name: mark('name of a contact'), phone: otherPhone, email: 'contact@people.example', idCard, isSystemUser: false };
      secrets.keep('a mail address', contact.email);
      const web = onWeb(server, ann);
      await web.data(web.post('/contact', contact));
      await web.refused(400, 'invalid_field', web.post('/contact', { ...contact, idCard: `${idCard}7` }), 'idCard');
      await web.data(web.get(`/contact?keyword=${encodeURIComponent(otherPhone)}`));

      // A shop: an order, money, mail, the webhooks.
      const [customer, provider] = [onMarket(server, ann), onMarket(server, ben)];
      const service = await provider.data(provider.post('/services', aService({ description: mark('of a service') })));
      const order = await customer.data(customer.post('/orders', { serviceId: service.id, details: mark('of an order'), notes: mark('notes of an order'), customerAddress: mark('address') }));
      const pay = await customer.data(customer.post(`/orders/${order.id}/pay`));
      secrets.keepFrom(pay);
      const page = await open(pay.payUrl);
      for (const { fields } of Object.values(page.forms)) secrets.keep('a signature', fields.signature);
      await click(page.forms.pay, { signature: 'forged'.repeat(7) });
      await click(page.forms.pay);
      await provider.data(provider.post(`/orders/${order.id}/confirm`));
      await mail.got(2);
      await backend.got((one) => one.path.startsWith('/whole'));
      await backend.got((one) => one.path.startsWith('/broken'));

      // A push, once nobody is there.
      await benIm.close();
      await eventually('nobody is connected', async () => must(200, await chief.get(`/users/${ben.id}`)).data.connections, (count) => count === 0);
      wechat.faults.push({ code: -1 });
      must(200, await im(server, ann).post('/send', { type: 'text', receiverId: Number(ben.id), payload: { text: mark('of a push') } }));
      await eventually('a push', async () => wechat.sent.length, (count) => count > 0);

      // Moderation, help, copies, the trail.
      must(200, await chief.post('/words', { words: [mark('sensitive word')] }));
      assert.equal((await im(server, ann).post('/send', { type: 'text', receiverId: Number(ben.id), payload: { text: `x ${mark('sensitive word')} y` } })).body.code, 'content_rejected');
      must(201, await im(server, ann).post('/reports', { targetUserId: Number(ben.id), reason: 'spam', detail: mark('of a report') }));
      must(200, await im(server, ann).post('/send', { type: 'text', orderId: 77, receiverId: Number(ben.id), payload: { text: mark('of an order’s room') } }));
      must(200, await im(server, ann).post('/emergency', { orderId: 77 }));
      must(200, await im(server, agent).post('/rooms/77/join'));
      must(200, await chief.post('/announcements', { title: mark('title'), content: mark('of an announcement') }));
      must(200, await as(server, ann).post('/me/export'));
      const ban = must(200, await chief.post('/bans', { userId: Number(ben.id), reason: mark('reason of a ban'), minutes: 60 })).data;
      assert.equal((await refusedHandshake(server, `/api/im/ws?token=${ben.token}`)).status, 403);
      must(200, await as(server, ben).post(`/me/bans/${ban.id}/appeal`, { text: mark('of an appeal') }));
      must(200, await chief.post(`/bans/${ban.id}/lift`, { reason: mark('reason to lift') }));
      must(200, await as(server, ann).post('/me/password', { currentPassword: password, newPassword: wrong }));

      await malformed(ann);
      await social.close();
      must(200, await call(server, 'DELETE', '/api/v1/me', { token: ben.token, body: { password } }));
      await eventually('the erasure', async () => (await boss.get('/jobs?kind=privacy.erase')).body.data, (jobs) => jobs.every((job) => job.state !== 'running'));
      await server.terminate();

      assert.ok(secrets.count > 60, `only ${secrets.count} secrets were kept`);
      assert.ok(server.output.includes(' debug '), 'no line of level debug');
      assert.deepEqual(secrets.in(server.output), []);
      assert.deepEqual(server.output.split('\n').filter((line) => /(^|\| )\s+at Parley\./.test(line)), []);
      for (const log of readdirSync(server.data, { recursive: true }).filter((path) => /\.(log|txt)$/.test(path))) assert.deepEqual(secrets.in(readFileSync(join(server.data, log), 'utf8')), [], log);
      assert.deepEqual([...wechat.complaints, ...check.complaints], []);
    });

    /** What no client of ours would send. */
    async function malformed(person) {
      const headers = { authorization: `Bearer ${person.token}`, 'content-type': 'application/json' };
      for (const [path, body] of [
        ['/api/v1/auth/login', `{"username": "ann", "password": "${password}"`], ['/api/v1/auth/register', `{"username": 7, "password": ["${password}"]}`],
        ['/api/im/send', `{"type": "text", "payload": "${mark('of a broken body')}"`], [`/api/v1/messages/${'9'.repeat(30)}`, `"${mark('of a wrong body')}"`],
        ['/api/v1/files', mark('of no form')], ['/api/web/messages', '[1, 2'], ['/api/chat/messages', 'null'], ['/api/v1/orders', '{"serviceId": {}}'],
      ]) {
        const answer = await fetch(server.url + path, { method: 'POST', headers, body });
        assert.ok(answer.status >= 400 && answer.status < 500, `${path}: ${answer.status}`);
      }

      for (const token of [`${person.token.slice(0, -3)}abc`, 'eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.']) {
        secrets.keep('a forged token', token);
        assert.equal((await call(server, 'GET', '/api/v1/me', { token })).status, 401);
        assert.equal((await refusedHandshake(server, `/api/im/ws?token=${token}`)).status, 401);
        await assert.rejects(SocketClient.connect(server, '/web', { token: 'x' }, { query: { token } }));
      }

      const client = await Client.open(server);
      client.send(`{"type": "auth", "token": "${person.token}"`);
      await client.closed;
      const cut = request(`${server.url}/api/v1/files?token=${person.token}`, { method: 'POST', headers: { ...headers, 'content-length': 1000 } });
      cut.on('error', () => {});
      await new Promise((sent) => cut.write(mark('of a body that is cut off'), sent));
      cut.destroy();
      for (const line of [`GET /?token=${person.token} HTTP/9.9`, `\x16\x03\x01${person.token}`, `GET /api/im/ws?token=${person.token} HTTP/1.1\r\nHost: x y z\r\nUpgrade: websocket`]) {
        const raw = connect(server.port, '127.0.0.1').on('error', () => {});
        await once(raw, 'connect');
        raw.resume().write(`${line}\r\n\r\n`);
        await Promise.race([once(raw, 'close'), new Promise((done) => setTimeout(done, 1000))]);
        raw.destroy();
      }
    }
  });
}
