import assert from 'node:assert/strict';
import { it } from 'node:test';
import { Client } from '../lib/client.mjs';
import { as } from '../lib/rest.mjs';
import { onBothDatabases } from '../lib/suite.mjs';

onBothDatabases('sensitive words', { users: 40, settings: { 'Limits:SocialMessages:Permits': '1000' } }, (server) => {
  const friends = async () => {
    const [one, other] = server().pair();
    return [await Client.connect(server(), one), await Client.connect(server(), other)];
  };

  const outcome = (client, to, content) => client.tell(to.person, content).then(() => 'sent', (refusal) => refusal.code ?? Promise.reject(refusal));

  // The node looks for changes of the list once a second.
  const until = async (client, to, content, wanted) => {
    while ((await outcome(client, to, content)) !== wanted);
  };

  it('a word on the list is refused however it is dressed up, until it is taken off', async () => {
    const [ann, bob] = await friends();
    assert.equal(await outcome(ann, bob, '江湖'), 'sent');
    assert.match(await server().command('words', 'add', '江湖'), /1 words/);
    await until(ann, bob, '江湖', 'content_rejected');

    assert.equal(await outcome(ann, bob, '我的江、 湖！'), 'content_rejected');
    assert.equal(await outcome(ann, bob, '江和湖'), 'sent');
    const rest = await as(server(), ann.person).post(`/messages/${bob.person.uuid}`, { content: '江\u200b湖' });
    assert.deepEqual([rest.status, rest.body.code], [422, 'content_rejected']);
    assert.match(await server().command('words', 'list'), /Reject\t江湖/);

    assert.match(await server().command('words', 'remove', '江 湖'), /off the list/);
    await until(ann, bob, '江湖', 'sent');
  });

  it('a masked word reaches everybody as stars, and the same send again is the same message', async () => {
    const [ann, bob] = await friends();
    await server().command('words', 'add', '--action', 'mask', 'Damn', '😈');
    await server().command('words', 'add', 'marker-of-this-test');
    await until(ann, bob, 'marker-of-this-test', 'content_rejected');

    const first = await ann.tell(bob.person, 'ｄａｍｎ it 😈', { temp_id: 'masked' });
    const again = await ann.tell(bob.person, 'ｄａｍｎ it 😈', { temp_id: 'masked' });
    assert.equal(again.message_id, first.message_id);
    const told = await bob.expect((frame) => frame.data?.message_id === first.message_id);
    assert.equal(told.data.content, '**** it *');
    const page = await as(server(), ann.person).get(`/messages/${bob.person.uuid}`);
    assert.ok(page.body.items.some((message) => message.content === '**** it *'), JSON.stringify(page.body));
  });

  it('whoever goes on sending what is refused is banned for a while', async () => {
    const [ann, bob] = await friends();
    await server().command('words', 'add', '违禁品');
    await until(ann, bob, '违禁品', 'content_rejected');
    for (let i = 0; i < 20; i++) ann.say(bob.person, `违禁品 ${i}`);
    assert.deepEqual(await ann.closed, { code: 4003, reason: 'banned' });
    assert.equal((await as(server(), ann.person).get('/notifications')).status, 403);
  });

  it('a list that makes no sense is refused in a line', async () => {
    for (const words of [[''], ['x'.repeat(65)], ['--tenant', 'nobody', 'word'], ['--file', '/nowhere'], []]) {
      await assert.rejects(server().command('words', 'add', ...words), (error) => error.code === 1 && /^parley: .+\n$/.test(error.stderr));
    }
  });
});
