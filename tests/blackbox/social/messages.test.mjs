import assert from 'node:assert/strict';
import { it } from 'node:test';
import { Client } from '../lib/client.mjs';
import { as, must } from '../lib/rest.mjs';
import { onBothDatabases } from '../lib/suite.mjs';

onBothDatabases('messages over REST', { users: 60, settings: { 'Limits:Enabled': 'false' } }, (server) => {
  const refusal = async (status, code, promise) => {
    const answer = await promise;
    assert.deepEqual([answer.status, answer.body?.code], [status, code], JSON.stringify(answer.body));
  };

  it('sending answers with the message, a repeat with the same, another body with a conflict', async () => {
    const [x, y] = server().pair();
    const b = await Client.connect(server(), y);
    const rest = as(server(), x);
    const sent = must(201, await rest.post(`/messages/${y.id}`, { content: '你好', temp_id: 'r1' }));
    assert.equal(sent.id, sent.message_id);
    assert.equal(sent.temp_id, 'r1');
    assert.equal(sent.content, '你好');
    assert.equal(sent.is_read, false);
    assert.equal((await b.expect('chat/new_message')).data.message_id, sent.id);
    assert.equal(must(200, await rest.post(`/messages/${y.id}`, { content: '你好', temp_id: 'r1' })).id, sent.id);
    await refusal(409, 'idempotency_conflict', rest.post(`/messages/${y.id}`, { content: 'else', temp_id: 'r1' }));
    await b.close();
  });

  it('history pages backwards, newest page first, ascending within', async () => {
    const [x, y] = server().pair();
    const rest = as(server(), x);
    assert.deepEqual(must(200, await rest.get(`/messages/${y.id}`)), { items: [], has_more: false });
    for (let i = 1; i <= 45; i++) must(201, await rest.post(`/messages/${y.id}`, { content: `m${i}` }));
    const seen = [];
    let before = '';
    const pages = [];
    for (;;) {
      const page = must(200, await as(server(), y).get(`/messages/${x.id}?limit=20${before}`));
      pages.push(page.items.length);
      seen.unshift(...page.items);
      if (!page.has_more) break;
      before = `&before=${page.items[0].id}`;
    }

    assert.deepEqual(pages, [20, 20, 5]);
    assert.deepEqual(seen.map((m) => m.seq), Array.from({ length: 45 }, (_, i) => i + 1));
    assert.equal(must(200, await rest.get(`/messages/${y.id}`)).items.length, 20);
    for (const limit of ['0', '101', '-1', 'x']) await refusal(400, 'invalid_field', rest.get(`/messages/${y.id}?limit=${limit}`));
    assert.equal(must(200, await rest.get(`/messages/${y.id}?limit=100`)).items.length, 45);
  });

  it('unread counts follow reading, and one\'s own messages never count', async () => {
    const [x, y] = server().pair();
    const sender = as(server(), x);
    const reader = as(server(), y);
    assert.deepEqual(must(200, await reader.get('/messages/unread-count')), { unread_count: 0, items: [] });
    const ids = [];
    for (let i = 0; i < 5; i++) ids.push(must(201, await sender.post(`/messages/${y.id}`, { content: `u${i}` })).id);
    must(201, await reader.post(`/messages/${x.id}`, { content: 'mine' }));
    const { unread_count, items } = must(200, await reader.get('/messages/unread-count'));
    assert.equal(unread_count, 5);
    assert.equal(items.length, 1);
    assert.equal(items[0].unread_count, 5);

    const read = must(200, await reader.post(`/messages/${ids[2]}/read`));
    assert.deepEqual([read.read_seq, read.unread_count], [3, 2]);
    assert.equal(must(200, await reader.get('/messages/unread-count')).unread_count, 2);
    assert.deepEqual(must(200, await sender.get(`/messages/${y.id}`)).items.map((m) => m.is_read), [true, true, true, false, false, false]);
    must(200, await reader.post(`/messages/${ids[0]}/read`)); // an older one never moves the pointer back
    assert.equal(must(200, await reader.get('/messages/unread-count')).unread_count, 2);
    must(200, await reader.post(`/messages/${ids[4]}/read`));
    assert.equal(must(200, await reader.get('/messages/unread-count')).unread_count, 0);
    assert.equal(must(200, await sender.get('/messages/unread-count')).unread_count, 1);
  });

  it('a deletion is for oneself', async () => {
    const [x, y] = server().pair();
    const a = await Client.connect(server(), x);
    const other = await Client.connect(server(), x, { device: 'other' });
    const { message_id } = await a.tell(y, 'keep or not');
    await a.tell(y, 'second');
    must(204, await as(server(), x).delete(`/messages/${message_id}`));
    assert.equal((await other.expect('chat/deleted')).data.message_id, message_id);
    assert.deepEqual(must(200, await as(server(), x).get(`/messages/${y.id}`)).items.map((m) => m.content), ['second']);
    assert.deepEqual(must(200, await as(server(), y).get(`/messages/${x.id}`)).items.map((m) => m.content), ['keep or not', 'second']);
    await Promise.all([a.close(), other.close()]);
  });

  it('a recall is for everybody, by the sender only, and may be repeated', async () => {
    const [x, y] = server().pair();
    const sent = must(201, await as(server(), x).post(`/messages/${y.id}`, { content: 'oops' }));
    await refusal(403, 'forbidden', as(server(), y).post(`/messages/${sent.id}/recall`));
    assert.equal(must(200, await as(server(), x).post(`/messages/${sent.id}/recall`)).is_recalled, true);
    must(200, await as(server(), x).post(`/messages/${sent.id}/recall`));
    const [message] = must(200, await as(server(), y).get(`/messages/${x.id}`)).items;
    assert.deepEqual([message.is_recalled, message.content], [true, '']);
  });

  it('a third person sees and touches nothing', async () => {
    const [x, y] = server().pair();
    const sent = must(201, await as(server(), x).post(`/messages/${y.id}`, { content: 'private' }));
    const third = as(server(), server().stranger());
    for (const answer of [await third.post(`/messages/${sent.id}/read`), await third.delete(`/messages/${sent.id}`), await third.post(`/messages/${sent.id}/recall`)])
      assert.ok([403, 404].includes(answer.status), `${answer.status}`);
    assert.deepEqual(must(200, await third.get(`/messages/${x.id}`)).items, []);
  });

  it('what can\'t be sent is refused by name', async () => {
    const [x, y] = server().pair();
    const rest = as(server(), x);
    const other = server().stranger();
    await refusal(404, 'user_not_found', rest.post('/messages/9007199254740991', { content: 'x' }));
    await refusal(404, 'user_not_found', rest.post('/messages/00000000-0000-8000-8000-000000000000', { content: 'x' }));
    await refusal(400, 'self_target', rest.post(`/messages/${x.id}`, { content: 'x' }));
    await refusal(403, 'not_friends', rest.post(`/messages/${other.id}`, { content: 'x' }));
    await refusal(400, 'text_empty', rest.post(`/messages/${y.id}`, { content: '' }));
    await refusal(400, 'text_too_long', rest.post(`/messages/${y.id}`, { content: 'x'.repeat(1001) }));
    must(201, await rest.post(`/messages/${y.id}`, { content: '😀'.repeat(1000) }));
    await refusal(400, 'text_invalid', rest.post(`/messages/${y.id}`, { content: 'a\u0000b' }));
    await refusal(400, 'missing_field', rest.post(`/messages/${y.id}`, {}));
    await refusal(400, 'malformed_json', rest.post(`/messages/${y.id}`, undefined, { raw: '{"content": ' }));
    await refusal(400, 'malformed_json', rest.post(`/messages/${y.id}`, undefined, { raw: '[1]' }));
    await refusal(400, 'invalid_field', rest.post(`/messages/${y.id}`, { content: 'x', message_type: 'system' }));
    await refusal(400, 'invalid_field', rest.post(`/messages/${y.id}`, { content: 'x', temp_id: 't'.repeat(65) }));
    await refusal(404, 'file_not_found', rest.post(`/messages/${y.id}`, { content: 'x', message_type: 'image', file_id: '12345' }));
    await refusal(404, 'message_not_found', rest.post('/messages/12345/read'));
    await refusal(404, 'message_not_found', rest.delete('/messages/12345'));
  });
});
