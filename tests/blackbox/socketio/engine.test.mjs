// Engine.IO 4 by hand: requests, answers, headers, heartbeats.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { withHost } from './lib/host.mjs';
import { arrived, http, Polling, Wire } from './lib/raw.mjs';

const polling = 'EIO=4&transport=polling';
const websocket = 'EIO=4&transport=websocket';

withHost('the handshake', { 'ping-interval': 7000, 'ping-timeout': 6000, 'max-payload': 54321 }, (host) => {
  it('tells what the server wants, over polling', async () => {
    const session = await Polling.open(host());
    assert.match(session.text, /^0\{/);
    const { sid, ...rest } = session.handshake;
    assert.match(sid, /^[\w-]{20,}$/);
    assert.deepEqual(rest, { upgrades: ['websocket'], pingInterval: 7000, pingTimeout: 6000, maxPayload: 54321 });
    assert.match(session.headers['content-type'], /^text\/plain; ?charset=utf-8$/i);
    assert.equal(session.headers['cache-control'], 'no-store');
    assert.equal(Number(session.headers['content-length']), session.text.length);
    assert.equal(session.headers['access-control-allow-origin'], undefined);
  });

  it('tells the same over WebSocket, without an upgrade', async () => {
    const wire = await Wire.open(host());
    const { sid, ...rest } = wire.handshake;
    assert.match(sid, /^[\w-]{20,}$/);
    assert.deepEqual(rest, { upgrades: [], pingInterval: 7000, pingTimeout: 6000, maxPayload: 54321 });
    await wire.drop();
  });

  it('gives every session an id of its own', async () => {
    const sessions = await Promise.all(Array.from({ length: 100 }, () => Polling.open(host())));
    assert.equal(new Set(sessions.map(({ engineId }) => engineId)).size, 100);
  });

  it('takes further query parameters', async () => {
    const session = await Polling.open(host(), { query: 't=abc&token=1&__proto__=x&token=2' });
    assert.equal((await session.post('40')).text, 'ok');
  });

  it('is found at its path alone', async () => {
    for (const target of ['/', '/socket.iox/', '/engine.io/', '/other']) assert.equal((await http(host(), { target, query: polling })).status, 404, target);
  });
});

withHost('refusals', { forbid: 'stranger' }, (host) => {
  const refused = async (code, message, request) => {
    const answer = await http(host(), request);
    const label = `${request.method ?? 'GET'} ${request.query}`;
    assert.equal(answer.status, code === 4 ? 403 : 400, label);
    assert.deepEqual(answer.json, { code, message }, label);
    assert.match(answer.headers['content-type'], /^application\/json/, label);
  };
  const refusedSocket = async (message, query, options) => {
    const answer = await new Wire(host(), query, options).refused;
    assert.ok(answer.status === 400 || answer.status === 403, query);
    assert.ok(answer.text.includes(message), `${query}: ${answer.text}`);
  };

  it('0: a transport that is none', async () => {
    for (const query of ['', 'EIO=4', 'EIO=4&transport=', 'EIO=4&transport=abc', 'EIO=4&transport=POLLING', 'EIO=4&transport=webtransport', 'EIO=4&transport=__proto__', 'EIO=4&transport=constructor', 'EIO=4&transport=abc&sid=x'])
      await refused(0, 'Transport unknown', { query });
    await refusedSocket('Transport unknown', 'EIO=4&transport=abc');
  });

  it('1: a session that is none', async () => {
    for (const sid of ['x', 'A'.repeat(20), 'A'.repeat(4000), '__proto__', 'constructor', 'toString', '%F0%9F%8E%89', '..%2F']) {
      await refused(1, 'Session ID unknown', { query: `${polling}&sid=${sid}` });
      await refused(1, 'Session ID unknown', { query: `${polling}&sid=${sid}`, method: 'POST', body: '40' });
    }

    await refusedSocket('Session ID unknown', `${websocket}&sid=x`);
    await refused(1, 'Session ID unknown', { query: `${websocket}&sid=x` });
  });

  it('1: a session that was', async () => {
    const session = await Polling.open(host());
    assert.equal((await session.post('1')).text, 'ok');
    const late = await session.get(); // may have been on its way
    assert.ok(late.status === 400 || late.text === '6', late.text);
    await refused(1, 'Session ID unknown', { query: `${polling}&sid=${session.engineId}` });
    const wire = await Wire.open(host());
    await wire.drop();
    await host().until(({ connections }) => connections === 0);
    await refused(1, 'Session ID unknown', { query: `${polling}&sid=${wire.engineId}` });
  });

  it('2: a handshake that is no GET', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH']) await refused(2, 'Bad handshake method', { query: polling, method, body: '40' });
  });

  it('3: a WebSocket without an upgrade, and a poll of a session on WebSocket', async () => {
    await refused(3, 'Bad request', { query: websocket });
    const wire = await Wire.connect(host());
    await refused(3, 'Bad request', { query: `${polling}&sid=${wire.engineId}` });
    await refused(3, 'Bad request', { query: `${polling}&sid=${wire.engineId}`, method: 'POST', body: '41' });
    assert.equal(await wire.ask(1, 'echo', 'whole'), 'whole');
    await wire.drop();
  });

  it('4: a request that the application does not allow, with its words', async () => {
    const headers = { 'x-probe': 'stranger' };
    await refused(4, 'not you', { query: polling, headers });
    await refusedSocket('not you', websocket, { headers });
    const session = await Polling.open(host());
    await session.post('40');
  });

  it('4 is asked at the handshake alone', async () => {
    const session = await Polling.connect(host());
    assert.equal((await session.post('42["mark",1]', { headers: { 'x-probe': 'stranger' } })).text, 'ok');
    assert.equal((await session.get({ headers: { 'x-probe': 'stranger' } })).text, '42["mirror",1]');
  });

  it('5: a version that is not spoken', async () => {
    for (const version of ['EIO=3&', 'EIO=abc&', 'EIO=&', 'EIO=5&', 'EIO=04&', '']) await refused(5, 'Unsupported protocol version', { query: `${version}transport=polling` });
    for (const version of ['EIO=3&', 'EIO=abc&', '']) await new Wire(host(), `${version}transport=websocket`).ended();
  });

  it('other methods on a session do not harm it', async () => {
    const session = await Polling.connect(host());
    for (const method of ['PUT', 'DELETE', 'PATCH']) assert.ok((await session.get({ method })).status >= 400);
    assert.equal((await session.post('42["mark",1]')).text, 'ok');
    assert.equal((await session.get()).text, '42["mirror",1]');
  });
});

withHost('polling by hand', { 'max-payload': 1000 }, (host) => {
  it('a POST is answered ok, and each header is as it must be', async () => {
    const session = await Polling.connect(host());
    const post = await session.post('42["mark",1]');
    assert.deepEqual([post.status, post.text], [200, 'ok']);
    assert.match(post.headers['content-type'], /^text\/html/);
    assert.equal(post.headers['cache-control'], 'no-store');
    assert.equal(post.headers['content-length'], '2');
    const poll = await session.get();
    assert.equal(poll.text, '42["mirror",1]');
    assert.match(poll.headers['content-type'], /^text\/plain; ?charset=utf-8$/i);
    assert.equal(poll.headers['cache-control'], 'no-store');
  });

  it('packets are joined by one character, and binary is base64', async () => {
    const session = await Polling.connect(host());
    const bytes = Buffer.from([0, 30, 255, 1]);
    await session.post(['42["mark",1]', `451-["message",{"_placeholder":true,"num":0}]`, `b${bytes.toString('base64')}`, '42["mark",2]'].join('\x1e'));
    assert.deepEqual(await session.packets(), ['42["mirror",1]', '451-["message-back",{"_placeholder":true,"num":0}]', `b${bytes.toString('base64')}`, '42["mirror",2]']);
  });

  it('text outside ASCII is counted in bytes', async () => {
    const session = await Polling.connect(host());
    await session.post('421["echo","你好🎉"]');
    const answer = await session.get();
    assert.deepEqual(JSON.parse(answer.text.slice(3)), ['你好🎉']);
    assert.equal(Number(answer.headers['content-length']), Buffer.byteLength(answer.text));
  });

  it('the poll waits until there is something', async () => {
    const session = await Polling.connect(host());
    const poll = session.get();
    await session.post('42["mark",7]');
    assert.equal((await poll).text, '42["mirror",7]');
  });

  it('a chunked POST is a POST', async () => {
    const session = await Polling.connect(host());
    assert.equal((await session.post('42["mark",1]', { headers: { 'transfer-encoding': 'chunked' } })).text, 'ok');
    assert.equal((await session.get()).text, '42["mirror",1]');
  });

  it('a second poll ends the session: the first gets a close packet, the second an error', async () => {
    const session = await Polling.connect(host());
    const first = session.get();
    await arrived();
    const second = await session.get();
    assert.ok(second.status === 400 || second.status === 500, String(second.status));
    assert.deepEqual([(await first).status, (await first).text], [200, '1']);
    assert.equal((await session.get()).json?.code, 1);
    assert.equal((await host().gone(session.id)).reason, 'transport error');
  });

  it('a second POST at the same time ends the session', async () => {
    const session = await Polling.connect(host());
    const first = session.post('42["mark"', { headers: { 'content-length': '20' }, unfinished: true });
    await arrived();
    const second = await session.post('42["mark",2]');
    assert.ok(second.aborted || second.status === 400, String(second.status));
    const cut = await first;
    assert.ok(cut.aborted || cut.status === 400 || cut.status === 408, String(cut.status));
    assert.equal((await session.get()).json?.code, 1);
    assert.equal((await host().gone(session.id)).reason, 'transport error');
  });

  it('a poll that is broken off ends the session', async () => {
    const session = await Polling.connect(host());
    const handle = {};
    const poll = session.get({ handle });
    await arrived();
    handle.request.destroy();
    assert.ok((await poll).aborted);
    const { reason } = await host().gone(session.id);
    assert.ok(['transport error', 'transport close'].includes(reason), reason);
    assert.equal((await session.get()).json?.code, 1);
  });

  it('a POST that is broken off ends the session', async () => {
    const session = await Polling.connect(host());
    const handle = {};
    const post = session.post('42["mark"', { headers: { 'content-length': '20' }, unfinished: true, handle });
    await arrived();
    handle.request.destroy();
    assert.ok((await post).aborted);
    const { reason } = await host().gone(session.id);
    assert.ok(['transport error', 'transport close'].includes(reason), reason);
  });

  it('a close packet ends the session and lets the poll go', async () => {
    const session = await Polling.connect(host());
    const poll = session.get();
    await arrived();
    assert.equal((await session.post('1')).text, 'ok');
    assert.equal((await poll).text, '6');
    assert.equal((await host().gone(session.id)).reason, 'transport close');
    assert.equal((await session.get()).json?.code, 1);
  });

  it('packets before a close packet count, those after do not', async () => {
    const session = await Polling.connect(host());
    await session.post('42["disconnect-me",false]\x1e1\x1e42["mark",1]');
    assert.ok(['server namespace disconnect', 'transport close'].includes((await host().gone(session.id)).reason));
  });

  it('a POST over the limit is refused with 413, with or without a length', async () => {
    for (const headers of [{}, { 'transfer-encoding': 'chunked' }]) {
      const session = await Polling.connect(host());
      const answer = await session.post(`42["mark","${'x'.repeat(1200)}"]`, { headers });
      assert.ok(answer.aborted || answer.status === 413, String(answer.status));
      assert.equal(answer.text, '');
    }
  });

  it('a POST at the limit is taken', async () => {
    const session = await Polling.connect(host());
    const body = `42["message","${'x'.repeat(1000 - 16)}"]`;
    assert.equal(body.length, 1000);
    assert.equal((await session.post(body)).text, 'ok');
    assert.equal((await session.packets())[0].length, 1005);
  });

  it('bytes instead of text are refused', async () => {
    const session = await Polling.connect(host());
    const answer = await session.post(Buffer.from([4, 1]), { headers: { 'content-type': 'application/octet-stream' } });
    assert.ok(answer.aborted || answer.status === 400, String(answer.status));
    assert.equal((await session.get()).json?.code, 1);
  });

  it('any other content type is text', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/json', 'nonsense']) {
      const session = await Polling.connect(host());
      assert.equal((await session.post('42["mark",1]', { headers: { 'content-type': type } })).text, 'ok', type);
      assert.equal((await session.get()).text, '42["mirror",1]');
    }
  });
});

withHost('cross-origin requests, allowed for one', { cors: 'https://app.example' }, (host) => {
  it('the preflight is answered', async () => {
    const { status, headers } = await http(host(), {
      method: 'OPTIONS',
      query: polling,
      headers: { origin: 'https://app.example', 'access-control-request-method': 'POST', 'access-control-request-headers': 'x-probe' },
    });
    assert.equal(status, 204);
    assert.equal(headers['access-control-allow-origin'], 'https://app.example');
    assert.equal(headers['access-control-allow-credentials'], 'true');
    assert.match(headers['access-control-allow-methods'], /POST/);
    assert.match(headers['access-control-allow-headers'], /x-probe/);
  });

  it('every answer carries the header, refusals too', async () => {
    const headers = { origin: 'https://app.example' };
    const session = await Polling.connect(host());
    for (const answer of [await http(host(), { query: polling, headers }), await session.post('42["mark",1]', { headers }), await session.get({ headers }), await http(host(), { query: 'EIO=4', headers })]) {
      assert.equal(answer.headers['access-control-allow-origin'], 'https://app.example', String(answer.status));
      assert.equal(answer.headers['access-control-allow-credentials'], 'true');
    }
  });

  it('nobody else is named', async () => {
    const { headers } = await http(host(), { query: polling, headers: { origin: 'https://evil.example' } });
    assert.notEqual(headers['access-control-allow-origin'], 'https://evil.example');
    assert.notEqual(headers['access-control-allow-origin'], '*');
  });
});

// Whoever has to live on has more time for an answer than a busy machine takes.
withHost('heartbeats', { 'ping-interval': 200, 'ping-timeout': 3000 }, (host) => {
  it('the server pings, the client pongs, over WebSocket', async () => {
    const wire = await Wire.connect(host(), { pong: false });
    for (let i = 0; i < 5; i++) {
      assert.equal(await wire.next(), '2');
      wire.send('3');
    }

    assert.equal(await wire.ask(1, 'echo', 'alive'), 'alive');
    await wire.drop();
  });

  it('the server pings, the client pongs, over polling', async () => {
    const session = await Polling.connect(host());
    for (let i = 0; i < 5; i++) {
      assert.equal((await session.get()).text, '2');
      assert.equal((await session.post('3')).text, 'ok');
    }
  });

  it('no pong ends the connection after one ping', async () => {
    const wire = await Wire.connect(host(), { pong: false });
    await wire.ended();
    assert.deepEqual(wire.inbox, ['2']);
    assert.equal((await host().gone(wire.id)).reason, 'ping timeout');
  });

  it('other packets are no pong', async () => {
    const wire = await Wire.connect(host(), { pong: false });
    const timer = setInterval(() => wire.send('42["never"]'), 50);
    await wire.ended();
    clearInterval(timer);
    assert.equal((await host().gone(wire.id)).reason, 'ping timeout');
  });

  it('no pong ends a polling session, whether a poll waits or not', async () => {
    const idle = await Polling.connect(host());
    assert.equal((await host().gone(idle.id)).reason, 'ping timeout');
    assert.equal((await idle.get()).json?.code, 1);
    const waiting = await Polling.connect(host());
    assert.equal((await waiting.get()).text, '2');
    const last = await waiting.get();
    assert.ok(last.status === 400 || last.text === '1' || last.text === '6', last.text);
    assert.equal((await host().gone(waiting.id)).reason, 'ping timeout');
  });

  it('a ping of the client ends the connection', async () => {
    for (const ping of ['2', '2probe', '2x']) {
      const wire = await Wire.connect(host());
      wire.send(ping);
      await wire.ended();
      assert.equal((await host().gone(wire.id)).reason, 'transport error');
      const session = await Polling.connect(host());
      await session.post(ping);
      assert.equal((await host().gone(session.id)).reason, 'transport error');
    }
  });

  it('a pong that nobody asked for is no fault', async () => {
    const wire = await Wire.connect(host());
    wire.send('3', '3probe', '3');
    assert.equal(await wire.ask(1, 'echo', 'alive'), 'alive');
    await wire.drop();
  });

  it('real clients live on', async () => {
    const wires = await Promise.all(Array.from({ length: 20 }, () => Wire.connect(host())));
    const wire = await Wire.connect(host(), { pong: false });
    for (let i = 0; i < 6; i++) {
      await wire.until((frame) => frame === '2');
      wire.send('3');
    }

    for (const other of wires) assert.equal(await other.ask(1, 'echo', 'alive'), 'alive');
    await Promise.all([...wires, wire].map((one) => one.drop()));
  });
});

withHost('a client that says nothing', { 'connect-timeout': 2000, 'ping-interval': 10_000 }, (host) => {
  it('is closed when it connects to no namespace, over WebSocket and over polling', async () => {
    const wire = await Wire.open(host());
    const session = await Polling.open(host());
    const poll = await session.get();
    assert.deepEqual([poll.status, poll.text], [200, '1']);
    await wire.ended();
    assert.equal((await session.get()).json?.code, 1);
  });

  it('is closed when its only namespace was refused', async () => {
    const wire = await Wire.open(host());
    wire.send('40/nothing,');
    assert.equal(await wire.next(), '44/nothing,{"message":"Invalid namespace"}');
    await wire.ended();
  });

  it('stays once it is connected to one', async () => {
    const [first, silent] = [await Wire.connect(host()), await Wire.open(host())];
    await silent.ended();
    assert.equal(await first.ask(1, 'echo', 'here'), 'here');
    await first.drop();
  });
});
