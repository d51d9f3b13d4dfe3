import assert from 'node:assert/strict';
import { it } from 'node:test';
import { Client } from '../lib/client.mjs';
import { eventually } from '../lib/market.mjs';
import { call } from '../lib/rest.mjs';
import { onBothDatabases } from '../lib/suite.mjs';
import { isTime, onWeb } from '../lib/web.mjs';

const card = '110101199001011234';

onBothDatabases('contacts on the Web surface', { users: 60 }, (server) => {
  const web = (person = server().stranger()) => onWeb(server(), person);

  it('a contact is added, shown, changed and deleted', async () => {
    const [me, other] = server().strangers(2);
    const rest = web(me);
    const group = await rest.data(rest.post('/contact-groups', { name: '同事', sortOrder: 0, color: '#409EFF' }));
    const { id } = await rest.data(rest.post('/contact', {
      contactUserId: Number(other.id), name: '张三', phone: '13800138000', email: 'zhangsan@example.com', idCard: card, avatar: null, description: null,
      isSystemUser: true, groupId: group.id, isPinned: false,
    }));
    const page = await rest.data(rest.get('/contact'));
    assert.deepEqual([page.total, page.page, page.pageSize], [1, 1, 20]);
    const [contact] = page.records;
    isTime(contact.createdAt);
    isTime(contact.updatedAt);
    assert.deepEqual({ ...contact, createdAt: 0, updatedAt: 0 }, {
      id, userId: Number(me.id), contactUserId: Number(other.id), name: '张三', phone: '13800138000', email: 'zhangsan@example.com',
      idCard: '110***********1234', avatar: null, description: null, isSystemUser: true, groupId: group.id, isOnline: false, lastOnlineTime: null,
      isPinned: false, createdAt: 0, updatedAt: 0,
    });

    // As a form sends it back: the mask means unchanged, null clears, absent leaves.
    assert.deepEqual(await rest.data(rest.put(`/contact/${id}`, { name: '张三丰', idCard: contact.idCard, email: null, isPinned: true })), { id });
    const changed = (await rest.data(rest.get('/contact'))).records[0];
    assert.deepEqual([changed.name, changed.idCard, changed.email, changed.phone, changed.isPinned], ['张三丰', contact.idCard, null, '13800138000', true]);
    await rest.data(rest.put(`/contact/${id}`, { contactUserId: null, groupId: null, isSystemUser: false }));
    const outside = (await rest.data(rest.get('/contact'))).records[0];
    assert.deepEqual([outside.contactUserId, outside.isSystemUser, outside.groupId], [null, false, null]);

    assert.deepEqual(await rest.data(rest.delete(`/contact/${id}`)), { affectedRows: 1 });
    await rest.refused(404, 'not_found', rest.delete(`/contact/${id}`));
    assert.equal((await rest.data(rest.get('/contact'))).total, 0);
  });

  it('lists are pinned first, in pages, by group and keyword', async () => {
    const rest = web();
    const { id: group } = await rest.data(rest.post('/contact-groups', { name: 'g' }));
    for (const [name, more] of [['Anna', { phone: '+86 139 0000 1111' }], ['李雷', { groupId: group, email: 'li@example.com' }], ['100%', {}], ['韩梅梅', { isPinned: true }]])
      await rest.data(rest.post('/contact', { name, ...more }));
    const names = async (query) => (await rest.data(rest.get(`/contact?${new URLSearchParams(query)}`))).records.map((contact) => contact.name);
    assert.deepEqual(await names({}), ['韩梅梅', '100%', '李雷', 'Anna']);
    assert.deepEqual(await names({ page: 2, page_size: 3 }), ['Anna']);
    assert.deepEqual(await names({ group_id: group }), ['李雷']);
    for (const [keyword, found] of [['ann', ['Anna']], ['梅', ['韩梅梅']], ['13900001111', ['Anna']], ['LI@example.com', ['李雷']], ['%', ['100%']], ["' or 1=1", []]])
      assert.deepEqual(await names({ keyword }), found, keyword);
    for (const [query, field] of [['page=0', 'page'], ['page=x', 'page'], ['page_size=101', 'page_size'], ['page_size=0', 'page_size'], ['page_size=-1', 'page_size'], ['group_id=x', 'group_id']])
      await rest.refused(400, 'invalid_field', rest.get(`/contact?${query}`), field);
  });

  it('groups are in their order, and one that goes leaves its contacts', async () => {
    const rest = web();
    const { id: late } = await rest.data(rest.post('/contact-groups', { name: '朋友', sortOrder: 5 }));
    const { id: early } = await rest.data(rest.post('/contact-groups', { name: '同事', sortOrder: 1, color: '#67C23A' }));
    const { records } = await rest.data(rest.get('/contact-groups'));
    assert.deepEqual(records.map((group) => [group.id, group.name, group.sortOrder, group.color]), [[early, '同事', 1, '#67C23A'], [late, '朋友', 5, null]]);
    isTime(records[0].createdAt);
    await rest.data(rest.post('/contact', { name: 'a', groupId: early }));
    assert.deepEqual(await rest.data(rest.put(`/contact-groups/${late}`, { sortOrder: 0, color: null })), { id: late });
    assert.deepEqual((await rest.data(rest.get('/contact-groups'))).records.map((group) => group.id), [late, early]);
    assert.deepEqual(await rest.data(rest.delete(`/contact-groups/${early}`)), { affectedRows: 1 });
    assert.equal((await rest.data(rest.get('/contact'))).records[0].groupId, null);
    await rest.refused(404, 'not_found', rest.put(`/contact-groups/${early}`, { name: 'gone' }));
    await rest.refused(400, 'missing_field', rest.post('/contact-groups', {}), 'name');
    await rest.refused(400, 'invalid_field', rest.post('/contact-groups', { name: 'x', color: 'red;background:url(x)' }), 'color');
    await rest.refused(400, 'invalid_field', rest.post('/contact-groups', { name: 'x', sortOrder: '1' }), 'sortOrder');
  });

  it('another\'s contacts and groups are not there', async () => {
    const [rest, thief] = [web(), web()];
    const { id } = await rest.data(rest.post('/contact', { name: 'mine' }));
    const { id: group } = await rest.data(rest.post('/contact-groups', { name: 'mine' }));
    await thief.refused(404, 'not_found', thief.put(`/contact/${id}`, { name: 'stolen' }));
    await thief.refused(404, 'not_found', thief.delete(`/contact/${id}`));
    await thief.refused(404, 'not_found', thief.put(`/contact-groups/${group}`, { name: 'stolen' }));
    await thief.refused(404, 'not_found', thief.delete(`/contact-groups/${group}`));
    await thief.refused(404, 'not_found', thief.post('/contact', { name: 'x', groupId: group }), 'groupId');
    assert.equal((await thief.data(thief.get(`/contact?group_id=${group}`))).total, 0);
    assert.equal((await rest.data(rest.get('/contact'))).records[0].name, 'mine');
  });

  it('what is wrong with a contact is told by name', async () => {
    const [me, other] = server().strangers(2);
    const rest = web(me);
    await rest.data(rest.post('/contact', { name: 'first', contactUserId: other.id }));
    for (const [body, status, code, field] of [
      [{}, 400, 'missing_field', 'name'],
      [{ name: null }, 400, 'missing_field', 'name'],
      [{ name: 5 }, 400, 'invalid_field', 'name'],
      [{ name: '' }, 400, 'invalid_field', 'name'],
      [{ name: 'x'.repeat(51) }, 400, 'invalid_field', 'name'],
      [{ name: 'x', phone: 'abc' }, 400, 'invalid_field', 'phone'],
      [{ name: 'x', email: 'nobody' }, 400, 'invalid_field', 'email'],
      [{ name: 'x', idCard: '110***********1234' }, 400, 'invalid_field', 'idCard'],
      [{ name: 'x', avatar: 'javascript:alert(1)' }, 400, 'invalid_field', 'avatar'],
      [{ name: 'x', description: 'y'.repeat(2001) }, 400, 'invalid_field', 'description'],
      [{ name: 'x', isPinned: 'yes' }, 400, 'invalid_field', 'isPinned'],
      [{ name: 'x', isSystemUser: true }, 400, 'invalid_field', 'isSystemUser'],
      [{ name: 'x', contactUserId: {} }, 400, 'invalid_field', 'contactUserId'],
      [{ name: 'x', contactUserId: 5 }, 404, 'user_not_found', undefined],
      [{ name: 'x', contactUserId: 'nonsense' }, 404, 'user_not_found', undefined],
      [{ name: 'x', contactUserId: me.id }, 400, 'self_target', undefined],
      [{ name: 'x', contactUserId: other.id }, 409, 'already_exists', 'contactUserId'],
      [{ name: 'x', groupId: 5 }, 404, 'not_found', 'groupId'],
    ])
      await rest.refused(status, code, rest.post('/contact', body), field);
    await rest.refused(400, 'malformed_json', rest.post('/contact', undefined, { raw: '{"name":' }));
    await rest.refused(400, 'malformed_json', rest.post('/contact', undefined, { raw: '[]' }));
    await rest.refused(400, 'invalid_field', rest.post('/contact', undefined, { raw: '{"name":"\\ud800"}' }), 'name');
    await rest.refused(400, 'invalid_field', rest.post('/contact', { name: 'a\0b' }), 'name');
    await rest.refused(415, 'unsupported_media_type', rest.post('/contact', undefined, { raw: 'name=x', headers: { 'content-type': 'application/x-www-form-urlencoded' } }));
    await rest.refused(404, 'not_found', rest.put('/contact/abc', { name: 'x' }));
    assert.equal((await rest.data(rest.get('/contact'))).total, 1);
  });

  it('without a token nothing is told, in the surface\'s own words and both languages', async () => {
    const nobody = onWeb(server(), null);
    const { body } = await nobody.refused(401, 'unauthenticated', nobody.get('/contact'));
    assert.match(body.error, /[\u4e00-\u9fff]/);
    const english = await nobody.refused(401, 'unauthenticated', nobody.get('/contact', { headers: { 'accept-language': 'en' } }));
    assert.match(english.body.error, /^[\x20-\x7e]+$/);
    await nobody.refused(404, 'route_not_found', nobody.get('/nothing'));
    const rest = web();
    await rest.refused(405, 'method_not_allowed', rest.put('/contact', {}));
  });

  it('who has somebody as a contact sees that person come and go, unless one blocks the other', async () => {
    const [x, y] = server().strangers(2);
    const rest = web(x);
    await rest.data(rest.post('/contact', { name: 'y', contactUserId: y.id }));
    const line = async () => (await rest.data(rest.get('/contact'))).records[0];
    assert.deepEqual([(await line()).isOnline, (await line()).lastOnlineTime], [false, null]);

    const watcher = await Client.connect(server(), x);
    const seen = await Client.connect(server(), y);
    assert.equal((await watcher.expect('status')).data.status, 'online');
    assert.equal((await line()).isOnline, true);
    assert.deepEqual((await rest.data(rest.get(`/online?ids=${y.id},${x.id}`))).records.map((record) => [record.userId, record.isOnline]), [[Number(y.id), true], [Number(x.id), true]]);
    // Not the other way round: y has not x in the address book.
    const other = web(y);
    assert.deepEqual((await other.data(other.get(`/online?ids=${x.id}`))).records, [{ userId: Number(x.id), isOnline: false, lastOnlineTime: null }]);
    assert.deepEqual(seen.unread('status'), []);

    await seen.close();
    assert.equal((await watcher.expect('status')).data.status, 'offline');
    const { isOnline, lastOnlineTime } = await eventually('the time', line, (seen) => seen.lastOnlineTime !== null); // a write of its own
    assert.equal(isOnline, false);
    isTime(lastOnlineTime);

    assert.equal((await call(server(), 'POST', `/api/v1/friends/${x.id}/block`, { token: y.token })).status, 204);
    assert.equal((await line()).lastOnlineTime, null);
    await watcher.close();
  });
});
