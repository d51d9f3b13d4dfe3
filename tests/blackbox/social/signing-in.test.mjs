import assert from 'node:assert/strict';
import { it } from 'node:test';
import { WebSocket } from 'ws';
import { Client } from '../lib/client.mjs';
import { call } from '../lib/rest.mjs';
import { onBothDatabases } from '../lib/suite.mjs';

onBothDatabases('signing in', { users: 60 }, (server) => {
  for (const path of ['/ws/chat', '/api/v1/ws/chat']) {
    it(`a token signs in at ${path}`, async () => {
      const person = server().stranger();
      const client = await Client.connect(server(), person, { path });
      assert.match(client.welcome.data.user_id, /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      assert.equal(typeof client.welcome.data.username, 'string');
      await client.close();
    });
  }

  it('a bad token closes with 1008', async () => {
    for (const token of ['', 'nonsense', 'a.b.c', server().people[0].token.slice(0, -3) + 'AAA', 7, null]) {
      const client = await Client.open(server());
      client.send({ type: 'auth', token });
      assert.equal((await client.closed).code, 1008, `for ${token}`);
      assert.deepEqual(client.all, []);
    }
  });

  it('silence closes with 1008 after five seconds', async () => {
    const began = Date.now();
    const client = await Client.open(server());
    assert.deepEqual(await client.closed, { code: 1008, reason: 'auth_timeout' });
    const took = Date.now() - began;
    assert.ok(took > 4_000, `took ${took} ms`);
  });

  it('anything else before auth closes with 1008 and is not done', async () => {
    const [a, b] = server().pair();
    const listener = await Client.connect(server(), b);
    const before = [
      { type: 'ping' },
      { type: 'chat', action: 'send', data: { receiver_id: b.uuid, content: 'forged', temp_id: 'x' } },
      { type: 'status', data: { status: 'online' } },
      'not json',
      Buffer.from([1, 2, 3]),
      { token: a.token },
    ];
    for (const frame of before) {
      const client = await Client.open(server());
      client.send(frame);
      assert.deepEqual(await client.closed, { code: 1008, reason: 'auth_required' }, JSON.stringify(frame));
    }

    await listener.fence();
    assert.equal(listener.unread('chat/new_message').length, 0);
    await listener.close();
  });

  it('ping is answered by pong', async () => {
    const client = await Client.connect(server(), server().stranger());
    client.send({ type: 'ping' });
    assert.deepEqual(await client.expect('pong'), { type: 'pong' });
    await client.close();
  });

  it('the same person may sign in again on the same connection, another may not', async () => {
    const [a, b] = server().pair();
    const client = await Client.connect(server(), a);
    client.send({ type: 'auth', token: a.token });
    assert.equal((await client.expect('auth')).data.user_id, a.uuid);
    assert.equal((await client.refused({ type: 'auth', token: b.token })).code, 'forbidden');
    await client.fence();
    await client.close();
  });

  it('a fourth connection replaces the oldest, which is closed with 4009', async () => {
    const person = server().stranger();
    const clients = [];
    for (let i = 0; i < 4; i++) clients.push(await Client.connect(server(), person, { device: `d${i}` }));
    assert.deepEqual(await clients[0].closed, { code: 4009, reason: 'replaced' });
    for (const client of clients.slice(1)) {
      await client.fence();
      await client.close();
    }
  });

  it('what is no WebSocket handshake is answered with 426', async () => {
    assert.equal((await call(server(), 'GET', '/ws/chat')).status, 426);
  });

  it('REST refuses a missing and a bad token with 401', async () => {
    for (const token of [undefined, 'nonsense']) {
      const answer = await call(server(), 'GET', '/api/v1/friends', { token });
      assert.equal(answer.status, 401);
      assert.equal(answer.body.code, 'unauthenticated');
      assert.equal(typeof answer.body.detail, 'string');
    }
  });

  it('a plain WebSocket without the ws options works just the same', async () => {
    const person = server().stranger();
    const socket = new WebSocket(server().webSocketUrl);
    await new Promise((done) => socket.once('open', done));
    socket.send(JSON.stringify({ type: 'auth', token: person.token }));
    const frame = await new Promise((done) => socket.once('message', (data) => done(JSON.parse(data))));
    assert.equal(frame.status, 'success');
    socket.terminate();
  });
});

onBothDatabases('the heartbeat', { users: 4, settings: { 'Social:HeartbeatTimeout': '6s' } }, (server) => {
  it('closes with 4008 without ping, however much else is sent, and not while ping comes', async () => {
    const [a, b] = server().pair();
    const silent = await Client.connect(server(), a);
    const lively = await Client.connect(server(), b);
    const pings = setInterval(() => lively.send({ type: 'ping' }), 500);
    const others = setInterval(() => silent.send({ type: 'status', data: { status: 'online' } }), 500);
    try {
      assert.deepEqual(await silent.closed, { code: 4008, reason: 'heartbeat_timeout' });
      assert.equal(lively.socket.readyState, WebSocket.OPEN);
      await lively.fence();
    } finally {
      clearInterval(pings);
      clearInterval(others);
    }
    await lively.close();
  });
});
