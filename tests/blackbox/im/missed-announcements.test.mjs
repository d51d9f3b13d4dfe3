// What was announced while somebody was away: told at the device's next connection, once it has been acknowledged no more, whatever node and restart lies between.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { operator, someone } from '../lib/admin.mjs';
import { fence, next, socket } from '../lib/im.mjs';
import { as, must } from '../lib/rest.mjs';
import { freePort, Server } from '../lib/server.mjs';
import { onBothDatabases } from '../lib/suite.mjs';

/** The next messages' titles, acknowledged. */
const titles = async (client, count) => {
  const got = [];
  while (got.length < count) got.push((await next(client)).payload.title);
  return got;
};

/** Nothing more was on its way: what a connection is given at its beginning comes before what is said while it is there. */
async function nothing(client, boss, title) {
  must(200, await boss.post('/announcements', { title, content: 'x' }));
  assert.deepEqual(await titles(client, 1), [title]);
  await fence(client);
}

onBothDatabases('announcements to who was away', { users: 20, operator: true, settings: { 'Im:AckTimeout': '10m' } }, (server, database) => {
  it('come in order at the next connection, each device once, also after a restart', async () => {
    const boss = await operator(server());
    const chief = await someone(server(), boss, 'admin');
    const person = server().stranger();
    const say = async (title, more = {}) => must(200, await chief.post('/announcements', { title, content: 'x', ...more }));
    await say('one');
    await say('for agents', { audience: 'agent' });
    await say('two');
    await say('later', { at: Date.now() + 3_600_000 });

    const phone = await socket(server(), person, { device: 'phone' });
    const first = await next(phone, { ack: false });
    assert.deepEqual([first.type, first.senderId, first.receiverId, first.orderId, first.payload], ['system', 0, null, undefined, { title: 'one', text: 'x' }]);
    assert.equal((await next(phone, { ack: false })).payload.title, 'two');
    await phone.close();

    // Nothing was acknowledged: they come again. An acknowledgement counts for those before it.
    const again = await socket(server(), person, { device: 'phone' });
    assert.equal((await next(again, { ack: false })).id, first.id);
    assert.deepEqual(await titles(again, 1), ['two']);
    await nothing(again, boss, 'three');
    await again.close();

    await server().terminate();
    await server().launch();
    await say('four');
    const back = await socket(server(), person, { device: 'phone' });
    assert.deepEqual(await titles(back, 1), ['four']);
    await back.close();
    const tablet = await socket(server(), person, { device: 'tablet' });
    assert.deepEqual(await titles(tablet, 4), ['one', 'two', 'three', 'four']);
    await tablet.close();

    // Who read them elsewhere, or came later, is not told.
    const reader = server().stranger();
    must(200, await as(server(), reader).post('/notifications/read-all'));
    for (const come of [() => reader, () => someone(server(), boss, 'customer')]) {
      const one = await come();
      const client = await socket(server(), one);
      await nothing(client, boss, `to ${one.id}`);
      await client.close();
    }
  });

  it('are the newest twenty', async () => {
    const boss = await operator(server());
    const person = server().stranger();
    const made = Array.from({ length: 23 }, (_, i) => `n${i}`);
    for (const title of made) must(200, await boss.post('/announcements', { title, content: 'x' }));
    const client = await socket(server(), person);
    assert.deepEqual(await titles(client, 20), made.slice(3));
    await nothing(client, boss, 'after them');
    await client.close();
    const back = await socket(server(), person);
    await nothing(back, boss, 'at the end');
    await back.close();
  });

  if (database === 'PostgreSQL') {
    it('come from whatever node, once', async () => {
      const boss = await operator(server());
      const second = Object.assign(new Server(), { data: server().data, database: server().database, settings: server().settings, output: '', port: await freePort() });
      await second.launch();
      try {
        const person = server().stranger();
        must(200, await as(server(), person).post('/notifications/read-all'));
        const here = await socket(server(), person);
        must(200, await boss.post('/announcements', { title: 'everywhere', content: 'x' }));
        assert.deepEqual(await titles(here, 1), ['everywhere']);
        await fence(here);
        await here.close();
        must(200, await boss.post('/announcements', { title: 'meanwhile', content: 'x' }));
        const there = await socket(second, person);
        let got = await titles(there, 1);
        if (got[0] === 'everywhere') got = await titles(there, 1); // its acknowledgement may not have been written yet
        assert.deepEqual(got, ['meanwhile']);
        await nothing(there, boss, 'and now');
        await there.close();
      } finally {
        await second.terminate();
      }
    });
  }
});
