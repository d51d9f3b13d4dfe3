// Whatever a person of one tenant asks with the ids of another, it finds nothing and changes nothing: every route of docs/protocols/market.md and
// every event is tried.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { chat } from '../lib/marketchat.mjs';
import { png, upload } from '../lib/files.mjs';
import { call, must } from '../lib/rest.mjs';
import { repository } from '../lib/server.mjs';
import { SocketClient } from '../lib/sockets.mjs';
import { onBothDatabases } from '../lib/suite.mjs';
import { tenant } from '../lib/tenants.mjs';

const page = readFileSync(join(repository, 'docs/protocols/market.md'), 'utf8');
const routes = [...page.matchAll(/^\| `(GET|POST|PUT|PATCH|DELETE) (\/[^` ]*)[^`]*` \|/gm)].map(([, method, path]) => ({ method, path }));
const settings = { 'Limits:Openings:Permits': '100000', 'Limits:Lookups:Permits': '100000', 'Limits:RestUser:Permits': '1000000', 'Limits:Searches:Permits': '100000' };
const secret = '不可外传';

onBothDatabases('another tenant', { users: 0, operator: true, settings }, (server) => {
  it('finds nothing by any route, and changes nothing', async () => {
    assert.ok(routes.length >= 20, `${routes.length} routes were found`);
    const [here, there] = [await tenant(server(), 'here'), await tenant(server(), 'there')];
    const [ann, bob, eve] = [await here('ann'), await here('bob'), await there('eve')];
    const a = chat(server(), ann);
    const conversation = await a.open(bob);
    const group = await a.data(a.post('/conversations', { participantIds: [bob.id, (await here('cat')).id], name: secret }));
    const message = await a.say(conversation, secret);
    await a.say(group, secret);
    const file = must(201, await upload(server(), ann, { bytes: png, name: `${secret}.png`, type: 'image/png' }));
    const user = must(200, await call(server(), 'GET', '/api/v1/me', { token: ann.token })).data;
    const ids = [conversation.id, group.id, message.id, user.id, file.id ?? file.data?.id];
    const look = async () => {
      const history = await a.whole(a.get(`/conversations/${group.id}/messages`)); // first, since it marks read
      return JSON.stringify([await a.data(a.get('/conversations')), history]);
    };
    const before = await look();

    // Each route with each foreign id in every place, and bodies that name them all.
    for (const id of ids) {
      const body = {
        targetUserId: user.id, participantIds: [user.id, ann.id], userIds: [user.id], conversationIds: [conversation.id], targetUserIds: [user.id], conversationId: conversation.id,
        messageId: message.id, content: { text: 'from outside' }, conversations: { [conversation.id]: 0 }, name: 'taken', isActive: false, replyToId: message.id,
        serviceId: id, orderId: id, providerId: user.id, reason: 'x', rating: 5, comment: 'x', totalAmount: 1,
      };
      for (const { method, path } of routes.filter((route) => !/\/auth\/|\/me\b|callback|sandbox/.test(route.path))) {
        const filled = path.replace(/:\w+|\{\w+\}/g, id);
        const query = method === 'GET' ? `${filled.includes('?') ? '&' : '?'}q=${encodeURIComponent(secret)}&conversationId=${conversation.id}&customerId=${user.id}` : '';
        const answer = await call(server(), method, filled + query, { token: eve.token, body: method === 'GET' ? undefined : body });
        if (path.endsWith('/sync')) delete answer.body.data?.gone; // what it named itself
        const said = JSON.stringify(answer.body);
        assert.ok(answer.status < 500, `${method} ${filled} → ${answer.status} ${said}`);
        assert.ok(!said.includes(secret) && !said.includes(conversation.id) && !said.includes(message.id) && !said.includes(user.username), `${method} ${filled} tells ${said}`);
        if (filled !== path && answer.status < 300) assert.fail(`${method} ${filled} is done: ${said}`);
      }
    }
    assert.equal(await look(), before);
  });

  it('is refused every event, and hears of none', async () => {
    const [here, there] = [await tenant(server(), 'here2'), await tenant(server(), 'there2')];
    const [ann, bob, eve] = [await here('ann'), await here('bob'), await there('eve')];
    const a = chat(server(), ann);
    const conversation = await a.open(bob);
    const message = await a.say(conversation, secret);
    const [outside, inside] = [await SocketClient.connect(server(), '/market', eve), await SocketClient.connect(server(), '/market', bob)];
    const data = { conversationId: conversation.id, messageId: message.id, content: { text: 'from outside' }, messageType: 'text', isTyping: true, tenantId: 'here2', senderId: ann.id };
    for (const event of ['join-conversation', 'send-message', 'typing', 'mark-read']) {
      const answer = await outside.ask(event, data);
      assert.deepEqual([answer.success, answer.code], [false, 'conversation_not_found'], `${event} → ${JSON.stringify(answer)}`);
    }
    const synced = await outside.ask('sync', { conversations: { [conversation.id]: 0 } });
    assert.deepEqual([synced.data.conversations, synced.data.gone], [[], [conversation.id]]);
    await a.say(conversation, 'the next');
    await inside.next('new-message', (m) => m.content.text === 'the next');
    await outside.ask('leave-conversation', data);
    assert.deepEqual(outside.all.filter((event) => !['offset', 'presence'].includes(event.name)), []);
    assert.equal(inside.all.filter((event) => event.name === 'user-typing').length, 0);
    [outside, inside].forEach((client) => client.close());
  });
});
