import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { it } from 'node:test';
import { Client } from '../lib/client.mjs';
import { amr, download, gif, jpeg, ogg, pdf, png, upload, webp } from '../lib/files.mjs';
import { as, call, must } from '../lib/rest.mjs';
import { onBothDatabases } from '../lib/suite.mjs';

const mebibyte = 1024 * 1024;

onBothDatabases('files', { users: 120, operator: true, settings: { 'Limits:Uploads:Permits': '100', 'Limits:SocialMessages:Permits': '1000' } }, (server) => {
  const bring = async (person, file) => must(201, await upload(server(), person, file));
  const refused = async (status, code, promise) => {
    const answer = await promise;
    assert.deepEqual([answer.status, answer.body?.code ?? answer.code], [status, code], JSON.stringify(answer.body ?? answer.bytes?.toString()));
    return answer;
  };

  it('a picture goes up, into a message, and down to both', async () => {
    const [x, y] = server().pair();
    const [a, b] = [await Client.connect(server(), x), await Client.connect(server(), y)];
    const file = await bring(x, { bytes: png, name: '截图 1.png', type: 'image/png' });
    assert.equal(file.id, file.file_id);
    assert.deepEqual([file.name, file.size, file.type, file.message_type, file.thumbnail_url], ['截图 1.png', png.length, 'image/png', 'image', null]);

    await a.tell(y, '', { message_type: 'image', file_id: file.id });
    const { data } = await b.expect('chat/new_message');
    assert.deepEqual(
      [data.message_type, data.content, data.file_id, data.file_name, data.file_size, data.file_type],
      ['image', '', file.id, '截图 1.png', png.length, 'image/png'],
    );
    for (const got of [
      await download(server(), data.file_url),
      await download(server(), `/api/v1/files/${file.id}`, { token: y.token }),
      await download(server(), `/api/v1/files/${file.id}`, { token: x.token }),
      await download(server(), file.file_url),
    ]) {
      assert.equal(got.status, 200);
      assert.ok(got.bytes.equals(png));
      assert.equal(got.headers.get('content-type'), 'image/png');
      assert.equal(got.headers.get('x-content-type-options'), 'nosniff');
      assert.match(got.headers.get('cache-control'), /private/);
      assert.match(got.headers.get('content-disposition'), /^inline; .*filename\*=UTF-8''%E6%88%AA%E5%9B%BE%201\.png$/);
    }

    const [shown] = must(200, await as(server(), y).get(`/messages/${x.id}`)).items;
    assert.deepEqual([shown.file_id, shown.file_name, shown.file_size], [file.id, '截图 1.png', png.length]);
    assert.equal((await download(server(), shown.file_url)).status, 200);
    b.send({ type: 'chat', action: 'sync', data: { conversations: {} } });
    const synced = (await b.expect('chat/sync')).data.conversations[0].messages[0];
    assert.equal(synced.file_id, file.id);
    assert.equal((await download(server(), synced.file_url)).status, 200);
    await a.close();
    await b.close();
  });

  it('the kind of a file says what the message is, where nothing else does, and must suit it otherwise', async () => {
    const [x, y] = server().pair();
    const rest = as(server(), x);
    for (const [bytes, name, type, kind] of [
      [jpeg, 'a.jpg', 'image/jpeg', 'image'],
      [gif, 'a.gif', null, 'image'],
      [webp, 'a.webp', 'image/webp', 'image'],
      [amr, 'a.amr', 'audio/amr', 'voice'],
      [ogg, 'a.ogg', 'audio/ogg; codecs=opus', 'voice'],
      [pdf, 'a.pdf', 'application/pdf', 'file'],
      [Buffer.from('姓名,电话\n张三,1\n'), 'a.csv', 'application/vnd.ms-excel', 'file'],
      [Buffer.from([0, 1, 2, 3, 250]), 'a.dat', 'application/x-whatever', 'file'],
    ]) {
      const file = await bring(x, { bytes, name, type });
      assert.equal(file.message_type, kind, name);
      const sent = must(201, await rest.post(`/messages/${y.id}`, { content: '', file_id: file.id, ...(kind === 'voice' ? { duration: 2.5 } : {}) }));
      assert.deepEqual([sent.message_type, sent.file_name, sent.duration], [kind, name, kind === 'voice' ? 2.5 : undefined]);
      assert.equal(must(201, await rest.post(`/messages/${y.id}`, { file_url: sent.file_url, message_type: 'file', file_name: `../${name}` })).file_name, name);
      const other = kind === 'image' ? 'voice' : 'image';
      assert.equal((await refused(415, 'file_type_refused', rest.post(`/messages/${y.id}`, { content: '', file_id: file.id, message_type: other }))).body.field, 'message_type');
    }

    const { id } = await bring(x, { bytes: amr });
    for (const duration of [0, -1, 86401, 1e300]) await refused(400, 'invalid_field', rest.post(`/messages/${y.id}`, { file_id: id, duration }));
    await refused(400, 'invalid_field', rest.post(`/messages/${y.id}`, { content: 'x', file_id: id, message_type: 'text' }));
    await refused(400, 'text_too_long', rest.post(`/messages/${y.id}`, { content: 'x'.repeat(1001), file_id: id }));
  });

  it('a repeat with the same file answers with the first message', async () => {
    const [x, y] = server().pair();
    const file = await bring(x, { bytes: png });
    const rest = as(server(), x);
    const first = must(201, await rest.post(`/messages/${y.id}`, { file_id: file.id, temp_id: 'f1' }));
    assert.equal(must(200, await rest.post(`/messages/${y.id}`, { file_id: file.id, temp_id: 'f1' })).id, first.id);
    const other = await bring(x, { bytes: png });
    await refused(409, 'idempotency_conflict', rest.post(`/messages/${y.id}`, { file_id: other.id, temp_id: 'f1' }));
  });

  it('a stranger neither reads nor sends it, whatever he knows of it', async () => {
    const [x, y] = server().pair();
    const [p, q] = server().pair();
    const file = await bring(x, { bytes: pdf, name: 'plan.pdf' });
    must(201, await as(server(), x).post(`/messages/${y.id}`, { file_id: file.id }));
    await refused(404, 'file_not_found', download(server(), `/api/v1/files/${file.id}`, { token: p.token }));
    await refused(401, 'unauthenticated', download(server(), `/api/v1/files/${file.id}`));
    await refused(401, 'unauthenticated', download(server(), `/api/v1/files/${file.id}`, { token: 'x.y.z' }));
    for (const body of [{ file_id: file.id }, { file_url: file.file_url }, { file_url: `/api/v1/files/${file.id}` }])
      await refused(404, 'file_not_found', as(server(), p).post(`/messages/${q.id}`, { content: 'x', ...body }));
    for (const file_url of ['https://example.com/a.png', `https://example.com/api/v1/files/${file.id}`, 'javascript:alert(1)', 'x'.repeat(2000)])
      await refused(404, 'file_not_found', as(server(), x).post(`/messages/${y.id}`, { content: 'x', file_url }));
    const client = await Client.connect(server(), p);
    assert.equal((await client.refused({ type: 'chat', action: 'send', data: { receiver_id: q.id, file_id: file.id, temp_id: 't' } })).code, 'file_not_found');
    await client.close();

    // Who got it may pass it on.
    const z = server().stranger();
    must(201, await as(server(), y).post('/friends/request', { user_id: z.id }));
    must(200, await as(server(), z).post('/friends/request', { user_id: y.id }));
    must(201, await as(server(), y).post(`/messages/${z.id}`, { file_id: file.id }));
    const got = await download(server(), `/api/v1/files/${file.id}`, { token: z.token });
    assert.equal(got.status, 200);
    assert.match(got.headers.get('content-disposition'), /^attachment; /);
  });

  it('a link is good to the letter', async () => {
    const [x] = server().pair();
    const [file, other] = [await bring(x, { bytes: png }), await bring(x, { bytes: gif })];
    const link = new URL(file.file_url, server().url);
    assert.equal((await download(server(), link.pathname + link.search)).status, 200);
    const forge = (change) => {
      const forged = new URL(link);
      change(forged);
      return download(server(), forged.pathname + forged.search);
    };
    const last = link.searchParams.get('signature').at(-1);
    for (const change of [
      (url) => url.searchParams.set('expires', String(Number(url.searchParams.get('expires')) + 1)),
      (url) => url.searchParams.set('expires', '1'),
      (url) => url.searchParams.set('expires', '9'.repeat(30)),
      (url) => url.searchParams.set('t', '2'),
      (url) => url.searchParams.set('m', '1'),
      (url) => url.searchParams.set('m', '-0'),
      (url) => url.searchParams.delete('expires'),
      (url) => url.searchParams.set('signature', 'A'.repeat(43)),
      (url) => url.searchParams.set('signature', '签'.repeat(43)),
      (url) => url.searchParams.set('signature', url.searchParams.get('signature').slice(0, -1) + String.fromCharCode(last.charCodeAt(0) ^ 1)),
      (url) => (url.pathname = `/api/v1/files/${other.id}`),
      (url) => (url.pathname = '/api/v1/files/nonsense'),
    ])
      await refused(403, 'link_invalid', forge(change));
  });

  it('after a recall only its owner gets it', async () => {
    const [x, y] = server().pair();
    const b = await Client.connect(server(), y);
    const file = await bring(x, { bytes: png });
    const sent = must(201, await as(server(), x).post(`/messages/${y.id}`, { content: 'look', file_id: file.id }));
    const { file_url } = (await b.expect('chat/new_message')).data;
    assert.equal((await download(server(), file_url)).status, 200);
    const etag = (await download(server(), file_url)).headers.get('etag');
    must(200, await as(server(), x).post(`/messages/${sent.id}/recall`));
    await refused(404, 'file_not_found', download(server(), file_url));
    await refused(404, 'file_not_found', download(server(), file_url, { headers: { 'if-none-match': etag } }));
    await refused(404, 'file_not_found', download(server(), sent.file_url));
    await refused(404, 'file_not_found', download(server(), file.file_url)); // the link from the upload, passed on by hand
    await refused(404, 'file_not_found', download(server(), `/api/v1/files/${file.id}`, { token: y.token }));
    assert.equal((await download(server(), `/api/v1/files/${file.id}`, { token: x.token })).status, 200);
    const [recalled] = must(200, await as(server(), y).get(`/messages/${x.id}`)).items;
    assert.deepEqual([recalled.is_recalled, recalled.content, recalled.file_id, recalled.file_url, recalled.file_name], [true, '', undefined, undefined, undefined]);
    await b.close();
  });

  it('who deleted the message for himself, or left the group, has no way to it', async () => {
    const [x, y] = server().pair();
    const file = await bring(x, { bytes: png });
    const sent = must(201, await as(server(), x).post(`/messages/${y.id}`, { file_id: file.id }));
    must(204, await as(server(), y).delete(`/messages/${sent.id}`));
    await refused(404, 'file_not_found', download(server(), `/api/v1/files/${file.id}`, { token: y.token }));
    const client = await Client.connect(server(), y);
    client.send({ type: 'chat', action: 'sync', data: { conversations: {} } });
    const deleted = (await client.expect('chat/sync')).data.conversations[0].messages[0];
    assert.deepEqual([deleted.is_deleted, deleted.file_id, deleted.file_url], [true, undefined, undefined]);
    await client.close();

    const group = must(201, await as(server(), x).post('/groups', { name: 'g', member_ids: [y.id] }));
    const second = await bring(x, { bytes: gif });
    must(201, await as(server(), x).post(`/groups/${group.id}/messages`, { file_id: second.id }));
    assert.equal((await download(server(), `/api/v1/files/${second.id}`, { token: y.token })).status, 200);
    must(204, await as(server(), y).post(`/groups/${group.id}/leave`));
    await refused(404, 'file_not_found', download(server(), `/api/v1/files/${second.id}`, { token: y.token }));
  });

  it('another tenant\'s people don\'t find it', async () => {
    const operator = must(200, await call(server(), 'POST', '/api/v1/auth/login', { body: server().operator })).data;
    const made = must(200, await call(server(), 'POST', '/api/admin/tenants', { token: operator.accessToken, body: { name: 'F', subdomain: 'filesco' } })).data;
    const headers = { 'x-api-key': made.apiKey };
    must(200, await call(server(), 'POST', '/api/v1/tenant/users', { headers, body: { externalUserId: 'u', displayName: 'u', userType: 'customer' } }));
    const { accessToken } = must(200, await call(server(), 'POST', '/api/v1/tenant/tokens', { headers, body: { externalUserId: 'u' } })).data;
    const [x] = server().pair();
    const file = await bring(x, { bytes: png });
    await refused(404, 'file_not_found', download(server(), `/api/v1/files/${file.id}`, { token: accessToken }));
    const own = must(201, await upload(server(), null, { bytes: png, token: accessToken }));
    await refused(404, 'file_not_found', download(server(), `/api/v1/files/${own.id}`, { token: x.token }));
    await refused(404, 'file_not_found', download(server(), `/api/v1/files/${own.id}`, { token: operator.accessToken }));
  });

  it('what is not what it says, or acts by itself, is refused', async () => {
    const [x] = server().pair();
    const html = '<!DOCTYPE html><script>alert(1)</script>';
    for (const [bytes, name, type] of [
      [html, 'a.png', 'image/png'],
      [html, 'a.html', 'text/html'],
      [html, 'a.txt', 'text/plain'],
      [`\ufeff \n<!-- x --><HTML>`, 'a.txt', 'text/plain'],
      [Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('<html>', 'utf16le')]), 'a.txt', 'text/plain'],
      ['<svg xmlns="http://www.w3.org/2000/svg"/>', 'a.png', 'image/png'],
      ['<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', 'a.xml', 'application/xml'],
      [png, 'a.svg', 'image/svg+xml'],
      ['hello', 'a.png', 'image/png'],
      ['hello', 'a.png', null],
      [png, 'a.jpg', 'image/jpeg'],
      [gif, 'a.png', null],
      [png, 'a.mp3', 'audio/mpeg'],
      [pdf, 'a.docx', null],
      [Buffer.from([0, 1, 2]), 'a.txt', 'text/plain'],
      [Buffer.from([0, 1, 2]), 'a.pdf', 'application/pdf'],
      ['\x7fELF\x02\x01\x01', 'a.bin', 'application/octet-stream'],
      ['MZ\x90\x00\x03', 'photo.jpg', 'image/jpeg'],
      ['MZ\x90\x00\x03', 'a', null],
      [Buffer.from([0xcf, 0xfa, 0xed, 0xfe, 7]), 'a', null],
      ['#!/bin/sh\nrm -rf /', 'notes.txt', 'text/plain'],
      ['echo hello', 'a.bat', 'text/plain'],
      ['harmless', 'invoice.pdf.exe', 'application/pdf'],
      [Buffer.from('PK\x03\x04..........AndroidManifest.xml'), 'a.zip', 'application/zip'],
    ])
      await refused(415, 'file_type_refused', upload(server(), x, { bytes, name, type }));
  });

  it('what is too large ends where the bound is', async () => {
    const [x] = server().pair();
    const large = (head, length) => Buffer.concat([head, Buffer.alloc(length - head.length, 7)]);
    for (const [head, bound, name] of [[png, 5, 'a.png'], [amr, 10, 'a.amr'], [pdf, 20, 'a.pdf']]) {
      const path = '/api/v1/files?dialect=social'; // without it the bound is Market's, whose path it is too
      const taken = await bring(x, { bytes: large(head, bound * mebibyte), name, path });
      assert.equal(taken.size, bound * mebibyte);
      const { body } = await refused(413, 'file_too_large', upload(server(), x, { bytes: large(head, bound * mebibyte + 1), name, path }));
      assert.equal(body.limit, bound * mebibyte);
    }

    await refused(413, 'file_too_large', upload(server(), x, { bytes: large(pdf, 40 * mebibyte), name: 'a.pdf' }));
  });

  it('a name is a name and no path', async () => {
    const [x] = server().pair();
    for (const [name, clean] of [
      ['../../../../etc/passwd', 'passwd'],
      ['..\\..\\boot.ini', 'boot.ini'],
      ['/abs/a.txt', 'a.txt'],
      ['..', 'file'],
      ['a\u202egpj.txt', 'agpj.txt'],
      ['a<b>|?*.txt', 'a_b____.txt'],
      [`${'长'.repeat(300)}.txt`, `${'长'.repeat(116)}.txt`],
      ['x%22%0d%0aSet-Cookie: a=b.txt', 'x%22%0d%0aSet-Cookie_ a=b.txt'],
    ]) {
      const file = await bring(x, { bytes: 'hello', name, type: 'text/plain' });
      assert.equal(file.name, clean);
      const got = await download(server(), file.file_url);
      assert.equal(got.status, 200);
      assert.match(got.headers.get('content-disposition'), /^attachment; /);
      assert.equal(got.headers.get('set-cookie'), null);
    }

    // On disk there are folders of two digits and files of digits.
    for (const entry of readdirSync(join(server().data, 'files'), { recursive: true }))
      assert.match(entry, /^(drafts|[0-9a-f]{2}(\/[0-9a-f]{2}(\/\d+)?)?)$/);
    assert.deepEqual(readdirSync(join(server().data, 'files', 'drafts')), []);
  });

  it('ranges and conditions are answered', async () => {
    const [x] = server().pair();
    const bytes = Buffer.from(Array.from({ length: 5000 }, (_, i) => `${i}\n`).join(''));
    const { file_url } = await bring(x, { bytes, name: 'a.txt', type: 'text/plain' });
    const whole = await download(server(), file_url);
    assert.equal(whole.headers.get('accept-ranges'), 'bytes');
    const etag = whole.headers.get('etag');
    const part = await download(server(), file_url, { headers: { range: 'bytes=100-199', 'if-range': etag } });
    assert.deepEqual([part.status, part.headers.get('content-range')], [206, `bytes 100-199/${bytes.length}`]);
    assert.ok(part.bytes.equals(bytes.subarray(100, 200)));
    const tail = await download(server(), file_url, { headers: { range: 'bytes=-5' } });
    assert.ok(tail.bytes.equals(bytes.subarray(-5)));
    assert.equal((await download(server(), file_url, { headers: { range: `bytes=${bytes.length}-` } })).status, 416);
    assert.equal((await download(server(), file_url, { headers: { range: 'bytes=0-9', 'if-range': '"other"' } })).bytes.length, bytes.length);
    assert.equal((await download(server(), file_url, { headers: { 'if-none-match': etag } })).status, 304);
    const head = await download(server(), file_url, { method: 'HEAD' });
    assert.deepEqual([head.status, head.headers.get('content-length'), head.bytes.length], [200, String(bytes.length), 0]);
  });

  it('what is no upload is told so, and no broken one leaves anything behind', { timeout: 300_000 }, async () => {
    const [x] = server().pair();
    const post = async (body, type, token = x.token) => {
      const answer = await fetch(`${server().url}/api/v1/files`, { method: 'POST', headers: { ...(token ? { authorization: `Bearer ${token}` } : {}), ...(type ? { 'content-type': type } : {}) }, body });
      return { status: answer.status, body: await answer.json() };
    };
    await refused(415, 'unsupported_media_type', post('{}', 'application/json'));
    await refused(415, 'unsupported_media_type', post('x', 'multipart/form-data'));
    await refused(415, 'unsupported_media_type', post('x', `multipart/form-data; boundary=${'b'.repeat(100)}`));
    await refused(400, 'bad_request', post('no part at all', 'multipart/form-data; boundary=b'));
    await refused(400, 'missing_field', post('--b\r\nContent-Disposition: form-data; name="note"\r\n\r\nhello\r\n--b--\r\n', 'multipart/form-data; boundary=b'));
    await refused(400, 'missing_field', post('--b\r\nContent-Disposition: form-data; name="file"; filename=""\r\n\r\n\r\n--b--\r\n', 'multipart/form-data; boundary=b'));
    await refused(400, 'invalid_field', upload(server(), x, { bytes: '' }));
    await refused(400, 'bad_request', post('--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nhel', 'multipart/form-data; boundary=b'));
    await refused(400, 'bad_request', post(`--b\r\n${'X-A: b\r\n'.repeat(3000)}\r\nx\r\n--b--`, 'multipart/form-data; boundary=b'));
    await refused(400, 'bad_request', post(`--b\r\nContent-Disposition: form-data; name="note"\r\n\r\n${'x'.repeat(100_000)}\r\n--b--`, 'multipart/form-data; boundary=b'));
    await refused(401, 'unauthenticated', upload(server(), null, { bytes: png }));
    const after = await post(
      '--b\r\nContent-Disposition: form-data; name="note"\r\n\r\nhello\r\n--b\r\nContent-Disposition: form-data; name="other"; filename="a.txt"\r\n\r\nhello\r\n--b--\r\n',
      'multipart/form-data; boundary=b',
    );
    assert.deepEqual([after.status, after.body.name, after.body.size], [201, 'a.txt', 5]);

    // Somebody who hangs up in the middle.
    const socket = connect(server().port, '127.0.0.1');
    socket.write(
      `POST /api/v1/files HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${x.token}\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 900000\r\n\r\n` +
        `--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n${'hello '.repeat(20_000)}`,
    );
    const drafts = join(server().data, 'files', 'drafts');
    const until = async (count) => {
      while (readdirSync(drafts).length !== count) await new Promise((done) => setImmediate(done));
    };
    await until(1);
    socket.destroy();
    await until(0);
  });

  it('uploads have a bound an hour', async () => {
    const [x] = server().pair();
    let [answer, taken] = [null, -1];
    for (; answer?.status !== 429 && taken < 300; taken++) answer = await upload(server(), x, { bytes: 'hello', name: 'a.txt' });
    assert.ok(taken >= 100, `${taken} were taken`); // one more each 36 seconds
    await refused(429, 'rate_limited', answer);
    assert.ok(Number(answer.headers.get('retry-after')) > 0);
  });
});
