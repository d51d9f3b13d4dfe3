import assert from 'node:assert/strict';
import { it } from 'node:test';
import { body, fence, im, next, refusedHandshake, send, socket } from '../lib/im.mjs';
import { onBothDatabases } from '../lib/suite.mjs';

const text = (to, content, more = {}) => ({ type: 'text', receiverId: Number(to.id), payload: { text: content }, ...more });

onBothDatabases('the Im WebSocket', { users: 60, settings: { 'Im:AckTimeout': '300ms' } }, (server) => {
  it('who may not enter is told over HTTP', async () => {
    const person = server().stranger();
    const { status, body: error } = await refusedHandshake(server(), '/api/im/ws');
    assert.deepEqual([status, error.code], [401, 'unauthenticated']);
    assert.equal((await refusedHandshake(server(), '/api/im/ws?token=nonsense')).status, 401);
    const device = await refusedHandshake(server(), `/api/im/ws?token=${person.token}&device=${'x'.repeat(65)}`);
    assert.deepEqual([device.status, device.body.code, device.body.field], [400, 'invalid_field', 'device']);
    assert.equal((await fetch(`${server().url}/api/im/ws?token=${person.token}`)).status, 426);
  });

  it('a message goes out, comes in, and is answered in the document\'s frames', async () => {
    const [x, y] = server().pair();
    const [a, b] = [await socket(server(), x), await socket(server(), y)];
    const { sent } = await send(a, text(y, 'hello', { orderId: 77, tempId: 'w1' }));
    assert.equal(sent.tempId, 'w1');
    const frame = await b.expect((one) => one.ack === sent.id, 'the message');
    delete sent.tempId;
    delete frame.data.tempId;
    assert.deepEqual(frame.data, sent);
    b.send({ ack: sent.id });
    b.send({ read: sent.id });
    await fence(b);
    const { error } = await send(a, { type: 'text', payload: { text: 'to nobody' }, tempId: 'w2' });
    assert.deepEqual([error.code, error.field, error.tempId], ['missing_field', 'receiverId', 'w2']);
    await Promise.all([a.close(), b.close()]);
  });

  it('what is not acknowledged comes again three times, then at the next connection', async () => {
    const [x, y] = server().pair();
    const b = await socket(server(), y);
    await fence(b);
    const message = body(200, await im(server(), x).post('/send', text(y, 'are you there')));
    for (let i = 0; i < 4; i++) assert.equal((await next(b, { ack: false })).id, message.id);
    await b.drop();
    const again = await socket(server(), y);
    assert.equal((await next(again)).id, message.id);
    await fence(again);
    await again.close();
    const last = await socket(server(), y);
    body(200, await im(server(), x).post('/send', text(y, 'the next')));
    assert.equal((await next(last)).payload.text, 'the next');
    await last.close();
  });

  it('each device is told what it missed; one\'s own messages are not', async () => {
    const [x, y] = server().pair();
    const phone = await socket(server(), y, { device: 'phone' });
    await fence(phone);
    const first = body(200, await im(server(), x).post('/send', text(y, 'one')));
    assert.equal((await next(phone)).id, first.id);
    await fence(phone);
    assert.ok((await send(phone, text(x, 'mine'))).sent);
    await phone.close();
    body(200, await im(server(), x).post('/send', text(y, 'two')));
    const back = await socket(server(), y, { device: 'phone' });
    assert.equal((await next(back)).payload.text, 'two');
    await back.close();
  });

  it('bad frames are refused by name and harm nothing', async () => {
    const [x] = server().pair();
    const a = await socket(server(), x);
    const refused = async (frame) => {
      a.send(frame);
      return (await a.expect((one) => one.error !== undefined, 'an error')).error.code;
    };
    assert.equal(await refused('{'), 'malformed_json');
    assert.equal(await refused('[]'), 'malformed_json');
    assert.equal(await refused({}), 'missing_field');
    assert.equal(await refused({ send: 5 }), 'invalid_field');
    assert.equal(await refused({ read: 5 }), 'message_not_found');
    assert.equal(await refused(Buffer.from([1, 2])), 'unsupported_media_type');
    a.send({ ack: 'nothing' });
    a.send({ ack: 12345 });
    await fence(a);
    await a.close();
  });

  it('a recalled message is told by its id', async () => {
    const [x, y] = server().pair();
    const b = await socket(server(), y);
    await fence(b);
    const message = body(200, await im(server(), x).post('/send', text(y, 'oops')));
    await next(b);
    body(200, await im(server(), x).post('/recall', { messageId: message.id }));
    assert.equal((await b.expect((one) => one.recalled !== undefined, 'the recall')).recalled, message.id);
    await b.close();
  });

  it('a message that was recalled before it was acknowledged does not come again', async () => {
    const [x, y] = server().pair();
    const b = await socket(server(), y);
    await fence(b);
    const secret = body(200, await im(server(), x).post('/send', text(y, 'secret')));
    body(200, await im(server(), x).post('/recall', { messageId: secret.id }));
    const later = body(200, await im(server(), x).post('/send', text(y, 'later')));
    await b.expect((one) => one.recalled === secret.id, 'the recall');
    for (let i = 0; i < 2; i++) await b.expect((one) => one.data?.id === later.id, 'the later one');
    const since = b.all.slice(b.all.findIndex((one) => one.recalled === secret.id)).filter((one) => one.data); // what came before it may be the secret
    assert.deepEqual(new Set(since.map((one) => one.data.id)), new Set([later.id]));
    await b.close();
  });
});
