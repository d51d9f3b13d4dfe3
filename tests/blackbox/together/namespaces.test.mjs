// The way into the namespaces and out of them: tokens, which surface is spoken on `/`, how many connections, how they end, older clients,
// polling, and the server's stop.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import io2 from 'socket.io-client-2';
import { Client } from '../lib/client.mjs';
import { as, call, must } from '../lib/rest.mjs';
import { databases, Server } from '../lib/server.mjs';
import { SocketClient } from '../lib/sockets.mjs';
import { onBothDatabases } from '../lib/suite.mjs';

const spaces = ['/rooms', '/web', '/'];

onBothDatabases('the namespaces', { users: 120, operator: true }, (server) => {
  const refused = async (namespace, options) => {
    const client = new SocketClient(server(), namespace, options);
    const error = await new Promise((done, fail) => {
      client.socket.once('connect_error', done);
      client.socket.once('connect', () => fail(new Error('was let in')));
    });
    client.close();
    return error;
  };
  const signIn = async ({ username, password }) =>
    must(200, await call(server(), 'POST', '/api/v1/auth/login', { body: { username, password } })).data;
  const register = async () => {
    const [username, password] = [`ns${Math.random().toString(36).slice(2)}`, 'Passw0rd-long'];
    const made = await call(server(), 'POST', '/api/v1/auth/register', { body: { username, password } });
    assert.ok(made.status < 300, JSON.stringify(made.body));
    const session = await signIn({ username, password });
    return { username, password, id: String(session.user.numericId), token: session.accessToken, refreshToken: session.refreshToken };
  };
  const close = (...clients) => clients.forEach((client) => client.close());

  for (const namespace of spaces) {
    it(`a token comes by auth, by the query or by its header (${namespace})`, async () => {
      const ann = server().stranger();
      const headers = { 'accept-language': 'en' };
      for (const options of [
        { auth: { token: ann.token } },
        { auth: { token: `Bearer ${ann.token}` } },
        { auth: (give) => give({ token: ann.token }) },
        { query: { token: ann.token } },
        { extraHeaders: { ...headers, authorization: `Bearer ${ann.token}` } },
        { transports: ['polling'], extraHeaders: { ...headers, authorization: `bearer ${ann.token}` } },
      ]) {
        const client = new SocketClient(server(), namespace, options);
        await new Promise((done, fail) => {
          client.socket.once('connect', done);
          client.socket.once('connect_error', fail);
        });
        assert.ok(client.socket.id);
        close(client);
      }
    });

    it(`without a good token nobody gets in (${namespace})`, async () => {
      const ann = server().stranger();
      const [head, body] = ann.token.split('.');
      for (const options of [
        {},
        { auth: {} },
        { auth: { token: '' } },
        { auth: { token: 7 } },
        { auth: { token: { $ne: null } } },
        { auth: { token: 'garbage' } },
        { auth: { token: '\ud800' } },
        { auth: { token: 'x'.repeat(100_000) } },
        { auth: { token: `${ann.token}x` } },
        { auth: { token: `${head}.${body}.` } },
        { auth: { token: `${Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url')}.${body}.` } },
        { auth: { token: `${head}.${Buffer.from(JSON.stringify({ ...JSON.parse(Buffer.from(body, 'base64url')), exp: 4_102_444_800 })).toString('base64url')}.${ann.token.split('.')[2]}` } },
        { query: { token: 'garbage' } },
        { extraHeaders: { authorization: 'Basic YTpi' } },
        { extraHeaders: { authorization: ann.token } },
      ]) {
        const error = await refused(namespace, options);
        assert.deepEqual(error.data, { code: 401, reason: 'unauthenticated' }, JSON.stringify(options).slice(0, 200));
        assert.ok(error.message.length > 0);
      }
      assert.deepEqual((await refused(namespace, { auth: { token: ann.token, device: 'x'.repeat(65) } })).data.code, 400);
    });
  }

  it('a namespace that there is not is refused, its neighbours live on', async () => {
    const ann = server().stranger();
    const client = await SocketClient.connect(server(), '/rooms', ann, { forceNew: false });
    const strange = client.socket.io.socket('/nowhere', { auth: { token: ann.token } });
    const error = await new Promise((done) => strange.once('connect_error', done));
    assert.equal(error.message, 'Invalid namespace');
    assert.equal((await client.ask('leave_room')).status, 'ok');
    close(client);
  });

  it('a ban ends every connection with a word and keeps the person out until it is lifted', async () => {
    const operator = await signIn(server().operator);
    const [ann, bob] = server().pair();
    const clients = [await SocketClient.connect(server(), '/rooms', ann, { reconnection: true }), await SocketClient.connect(server(), '/web', ann, { reconnection: true })];
    const social = await Client.connect(server(), ann);
    must(200, await call(server(), 'POST', `/api/admin/users/${ann.id}/ban`, { token: operator.accessToken, body: { reason: 'spam', minutes: 5 } }));
    for (const client of clients) {
      await client.expect('banned');
      assert.equal(await client.disconnected, 'io server disconnect');
      assert.equal(client.socket.active, false, 'it does not come back by itself');
    }
    assert.deepEqual(await social.closed, { code: 4003, reason: 'banned' });
    for (const namespace of spaces) assert.deepEqual((await refused(namespace, { auth: { token: ann.token } })).data, { code: 403, reason: 'banned' });
    must(200, await call(server(), 'POST', `/api/admin/users/${ann.id}/unban`, { token: operator.accessToken, body: { reason: 'sorry' } }));
    const back = await SocketClient.connect(server(), '/rooms', ann);
    assert.equal((await back.ask('send_message', { receiver_id: bob.id, content: 'free again' })).status, 'sent');
    close(back);
  });

  it('signing out ends that session’s connections, a new password all of them', async () => {
    const ann = await register();
    const other = await signIn(ann);
    const [one, two] = [await SocketClient.connect(server(), '/rooms', ann), await SocketClient.connect(server(), '/web', { token: other.accessToken })];
    must(200, await call(server(), 'POST', '/api/v1/auth/logout', { token: ann.token, body: { refreshToken: ann.refreshToken } }));
    await one.expect('token_expired');
    assert.equal(await one.disconnected, 'io server disconnect');
    assert.equal((await refused('/rooms', { auth: { token: ann.token } })).data.code, 401);
    assert.equal((await two.ask('ping')).status, '1');
    const third = await signIn(ann);
    const kept = await SocketClient.connect(server(), '/', { token: third.accessToken });
    // Tokens carry whole seconds, and the session that changes the password is kept: only an older second's token of it is void.
    await new Promise((done) => setTimeout(done, 1010 - (Date.now() % 1000)));
    const changed = must(200, await call(server(), 'POST', '/api/v1/me/password', { token: third.accessToken, body: { currentPassword: ann.password, newPassword: 'an0ther-Passw0rd' } })).data;
    for (const client of [two, kept]) {
      await client.expect('token_expired');
      assert.equal(await client.disconnected, 'io server disconnect');
    }
    for (const session of [other, third]) assert.equal((await refused('/web', { auth: { token: session.accessToken } })).data.code, 401);
    close(await SocketClient.connect(server(), '/', { token: changed.accessToken })); // whoever changed it got another token
  });

  it('on / a surface is named by the handshake', async () => {
    const [ann, bob] = server().pair();
    const writer = await SocketClient.connect(server(), '/rooms', ann);
    for (const [options, event] of [
      [{ auth: { dialect: 'rooms' } }, 'receive_message'], [{ auth: { dialect: 'web' } }, 'message'], [{ auth: { dialect: 'ROOMS' } }, 'receive_message'],
      [{ query: { dialect: 'rooms' } }, 'receive_message'], [{ query: { dialect: 'web' } }, 'message'],
      [{ auth: {} }, 'message'], [{ auth: { dialect: 'klingon' } }, 'message'], [{ auth: { dialect: 7 } }, 'message'],
    ]) {
      const client = await SocketClient.connect(server(), '/', bob, options);
      assert.equal((await writer.ask('send_message', { receiver_id: bob.id, content: 'x' })).status, 'sent');
      await client.expect(event);
      close(client);
      await client.disconnected;
    }
    const named = await SocketClient.connect(server(), '/', bob, { auth: { dialect: 'rooms' } });
    assert.equal((await named.ask('message', { receiverId: ann.id, content: 'x' })).code, 'unknown_event', 'what was named stays');
    close(writer, named);
  });

  it('undecided, the first event of its own decides, and typing does not', async () => {
    const [ann, bob] = server().pair();
    const writer = await SocketClient.connect(server(), '/web', ann);
    const speak = async (content) => assert.equal((await writer.ask('message', { receiverId: bob.id, content })).status, '1');
    for (const [first, expected] of [
      [['send_message', { receiver_id: ann.id, content: 'r' }], 'receive_message'], [['leave_room', {}], 'receive_message'], [['mark_read', {}], 'receive_message'],
      [['message', { receiverId: ann.id, content: 'w' }], 'message'], [['ping'], 'message'], [['recall', {}], 'message'],
    ]) {
      const client = await SocketClient.connect(server(), '/', bob);
      await speak('before');
      await client.expect('message');
      await client.ask('typing', { contactId: ann.id, isTyping: true });
      await client.ask('sync', {});
      await client.ask('nothing', {});
      await speak('typing decides nothing');
      await client.expect('message');
      await client.ask(...first);
      await speak('after');
      await client.expect(expected);
      const stray = expected === 'message' ? ['send_message', { receiver_id: ann.id, content: 'x' }] : ['message', { receiverId: ann.id, content: 'x' }];
      assert.equal((await client.ask(...stray)).code, 'unknown_event', 'from then on that one');
      close(client);
      await client.disconnected;
    }
    close(writer);
  });

  it('two namespaces over one connection count as one of the three, and each hears each message once', async () => {
    const [ann, bob] = server().pair();
    const writer = await SocketClient.connect(server(), '/web', bob);
    const auth = { token: ann.token };
    const rooms = await SocketClient.connect(server(), '/rooms', ann);
    const manager = rooms.socket.io;
    const web = manager.socket('/web', { auth });
    const main = manager.socket('/', { auth });
    const got = { web: [], main: [] };
    web.on('message', (m) => got.web.push(m.content));
    main.on('message', (m) => got.main.push(m.content));
    await Promise.all([web, main].map((socket) => new Promise((done) => socket.once('connect', done))));
    const others = [await SocketClient.connect(server(), '/rooms', ann), await Client.connect(server(), ann)];
    assert.equal((await writer.ask('message', { receiverId: ann.id, content: 'once' })).status, '1');
    assert.equal((await rooms.next('receive_message')).content, 'once');
    await others[0].expect('receive_message');
    await others[1].messages(1);
    await Promise.all([web, main].map((socket) => socket.timeout(30_000).emitWithAck('ping')));
    assert.deepEqual(got, { web: ['once'], main: ['once'] });

    const fourth = await SocketClient.connect(server(), '/web', ann); // the oldest connection goes, with all its namespaces
    await rooms.expect('replaced');
    assert.equal(await rooms.disconnected, 'io server disconnect');
    for (const socket of [web, main]) if (socket.connected) await new Promise((done) => socket.once('disconnect', done));
    assert.equal((await others[0].ask('leave_room')).status, 'ok');
    await others[1].fence();
    close(writer, others[0], fourth);
    await others[1].close();
  });

  it('a fourth connection replaces the oldest, whichever surface either speaks', async () => {
    const ann = server().stranger();
    const social = await Client.connect(server(), ann, { device: 'first' });
    const rooms = await SocketClient.connect(server(), '/rooms', ann, { reconnection: true, reconnectionDelay: 10 });
    const web = await SocketClient.connect(server(), '/web', ann);
    const fourth = await SocketClient.connect(server(), '/', ann);
    assert.deepEqual(await social.closed, { code: 4009, reason: 'replaced' });
    const again = await Client.connect(server(), ann, { device: 'again' });
    await rooms.expect('replaced');
    assert.equal(await rooms.disconnected, 'io server disconnect');
    assert.equal(rooms.socket.active, false);
    for (const client of [web, fourth]) assert.equal((await client.ask('ping')).status, '1');
    assert.equal(rooms.socket.connected, false);
    await again.fence();
    close(web, fourth);
    await again.close();
  });

  for (const [namespace, send, event] of [
    ['/rooms', (to, content) => ['send_message', { receiver_id: to.id, content }], 'receive_message'],
    ['/web', (to, content) => ['message', { receiverId: to.id, content }], 'message'],
    ['/', (to, content) => ['message', { receiverId: to.id, content }], 'message'],
  ]) {
    it(`a client of Engine.IO 3 sends, hears and acknowledges (${namespace})`, async () => {
      const [ann, bob] = server().pair();
      const other = await SocketClient.connect(server(), '/rooms', bob);
      for (const transports of [['websocket'], ['polling']]) {
        // On a namespace of its own an older client's handshake is the namespace's query.
        const socket = io2(`${server().url}${namespace === '/' ? '' : namespace}?token=${ann.token}`, { transports, forceNew: true, reconnection: false });
        const heard = [];
        const waiting = [];
        socket.on(event, (message, ack) => {
          ack?.();
          heard.push(message);
          waiting.shift()?.(message);
        });
        await new Promise((done, fail) => {
          socket.once('connect', done);
          for (const name of ['error', 'connect_error']) socket.once(name, fail);
        });
        const answer = await new Promise((done) => socket.emit(...send(bob, 'from before'), done));
        assert.ok(['sent', '1'].includes(answer.status), JSON.stringify(answer));
        assert.equal((await other.next('receive_message')).content, 'from before');
        const arrived = new Promise((done) => waiting.push(done));
        const { message } = await other.ask('send_message', { receiver_id: ann.id, content: 'to before' });
        assert.equal((await arrived).content, 'to before');
        assert.equal((await other.next('message_status', (s) => s.message_id === message._id)).status, 'delivered');
        assert.equal(heard.length, 1);
        socket.close();
      }
      const error = await new Promise((done) => {
        const socket = io2(`${server().url}${namespace === '/' ? '' : namespace}?token=bad`, { transports: ['websocket'], forceNew: true, reconnection: false });
        socket.once('error', (e) => (done(e), socket.close()));
      });
      assert.ok(error, 'refused');
      close(other);
    });
  }

  it('polling sends and hears as WebSocket does, and goes over to it', async () => {
    const [ann, bob] = server().pair();
    const other = await SocketClient.connect(server(), '/web', bob);
    const polling = await SocketClient.connect(server(), '/rooms', ann, { transports: ['polling'] });
    const upgrading = await SocketClient.connect(server(), '/rooms', ann, { transports: ['polling', 'websocket'], auth: { device: 'up' } });
    if (upgrading.socket.io.engine.transport.name !== 'websocket') await new Promise((done) => upgrading.socket.io.engine.once('upgrade', done));
    for (const client of [polling, upgrading]) {
      const answers = await Promise.all(Array.from({ length: 10 }, (_, i) => client.ask('send_message', { receiver_id: bob.id, content: `m${i}` })));
      assert.ok(answers.every((answer) => answer.status === 'sent'));
      for (let i = 0; i < 10; i++) assert.equal((await other.next('message')).content, `m${i}`);
      client.socket.emit('typing', { receiver_id: bob.id, is_typing: true });
      assert.equal((await other.next('typing')).userId, Number(ann.id));
      other.socket.emit('typing', { contactId: ann.id, isTyping: true });
      assert.equal((await client.next('typing')).user_id, bob.id);
    }
    assert.equal((await other.ask('message', { receiverId: ann.id, content: '回' })).status, '1');
    for (const client of [polling, upgrading]) assert.equal((await client.next('receive_message', (m) => m.content === '回')).sender_id, bob.id);
    assert.equal(polling.socket.io.engine.transport.name, 'polling');
    assert.equal(upgrading.socket.io.engine.transport.name, 'websocket');
    close(other, polling, upgrading);
  });
});

for (const { name, skip } of databases) {
  it(`at SIGTERM on ${name} what was sent is answered, and clients come back by themselves`, { skip, timeout: 300_000 }, async () => {
    const server = await Server.start(name, { users: 4, settings: { 'Limits:Enabled': 'false' } });
    try {
      const [ann, bob] = server.pair();
      const again = { reconnection: true, reconnectionDelay: 20, reconnectionDelayMax: 50 };
      const a = await SocketClient.connect(server, '/rooms', ann, again);
      const b = await SocketClient.connect(server, '/web', bob, again);
      const answers = new Map();
      const total = 300;
      for (let i = 0; i < total; i++) a.socket.emit('send_message', { receiver_id: bob.id, content: `m${i}`, temp_id: `t${i}` }, (answer) => answers.set(i, answer));
      await b.expect('message');
      const back = [a, b].map((client) => new Promise((done) => client.socket.once('connect', done)));
      const gone = [a, b].map((client) => client.disconnected);
      assert.deepEqual(await server.terminate(), { code: 0, signal: null });
      for (const reason of await Promise.all(gone)) assert.notEqual(reason, 'io server disconnect');
      const acked = [...answers].filter(([, answer]) => answer.status === 'sent');
      assert.ok(acked.length > 0);
      await server.launch();
      await Promise.all(back);
      // Whatever was not answered is sent again under its key; then all is there once, what was answered under the id of its answer.
      for (let i = 0; i < total; i++) {
        if (answers.get(i)?.status === 'sent') continue;
        const answer = await a.ask('send_message', { receiver_id: bob.id, content: `m${i}`, temp_id: `t${i}` });
        assert.equal(answer.status, 'sent');
        answers.set(i, answer);
      }
      const found = [];
      for (let known = 0; ;) {
        const { data } = await b.ask('sync', known ? { conversations: { [found[0].conversation]: known }, by: 'seq' } : { conversations: {} });
        const [one] = data.conversations;
        if (!one || one.messages.length === 0) break;
        found.push(...one.messages.map((message) => ({ ...message, conversation: one.id })));
        known = one.hasMore ? found.length : 0;
        if (!known) break;
      }
      assert.equal(found.length, total);
      assert.equal(new Set(found.map((message) => message.content)).size, total);
      const byContent = new Map(found.map((message) => [message.content, String(message.id)]));
      for (const [i, answer] of answers) assert.equal(byContent.get(`m${i}`), answer.message._id);
      for (const client of [a, b]) client.close();
    } finally {
      await server.dispose();
    }
  });
}
