// Mail about orders, against a mail server on loopback that writes the dialogue down.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { MailServer } from '../lib/mail.mjs';
import { as, call, must } from '../lib/rest.mjs';
import { databases, Server } from '../lib/server.mjs';

function read(letter) {
  const blank = letter.lines.indexOf('');
  const headers = letter.lines.slice(0, blank).join('\n').replace(/\n /g, ' ').split('\n');
  const decode = (text) => Buffer.concat([...text.matchAll(/=\?utf-8\?B\?([^?]*)\?=/g)].map(([, word]) => Buffer.from(word, 'base64'))).toString();
  const subject = headers.find((line) => line.startsWith('Subject: '));
  return { headers, subject: decode(subject), text: Buffer.from(letter.lines.slice(blank + 1).join(''), 'base64').toString() };
}

for (const { name, skip } of databases) {
  describe(`mail on ${name}`, { skip }, () => {
    let mail;
    let server;
    before(async () => {
      mail = await MailServer.start();
      server = await Server.start(name, {
        users: 0,
        settings: {
          'Mail:Host': '127.0.0.1', 'Mail:Port': String(mail.port), 'Mail:From': 'shop@example.com', 'Mail:FromName': '店铺',
          'Mail:User': 'shop', 'Mail:Password': 'pass word', 'Mail:Security': 'none', 'Limits:Mails:Permits': '5',
        },
      });
    }, { timeout: 300_000 });
    after(async () => {
      await server?.dispose();
      mail?.close();
    });

    const person = async (username, userType) => {
      const { data } = must(200, await call(server, 'POST', '/api/v1/auth/register', { body: { username, userType, password: 'correct horse 7 battery', email: `${username}@example.com` } }));
      return as(server, { token: data.accessToken });
    };

    test('whoever asked for it gets one mail for each step of the other side, and nobody else any', async () => {
      const customer = await person('carol', 'customer');
      const provider = await person('peter', 'provider');
      must(200, await customer.patch('/me', { displayName: 'Carol', preferences: { email: { orders: true }, locale: 'en' } }));
      must(200, await provider.patch('/me', { displayName: '彼得', preferences: { email: { orders: true } } }));
      const service = (await provider.post('/services', {
        name: 'Cleaning\u2028Bcc: evil@example.com', description: 'd', category: '家政', price: 10, location: { lat: 31.2, lng: 121.5 },
      })).body.data;
      assert.ok(service, 'a service');

      const order = (await customer.post('/orders', { serviceId: service.id })).body.data;
      const placed = await mail.got(1);
      assert.deepEqual(placed.said.filter((line) => !line.startsWith('EHLO')), [
        `AUTH PLAIN ${Buffer.from('\0shop\0pass word').toString('base64')}`, 'MAIL FROM:<shop@example.com>', 'RCPT TO:<peter@example.com>', 'DATA',
      ]);
      const toPeter = read(placed);
      assert.match(toPeter.subject, /^订单 .*：已下单$/);
      assert.match(toPeter.text, /彼得，您好/);
      assert.ok(toPeter.headers.every((line) => /^[\x20-\x7e]*$/.test(line)));
      assert.deepEqual(toPeter.headers.map((line) => line.split(':')[0]), [
        'Date', 'From', 'To', 'Subject', 'Message-ID', 'Auto-Submitted', 'MIME-Version', 'Content-Type', 'Content-Transfer-Encoding',
      ]);

      must(200, await provider.post(`/orders/${order.id}/confirm`));
      const confirmed = await mail.got(2);
      assert.ok(confirmed.said.includes('RCPT TO:<carol@example.com>'));
      assert.match(read(confirmed).subject, /^Order .*: it was confirmed$/);
      assert.match(read(confirmed).text, /Hello Carol/);

      must(200, await customer.patch('/me', { preferences: {} }));
      must(200, await provider.post(`/orders/${order.id}/start`));
      must(200, await customer.post(`/orders/${order.id}/cancel`));
      const asked = await mail.got(3);
      assert.ok(asked.said.includes('RCPT TO:<peter@example.com>'));
      assert.equal(mail.letters.length, 3);
    });

    test('an address gets no more than its limit, whatever happens to orders', async () => {
      const [customer, provider, other] = [await person('carla', 'customer'), await person('paula', 'provider'), await person('petra', 'provider')];
      for (const one of [provider, other]) must(200, await one.patch('/me', { preferences: { email: { orders: true } } }));
      const before = mail.letters.length;
      const offer = async (of) => (await of.post('/services', { name: 'Cleaning', category: '家政', price: 10, location: { lat: 31.2, lng: 121.5 } })).body.data.id;
      const [hers, others] = [await offer(provider), await offer(other)];
      for (let at = 0; at < 7; at++) must(200, await customer.post('/orders', { serviceId: hers }));
      await mail.got(before + 5);
      must(200, await customer.post('/orders', { serviceId: others })); // steps are told in their order: what is over the limit came before this
      await mail.got(before + 6);
      const to = (address) => mail.letters.slice(before).filter((letter) => letter.said.includes(`RCPT TO:<${address}@example.com>`)).length;
      assert.deepEqual([to('paula'), to('petra')], [5, 1]);
    });
  });
}
