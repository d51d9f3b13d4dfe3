import assert from 'node:assert/strict';
import { it } from 'node:test';
import { eventually } from '../lib/market.mjs';
import { chat } from '../lib/marketchat.mjs';
import { call, must } from '../lib/rest.mjs';
import { onBothDatabases } from '../lib/suite.mjs';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z$/;
const settings = { 'Limits:Openings:Permits': '1000', 'Limits:Strangers:Permits': '1000', 'Limits:Lookups:Burst': '1000', 'Limits:Recalls:Permits': '1000', 'Limits:Searches:Permits': '1000' };

onBothDatabases('Market’s chat over REST', { users: 152, settings }, (server) => {
  const couple = () => {
    const people = server().pair();
    return [...people.map((person) => chat(server(), person)), ...people];
  };
  const me = async (person) => must(200, await call(server(), 'GET', '/api/v1/me', { token: person.token })).data;

  it('a conversation of two is made once, whoever asks, and is on the list of the one who asked before a word was said', async () => {
    const [a, b, ann, bob] = couple();
    const opened = await a.open(bob);
    assert.match(opened.id, uuid);
    assert.deepEqual([opened.type, opened.isActive, opened._count, opened.messages, opened.unreadCount], ['service', true, { messages: 0 }, [], 0]);
    assert.match(opened.createdAt, time);
    const [annIs, bobIs] = [await me(ann), await me(bob)];
    assert.equal(opened.name, bobIs.displayName);
    assert.deepEqual(opened.participants.map((one) => one.user.id).sort(), [annIs.id, bobIs.id].sort());
    const his = opened.participants.find((one) => one.userId === bobIs.id);
    assert.deepEqual(Object.keys(his.user).sort(), ['displayName', 'id', 'userType', ...(bobIs.avatarUrl ? ['avatarUrl'] : [])].sort());
    assert.deepEqual([his.role, his.lastReadAt, his.user.userType], ['customer', null, 'customer']);
    assert.equal((await b.open(ann)).id, opened.id);
    assert.equal((await a.data(a.post('/conversations', { participantIds: [bobIs.id] }))).id, opened.id);
    assert.deepEqual((await a.whole(a.get('/conversations'))).data.map((one) => one.id), [opened.id]);
    assert.equal((await a.data(a.get(`/conversations/${opened.id}`))).id, opened.id);
  });

  it('the list has the newest first, with the last message, counts and unread, in numbered pages', async () => {
    const [a, , ann] = couple();
    const others = server().strangers(3);
    const made = [];
    for (const other of others) {
      const b = chat(server(), other);
      const conversation = await b.open(ann);
      await b.say(conversation, `from ${other.id}`);
      made.unshift(conversation.id);
    }
    const first = await a.whole(a.get('/conversations?page=1&limit=2'));
    assert.deepEqual(first.pagination, { page: 1, limit: 2, total: 3 });
    assert.deepEqual(first.data.map((one) => one.id), made.slice(0, 2));
    assert.equal(first.data[0].messages.length, 1);
    assert.deepEqual(first.data[0].messages[0].content, { text: `from ${others[2].id}` });
    assert.deepEqual([first.data[0]._count.messages, first.data[0].unreadCount], [1, 1]);
    assert.deepEqual((await a.whole(a.get('/conversations?page=2&limit=2'))).data.map((one) => one.id), made.slice(2));
    const past = await a.whole(a.get('/conversations?page=9&limit=2'));
    assert.deepEqual([past.data, past.pagination.total], [[], 3]);
    for (const query of ['page=0', 'page=-1', 'page=x', 'page=1000000000', 'page=1.5']) await a.refused(400, 'invalid_field', a.get(`/conversations?${query}`), 'page');
    for (const query of ['limit=0', 'limit=-1', 'limit=101', 'limit=1000000000']) await a.refused(400, 'invalid_field', a.get(`/conversations?${query}`), 'limit');
    await a.refused(400, 'invalid_field', a.get('/conversations?isActive=maybe'), 'isActive');
  });

  it('a message is answered whole, and found in the history, ascending, with who wrote it and what it answers', async () => {
    const [a, b, ann, bob] = couple();
    const conversation = await a.open(bob);
    const first = await a.say(conversation, '你好，请问周六可以吗？', { clientId: 'c-1' });
    assert.match(first.id, uuid);
    assert.deepEqual(
      { ...first, id: '', tenantId: '', sender: { ...first.sender, id: '' }, senderId: '', createdAt: '', updatedAt: '' },
      {
        id: '', tenantId: '', conversationId: conversation.id, senderId: '', seq: 1, rev: first.rev, messageType: 'text', content: { text: '你好，请问周六可以吗？' }, replyToId: null,
        status: 'sent', createdAt: '', updatedAt: '', sender: { id: '', displayName: (await me(ann)).displayName, userType: 'customer' }, clientId: 'c-1',
      });
    const second = await b.say(conversation, 'Yes', { replyToId: first.id });
    assert.deepEqual(second.replyTo, { id: first.id, messageType: 'text', content: { text: first.content.text }, sender: { displayName: first.sender.displayName } });
    const page = await b.whole(b.get(`/conversations/${conversation.id}/messages`));
    assert.deepEqual(page.pagination, { page: 1, limit: 50, total: 2 });
    assert.deepEqual(page.data.map((one) => [one.content.text, one.seq]), [[first.content.text, 1], ['Yes', 2]]);
    assert.equal(page.data[1].replyTo.id, first.id);
    assert.deepEqual((await a.whole(a.get(`/conversations/${conversation.id}/messages?limit=1&page=2`))).data.map((one) => one.seq), [1]);
    assert.deepEqual((await a.whole(a.get(`/conversations/${conversation.id}/messages?before=${second.id}`))).data.map((one) => one.seq), [1]);
    for (const query of ['page=0', 'page=-1', 'limit=0', 'limit=101']) await a.refused(400, 'invalid_field', a.get(`/conversations/${conversation.id}/messages?${query}`));
    await a.refused(404, 'message_not_found', a.get(`/conversations/${conversation.id}/messages?before=17`));
  });

  it('a history goes on from any message of it, both ways, for those who are in it', async () => {
    const [a, b, , bob] = couple();
    const conversation = await a.open(bob);
    const said = [];
    for (let seq = 1; seq <= 9; seq++) said.push(await a.say(conversation, `${seq}`));
    const id = (seq) => said[seq - 1].id;
    const read = async (query, who = b) => {
      const { data, pagination } = await who.whole(who.get(`/conversations/${conversation.id}/messages?${query}`));
      return [data.map(({ seq }) => seq), pagination.hasOlder, pagination.hasNewer];
    };
    assert.deepEqual(await read(`around=${id(5)}&limit=4`), [[3, 4, 5, 6], true, true]);
    assert.deepEqual(await read(`around=${id(1)}&limit=4`), [[1, 2, 3, 4], false, true]);
    assert.deepEqual(await read(`around=${id(9)}&limit=4`), [[7, 8, 9], true, false]);
    assert.deepEqual(await read(`around=${id(5)}&limit=1`), [[5], true, true]);
    assert.deepEqual(await read(`after=${id(6)}&limit=2`), [[7, 8], true, true]);
    assert.deepEqual(await read(`after=${id(7)}&limit=2`), [[8, 9], true, false]);
    assert.deepEqual(await read(`after=${id(9)}`), [[], true, false]);
    assert.deepEqual(await read(`before=${id(3)}&limit=2`), [[1, 2], false, true]);
    // What one deleted for oneself leaves no hole that one would have to step over.
    for (const seq of [6, 7]) assert.equal((await b.delete(`/messages/${id(seq)}`)).status, 200);
    assert.deepEqual(await read(`around=${id(5)}&limit=4`), [[3, 4, 5, 8], true, true]);
    assert.deepEqual(await read(`around=${id(6)}&limit=2`), [[5, 8], true, true]);
    assert.deepEqual(await read(`after=${id(5)}&limit=2`), [[8, 9], true, false]);
    assert.equal((await b.data(b.get('/conversations'))).find((one) => one.id === conversation.id).unreadCount, 9); // nothing of it is read
    const refused = (status, code, query, who = b, field) => who.refused(status, code, who.get(`/conversations/${conversation.id}/messages?${query}`), field);
    for (const query of [`before=${id(3)}&around=${id(3)}`, `before=${id(3)}&after=${id(3)}`]) await refused(400, 'invalid_field', query);
    for (const place of ['after', 'around']) {
      await refused(400, 'invalid_field', `${place}=${id(3)}&page=2`, b, 'page');
      await refused(400, 'invalid_field', `${place}=${id(3)}&limit=101`, b, 'limit');
      await refused(404, 'message_not_found', `${place}=17`);
      await refused(404, 'message_not_found', `${place}=nonsense`);
    }
    const [c, , , dora] = couple();
    const elsewhere = await c.say(await c.open(dora), 'not here');
    await refused(404, 'message_not_found', `around=${elsewhere.id}`);
    await refused(403, 'not_participant', `around=${id(5)}`, c);
    await refused(403, 'not_participant', `after=${id(5)}`, c);
  });

  it('reading the first page marks read, for both to see', async () => {
    const [a, b, ann, bob] = couple();
    const conversation = await a.open(bob);
    const last = [await a.say(conversation, '1'), await a.say(conversation, '2')].at(-1);
    const before = (await b.whole(b.get('/conversations'))).data[0];
    assert.deepEqual([before.id, before.unreadCount, before.messages[0].status], [conversation.id, 2, 'sent']);
    await b.whole(b.get(`/conversations/${conversation.id}/messages?page=2&limit=1`));
    assert.equal((await b.data(b.get(`/conversations/${conversation.id}`))).unreadCount, 2);
    await b.whole(b.get(`/conversations/${conversation.id}/messages?limit=1`));
    assert.equal((await b.data(b.get(`/conversations/${conversation.id}`))).unreadCount, 0);
    const seen = await a.data(a.get(`/conversations/${conversation.id}`));
    assert.equal(seen.participants.find((one) => one.userId === before.messages[0].senderId).lastReadAt, null);
    assert.equal(seen.participants.find((one) => one.userId !== before.messages[0].senderId).lastReadAt, last.createdAt);
    assert.equal((await a.whole(a.get(`/conversations/${conversation.id}/messages`))).data[1].status, 'read');
    const third = await a.say(conversation, '3');
    await a.say(conversation, '4');
    assert.equal((await b.data(b.post(`/conversations/${conversation.id}/read`, { messageId: third.id }))).unreadCount, 1);
    assert.equal((await b.data(b.post(`/conversations/${conversation.id}/read`))).unreadCount, 0);
  });

  it('a key sends once, and is no key for another body', async () => {
    const [a, , , bob] = couple();
    const conversation = await a.open(bob);
    const first = await a.say(conversation, 'once', { clientId: 'k' });
    assert.equal((await a.say(conversation, 'once', { clientId: 'k' })).id, first.id);
    await a.refused(409, 'idempotency_conflict', a.post(`/conversations/${conversation.id}/messages`, { content: { text: 'twice' }, clientId: 'k' }));
    await a.refused(400, 'invalid_field', a.post(`/conversations/${conversation.id}/messages`, { content: { text: 'x' }, clientId: 'k'.repeat(65) }), 'clientId');
  });

  it('archiving takes a conversation off one’s own list until the next message, or until one puts it back', async () => {
    const [a, b, , bob] = couple();
    const conversation = await a.open(bob);
    await a.say(conversation, 'hello');
    const listed = async (person, query = '') => (await person.whole(person.get(`/conversations${query}`))).data.map((one) => one.id);
    assert.equal((await a.data(a.patch(`/conversations/${conversation.id}`, { isActive: false }))).isActive, false);
    assert.deepEqual([await listed(a), await listed(a, '?isActive=false'), await listed(b)], [[], [conversation.id], [conversation.id]]);
    await a.data(a.patch(`/conversations/${conversation.id}`, { isActive: true }));
    assert.deepEqual([await listed(a), await listed(a, '?isActive=false')], [[conversation.id], []]);
    await a.data(a.patch(`/conversations/${conversation.id}`, { isActive: false }));
    await b.say(conversation, 'are you there?');
    assert.deepEqual([await listed(a), await listed(a, '?isActive=false')], [[conversation.id], []]);
    await a.refused(403, 'forbidden', a.patch(`/conversations/${conversation.id}`, { name: 'ours' }));
    await a.refused(400, 'invalid_field', a.patch(`/conversations/${conversation.id}`, { isActive: 'no' }), 'isActive');
  });

  it('what one keeps at the head of one’s list is said to be, and comes first, until one takes that back', async () => {
    const [a, b, , bob] = couple();
    const [kept, newer] = [await a.open(bob), await a.open(couple()[3])];
    await a.say(kept, 'older');
    await a.say(newer, 'newer');
    const listed = async (person) => (await person.whole(person.get('/conversations'))).data.map((one) => [one.id, one.isPinned]);
    assert.deepEqual(await listed(a), [[newer.id, false], [kept.id, false]]);
    assert.equal((await a.data(a.patch(`/conversations/${kept.id}`, { isPinned: true }))).isPinned, true);
    assert.deepEqual([await listed(a), await listed(b)], [[[kept.id, true], [newer.id, false]], [[kept.id, false]]]);
    assert.equal((await a.whole(a.get('/conversations?page=2&limit=1'))).data[0].id, newer.id);
    assert.equal((await a.data(a.patch(`/conversations/${kept.id}`, { isPinned: false }))).isPinned, false);
    assert.deepEqual(await listed(a), [[newer.id, false], [kept.id, false]]);
    await a.refused(400, 'invalid_field', a.patch(`/conversations/${kept.id}`, { isPinned: 'no' }), 'isPinned');
  });

  it('a large group is listed with some who are in it, and has all when it is asked for', async () => {
    const [a] = couple();
    const others = server().people.splice(-22);
    const group = await a.data(a.post('/conversations', { participantIds: others.map((one) => one.id), name: 'many' }));
    assert.deepEqual([group.participants.length, group._count], [23, { messages: 0 }]);
    const last = chat(server(), others.at(-1));
    for (const one of [a, last]) {
      const [seen] = (await one.whole(one.get('/conversations'))).data;
      assert.deepEqual([seen.id, seen.participants.length, seen._count], [group.id, 20, { messages: 0, participants: 23 }]);
      assert.equal(seen.participants.filter((member) => member.role === 'owner').length, 1);
    }

    const [seen] = (await last.whole(last.get('/conversations'))).data;
    assert.ok(seen.participants.some((member) => member.userId === group.participants.at(-1).userId)); // oneself
    assert.equal((await last.data(last.get(`/conversations/${group.id}`))).participants.length, 23);
  });

  it('several make a group, which its owner names and fills, and an empty one can be archived', async () => {
    const [a, b, , bob] = couple();
    const [eve, dan] = server().strangers(2);
    const [e, d] = [chat(server(), eve), chat(server(), dan)];
    const group = await a.data(a.post('/conversations', { participantIds: [bob.id, eve.id], name: '搬家' }));
    assert.deepEqual([group.type, group.name, group.participants.length], ['group', '搬家', 3]);
    assert.deepEqual(group.participants.map((one) => one.role).sort(), ['member', 'member', 'owner']);
    assert.deepEqual((await e.whole(e.get('/conversations'))).data.map((one) => one.id), [group.id]);
    await e.data(e.patch(`/conversations/${group.id}`, { isActive: false }));
    assert.deepEqual((await e.whole(e.get('/conversations'))).data, []);
    await b.say(group, 'here');
    assert.deepEqual((await e.whole(e.get('/conversations'))).data.map((one) => [one.id, one.unreadCount]), [[group.id, 1]]);
    assert.equal((await a.data(a.patch(`/conversations/${group.id}`, { name: '搬家 2' }))).name, '搬家 2');
    await b.refused(403, 'forbidden', b.patch(`/conversations/${group.id}`, { name: 'mine' }));
    await b.refused(403, 'forbidden', b.post(`/conversations/${group.id}/members`, { userIds: [dan.id] }));
    assert.equal((await a.data(a.post(`/conversations/${group.id}/members`, { userIds: [dan.id] }))).participants.length, 4);
    assert.equal((await d.data(d.get(`/conversations/${group.id}`)))._count.messages, 0); // what was said before is not his
    await a.data(a.delete(`/conversations/${group.id}/members/${eve.id}`));
    await e.refused(403, 'not_participant', e.get(`/conversations/${group.id}`));
    await d.data(d.delete(`/conversations/${group.id}/members/${dan.id}`));
    await a.refused(400, 'missing_field', a.post('/conversations', {}), 'targetUserId');
    await a.refused(400, 'invalid_field', a.post('/conversations', { participantIds: [bob.id, eve.id] }), 'name');
    await a.refused(404, 'user_not_found', a.post('/conversations', { participantIds: [bob.id, 17], name: 'x' }));
  });

  it('a message is recalled for all, deleted for oneself, forwarded to others', async () => {
    const [a, b, ann, bob] = couple();
    const eve = server().stranger();
    const conversation = await a.open(bob);
    const [one, two] = [await a.say(conversation, 'one'), await a.say(conversation, 'two')];
    const recalled = await a.data(a.post(`/messages/${one.id}/recall`));
    assert.deepEqual([recalled.status, recalled.content], ['recalled', { text: '' }]);
    await b.refused(403, 'forbidden', b.post(`/messages/${two.id}/recall`));
    await b.data(b.delete(`/messages/${one.id}`));
    assert.deepEqual((await b.whole(b.get(`/conversations/${conversation.id}/messages`))).data.map((m) => m.id), [two.id]);
    assert.equal((await a.whole(a.get(`/conversations/${conversation.id}/messages`))).data.length, 2);
    const forwarded = await b.data(b.post(`/messages/${two.id}/forward`, { targetUserIds: [eve.id, 17] }));
    assert.deepEqual(forwarded.map((f) => [f.success, f.data?.content.text, f.code]), [[true, 'two', undefined], [false, undefined, 'user_not_found']]);
    await b.refused(404, 'message_not_found', b.post(`/messages/${one.id}/forward`, { targetUserIds: [eve.id] }));
    await b.refused(400, 'missing_field', b.post(`/messages/${two.id}/forward`, {}), 'conversationIds');
    await a.refused(404, 'message_not_found', a.post('/messages/17/recall'));
    assert.ok(ann);
  });

  it('sync tells what was missed, and search finds words', async () => {
    const [a, b, , bob] = couple();
    const conversation = await a.open(bob);
    await a.say(conversation, 'the blue kitchen tap drips');
    const all = await b.data(b.post('/sync', { conversations: {} }));
    const mine = all.conversations.find((one) => one.id === conversation.id);
    assert.deepEqual([mine.lastSeq, mine.messages.map((m) => m.content.text), mine.hasMore], [1, ['the blue kitchen tap drips'], false]);
    await a.say(conversation, 'still');
    const later = await b.data(b.post('/sync', { conversations: { [conversation.id]: mine.rev } }));
    assert.deepEqual(later.conversations.find((one) => one.id === conversation.id).messages.map((m) => m.content.text), ['still']);
    const bySeq = await b.data(b.post('/sync', { conversations: { [conversation.id]: 1 }, by: 'seq' }));
    assert.deepEqual(bySeq.conversations.find((one) => one.id === conversation.id).messages.map((m) => m.seq), [2]);
    await b.refused(400, 'invalid_field', b.post('/sync', { by: 'luck' }), 'by');
    const found = async () => (await b.whole(b.get('/search?q=kitchen'))).data.map((m) => m.content.text);
    assert.deepEqual(await eventually('what was said', found, (texts) => texts.length > 0), ['the blue kitchen tap drips']);
    await b.refused(400, 'missing_field', b.get('/search'), 'q');
    await b.refused(400, 'invalid_field', b.get('/search?q=x&messageType=song'), 'messageType');
  });

  it('what can’t be sent is refused by name', async () => {
    const [a, , ann, bob] = couple();
    const conversation = await a.open(bob);
    const bad = (body, code, field, status = 400) => a.refused(status, code, a.post(`/conversations/${conversation.id}/messages`, body), field);
    await bad({}, 'missing_field', 'content');
    await bad({ content: null }, 'missing_field', 'content');
    await bad({ content: {} }, 'missing_field', 'content.text');
    await bad({ content: [] }, 'invalid_field', 'content');
    await bad({ content: { text: 5 } }, 'invalid_field', 'content.text');
    await bad({ content: { text: '  ' } }, 'text_empty');
    await bad({ content: { text: 'x'.repeat(1001) } }, 'text_too_long');
    await bad({ content: { text: 'a\0b' } }, 'text_invalid');
    for (const messageType of ['system', 'order', 'song', '']) await bad({ content: { text: 'x' }, messageType }, 'invalid_field', 'messageType');
    await bad({ content: { text: 'x' }, replyToId: 17 }, 'message_not_found', undefined, 404);
    await bad({ content: {}, messageType: 'image' }, 'missing_field', 'content.url');
    await bad({ content: { url: 'https://elsewhere.example/a.png' }, messageType: 'image' }, 'file_not_found', undefined, 404);
    await bad({ content: { lat: 91, lng: 0 }, messageType: 'location' }, 'invalid_field', 'content.lat');
    await bad({ content: { lat: 1 }, messageType: 'location' }, 'invalid_field', 'content.lng');
    assert.equal((await call(server(), 'POST', `/api/v1/chat/conversations/${conversation.id}/messages`, { token: ann.token, raw: '{"content":' })).body.code, 'malformed_json');
    await a.refused(404, 'user_not_found', a.post('/conversations', { targetUserId: 17 }));
    await a.refused(400, 'self_target', a.post('/conversations', { targetUserId: ann.id }));
    await a.refused(404, 'not_found', a.post('/conversations', { targetUserId: bob.id, serviceId: 17 }), 'serviceId');
    await a.refused(404, 'not_found', a.post('/conversations', { targetUserId: bob.id, orderId: 17 }), 'orderId');
    for (const id of ['17', 'nonsense', '0', '-1']) await a.refused(404, 'conversation_not_found', a.get(`/conversations/${id}`));
    const place = await a.data(a.post(`/conversations/${conversation.id}/messages`, { content: { lat: 31.2, lng: 121.5, address: '外滩' }, messageType: 'location' }));
    assert.deepEqual(place.content, { text: '外滩', lat: 31.2, lng: 121.5, address: '外滩' });
    assert.deepEqual((await a.data(a.post(`/conversations/${conversation.id}/messages`, { content: 'bare' }))).content, { text: 'bare' });
  });

  it('sender, user and tenant in a payload are ignored, and outsiders see nothing', async () => {
    const [a, , ann, bob] = couple();
    const eve = server().stranger();
    const e = chat(server(), eve);
    const conversation = await a.open(bob);
    const sent = await a.say(conversation, 'mine', { senderId: bob.id, userId: bob.id, tenantId: 7 });
    assert.equal(sent.senderId, (await me(ann)).id);
    for (const promise of [
      e.get(`/conversations/${conversation.id}`), e.get(`/conversations/${conversation.id}/messages`), e.patch(`/conversations/${conversation.id}`, { isActive: false }),
      e.post(`/conversations/${conversation.id}/messages`, { content: { text: 'x' } }), e.post(`/conversations/${conversation.id}/read`),
      e.post(`/messages/${sent.id}/recall`), e.delete(`/messages/${sent.id}`),
    ]) await e.refused(403, 'not_participant', promise);
    await e.refused(404, 'message_not_found', e.post(`/messages/${sent.id}/forward`, { targetUserIds: [ann.id] }));
    assert.equal((await call(server(), 'GET', '/api/v1/chat/conversations')).status, 401);
  });
});
