// Orders that are kept here, as rooms of the Im surface.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { body, im } from '../lib/im.mjs';
import { as, must } from '../lib/rest.mjs';
import { eventually, market, marketSettings, staff } from '../lib/market.mjs';
import { onBothDatabases } from '../lib/suite.mjs';

onBothDatabases('rooms of orders that are kept here', { users: 0, operator: true, settings: marketSettings }, (server) => {
  it('each is its order\'s own, names it in every answer, is where its steps are told, and stays when an agent comes', async () => {
    const { customer, provider, c, p, service } = await market(server());
    const [one, two] = [await c.data(c.post('/orders', { serviceId: service.id })), await c.data(c.post('/orders', { serviceId: service.id }))];
    const [first, second] = [one, two].map((order) => Number(order.numericId ?? order.id));
    const say = async (person, orderId, text) => body(200, await im(server(), person).post('/send', { type: 'text', orderId, payload: { text } }));
    const texts = async (person, orderId) => body(200, await im(server(), person).get(`/history?orderId=${orderId}`)).map((message) => message.payload.text);

    // What was told of them already stands in the two's direct conversation: told later, it would stand in the room that is made now.
    const told = async () => (await c.data(c.get(`/chat/conversations/${one.conversationId}/messages`))).length;
    await eventually('both orders told of', told, (count) => count === 2);
    const sent = await say(customer, first, '第一单');
    assert.equal(sent.orderId, first);
    assert.equal((await say(provider, second, '第二单')).orderId, second);
    assert.deepEqual([await texts(provider, first), await texts(provider, second)], [['第一单'], ['第二单']]);
    assert.deepEqual(
      body(200, await im(server(), provider).get('/unread')).filter((one) => one.orderId).map((one) => [one.orderId, one.unread]).sort(),
      [[first, 1], [second, 0]].sort(),
    );

    // What is done to the order is said there, too, and the marketplace's clients find it by the order.
    await p.data(p.post(`/orders/${one.id}/confirm`));
    await eventually('the step', () => texts(customer, first), (all) => all.length === 2);
    assert.notEqual((await c.data(c.get(`/orders/${one.id}`))).conversationId, one.conversationId);

    const agent = await staff(server(), 'agent');
    assert.equal(body(200, await im(server(), agent).post(`/rooms/${first}/join`)).memberCount, 3);
    assert.equal((await texts(customer, first)).length, 2);
    await say(customer, first, '还在');
    assert.deepEqual(await texts(agent, first), ['还在']);
  });
});
