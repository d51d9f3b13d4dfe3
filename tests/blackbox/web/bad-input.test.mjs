import assert from 'node:assert/strict';
import { it } from 'node:test';
import { call } from '../lib/rest.mjs';
import { onBothDatabases } from '../lib/suite.mjs';
import { onWeb } from '../lib/web.mjs';

// The suite's end looks into the log: nothing below may leave a stack trace there.
onBothDatabases('what nobody should send to the Web surface', { users: 8 }, (server) => {
  it('is refused with a code that names the fault', async () => {
    const [x, y] = server().pair();
    const rest = onWeb(server(), x);
    const raw = (method, path, body, headers) => call(server(), method, `/api/web${path}`, { token: x.token, raw: body, headers });
    const deep = `${'{"a":'.repeat(500)}1${'}'.repeat(500)}`;
    for (const [status, code, promise] of [
      [400, 'invalid_field', rest.get('/contact?keyword=%00')],
      [400, 'invalid_field', rest.get(`/contact?keyword=${'x'.repeat(101)}`)],
      [400, 'invalid_field', rest.get('/contact?page=1.5')],
      [400, 'invalid_field', rest.get('/contact?page=1&page=2')],
      [400, 'invalid_field', rest.get('/contact?page_size=99999999999999999999')],
      [400, 'invalid_field', rest.get(`/contact?group_id=${'9'.repeat(30)}`)],
      [400, 'text_invalid', rest.get('/messages/search?keyword=%00')],
      [400, 'invalid_field', rest.get(`/messages/search?keyword=${'x'.repeat(101)}`)],
      [400, 'invalid_field', rest.get('/messages/search?keyword=x&start_time=99999999999999999999')],
      [404, 'user_not_found', rest.get("/messages/1'%20OR%201=1")],
      [404, 'user_not_found', rest.get('/messages/-1')],
      [404, 'user_not_found', rest.get(`/messages/${'9'.repeat(400)}`)],
      [404, 'not_found', rest.delete('/contact/00000000-0000-8000-8000-000000000000')],
      [404, 'file_not_found', rest.get('/files/..%2f..%2fetc%2fpasswd')],
      [404, 'file_not_found', rest.get('/files/1')],
      [400, 'malformed_json', raw('POST', '/contact', deep)],
      [400, 'malformed_json', raw('POST', '/messages', deep)],
      [400, 'malformed_json', raw('POST', '/messages', 'null')],
      [400, 'malformed_json', raw('POST', '/contact', '"text"')],
      [400, 'malformed_json', raw('PUT', '/messages/read', '{"contactId":1,}')],
      [400, 'invalid_field', raw('POST', '/contact', Buffer.concat([Buffer.from('{"name":"'), Buffer.from([0xff, 0xfe]), Buffer.from('"}')]))],
      [400, 'missing_field', raw('POST', '/messages', '{"__proto__":{"receiverId":1}}')],
      [400, 'text_invalid', raw('POST', '/messages', `{"receiverId":${y.id},"content":"a\\u0000b"}`)],
      [400, 'text_invalid', raw('POST', '/messages', `{"receiverId":${y.id},"content":"\\ud83d"}`)],
      [400, 'text_too_long', raw('POST', '/messages', JSON.stringify({ receiverId: y.id, content: 'x'.repeat(1_000_000) }))],
      [413, 'body_too_large', raw('POST', '/messages', JSON.stringify({ receiverId: y.id, content: 'x'.repeat(6_000_000) }))],
      [400, 'invalid_field', raw('PUT', '/messages/read', `{"contactId":${y.id},"messageIds":{}}`)],
      [404, 'message_not_found', raw('PUT', '/messages/read', `{"contactId":${y.id},"messageIds":[null,{},"x",-1,1e300]}`)],
      [400, 'missing_field', rest.get('/online?ids=,,')],
      [400, 'invalid_field', rest.get(`/online?ids=${Array.from({ length: 101 }, (_, i) => i + 1).join()}`)],
      [400, 'invalid_field', rest.post('/contact', { name: 'x', description: '\ud800' })],
      [400, 'invalid_field', rest.post('/contact-groups', { name: 'x', sortOrder: 2147483648 })],
    ])
      await rest.refused(status, code, promise);
    assert.deepEqual((await rest.data(rest.get('/online?ids=x,-1,0'))).records, []);
    assert.equal((await rest.data(rest.get(`/messages/${y.id}`))).total, 0);
    assert.equal((await rest.data(rest.get('/contact'))).total, 0);
  });

  it('a hundred at once are a hundred', async () => {
    const rest = onWeb(server(), server().stranger());
    const other = server().stranger();
    const [groups, contacts, same] = await Promise.all([
      Promise.all(Array.from({ length: 60 }, (_, i) => rest.post('/contact-groups', { name: `g${i}` }))),
      Promise.all(Array.from({ length: 60 }, (_, i) => rest.post('/contact', { name: `c${i}` }))),
      Promise.all(Array.from({ length: 20 }, () => rest.post('/contact', { name: 'same', contactUserId: other.id }))),
    ]);
    assert.ok([...groups, ...contacts].every((answer) => answer.status === 200));
    assert.equal(same.filter((answer) => answer.status === 200).length, 1);
    assert.equal(same.filter((answer) => answer.body.code === 'already_exists').length, 19);
    assert.equal((await rest.data(rest.get('/contact'))).total, 61);
  });
});
