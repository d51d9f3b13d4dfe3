// Whatever a person, an admin or the key of one tenant asks with the ids of another, it finds nothing and changes nothing: by every route that
// docs/protocols/market.md lists, and by every event.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { aService, eventually, marketSettings, onMarket, signUp, staff } from '../lib/market.mjs';
import { call, must } from '../lib/rest.mjs';
import { bodies, rights, Things } from '../lib/rights.mjs';
import { click, open } from '../lib/sandbox.mjs';
import { repository } from '../lib/server.mjs';
import { SocketClient } from '../lib/sockets.mjs';
import { onBothDatabases } from '../lib/suite.mjs';
import { tenant } from '../lib/tenants.mjs';

const { rows } = rights();
const page = readFileSync(join(repository, 'docs/protocols/market.md'), 'utf8');
const settings = { ...marketSettings, 'Limits:Enabled': 'false', 'Webhooks:AllowPrivate': 'true' };
const secret = '不可外传';

/** The names in the first cells of the table of events that begins so. */
const events = (head) => page.slice(page.indexOf(`\n| ${head} |`)).split('\n\n')[0].split('\n').slice(3).flatMap((line) => [...line.split('|')[1].matchAll(/`([^`]+)`/g)].map(([, name]) => name));

onBothDatabases('another tenant', { users: 0, operator: true, settings }, (server) => {
  const operator = async () => must(200, await call(server(), 'POST', '/api/v1/auth/login', { body: server().operator })).data.accessToken;
  const world = async (name) => {
    await tenant(server(), name);
    const token = await operator();
    const { id } = must(200, await call(server(), 'GET', '/api/admin/tenants?limit=100', { token })).data.find((one) => one.subdomain === name);
    const { apiKey } = must(200, await call(server(), 'POST', `/api/admin/tenants/${id}/rotate-key`, { token, body: {} })).data;
    const [customer, provider, colleague] = [await signUp(server(), 'customer', { tenant: name }), await signUp(server(), 'provider', { tenant: name }), await signUp(server(), 'provider', { tenant: name })];
    must(200, await call(server(), 'POST', `/api/admin/users/${colleague.numericId}/role`, { token, body: { role: 'admin' } }));
    const admin = { ...colleague, token: must(200, await call(server(), 'POST', '/api/v1/auth/login', { headers: { 'x-tenant': name }, body: { username: colleague.username, password: 'correct horse 7 battery' } })).data.accessToken };
    return { customer, provider, admin, key: { headers: { 'x-api-key': apiKey } } };
  };

  // What the people of the default tenant have: everything that a route or an event can name.
  const treasure = async () => {
    const people = { customer: await signUp(server(), 'customer', { displayName: secret }), provider: await signUp(server(), 'provider'), third: await signUp(server()), admin: await staff(server(), 'admin'), operator: { token: await operator() } };
    const things = new Things(server(), people);
    const names = ['user', 'provider', 'member', 'service', 'order', 'payment', 'conversation', 'group', 'message', 'file', 'webhook', 'delivery', 'tenant'];
    const ids = {};
    for (const name of names) ids[name] = await things.id(name);
    await eventually('the order in its conversation', () => things.ask('customer', 'GET', `/chat/conversations/${ids.conversation}/messages`), (all) => all.some((message) => message.messageType === 'order'));
    await things.ask('provider', 'PATCH', `/services/${ids.service}`, { name: secret, description: secret });
    await things.ask('customer', 'POST', `/chat/conversations/${ids.conversation}/messages`, { content: { text: secret } });
    await things.ask('customer', 'PATCH', `/chat/conversations/${ids.group}`, { name: secret });
    return { people, things, ids };
  };

  it('finds nothing by any route, and changes nothing', { timeout: 600_000 }, async () => {
    const { things, ids } = await treasure();
    const there = await world('there');
    const look = async () => {
      const history = await things.ask('customer', 'GET', `/chat/conversations/${ids.group}/messages`); // first, since it marks read
      return JSON.stringify([
        history, await things.ask('customer', 'GET', '/chat/conversations'), await things.ask('customer', 'GET', '/orders'), await things.ask('customer', 'GET', '/me'),
        await things.ask('provider', 'GET', '/services/mine'), await things.ask('provider', 'GET', '/orders'), await things.ask('customer', 'GET', `/payments/${ids.payment}`),
        (await things.ask('admin', 'GET', '/webhooks')).map(({ circuit, ...webhook }) => webhook), await things.ask('admin', 'GET', '/orders'), // nobody answers their deliveries
      ]);
    };
    // What was done just now is told in its own time.
    let before;
    for (let last; before === undefined || before !== last; await new Promise((done) => setTimeout(done, 500))) [last, before] = [before, await look()];
    const all = {
      targetUserId: ids.user, participantIds: [ids.user, ids.provider], participants: [ids.user, ids.provider], userIds: [ids.user], conversationIds: [ids.conversation],
      targetUserIds: [ids.user], conversationId: ids.conversation, messageId: ids.message, conversations: { [ids.conversation]: 0 }, replyToId: ids.message, serviceId: ids.service,
      orderId: ids.order, providerId: ids.provider, customerId: ids.user, tenantId: ids.tenant, fileId: ids.file,
    };
    const query = `q=${encodeURIComponent(secret)}&${Object.entries(all).filter(([, id]) => typeof id === 'string').map(([name, id]) => `${name}=${id}`).join('&')}`;
    const told = [secret, ...Object.values(ids)].filter((text) => text !== ids.tenant);

    for (const [who, attacker] of Object.entries(there)) {
      for (const { method, path } of rows.filter((row) => !/\/(auth|me)\b|callback|^\/pay/.test(row.path))) {
        const places = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
        // with the ids of its own places, and with every other kind of thing in all of them
        for (const id of places.length ? [null, ...new Set(Object.values(ids))] : [null]) {
          const filled = path.replace(/\{(\w+)\}/g, (_, name) => id ?? ids[name]);
          const own = await bodies[`${method} ${path}`]?.((name) => ids[name], attacker, { id: ids.member }, server());
          const isGet = method === 'GET';
          const url = isGet ? `${filled.split('?')[0]}?${/[?](.*)/.exec(filled)?.[1]?.replace(/^q=x$/, '') ?? ''}&${query}` : filled;
          const answer = await call(server(), method, url, { ...(attacker.headers ? { headers: attacker.headers } : { token: attacker.token }), body: isGet ? undefined : { ...all, ...own } });
          if (path.endsWith('/sync')) delete answer.body.data?.gone; // what it named itself
          const said = JSON.stringify(answer.body);
          const what = `${method} ${url} as ${who} → ${answer.status} ${said}`;
          assert.ok(answer.status < 500, what);
          assert.ok(!told.some((text) => said.includes(text)), what);
          if (places.length) assert.ok(answer.status >= 400, what);
        }
      }
    }
    assert.equal(await look(), before);
  });

  it('is not to be reached from things of one’s own', async () => {
    const { ids } = await treasure();
    const { customer, provider } = await world('beside');
    const [c, p] = [onMarket(server(), customer), onMarket(server(), provider)];
    const own = {
      service: await p.data(p.post('/services', aService())),
      conversation: await c.data(c.post('/chat/conversations', { targetUserId: provider.id })),
      group: await c.data(c.post('/chat/conversations', { participantIds: [provider.id], name: 'ours' })),
    };
    const message = await c.data(c.post(`/chat/conversations/${own.conversation.id}/messages`, { content: { text: 'ours' } }));
    const none = async (promise) => {
      const { status, body } = await promise;
      assert.ok(status >= 400 && status < 500 && body.success === false && body.code, `${status} ${JSON.stringify(body)}`);
    };
    const write = (body) => c.post(`/chat/conversations/${own.conversation.id}/messages`, body);
    await none(write({ content: { text: 'x' }, replyToId: ids.message }));
    await none(write({ content: { fileId: ids.file }, messageType: 'file' }));
    await none(write({ content: { url: `/api/v1/files/${ids.file}` }, messageType: 'file' }));
    await none(c.post('/orders', { serviceId: own.service.id, conversationId: ids.conversation }));
    await none(c.post('/orders', { serviceId: ids.service, conversationId: own.conversation.id }));
    await none(c.post('/chat/conversations', { targetUserId: provider.id, serviceId: ids.service }));
    await none(c.post('/chat/conversations', { targetUserId: provider.id, orderId: ids.order }));
    await none(c.post('/chat/conversations', { participantIds: [provider.id, ids.user], name: 'x' }));
    await none(c.post(`/chat/conversations/${own.group.id}/members`, { userIds: [ids.user] }));
    await none(c.post(`/chat/messages/${message.id}/forward`, { targetUserIds: [ids.user] }));
    await none(c.post(`/chat/messages/${message.id}/forward`, { conversationIds: [ids.group] }));
    await none(c.post(`/chat/conversations/${own.conversation.id}/read`, { messageId: ids.message }));
  });

  it('is refused every event, and hears of none', async () => {
    const { people, things, ids } = await treasure();
    const there = await world('outside');
    const outsiders = await Promise.all([there.customer, there.provider, there.admin].map((person) => SocketClient.connect(server(), '/market', person)));
    const inside = await Promise.all(['customer', 'provider'].map((who) => SocketClient.connect(server(), '/market', people[who])));
    const named = { conversationId: ids.conversation, messageId: ids.message, content: { text: 'from outside' }, messageType: 'text', isTyping: true, senderId: people.customer.id };
    const sent = {
      'join-conversation': named, 'leave-conversation': named, 'send-message': named, typing: named, 'mark-read': named, sync: { conversations: { [ids.conversation]: 0, [ids.group]: 0 } },
    };
    assert.deepEqual(Object.keys(sent).sort(), events('in').sort(), 'every event of the page is tried');
    for (const [event, data] of Object.entries(sent)) {
      const answer = await outsiders[0].ask(event, data);
      if (event === 'leave-conversation') continue; // nothing to tell of what one is not at
      if (event === 'sync') assert.deepEqual([answer.data.conversations, answer.data.gone.sort()], [[], [ids.conversation, ids.group].sort()]);
      else assert.deepEqual([answer.success, answer.code], [false, 'conversation_not_found'], `${event} → ${JSON.stringify(answer)}`);
    }
    assert.equal(inside.flatMap((client) => client.all).filter((event) => event.name === 'user-typing').length, 0);

    // Everything that is told happens here, and nothing of it is heard there.
    const [c, p] = [onMarket(server(), people.customer), onMarket(server(), people.provider)];
    const order = await c.data(c.post('/orders', { serviceId: ids.service }));
    for (const step of ['confirm', 'start']) await p.data(p.post(`/orders/${order.id}/${step}`));
    const { payUrl } = await c.data(c.post(`/orders/${order.id}/pay`));
    await click((await open(payUrl)).forms.pay);
    await p.data(p.post(`/orders/${order.id}/complete`));
    await c.data(c.post(`/orders/${order.id}/review`, { rating: 5, comment: secret }));
    inside[0].socket.emit('typing', { conversationId: ids.conversation, isTyping: true });
    const message = await c.data(c.post(`/chat/conversations/${ids.conversation}/messages`, { content: { text: secret } }));
    await inside[1].ask('mark-read', { conversationId: ids.conversation });
    await c.data(c.post(`/chat/messages/${message.id}/recall`));
    await things.ask('customer', 'DELETE', `/chat/messages/${ids.message}`);
    await things.ask('customer', 'PATCH', `/chat/conversations/${ids.group}`, { name: 'new' });
    (await SocketClient.connect(server(), '/market', people.third)).close();
    const apart = new Set(['presence', 'message-error', 'replaced', 'banned', 'token_expired']); // of friends, and of one's own connection
    const told = events('out').filter((event) => !apart.has(event));
    const heard = () => inside.flatMap((client) => client.all.map((event) => event.name));
    await eventually('every event of the page', () => told.filter((name) => !heard().includes(name)), (missing) => missing.length === 0);
    assert.deepEqual(outsiders.flatMap((client) => client.all).filter((event) => event.name !== 'offset'), []);
    [...outsiders, ...inside].forEach((client) => client.close());
  });
});
