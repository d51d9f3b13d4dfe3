import assert from 'node:assert/strict';
import { it } from 'node:test';
import { Client } from '../lib/client.mjs';
import { as, must } from '../lib/rest.mjs';
import { onBothDatabases } from '../lib/suite.mjs';

onBothDatabases('friends', { users: 120 }, (server) => {
  const two = async () => {
    const [x, y] = server().strangers(2);
    return [await Client.connect(server(), x), await Client.connect(server(), y), as(server(), x), as(server(), y)];
  };
  const bye = (...clients) => Promise.all(clients.map((client) => client.close()));
  const refusal = async (status, code, promise) => {
    const answer = await promise;
    assert.deepEqual([answer.status, answer.body?.code], [status, code], JSON.stringify(answer.body));
    assert.equal(typeof answer.body.detail, 'string');
  };

  it('asking, the pending list, accepting: with the live frames, and then they may talk', async () => {
    const [a, b, restA, restB] = await two();
    const request = must(201, await restA.post('/friends/request', { user_id: b.userId }));
    assert.equal(request.status, 'pending');
    assert.equal(request.user_id, b.userId);
    const asked = (await b.expect('friend/request')).data;
    assert.deepEqual([asked.id, asked.user_id], [request.id, a.userId]);
    const note = (await b.expect('notification')).data;
    assert.equal(note.type, 'friend_request');

    const pending = must(200, await restB.get('/friends/pending'));
    assert.deepEqual(pending.items.map((item) => [item.id, item.user_id, item.status]), [[request.id, a.userId, 'pending']]);
    assert.equal(pending.has_more, false);
    assert.deepEqual(must(200, await restA.get('/friends/pending')).items, []);
    const friendsOf = async (rest) => must(200, await rest.get('/friends')).items;
    assert.ok(!(await friendsOf(restA)).some((friend) => friend.user_id === b.userId));

    const accepted = must(200, await restB.post(`/friends/${request.id}/accept`));
    assert.equal(accepted.status, 'accepted');
    assert.equal((await a.expect('friend/accepted')).data.user_id, b.userId);
    assert.equal((await b.expect('friend/accepted')).data.user_id, a.userId);
    assert.equal((await a.expect('notification')).data.type, 'friend_accepted');
    for (const [rest, friend] of [[restA, b], [restB, a]]) {
      const found = (await friendsOf(rest)).filter((item) => item.user_id === friend.userId);
      assert.deepEqual(found.map((item) => item.status), ['online']);
    }

    await a.tell(b.userId, 'now we may');
    await b.tell(a.userId, 'so may I');
    await bye(a, b);
  });

  it('two who ask each other are friends', async () => {
    const [a, b, restA, restB] = await two();
    must(201, await restA.post('/friends/request', { user_id: b.userId }));
    const mutual = must(200, await restB.post('/friends/request', { user_id: a.userId }));
    assert.equal(mutual.status, 'accepted');
    await a.tell(b.userId, 'friends');
    await bye(a, b);
  });

  it('two who ask each other at the same moment are friends, with one friendship', async () => {
    for (let round = 0; round < 4; round++) {
      const [x, y] = server().strangers(2);
      const answers = await Promise.all([
        as(server(), x).post('/friends/request', { user_id: y.id }),
        as(server(), y).post('/friends/request', { user_id: x.id }),
      ]);
      assert.deepEqual(answers.map((answer) => answer.body.status).sort(), ['accepted', 'pending']);
      // Each has one friend from the start.
      assert.equal(must(200, await as(server(), x).get('/friends')).items.length, 2);
      assert.equal(must(200, await as(server(), y).get('/friends')).items.length, 2);
    }
  });

  it('a rejected request is gone, and may be asked again', async () => {
    const [a, b, restA, restB] = await two();
    const request = must(201, await restA.post('/friends/request', { user_id: b.userId }));
    assert.equal(must(200, await restB.post(`/friends/${request.id}/reject`)).status, 'rejected');
    assert.deepEqual(must(200, await restB.get('/friends/pending')).items, []);
    await assert.rejects(a.tell(b.userId, 'still?'), { code: 'not_friends' });
    await refusal(404, 'not_found', restB.post(`/friends/${request.id}/accept`));
    must(201, await restA.post('/friends/request', { user_id: b.userId }));
    await bye(a, b);
  });

  it('a friendship ended is ended for both, and told to both', async () => {
    const [x, y] = server().pair();
    const a = await Client.connect(server(), x);
    const b = await Client.connect(server(), y);
    await a.tell(y, 'while friends');
    must(204, await as(server(), x).delete(`/friends/${y.uuid}`));
    assert.equal((await a.expect('friend/removed')).data.user_id, y.uuid);
    assert.equal((await b.expect('friend/removed')).data.user_id, x.uuid);
    await assert.rejects(a.tell(y, 'no more'), { code: 'not_friends' });
    await assert.rejects(b.tell(x, 'neither'), { code: 'not_friends' });
    assert.deepEqual(must(200, await as(server(), y).get('/friends')).items, []);
    await bye(a, b);
  });

  it('a block stops both ways, is not told, and an unblock gives the way back', async () => {
    const [x, y] = server().pair();
    const a = await Client.connect(server(), x);
    const b = await Client.connect(server(), y);
    const rest = as(server(), y);
    must(204, await rest.post(`/friends/${x.uuid}/block`));
    assert.deepEqual(must(200, await rest.get('/friends/blocked')).items.map((item) => item.user_id), [x.uuid]);
    await assert.rejects(a.tell(y, 'hello?'), { code: 'blocked' });
    await assert.rejects(b.tell(x, 'hello!'), { code: 'blocked' });
    a.send({ type: 'typing', data: { receiver_id: y.uuid, is_typing: true } });
    await a.fence();
    await b.fence();
    assert.deepEqual(b.unread('typing'), []);
    assert.deepEqual(b.unread('chat/new_message'), []);
    assert.equal(a.all.some((frame) => JSON.stringify(frame).includes('block') && frame.type !== 'error'), false);
    must(204, await rest.post(`/friends/${x.uuid}/unblock`));
    assert.deepEqual(must(200, await rest.get('/friends/blocked')).items, []);
    const again = await a.tell(y, 'back').catch((error) => error);
    if (again.code) {
      assert.equal(again.code, 'not_friends'); // a block ends the friendship
      must(201, await as(server(), x).post('/friends/request', { user_id: y.id }));
    }
    await bye(a, b);
  });

  it('what can\'t be asked is refused by name', async () => {
    const [x, y] = server().pair();
    const [c, d] = server().strangers(2);
    const rest = as(server(), x);
    await refusal(400, 'self_target', rest.post('/friends/request', { user_id: x.id }));
    await refusal(404, 'user_not_found', rest.post('/friends/request', { user_id: '9007199254740991' }));
    await refusal(409, 'already_exists', rest.post('/friends/request', { user_id: y.id }));
    await refusal(400, 'missing_field', rest.post('/friends/request', {}));
    await refusal(404, 'not_found', rest.post('/friends/12345/accept'));
    must(204, await as(server(), d).post(`/friends/${c.id}/block`));
    await refusal(403, 'blocked', as(server(), c).post('/friends/request', { user_id: d.id }));
  });

  it('only the one asked may accept', async () => {
    const [a, b, restA] = await two();
    const third = as(server(), server().stranger());
    const request = must(201, await restA.post('/friends/request', { user_id: b.userId }));
    await refusal(409, 'already_exists', restA.post('/friends/request', { user_id: b.userId }));
    await refusal(404, 'not_found', third.post(`/friends/${request.id}/accept`));
    await refusal(404, 'not_found', restA.post(`/friends/${request.id}/accept`));
    await bye(a, b);
  });

  it('the twenty-first request within the hour is refused', async () => {
    const asker = as(server(), server().stranger());
    const others = server().strangers(21);
    for (const other of others.slice(0, 20)) must(201, await asker.post('/friends/request', { user_id: other.id }));
    const answer = await asker.post('/friends/request', { user_id: others[20].id });
    assert.deepEqual([answer.status, answer.body.code], [429, 'rate_limited']);
    assert.ok(Number(answer.headers.get('retry-after')) > 0);
  });
});
