// What makes no sense is refused by name with a status below 500, wherever it comes in, and changes nothing.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { aService, market, marketSettings, onMarket, password, signUp, staff } from '../lib/market.mjs';
import { call, must } from '../lib/rest.mjs';
import { onBothDatabases } from '../lib/suite.mjs';

const settings = { ...marketSettings, 'Limits:Enabled': 'false', 'Webhooks:AllowPrivate': 'true' };
const markup = ['<script>alert(1)</script>', 'Tom<img src=x onerror=alert(1)>', '</b>', '<!-- x -->'];

/** Collects what was not refused as it should be, so that one run tells all of it. */
function collect() {
  const wrong = [];
  const refused = async (status, code, promise, field) => {
    const { status: got, body } = await promise;
    if (got !== status || body?.code !== code || (field !== undefined && body.field !== field) || body.success !== false) wrong.push([status, code, field, got, JSON.stringify(body).slice(0, 200)]);
  };
  return { refused, end: () => assert.deepEqual(wrong, []) };
}

onBothDatabases('bad input', { users: 0, operator: true, settings }, (server) => {
  it('bounds of lists are 1 to 100, and pages begin at 1', async () => {
    const { refused, end } = collect();
    const { c, p, service, provider } = await market(server());
    const conversation = await c.data(c.post('/chat/conversations', { targetUserId: provider.id }));
    const admin = onMarket(server(), await staff(server(), 'admin'));
    const webhook = await admin.data(admin.post('/webhooks', { url: 'http://127.0.0.1:9/', events: ['order.created'] }));
    for (const limit of ['-1', '0', '101', '1000000000', '99999999999999999999', '1.5', 'NaN', 'ten']) {
      for (const [view, path] of [
        [c, '/services'], [p, '/services/mine'], [c, '/services/nearby?lat=1&lng=1'], [c, '/services/recommended'], [c, `/services/${service.id}/reviews`], [c, '/orders'],
        [c, '/chat/conversations'], [c, `/chat/conversations/${conversation.id}/messages`], [c, '/chat/search?q=x'], [c, '/users?q=x'], [admin, `/webhooks/${webhook.id}/deliveries`],
      ]) await refused(400, 'invalid_field', view.get(`${path}${path.includes('?') ? '&' : '?'}limit=${limit}`), 'limit');
    }

    for (const page of ['-1', '0', '1000000000', 'x']) {
      for (const path of ['/services', '/orders', '/chat/conversations', `/chat/conversations/${conversation.id}/messages`, `/services/${service.id}/reviews`])
        await refused(400, 'invalid_field', c.get(`${path}?page=${page}`), 'page');
    }
    end();
  });

  it('places are on the earth, and a radius is above 0 and at most 200 km', async () => {
    const { refused, end } = collect();
    const { c, p, service } = await market(server());
    for (const radius of ['0', '0.0', '-0', '-1', '200.1', '50000', 'NaN', 'Infinity', '1e3', '0x10', 'far'])
      await refused(400, 'invalid_field', c.get(`/services/nearby?lat=1&lng=1&radius=${radius}`), 'radius');
    for (const [lat, lng, field] of [['NaN', '1', 'lat'], ['Infinity', '1', 'lat'], ['-90.1', '1', 'lat'], ['1', 'NaN', 'lng'], ['1', '-180.1', 'lng'], ['1', '1e400', 'lng'], ['', '1', 'lat']]) {
      await refused(400, 'invalid_field', c.get(`/services/nearby?lat=${lat}&lng=${lng}`), field);
      await refused(400, 'invalid_field', c.get(`/services/recommended?lat=${lat}&lng=${lng}`), field);
    }
    for (const location of [{ lat: 90.1, lng: 0 }, { lat: 0, lng: 180.1 }, { lat: 'NaN', lng: 0 }, { lat: null, lng: 0 }, { lng: 0 }, [], 'here']) {
      await refused(400, 'invalid_field', c.patch('/me', { location }), 'location');
      await refused(400, 'invalid_field', p.post('/services', aService({ location })), 'location');
      await refused(400, 'invalid_field', p.patch(`/services/${service.id}`, { location }), 'location');
    }
    const raw = '{"name":"x","category":"家政","price":1,"location":{"lat":NaN,"lng":0}}';
    await refused(400, 'malformed_json', p.post('/services', undefined, { raw }));
    assert.equal((await c.data(c.get('/me'))).location, null);
    assert.equal((await p.get('/services/mine')).body.pagination.total, 1);
    end();
  });

  it('the poles and the antimeridian are places like others', async () => {
    const { c, p } = await market(server(), { location: { lat: 90, lng: 0 } });
    const across = await p.data(p.post('/services', aService({ location: { lat: 89.95, lng: 180 } })));
    const [one, other] = await Promise.all([-179.99, 179.99].map((lng) => p.data(p.post('/services', aService({ location: { lat: -16.5, lng } })))));
    const ids = async (query) => (await c.data(c.get(`/services/nearby?${query}`))).map((found) => found.id);
    assert.ok((await ids('lat=89.95&lng=0&radius=20')).includes(across.id));
    assert.deepEqual((await ids('lat=-16.5&lng=180&radius=5')).sort(), [one.id, other.id].sort());
    assert.deepEqual((await ids('lat=-16.5&lng=-180&radius=5')).sort(), [one.id, other.id].sort());
  });

  it('amounts are 0 or more with at most two decimals', async () => {
    const { refused, end } = collect();
    const { c, p, service } = await market(server());
    const order = await c.data(c.post('/orders', { serviceId: service.id }));
    for (const amount of [-1, -0.01, 0.001, 10.005, 1e9, 100_000_000, '10', null, true, {}, [1]]) {
      await refused(400, 'invalid_field', p.post(`/orders/${order.id}/quote`, { amount }), 'amount');
      await refused(400, 'invalid_field', p.post('/services', aService({ price: amount })), 'price');
      if (amount !== null) {
        await refused(400, 'invalid_field', c.post('/orders', { serviceId: service.id, totalAmount: amount }), 'totalAmount');
        await refused(400, 'invalid_field', c.post(`/orders/${order.id}/pay`, { amount }), 'amount');
      }
    }
    for (const raw of ['{"amount":NaN}', '{"amount":1e}', '{"amount":.5}', '{"amount":01}']) await refused(400, 'malformed_json', p.post(`/orders/${order.id}/quote`, undefined, { raw }));
    const now = await c.data(c.get(`/orders/${order.id}`));
    assert.deepEqual([now.version, now.paymentStatus, now.totalAmount], [1, 'unpaid', 129.5]);
    assert.equal((await c.get('/orders')).body.pagination.total, 1);
    end();
  });

  it('names take no markup', async () => {
    const { refused, end } = collect();
    const { c, p, service, provider } = await market(server());
    const third = await signUp(server());
    const group = await c.data(c.post('/chat/conversations', { participantIds: [provider.id, third.id], name: '搬家' }));
    const admin = onMarket(server(), await staff(server(), 'admin'));
    for (const name of markup) {
      await refused(400, 'invalid_field', c.patch('/me', { displayName: name }), 'displayName');
      await refused(400, 'invalid_field', c.post('/auth/register', { username: `n-${Math.random().toString(36).slice(2)}`, password, displayName: name }), 'displayName');
      await refused(400, 'invalid_field', c.post('/chat/conversations', { participantIds: [provider.id, third.id], name }), 'name');
      await refused(400, 'invalid_field', c.patch(`/chat/conversations/${group.id}`, { name }), 'name');
      await refused(400, 'invalid_field', p.post('/services', aService({ name })), 'name');
      await refused(400, 'invalid_field', p.patch(`/services/${service.id}`, { tags: [name] }), 'tags');
      await refused(400, 'invalid_field', p.patch(`/services/${service.id}`, { subcategory: name }), 'subcategory');
      await refused(400, 'invalid_field', admin.post('/webhooks', { url: 'http://127.0.0.1:9/', events: ['order.created'], name }), 'name');
      const { data } = must(200, await call(server(), 'POST', '/api/v1/auth/login', { body: server().operator }));
      const made = await call(server(), 'POST', '/api/admin/tenants', { token: data.accessToken, body: { name, subdomain: 'never' } });
      assert.deepEqual([made.status, made.body.code, made.body.field], [400, 'invalid_field', 'name']);
    }
    assert.equal((await c.data(c.get(`/chat/conversations/${group.id}`))).name, '搬家');
    assert.equal((await c.get('/chat/conversations')).body.pagination.total, 1);
    end();
  });
});
