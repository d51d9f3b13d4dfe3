import assert from 'node:assert/strict';
import { it } from 'node:test';
import { withHost } from './lib/host.mjs';
import { Peer, ways, within } from './lib/peer.mjs';

/** What `connect_error` (4.8) or `error` (2.5) brings. */
const refusal = (peer) => within('a refusal', (done) => {
  peer.socket.once('connect_error', done);
  peer.socket.once('error', done);
  peer.socket.connect();
});

for (const { way, transports } of ways) {
  withHost(`namespaces over ${way}`, {}, (host) => {
    const connect = (options) => Peer.connect(host(), { transports, ...options });

    it('several namespaces share a connection and do not hear each other', async () => {
      const main = await connect();
      const chat = await main.also('/chat');
      assert.notEqual(main.id, chat.id);
      assert.equal((await chat.ask('whoami')).namespace, '/chat');
      await Promise.all([main.ask('join', 'r'), chat.ask('join', 'r')]);
      await chat.ask('emit', { from: 'namespace', to: 'r', event: 'news', args: [1] });
      assert.deepEqual(await chat.expect('news'), [1]);
      await main.fence();
      assert.deepEqual(main.unread(), []);
      await main.close();
    });

    it('leaving one namespace leaves the others', async () => {
      const main = await connect();
      const chat = await main.also('/chat');
      const { id } = chat;
      chat.socket.disconnect();
      assert.equal((await host().gone(id)).reason, 'client namespace disconnect');
      await main.fence();
      chat.socket.connect();
      await chat.connected();
      assert.notEqual(chat.id, id);
      await chat.fence();
      await main.close();
    });

    it('the end of the connection is the end of every namespace on it', async () => {
      const main = await connect();
      const chat = await main.also('/chat');
      const ids = [main.id, chat.id];
      main.engine.close();
      for (const id of ids) assert.equal((await host().gone(id)).reason, 'transport close');
    });

    it('the server may end the connection of all namespaces from one', async () => {
      const main = await connect();
      const chat = await main.also('/chat');
      const { id } = main;
      chat.emit('disconnect-me', true);
      assert.equal(await chat.disconnected(), 'io server disconnect');
      const { reason } = await host().gone(id);
      assert.ok(['server namespace disconnect', 'forced server close'].includes(reason), reason);
      await main.close();
    });

    it('the auth object reaches the namespace it was meant for', async () => {
      const main = await connect({ auth: { token: '密码', deep: { list: [1] } } });
      assert.deepEqual((await main.ask('whoami')).auth, { token: '密码', deep: { list: [1] } });
      const chat = await main.also('/chat', { auth: { other: true } });
      assert.deepEqual((await chat.ask('whoami')).auth, { other: true });
      const custom = await main.also('/custom', { auth: { a: 1 } });
      assert.deepEqual(await custom.expect('auth'), [{ a: 1 }]);
      await main.close();
    });

    it('a namespace that is none is refused, and the connection goes on', async () => {
      const main = await connect();
      for (const name of ['/nothing', '/dynamic-', '/dynamic-x', '/__proto__', '/Chat', '/chat/']) {
        const stranger = new Peer(main.socket.io.socket(name));
        assert.equal((await refusal(stranger)).message, 'Invalid namespace', name);
        stranger.socket.disconnect();
      }

      await main.fence();
      await main.close();
    });

    it('a name that matches the pattern makes a namespace of its own', async () => {
      const main = await connect();
      const one = await main.also('/dynamic-1');
      const two = await main.also('/dynamic-2');
      const other = await connect({ namespace: '/dynamic-1' });
      assert.equal((await one.ask('whoami')).namespace, '/dynamic-1');
      await one.ask('emit', { from: 'namespace', event: 'news', args: ['one'] });
      assert.deepEqual(await other.expect('news'), ['one']);
      await two.fence();
      assert.deepEqual(two.unread(), []);
      await Promise.all([main.close(), other.close()]);
    });

    it('a name may be judged by a function, with what the client says of itself', async () => {
      const refused = Peer.idle(host(), { transports, namespace: '/fn-a', auth: { pass: false } });
      assert.equal((await refusal(refused)).message, 'Invalid namespace');
      refused.socket.disconnect();
      const peer = await connect({ namespace: '/fn-a', auth: { pass: true } });
      assert.equal((await peer.ask('whoami')).namespace, '/fn-a');
      await peer.close();
    });

    it('an empty dynamic namespace is gone with its last client', async () => {
      const peer = await connect({ namespace: '/dynamic-77' });
      await host().until(({ sockets }) => sockets['/dynamic-77'] === 1);
      await peer.close();
      await host().until(({ sockets }) => !('/dynamic-77' in sockets));
    });

    it('middleware refuses with a message and data, after those before it ran', async () => {
      const refused = Peer.idle(host(), { transports, namespace: '/guarded', auth: { token: 'bad' } });
      const error = await refusal(refused);
      assert.equal(error.message, 'not allowed');
      assert.deepEqual(error.data, { code: 7, first: true });
      assert.equal(refused.socket.connected, false);
      // The connection is there still: the client may try again with a better token.
      refused.socket.auth = { token: 'good' };
      refused.socket.connect();
      await refused.connected();
      assert.deepEqual((await refused.ask('whoami')).data, { first: true });
      await refused.close();
    });

    it('a client that leaves while middleware thinks is not connected afterwards', async () => {
      const peer = Peer.idle(host(), { transports, namespace: '/held' });
      peer.socket.connect();
      await host().until(({ held }) => held === 1, 'one held');
      peer.socket.io.engine.close();
      await host().until(({ connections }) => connections === 0, 'no connection left');
      await host().control('/release');
      await host().until(({ sockets }) => sockets['/held'] === 0, 'none in /held');
      const next = await connect();
      await next.fence();
      await next.close();
    });

    it('what a client sends before it is connected to a namespace comes once it is', async () => {
      const peer = Peer.idle(host(), { transports });
      const answer = peer.ask('echo', 'early');
      peer.socket.connect();
      assert.equal(await answer, 'early');
      await peer.close();
    });
  });
}

for (const { way, transports } of ways) {
  withHost(`namespaces of socket.io-client 2.5 over ${way}`, { 'allow-eio3': true }, (host) => {
    const connect = (options) => Peer.connect(host(), { version: 2, transports, ...options });

    it('a namespace is connected beside the main one', async () => {
      const main = await connect();
      const chat = new Peer(main.socket.io.socket('/chat'));
      chat.socket.connect();
      await chat.connected();
      assert.equal((await chat.ask('whoami')).namespace, '/chat');
      assert.equal((await main.ask('whoami')).namespace, '/');
      await main.close();
    });

    it('its query is what auth is to newer clients', async () => {
      const peer = await connect({ namespace: '/guarded', query: { token: 'good' } });
      const me = await peer.ask('whoami');
      assert.equal(me.auth.token, 'good');
      await peer.close();
    });

    it('a refusal is an error with what middleware said', async () => {
      const refused = Peer.idle(host(), { version: 2, transports, namespace: '/guarded', query: { token: 'bad' } });
      assert.deepEqual(await refusal(refused), { code: 7, first: true });
      await refused.close();
    });

    it('a namespace that is none is refused', async () => {
      const stranger = Peer.idle(host(), { version: 2, transports, namespace: '/nothing' });
      assert.match(JSON.stringify(await refusal(stranger)), /Invalid namespace/);
      await stranger.close();
    });

    it('clients of both protocols are in one room', async () => {
      const [old, young] = await Promise.all([connect(), Peer.connect(host(), { transports })]);
      await Promise.all([old.ask('join', 'all'), young.ask('join', 'all')]);
      await young.ask('emit', { from: 'namespace', to: 'all', event: 'news', args: ['新闻', 1], bytes: Buffer.from([1, 2]) });
      for (const peer of [old, young]) {
        const [text, number, bytes] = await peer.expect('news');
        assert.deepEqual([text, number, [...Buffer.from(bytes)]], ['新闻', 1, [1, 2]]);
      }

      await Promise.all([old.close(), young.close()]);
    });
  });
}

withHost('clients of protocol 3, not allowed', {}, (host) => {
  for (const { way, transports } of ways) {
    it(`are refused over ${way}`, async () => {
      const old = Peer.idle(host(), { version: 2, transports });
      await within('connect_error', (done) => old.socket.once('connect_error', done).connect());
      await old.close();
    });
  }
});
