// Mail to who is away, against a mail server on loopback that writes the dialogue down.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { operator } from '../lib/admin.mjs';
import { body, im, next, socket } from '../lib/im.mjs';
import { MailServer } from '../lib/mail.mjs';
import { call, must } from '../lib/rest.mjs';
import { databases, freePort, Server } from '../lib/server.mjs';

const decode = (text) => Buffer.concat([...text.matchAll(/=\?utf-8\?B\?([^?]*)\?=/g)].map(([, word]) => Buffer.from(word, 'base64'))).toString();

function read(letter) {
  const blank = letter.lines.indexOf('');
  const headers = letter.lines.slice(0, blank).join('\n').replace(/\n /g, ' ').split('\n');
  return { subject: decode(headers.find((line) => line.startsWith('Subject: '))), text: Buffer.from(letter.lines.slice(blank + 1).join(''), 'base64').toString().replaceAll('\r\n', '\n') };
}

for (const { name, skip } of databases) {
  describe(`mail to who is away on ${name}`, { skip }, () => {
    let mail;
    let server;
    before(async () => {
      mail = await MailServer.start();
      server = await Server.start(name, {
        users: 60,
        operator: true,
        settings: {
          'Mail:Host': '127.0.0.1', 'Mail:Port': String(mail.port), 'Mail:From': 'chat@example.com', 'Mail:Security': 'none',
          'Mail:Messages:Wait': '3s', 'Mail:Messages:Interval': '1h',
        },
      });
    }, { timeout: 300_000 });
    after(async () => {
      await server?.dispose();
      mail?.close();
    });

    let turn = 0;
    const asks = async (person, preferences = { email: { messages: true } }) => {
      const address = `p${turn++}@example.com`;
      must(200, await call(server, 'PATCH', '/api/v1/me', { token: person.token, body: { displayName: `P${turn - 1}`, email: address, preferences } }));
      return address;
    };
    const send = async (from, to, text, at = server) => body(200, await im(at, from).post('/send', { type: 'text', receiverId: Number(to.id), payload: { text } }));
    const to = (address) => mail.letters.filter((letter) => letter.said.includes(`RCPT TO:<${address}>`)).map(read);
    const come = async (address, count = 1) => {
      for (let all = mail.letters.length; to(address).length < count; all = mail.letters.length) await mail.got(all + 1);
      return to(address)[count - 1];
    };

    /** Jobs go in the order in which they are due: once this mail is out, any that was asked for before would be too. */
    const fence = async () => {
      const [x, y] = server.pair();
      const address = await asks(y);
      await send(x, y, 'fence');
      await come(address);
    };

    /** Does something to fresh people until it was quick enough to be over before the wait is. */
    const quickly = async (act) => {
      for (let start, result; ; ) {
        const one = server.stranger();
        const address = await asks(one);
        start = Date.now();
        result = await act(one);
        if (Date.now() - start < 2500) return { address, result };
      }
    };

    it('one for five messages, without what they say; no other while they are unread, and one for what comes after', async () => {
      const [x, y] = server.pair();
      await asks(x, {});
      const address = await asks(y, { email: { messages: true }, locale: 'en' });
      for (let i = 0; i < 5; i++) await send(x, y, `secret ${i}`);
      const letter = await come(address);
      assert.match(letter.subject, /^[1-5] unread messages?: P\d+$/);
      assert.match(letter.text, /^Hello P\d+,\n\nyou have unread messages:\n\n- P\d+: [1-5] messages?\n\n/);
      assert.doesNotMatch(letter.text, /secret/);

      await send(x, y, 'a sixth');
      await fence();
      assert.equal(to(address).length, 1);

      body(200, await im(server, y).post('/read', { peerId: Number(x.id) }));
      await send(x, y, 'a seventh');
      assert.match((await come(address, 2)).subject, /^1 unread message: /);
    });

    it('none to who is there, comes back, turned it off, never asked, or only got what was recalled', async () => {
      const [x, here, never] = server.strangers(3);
      const addresses = [await asks(here), await asks(never, { email: { orders: true } })];
      const clients = [await socket(server, here)];
      for (const person of [here, never]) await send(x, person, 'hi');
      await next(clients[0]);
      for (const act of [
        async (person) => {
          await send(x, person, 'hi');
          clients.push(await socket(server, person));
        },
        async (person) => {
          await send(x, person, 'hi');
          must(200, await call(server, 'PATCH', '/api/v1/me', { token: person.token, body: { preferences: {} } }));
        },
        async (person) => {
          const { id: messageId } = await send(x, person, 'oops');
          body(200, await im(server, x).post('/recall', { messageId }));
        },
      ]) addresses.push((await quickly(act)).address);
      await fence();
      assert.deepEqual(addresses.flatMap(to), []);
      for (const client of clients) await client.close();
    });

    it('an address that the mail server refuses for good is not tried again', async () => {
      const [x, y] = server.pair();
      const address = await asks(y);
      mail.refusals.push([`RCPT TO:<${address}>`, '550 no such mailbox']);
      await send(x, y, 'hi');
      while (mail.refusals.length > 0) await new Promise((done) => setTimeout(done, 20));
      await fence();
      assert.deepEqual(to(address), []);
    });

    it('a server that is killed in the wait writes it after its start', async () => {
      const boss = await operator(server);
      const waiting = async () => must(200, await boss.get('/jobs?state=waiting&kind=mail.messages&limit=100')).data.length;
      const [x, y] = server.pair();
      const address = await asks(y);
      const before = await waiting();
      await send(x, y, 'hi');
      while ((await waiting()) === before) await new Promise((done) => setTimeout(done, 20));
      await server.kill();
      await server.launch();
      await come(address);
      await fence();
      assert.equal(to(address).length, 1);
    });

    it('two nodes write one', { skip: name !== 'PostgreSQL' }, async () => {
      const second = Object.assign(new Server(), { data: server.data, database: server.database, settings: server.settings, output: '', port: await freePort() });
      await second.launch();
      try {
        const [x, y] = server.pair();
        const address = await asks(y);
        await Promise.all(Array.from({ length: 6 }, (_, i) => send(x, y, `m${i}`, i % 2 === 0 ? server : second)));
        await come(address);
        await fence();
        assert.equal(to(address).length, 1);
      } finally {
        await second.terminate();
      }
    });
  });
}
