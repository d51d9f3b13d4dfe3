import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Client } from '../lib/client.mjs';
import { eventually } from '../lib/market.mjs';
import { as, call, must } from '../lib/rest.mjs';
import { databases, Server } from '../lib/server.mjs';
import { onBothDatabases } from '../lib/suite.mjs';

const find = async (server, person, query) => must(200, await as(server, person).get(`/messages/search?${new URLSearchParams(query)}`));
const texts = async (...args) => (await find(...args)).items.map((message) => message.content);

onBothDatabases('searching messages', { users: 80, settings: { 'Limits:Enabled': 'false' } }, (server) => {
  const refusal = async (status, code, field, query, person = server().stranger()) => {
    const answer = await as(server(), person).get(`/messages/search?${query}`);
    assert.deepEqual([answer.status, answer.body?.code, answer.body?.field], [status, code, field], `${query}: ${JSON.stringify(answer.body)}`);
    assert.ok(answer.body.detail.length > 0);
  };

  it('what was acknowledged is found at once, in Chinese, Latin and pictures, by both', async () => {
    const [x, y] = server().pair();
    const a = await Client.connect(server(), x);
    await Client.connect(server(), y).then((client) => client.close());
    const { message_id, conversation_id } = await a.tell(y, '明天下午三点 Meeting at ＣＡＦÉ 见面好不好😀');
    await a.tell(y, '别的事情 something else');
    for (const q of ['明天', '三点', '好', 'meeting', 'MEET', 'cafe', '😀', '见面 明天 meeting', 'ｍｅｅｔｉｎｇ'])
      for (const person of [x, y]) assert.deepEqual((await find(server(), person, { q })).items.map((m) => m.id), [message_id], q);
    const [message] = (await find(server(), y, { q: '明天' })).items;
    assert.deepEqual(
      [message.message_id, message.conversation_id, message.sender_id, message.receiver_id, message.message_type, message.is_read, message.is_recalled],
      [message_id, conversation_id, x.uuid, y.uuid, 'text', false, false]);
    assert.ok(message.sender_name && message.created_at && message.seq);
    for (const q of ['天明', '明天 nothing', 'eeting', '大象']) assert.deepEqual(await texts(server(), y, { q }), [], q);
    await a.close();
  });

  it('pages go from the newest down', async () => {
    const [x, y] = server().pair();
    for (let i = 1; i <= 25; i++) must(201, await as(server(), x).post(`/messages/${y.id}`, { content: `paging 第${i}页` }));
    const seen = [];
    let before = {};
    for (;;) {
      const page = await find(server(), y, { q: 'paging', limit: '10', ...before });
      seen.push(...page.items.map((message) => message.content));
      if (!page.has_more) break;
      before = { before: page.items.at(-1).id };
    }

    assert.deepEqual(seen, Array.from({ length: 25 }, (_, i) => `paging 第${25 - i}页`));
    assert.equal((await find(server(), y, { q: 'paging' })).items.length, 20);
  });

  it('time, type and conversation narrow it', async () => {
    const [x, y] = server().pair();
    const group = must(201, await as(server(), x).post('/groups', { name: 'g', member_ids: [y.id] }));
    const one = must(201, await as(server(), x).post(`/messages/${y.id}`, { content: 'narrow one' }));
    const two = must(201, await as(server(), x).post(`/groups/${group.id}/messages`, { content: 'narrow two' }));
    const q = 'narrow';
    assert.deepEqual(await texts(server(), y, { q }), ['narrow two', 'narrow one']);
    assert.deepEqual(await texts(server(), y, { q, conversation_id: group.id }), ['narrow two']);
    assert.deepEqual(await texts(server(), y, { q, conversation_id: one.conversation_id }), ['narrow one']);
    assert.deepEqual(await texts(server(), y, { q, type: 'text' }), ['narrow two', 'narrow one']);
    assert.deepEqual(await texts(server(), y, { q, type: 'image' }), []);
    assert.deepEqual(await texts(server(), y, { type: 'image' }), []);
    for (const to of [one.created_at, String(Date.parse(one.created_at)), one.created_at.replace('Z', '+00:00')])
      assert.deepEqual(await texts(server(), y, { q, to }), two.created_at === one.created_at ? ['narrow two', 'narrow one'] : ['narrow one'], to);
    assert.deepEqual(await texts(server(), y, { q, from: one.created_at }), ['narrow two', 'narrow one']);
    assert.deepEqual(await texts(server(), y, { q, from: '2099-01-01' }), []);
    assert.deepEqual(await texts(server(), y, { q, to: '2020-01-01T00:00:00Z' }), []);
  });

  it('a recalled message is found by nobody, one deleted for oneself by the others only', async () => {
    const [x, y] = server().pair();
    const post = async (content) => must(201, await as(server(), x).post(`/messages/${y.id}`, { content }));
    const [recalled, hidden] = [await post('gone 撤回'), await post('gone 删除')];
    assert.equal((await texts(server(), y, { q: 'gone' })).length, 2);
    must(200, await as(server(), x).post(`/messages/${recalled.id}/recall`));
    must(204, await as(server(), y).delete(`/messages/${hidden.id}`));
    assert.deepEqual(await texts(server(), y, { q: 'gone' }), []);
    assert.deepEqual(await texts(server(), x, { q: 'gone' }), ['gone 删除']);
    assert.deepEqual(await texts(server(), x, { q: '撤回' }), []);
  });

  it('only what one may see: from one\'s joining to one\'s leaving, and nobody else\'s', async () => {
    const [owner, late] = [server().stranger(), server().stranger()];
    const other = server().stranger();
    const group = must(201, await as(server(), owner).post('/groups', { name: 'g', member_ids: [other.id] }));
    const say = async (content) => must(201, await as(server(), owner).post(`/groups/${group.id}/messages`, { content }));
    await say(`visible early #c${group.id}`);
    must(200, await as(server(), owner).post(`/groups/${group.id}/members`, { user_ids: [late.id] }));
    await say('visible later');
    assert.deepEqual(await texts(server(), late, { q: 'visible' }), ['visible later']);
    assert.equal((await texts(server(), other, { q: 'visible' })).length, 2);
    must(204, await as(server(), other).post(`/groups/${group.id}/leave`));
    assert.deepEqual(await texts(server(), other, { q: 'visible' }), []);
    const third = server().stranger();
    assert.deepEqual(await texts(server(), third, { q: 'visible' }), []);
    await refusal(403, 'not_participant', undefined, `q=visible&conversation_id=${group.id}`, third);
    must(204, await as(server(), owner).delete(`/groups/${group.id}`));
    assert.deepEqual(await texts(server(), owner, { q: 'visible' }), []);
  });

  it('a bad query is refused by name', async () => {
    await refusal(400, 'missing_field', 'q', '');
    for (const q of ['q=', 'q=%20%20', 'q=%21%3F', `q=${'x'.repeat(101)}`, 'q=&type=text', 'type=text']) await refusal(400, 'invalid_field', 'q', q);
    await refusal(400, 'text_invalid', undefined, 'q=a%00b');
    for (const [field, value] of [['from', 'yesterday'], ['to', '2025-13-01'], ['type', 'song'], ['limit', '0'], ['limit', '101'], ['before', 'x']])
      await refusal(400, 'invalid_field', field, `q=x&${field}=${value}`);
    await refusal(400, 'invalid_field', 'to', 'q=x&from=2&to=1');
    for (const id of ['5', 'x', '00000000-0000-8000-8000-000000000000']) await refusal(404, 'conversation_not_found', undefined, `q=x&conversation_id=${id}`);
    assert.equal((await call(server(), 'GET', '/api/v1/messages/search?q=x')).status, 401);
    for (const q of ['"', '\'', '\\', 'a OR b', 'NEAR(a b)', '* a', 'a:b', 'tokens: x', '%_', '\u{10FFFF}a', '😀'.repeat(100), '的'.repeat(100)]) {
      const answer = await as(server(), server().stranger()).get(`/messages/search?${new URLSearchParams({ q })}`);
      assert.ok([200, 400].includes(answer.status), `${q}: ${answer.status}`);
    }
  });
});

onBothDatabases('searching in a flood', { users: 4 }, (server) => {
  it('searches above the rate are told when to come back', async () => {
    const rest = as(server(), server().stranger());
    const answers = await Promise.all(Array.from({ length: 150 }, () => rest.get('/messages/search?q=x')));
    const refused = answers.filter((answer) => answer.status === 429);
    assert.ok(refused.length > 0 && refused.length < 150, `${refused.length}`);
    assert.equal(refused[0].body.code, 'rate_limited');
    assert.ok(refused[0].headers.get('retry-after'));
  });
});

for (const { name, skip } of databases) {
  describe(`the search index on ${name}`, { skip }, () => {
    it('a server that was killed finds what it had acknowledged, and a rebuilt index the same', { timeout: 300_000 }, async () => {
      const server = await Server.start(name, { users: 4, settings: { 'Limits:Enabled': 'false' } });
      try {
        const [x, y] = server.pair();
        const sent = await Promise.all(Array.from({ length: 50 }, (_, i) => as(server, x).post(`/messages/${y.id}`, { content: `survivor ${i}` })));
        await server.kill();
        await server.launch();
        await eventually('the index', () => find(server, y, { q: 'survivor', limit: '100' }), ({ items }) => items.length >= sent.length);

        assert.deepEqual(await server.terminate(), { code: 0, signal: null });
        assert.match(await server.command('search', 'rebuild'), /^Indexed 50 messages\.$/m);
        await server.launch();
        assert.equal((await find(server, y, { q: 'survivor', limit: '100' })).items.length, 50);
      } finally {
        await server.dispose();
      }
    });
  });
}
