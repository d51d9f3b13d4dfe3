// What ends a connection, each rule over WebSocket and over polling; and what looks like it but does not.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { withHost } from './lib/host.mjs';
import { Polling, Wire } from './lib/raw.mjs';

const text = (data) => ({ label: data.length > 60 ? `${data.slice(0, 60)}…` : data, packets: [data] });
const bytes = Buffer.from([1, 2, 3]);
const placeholder = (num) => ({ _placeholder: true, num });
const reserved = ['connect', 'connect_error', 'disconnect', 'disconnecting', 'newListener', 'removeListener'];

const rules = {
  'an engine packet of no type': ['abc', '7', '9', 'x42["mark",1]', ' 42["mark",1]', '\u00004', '😀'].map(text),
  'a Socket.IO packet of no type': ['4', '47', '48["a"]', '4a', '4abc', '4-1', '4 2["a"]', '4["a"]'].map(text),
  'JSON that is none': ['42[', '42["a"', '42["a",]', "42['a']", '42["a"]]', '42["a"] x', '42["a\u0001"]', '42["\\x"]', '42[undefined]', '42["a",01]', '43[', '430[1', '40{', '40/chat,{"a"'].map(text),
  'an event that is no array': ['42{}', '42"a"', '42true', '42null', '42{"0":"a"}'].map(text),
  'an event without a name': ['42[]', '42[null]', '42[true]', '42[{}]', '42[["a"]]'].map(text),
  'a reserved name': reserved.map((name) => text(`42["${name}",1]`)).concat(text('42["\\u0063onnect"]'), text('421["disconnect"]'), text('42/,["connect"]')),
  'an acknowledgement id that is none': ['42abc["echo",1]', '42-1["echo",1]', '421.5["echo",1]', '421e5["echo",1]', '42 x["echo",1]', '42١["echo",1]'].map(text),
  'an acknowledgement that is no array': ['430{}', '430"x"', '430null', '430true', '43x[]'].map(text),
  'a disconnect with content': ['41{}', '41["x"]', '41"x"', '41null'].map(text),
  'a connect with content that is no object': ['40/chat,[]', '40/chat,"x"', '40/chat,true', '40/chat,null', '40/chat,x'].map(text),
  'a packet that servers send': ['44', '44{"message":"x"}', '44/chat,{"message":"x"}', '44"x"'].map(text),
  'a second connect': ['40', '40{}', '40/,'].map(text),
  'a packet for a namespace that is not connected': ['42/chat,["mark",1]', '43/chat,0[]', '41/chat,', '42/nothing,["a"]', '42/__proto__,["a"]'].map(text),
  'attachments counted wrongly': ['45["a"]', '45a-["a"]', '451.5-["a"]', '45-1-["a"]', '451["a"]', '45', '451', '4599999999999999999999-["a"]', '45١-["a"]', '46x-0["a"]'].map(text),
  'more than ten attachments': [text('4511-["a"]'), text('4611-0["a"]'), text('45100-["a"]'), text('452147483648-["a"]')],
  'a binary event that breaks the rules of events': [
    { label: 'no array', packets: ['451-{}', bytes] },
    { label: 'no name', packets: [`451-[${JSON.stringify(placeholder(0))}]`, bytes] },
    { label: 'reserved', packets: [`451-["connect",${JSON.stringify(placeholder(0))}]`, bytes] },
    { label: 'no JSON', packets: ['451-["a",{]', bytes] },
  ],
  'text while attachments are due': [
    { label: 'an event', packets: [`452-["a",${JSON.stringify(placeholder(0))},${JSON.stringify(placeholder(1))}]`, bytes, '42["mark",1]'] },
    { label: 'a binary event', packets: [`451-["a",${JSON.stringify(placeholder(0))}]`, `451-["a",${JSON.stringify(placeholder(0))}]`] },
    { label: 'a disconnect', packets: [`451-["a",${JSON.stringify(placeholder(0))}]`, '41'] },
  ],
  'bytes while none are due': [
    { label: 'at once', packets: [bytes] },
    { label: 'one too many', packets: [`451-["message",${JSON.stringify(placeholder(0))}]`, bytes, bytes] },
    { label: 'empty', packets: [Buffer.alloc(0)] },
  ],
  'a placeholder of no attachment': [1, -1, 1.5, '"0"', null, 1e10].map((num) => ({ label: String(num), packets: [`451-["message",{"_placeholder":true,"num":${num}}]`, bytes] })),
};

/** Rules that hold before any namespace is connected. */
const unconnected = ['42["mark",1]', '43[]', '430[1]', '41', '44{"message":"x"}', '451-["a",{"_placeholder":true,"num":0}]', '4', '47', '4abc', '40[]', '40"x"', '40{', 'abc', '2', bytes];

const onPolling = (packets) => packets.map((packet) => (typeof packet === 'string' ? packet : `b${packet.toString('base64')}`)).join('\x1e');
/** Polls until the session has ended, or says so: what was on its way before may still come. */
async function lastPoll(session) {
  for (let i = 0; ; i++) {
    const poll = await session.get();
    if (poll.status === 400 || poll.text === '1' || poll.text.endsWith('\x1e1')) return;
    assert.ok(i < 3, `the session goes on: ${poll.text}`);
  }
}

const reasons = ['forced close', 'forced server close', 'parse error', 'transport error'];

withHost('a connection ends on', {}, (host) => {
  for (const [rule, cases] of Object.entries(rules)) {
    describe(rule, () => {
      for (const { label, packets } of cases) {
        it(`over WebSocket: ${JSON.stringify(label)}`, async () => {
          const wire = await Wire.connect(host());
          wire.send(...packets);
          await wire.ended();
          const { reason } = await host().gone(wire.id);
          assert.ok(reasons.includes(reason), reason);
        });

        it(`over polling: ${JSON.stringify(label)}`, async () => {
          const session = await Polling.connect(host());
          const answer = await session.post(onPolling(packets));
          assert.ok(answer.aborted || answer.status === 400 || answer.status === 200, String(answer.status));
          await lastPoll(session);
          const { reason } = await host().gone(session.id);
          assert.ok(reasons.includes(reason), reason);
          assert.equal((await session.get()).json?.code, 1);
        });
      }
    });
  }

  describe('a packet before any namespace is connected', () => {
    for (const packet of unconnected) {
      it(JSON.stringify(String(packet)), async () => {
        const wire = await Wire.open(host());
        wire.send(packet);
        // Bytes that are announced still have to come before a whole packet is judged.
        if (String(packet).startsWith('451-')) wire.send(bytes);
        await wire.ended();
        const session = await Polling.open(host());
        await session.post(onPolling(String(packet).startsWith('451-') ? [packet, bytes] : [packet]));
        await lastPoll(session);
      });
    }
  });

  it('an empty frame or an empty POST', async () => {
    const wire = await Wire.connect(host());
    wire.send('');
    await wire.ended();
    const session = await Polling.connect(host());
    await session.post('');
    assert.equal((await session.get()).json?.code, 1);
  });

  it('a close packet', async () => {
    const session = await Polling.connect(host());
    await session.post('1');
    assert.equal((await host().gone(session.id)).reason, 'transport close');
  });
});

withHost('a connection goes on after', {}, (host) => {
  const fine = {
    'an event whose name is a number': ['42[1,"x"]', '42[-1.5]'],
    'an event that nobody listens to': ['42["nobody"]', '42["nobody",{"a":[1,{}]}]', '421["nobody"]'],
    'an acknowledgement that nobody waits for': ['430[]', '43999999[1,2]'],
    'a namespace with and without its comma': ['42/,["nobody"]'],
    'spaces in JSON': ['42[ "nobody" , 1 ]', '42["nobody"]\n'],
    'escaped names': ['42["\\u6d88\\u606f"]', '42["a\\"b"]'],
    'ten attachments': [`4510-["nobody",${Array.from({ length: 10 }, (_, i) => JSON.stringify(placeholder(i))).join(',')}]`, ...Array.from({ length: 10 }, () => bytes)],
    'one attachment used twice, and one not at all': [`452-["nobody",${JSON.stringify(placeholder(1))},${JSON.stringify(placeholder(1))}]`, bytes, bytes],
    'an empty attachment': [`451-["nobody",${JSON.stringify(placeholder(0))}]`, Buffer.alloc(0)],
    'objects that only look like placeholders': ['42["nobody",{"_placeholder":false,"num":0}]', '42["nobody",{"_placeholder":"x","num":9}]'],
    'a pong between a packet and its attachment': [`451-["nobody",${JSON.stringify(placeholder(0))}]`, '3', bytes],
    'an id as large as can be': ['429007199254740991["nobody"]'],
    'a noop': ['6', '6x'],
    'duplicate keys': ['42["nobody",{"a":1,"a":2}]'],
    'a lone surrogate, escaped': ['42["nobody","\\ud800"]'],
    'a namespace that is refused': ['40/nothing,{"a":1}', '40/random'],
  };
  for (const [name, packets] of Object.entries(fine)) {
    it(name, async () => {
      const wire = await Wire.connect(host());
      wire.send(...packets);
      assert.equal(await wire.ask(77, 'echo', 'on'), 'on');
      await wire.drop();
      const session = await Polling.connect(host());
      await session.post(onPolling([...packets, '4278["echo","on"]']));
      for (let found = []; !found.includes('4378["on"]'); ) found = await session.packets();
    });
  }

  it('leaving the only namespace, for a while: another may be connected', async () => {
    const wire = await Wire.connect(host());
    wire.send('41');
    assert.equal((await host().gone(wire.id)).reason, 'client namespace disconnect');
    wire.send('40/chat,');
    assert.match(await wire.next(), /^40\/chat,\{"sid":"[\w-]{20}"\}$/);
    wire.send('40');
    assert.match(await wire.next(), /^40\{"sid":"[\w-]{20}"\}$/);
    await wire.drop();
  });

  it('an event that comes with the leaving', async () => {
    const wire = await Wire.connect(host());
    wire.send('40/chat,');
    await wire.next();
    wire.send('41/chat,');
    assert.equal(await wire.ask(1, 'echo', 'on'), 'on');
    await wire.drop();
  });
});

withHost('the answer to a CONNECT', {}, (host) => {
  it('goes out before anything the handler sends', async () => {
    for (let i = 0; i < 20; i++) {
      const wire = await Wire.open(host());
      wire.send('40/custom,{"token":"123"}');
      assert.match(await wire.next(), /^40\/custom,\{"sid":"[\w-]{20}"\}$/);
      assert.equal(await wire.next(), '42/custom,["auth",{"token":"123"}]');
      await wire.drop();
    }
  });

  it('to an unknown namespace names it, with or without a comma', async () => {
    const wire = await Wire.open(host());
    for (const name of ['/random', '/random,', '/a/b/c', '/你好', '/x?token=1', '/"quoted"', `/${'long'.repeat(100)}`]) {
      wire.send(`40${name}`);
      assert.equal(await wire.next(), `44${name.replace(',', '')},{"message":"Invalid namespace"}`);
    }

    await wire.drop();
  });

  it('from middleware carries its data', async () => {
    const wire = await Wire.open(host());
    wire.send('40/guarded,{"token":"bad"}');
    assert.equal(await wire.next(), '44/guarded,{"message":"not allowed","data":{"code":7,"first":true}}');
    wire.send('40/guarded,{"token":"good"}');
    assert.match(await wire.next(), /^40\/guarded,\{"sid"/);
    await wire.drop();
  });

  it('is a licence to ask again, and to leave and ask again, at once', async () => {
    await Promise.all(
      Array.from({ length: 8 }, async () => {
        const wire = await Wire.open(host());
        for (let i = 0; i < 500; i++) {
          wire.send('40/guarded,{"token":"bad"}');
          assert.match(await wire.next(), /^44\/guarded,/);
          wire.send('40/guarded,{"token":"good"}');
          assert.match(await wire.next(), /^40\/guarded,/);
          wire.send('41/guarded,');
        }

        await wire.drop();
      }),
    );
  });

  it('is never the id of the engine', async () => {
    const wire = await Wire.connect(host());
    assert.notEqual(wire.id, wire.engineId);
    assert.equal(wire.id.length, 20);
    await wire.drop();
  });
});
