import assert from 'node:assert/strict';
import { it } from 'node:test';
import { Client } from '../lib/client.mjs';
import { as, must } from '../lib/rest.mjs';
import { onBothDatabases } from '../lib/suite.mjs';

onBothDatabases('presence', { users: 40 }, (server) => {
  const status = (user, value) => (frame) => frame.type === 'status' && frame.data.user_id === user && frame.data.status === value;

  it('a friend\'s coming, states and going are told, a stranger\'s not', async () => {
    const [x, y] = server().pair();
    const a = await Client.connect(server(), x);
    const stranger = await Client.connect(server(), server().stranger());
    const b = await Client.connect(server(), y);
    await a.expect(status(y.uuid, 'online'), 'online');
    for (const value of ['away', 'busy', 'online']) {
      b.send({ type: 'status', data: { status: value } });
      await a.expect(status(y.uuid, value), value);
    }

    const left = Date.now();
    await b.close();
    const { data } = await a.expect(status(y.uuid, 'offline'), 'offline');
    const took = Date.now() - left;
    assert.ok(took > 900, `offline was told after ${took} ms`);
    assert.match(data.last_seen_at, /Z$/);
    await stranger.fence();
    assert.deepEqual(stranger.unread('status').filter((f) => f.data.user_id !== stranger.userId), []);
    await Promise.all([a.close(), stranger.close()]);
  });

  it('a reload is not an absence', async () => {
    const [x, y] = server().pair();
    const a = await Client.connect(server(), x);
    let b = await Client.connect(server(), y);
    await a.expect(status(y.uuid, 'online'), 'online');
    const left = Date.now();
    await b.drop();
    b = await Client.connect(server(), y);
    const isBackInTime = Date.now() - left < 1400; // else it was no reload: a person is gone after a second and a half
    b.send({ type: 'status', data: { status: 'busy' } });
    await a.expect(status(y.uuid, 'busy'), 'busy');
    if (isBackInTime) assert.deepEqual(a.unread('status').filter((f) => f.data.status === 'offline'), []);
    await Promise.all([a.close(), b.close()]);
  });

  it('many are asked at once, in the order asked, strangers offline', async () => {
    const [x, y] = server().pair();
    const stranger = server().stranger();
    const c = await Client.connect(server(), stranger);
    const a = await Client.connect(server(), x);
    const b = await Client.connect(server(), y);
    b.send({ type: 'status', data: { status: 'busy' } });
    await a.expect(status(y.uuid, 'busy'), 'busy');
    const { items } = must(200, await as(server(), x).get(`/users/online?ids=${stranger.uuid},${y.uuid},9007199254740991`));
    assert.deepEqual(items.map((item) => [item.is_online, item.status]), [[false, 'offline'], [true, 'busy'], [false, 'offline']]);
    assert.equal(items[1].user_id, y.uuid);
    const rest = as(server(), x);
    assert.equal((await rest.get('/users/online')).status, 400);
    assert.equal((await rest.get(`/users/online?ids=${Array.from({ length: 101 }, (_, i) => i + 1).join(',')}`)).status, 400);
    await Promise.all([a.close(), b.close(), c.close()]);
  });

  it('an unknown status is refused by name', async () => {
    const a = await Client.connect(server(), server().stranger());
    for (const value of ['offline', 'dancing', 7]) assert.equal((await a.refused({ type: 'status', data: { status: value } })).code, 'invalid_field');
    assert.equal((await a.refused({ type: 'status', data: {} })).code, 'missing_field');
    await a.close();
  });
});
