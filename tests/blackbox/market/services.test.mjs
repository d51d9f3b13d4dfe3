// Diagrams 5, 9 and 11 of the document: what is found and recommended, what is said of it, and what becomes of bad input.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { call } from '../lib/rest.mjs';
import { aService, eventually, market, marketSettings, onMarket, signUp } from '../lib/market.mjs';
import { onBothDatabases } from '../lib/suite.mjs';

onBothDatabases('services', { users: 0, settings: marketSettings }, (server) => {
  it('diagram 5: finds what is near by place, category and price, the best rated first', async () => {
    const { p, c, service } = await market(server(), { location: { lat: 10, lng: 179.99 } });
    const across = await p.data(p.post('/services', aService({ category: '维修', price: 50, location: { lat: 10, lng: -179.99 } })));
    const ids = async (query) => (await c.data(c.get(`/services/nearby?${query}`))).map((one) => one.id);
    assert.deepEqual(await ids('lat=10&lng=179.99&radius=5&sort=distance'), [service.id, across.id], 'the antimeridian is no edge');
    assert.deepEqual(await ids('lat=10&lng=179.99&radius=0.1'), [service.id]);
    assert.deepEqual(await ids(`lat=10&lng=180&category=${encodeURIComponent('维修')}`), [across.id]);
    assert.deepEqual(await ids('lat=10&lng=180&minPrice=60'), [service.id]);
    assert.deepEqual(await ids('lat=10&lng=180&maxPrice=60'), [across.id]);
    assert.deepEqual(await ids('lat=10&lng=180&minRating=4'), []);
    const [near] = await c.data(c.get('/services/nearby?lat=10&lng=179.99&sort=distance&limit=1'));
    assert.deepEqual([near.distanceKm, near.provider.displayName, near.location.lat], [0, p.person.username, 10]);
    await c.refused(400, 'missing_field', c.get('/services/nearby'), 'lat');
    await c.data(c.patch('/me', { location: { lat: 10, lng: 179.99 } }));
    assert.equal((await ids('radius=1')).length, 1, 'around the stored place');
    assert.deepEqual(await ids('lat=50&lng=0'), [], 'the request\'s place wins');
  });

  it('lists what one provider offers', async () => {
    const { c, provider, service } = await market(server());
    const { service: elses } = await market(server());
    assert.deepEqual((await c.data(c.get(`/services?providerId=${provider.id}`))).map((one) => one.id), [service.id]);
    assert.deepEqual((await c.get(`/services?providerId=${provider.numericId}&limit=1`)).body.pagination, { page: 1, limit: 1, total: 1 });
    assert.deepEqual(await c.data(c.get(`/services?providerId=${provider.id}&category=维修`)), []);
    assert.deepEqual(await c.data(c.get(`/services?providerId=${c.person.id}`)), []);
    assert.ok((await c.data(c.get('/services?limit=100'))).some((one) => one.id === elses.id));
    for (const id of ['x', '0', '-1', service.id]) await c.refused(400, 'invalid_field', c.get(`/services?providerId=${id}`), 'providerId');
  });

  it('diagram 5: a provider manages its own, by category and status', async () => {
    const { p, c, service } = await market(server());
    const other = await p.data(p.post('/services', aService({ category: '教育', name: '钢琴课' })));
    await p.data(p.patch(`/services/${other.id}`, { status: 'inactive', description: '每周一次', tags: ['音乐'] }));
    const groups = await p.data(p.get('/services/mine'));
    assert.deepEqual(groups.map((group) => [group.category, group.services.length]).sort(), [['家政', 1], ['教育', 1]].sort());
    assert.deepEqual((await p.data(p.get('/services/mine?status=inactive'))).map((group) => group.services[0].id), [other.id]);
    await c.refused(404, 'not_found', c.get(`/services/${other.id}`));
    await p.data(p.delete(`/services/${service.id}`));
    await p.refused(404, 'not_found', p.get(`/services/${service.id}`));
  });

  it('diagram 5: recommends what the same people had, and says why', async () => {
    const { p, service } = await market(server());
    const second = await p.data(p.post('/services', aService({ name: '空调清洗', category: '维修' })));
    const had = async (view, id) => {
      const order = await view.data(view.post('/orders', { serviceId: id }));
      for (const step of ['confirm', 'start', 'complete']) await p.data(p.post(`/orders/${order.id}/${step}`));
    };
    for (let i = 0; i < 2; i++) {
      const one = onMarket(server(), await signUp(server(), 'customer'));
      await had(one, service.id);
      await had(one, second.id);
    }

    const me = onMarket(server(), await signUp(server(), 'customer'));
    assert.ok((await me.data(me.get('/services/recommended?lat=39.9&lng=116.4'))).every((one) => one.reason.length > 0));
    await had(me, service.id);
    const found = await eventually('a recommendation', () => me.data(me.get('/services/recommended')), (all) => all[0]?.reason.includes('家庭保洁') && all[0].id === second.id);
    assert.ok(!found.some((one) => one.id === service.id), 'not what it had');
  });

  it('diagram 9: a review is kept once, rates the service, and is listed', async () => {
    const { c, p, service } = await market(server());
    const order = await c.data(c.post('/orders', { serviceId: service.id }));
    for (const step of ['confirm', 'start', 'complete']) await p.data(p.post(`/orders/${order.id}/${step}`));
    for (const [bad, field] of [[{ rating: 0 }, 'rating'], [{ rating: 6 }, 'rating'], [{ rating: 4.5 }, 'rating'], [{ rating: '5' }, 'rating'], [{}, 'rating'], [{ rating: 5, comment: 'x'.repeat(1001) }, 'comment'], [{ rating: 5, photos: ['javascript:alert(1)'] }, 'photos']])
      await c.refused(400, 'invalid_field', c.post(`/orders/${order.id}/review`, bad), field);
    await c.data(c.post(`/orders/${order.id}/review`, { rating: 4, comment: '<b>不错</b>', photos: ['https://example.com/1.jpg'] }));
    await c.refused(409, 'already_exists', c.post(`/orders/${order.id}/review`, { rating: 1 }));
    const page = (await p.get(`/services/${service.id}/reviews?page=1&limit=10`)).body;
    assert.deepEqual([page.data.length, page.pagination.total, page.data[0].comment, page.data[0].customer.id], [1, 1, '<b>不错</b>', c.person.id]);
    assert.equal((await c.data(c.get(`/services/${service.id}`))).rating, 4);
  });

  it('diagram 11: bad input is refused by name, and changes nothing', async () => {
    const { c, p, service } = await market(server());
    const bad = [
      [{ name: '<script>alert(1)</script>' }, 'name'], [{ name: 'a\u0000b' }, 'name'], [{ name: '' }, 'name'], [{ name: 'x'.repeat(256) }, 'name'], [{ name: 7 }, 'name'],
      [{ price: -1 }, 'price'], [{ price: 1.001 }, 'price'], [{ price: 1e9 }, 'price'], [{ price: '5' }, 'price'], [{ price: null }, 'price'],
      [{ category: '赌博' }, 'category'], [{ location: { lat: 91, lng: 0 } }, 'location'], [{ location: { lat: 'x', lng: 0 } }, 'location'], [{ location: 5 }, 'location'], [{ location: { lat: 1 } }, 'location'],
      [{ status: 'deleted' }, 'status'], [{ currency: '元' }, 'currency'], [{ images: ['ftp://x'] }, 'images'], [{ tags: ['<img src=x>'] }, 'tags'], [{ tags: 'x' }, 'tags'],
    ];
    for (const [change, field] of bad) {
      await p.refused(400, 'invalid_field', p.post('/services', aService(change)), field);
      await p.refused(400, 'invalid_field', p.patch(`/services/${service.id}`, change), field);
    }

    for (const [query, field] of [['lat=NaN&lng=0', 'lat'], ['lat=1e400&lng=0', 'lat'], ['lat=91&lng=0', 'lat'], ['lat=1&lng=181', 'lng'], ['lat=1', 'lng'], ['lat=1&lng=1&radius=50000', 'radius'], ['lat=1&lng=1&radius=-1', 'radius'], ['lat=1&lng=1&limit=-1', 'limit'],
      ['lat=1&lng=1&limit=1000000000', 'limit'], ['lat=1&lng=1&limit=99999999999999', 'limit'], ['lat=1&lng=1&minPrice=-1', 'minPrice'], ['lat=1&lng=1&maxPrice=0.001', 'maxPrice'], ['lat=1&lng=1&minRating=6', 'minRating'], ['lat=1&lng=1&sort=best', 'sort'], ['lat=1&lng=1&category=%00', 'category']])
      await c.refused(400, 'invalid_field', c.get(`/services/nearby?${query}`), field);
    const order = { serviceId: service.id };
    for (const [change, field] of [[{ totalAmount: -1 }, 'totalAmount'], [{ totalAmount: 0.001 }, 'totalAmount'], [{ scheduledTime: 1 }, 'scheduledTime'], [{ scheduledTime: 'soon' }, 'scheduledTime'], [{ customerAddress: { lat: 1 } }, 'customerAddress'], [{ customerAddress: '<b>x</b>' }, 'customerAddress'],
      [{ notes: 'x'.repeat(1001) }, 'notes'], [{ clientId: 'x'.repeat(65) }, 'clientId'], [{ serviceDetails: { x: 'y'.repeat(5000) } }, 'serviceDetails'], [{ serviceId: {} }, 'serviceId'], [{ serviceId: null }, 'serviceId']])
      await c.refused(400, 'invalid_field', c.post('/orders', { ...order, ...change }), field);
    await c.refused(404, 'not_found', c.post('/orders', { serviceId: 99 }), 'serviceId');
    await c.refused(404, 'conversation_not_found', c.post('/orders', { ...order, conversationId: 99 }));
    await c.refused(400, 'malformed_json', call(server(), 'POST', '/api/v1/orders', { token: c.person.token, raw: '[1]' }));
    await c.refused(404, 'not_found', c.get('/services/..%2f..'));
    assert.equal((await c.get('/orders')).body.pagination.total, 0);
    assert.equal((await c.data(c.get(`/services/${service.id}`))).updatedAt, service.updatedAt);
    assert.equal((await p.get('/services/mine')).body.pagination.total, 1);
  });
});
