import assert from 'node:assert/strict';
import { it } from 'node:test';
import { Client } from '../lib/client.mjs';
import { onBothDatabases } from '../lib/suite.mjs';

onBothDatabases('people who have not answered', { users: 60, settings: { 'Tenant:ContactPolicy': 'firstContact' } }, (server) => {
  const connect = (person) => Client.connect(server(), person);
  const outcome = (client, to, content, data) => client.tell(to, content, data).then(() => 'sent', (refusal) => refusal.code ?? Promise.reject(refusal));

  it('one message until the other side answers, then free', async () => {
    const [one, other] = server().strangers(2);
    const [a, b] = [await connect(one), await connect(other)];
    assert.equal(await outcome(a, other, 'hello', { temp_id: 'first' }), 'sent');
    assert.equal(await outcome(a, other, 'hello?'), 'first_contact_limit');
    assert.equal(await outcome(a, other, 'hello', { temp_id: 'first' }), 'sent'); // the same message again
    assert.equal(await outcome(b, one, 'yes?'), 'sent');
    assert.equal(await outcome(a, other, 'and'), 'sent');
    assert.equal(await outcome(a, other, 'so on'), 'sent');
  });

  it('three a minute over all of them together, from whatever device', async () => {
    const [one, ...others] = server().strangers(7);
    const devices = [await connect(one), await connect(one), await connect(one)];
    const outcomes = await Promise.all(others.map((other, i) => outcome(devices[i % 3], other, `hello ${i}`)));
    assert.equal(outcomes.filter((code) => code === 'sent').length, 3, outcomes.join());
    assert.equal(outcomes.filter((code) => code === 'harassment_limit').length, 3, outcomes.join());
    const answered = others[outcomes.indexOf('sent')];
    await (await connect(answered)).tell(one, 'hi');
    assert.equal(await outcome(devices[0], answered, 'good to hear from you'), 'sent'); // one who has answered
  });

  it('friends are free', async () => {
    const [one, other] = server().pair();
    const a = await connect(one);
    for (let i = 0; i < 5; i++) assert.equal(await outcome(a, other, `${i}`), 'sent');
  });
});
