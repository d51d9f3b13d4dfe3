import assert from 'node:assert/strict';
import { it } from 'node:test';
import { Client } from '../lib/client.mjs';
import { as, must } from '../lib/rest.mjs';
import { onBothDatabases } from '../lib/suite.mjs';

onBothDatabases('notifications', { users: 40 }, (server) => {
  it('are pushed, listed newest first, counted, and marked read one by one or all at once', async () => {
    const receiver = server().stranger();
    const client = await Client.connect(server(), receiver);
    const rest = as(server(), receiver);
    const pushed = [];
    for (const person of server().strangers(5)) {
      must(201, await as(server(), person).post('/friends/request', { user_id: receiver.id }));
      pushed.push((await client.expect('notification')).data);
    }

    for (const note of pushed) {
      assert.equal(note.type, 'friend_request');
      assert.ok(note.notification_id && note.title && note.content && note.created_at);
    }

    assert.deepEqual(must(200, await rest.get('/notifications/unread-count')), { unread_count: 5 });
    const first = must(200, await rest.get('/notifications?limit=3'));
    assert.deepEqual(first.items.map((n) => n.id), pushed.slice(2).reverse().map((n) => n.notification_id));
    assert.equal(first.has_more, true);
    const second = must(200, await rest.get(`/notifications?limit=3&before=${first.items.at(-1).id}`));
    assert.deepEqual([second.items.length, second.has_more], [2, false]);

    for (let i = 0; i < 2; i++) must(204, await rest.post(`/notifications/${pushed[0].notification_id}/read`));
    assert.deepEqual(must(200, await rest.get('/notifications/unread-count')), { unread_count: 4 });
    assert.equal(must(200, await rest.get('/notifications?unread_only=true')).items.length, 4);
    assert.deepEqual(must(200, await rest.post('/notifications/read-all')), { marked: 4 });
    assert.deepEqual(must(200, await rest.get('/notifications/unread-count')), { unread_count: 0 });
    assert.ok(must(200, await rest.get('/notifications')).items.every((n) => n.is_read));

    const other = as(server(), server().stranger());
    const strange = await other.post(`/notifications/${pushed[0].notification_id}/read`);
    assert.deepEqual([strange.status, strange.body.code], [404, 'not_found']);
    await client.close();
  });
});
