import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Messenger } from '../../src/messenger.js';
import type { Parley } from '../../src/parley.js';
import { Server, noServer } from '../lib/server.js';

const soon = { timeout: 30_000, interval: 25 };

describe.skipIf(noServer)('the messenger', () => {
  let server: Server;
  let spoken = false;
  const running: Messenger[] = [];
  beforeAll(async () => {
    server = await Server.start();
    spoken = (await fetch(`${server.url}/api/v1/chat/conversations`)).status !== 404;
  });
  afterEach(() => running.splice(0).forEach((messenger) => messenger.stop()));
  afterAll(() => server?.stop());

  async function messenger(parley: Parley): Promise<Messenger> {
    const made = parley.messenger();
    running.push(made);
    await made.start();
    await vi.waitFor(() => expect(made.state).toBe('online'), soon);
    return made;
  }

  /** Two who have a conversation open. */
  async function two(): Promise<{ ann: Messenger; bob: Messenger; annParley: Parley; bobParley: Parley; id: string; bobId: string; annId: string }> {
    const [annParley, bobParley] = [await server.person(), await server.person('provider')];
    const [ann, bob] = [await messenger(annParley), await messenger(bobParley)];
    const { id } = await ann.open({ targetUserId: bob.userId });
    await ann.load(id);
    return { ann, bob, annParley, bobParley, id, annId: ann.userId, bobId: bob.userId };
  }

  const texts = (one: Messenger, id: string): unknown[] => one.timeline(id).view.messages.map(({ content }) => content.text);

  test('both ways, in order, with read marks, typing and presence', async ({ skip }) => {
    if (!spoken) skip();
    const { ann, bob, id, annId, bobId } = await two();
    for (let number = 0; number < 10; number++) void ann.send({ conversationId: id, messageType: 'text', content: { text: `n${number}` } });
    await vi.waitFor(() => expect(bob.conversation(id)?.lastSeq).toBe(10), soon);
    expect(bob.unread).toBe(10);
    await bob.load(id);
    expect(texts(bob, id)).toEqual(Array.from({ length: 10 }, (_, number) => `n${number}`));
    bob.view(id);
    await vi.waitFor(() => {
      const timeline = ann.timeline(id);
      expect(timeline.view.pending).toEqual([]);
      expect(timeline.view.messages.map((message) => timeline.stateOf(message, annId))).toEqual(Array(10).fill('read'));
    }, soon);
    expect(bob.unread).toBe(0);

    bob.typed(id);
    await vi.waitFor(() => expect(ann.typists(id)).toEqual([bobId]), soon);
    await bob.send({ conversationId: id, messageType: 'text', content: { text: 'yes' } });
    await vi.waitFor(() => expect(texts(ann, id).at(-1)).toBe('yes'), soon);
    expect(ann.typists(id)).toEqual([]);
    await vi.waitFor(() => expect(ann.presence(bobId)?.isOnline).toBe(true), soon);
  });

  test('a recall reaches the other, a deletion does not', async ({ skip }) => {
    if (!spoken) skip();
    const { ann, bob, id } = await two();
    await ann.send({ conversationId: id, messageType: 'text', content: { text: 'one' } });
    await ann.send({ conversationId: id, messageType: 'text', content: { text: 'two' } });
    await vi.waitFor(() => expect(texts(ann, id)).toEqual(['one', 'two']), soon);
    await vi.waitFor(() => expect(bob.conversation(id)?.lastSeq).toBe(2), soon);
    await bob.load(id);
    const [one, second] = ann.timeline(id).view.messages;
    await ann.recall(one!);
    await ann.remove(second!);
    await vi.waitFor(() => expect(bob.timeline(id).view.messages.map(({ isRecalled }) => isRecalled)).toEqual([true, false]), soon);
    expect(texts(bob, id)[1]).toBe('two');
  });

  test('a server killed while messages go out has each of them once', async ({ skip }) => {
    if (!spoken) skip();
    const { ann, bobParley, id } = await two();
    const all = Array.from({ length: 40 }, (_, number) => `k${number}`);
    for (const text of all.slice(0, 20)) await ann.send({ conversationId: id, messageType: 'text', content: { text } });
    await vi.waitFor(() => expect(ann.timeline(id).view.messages.length).toBeGreaterThan(3), soon);
    await server.kill();
    for (const text of all.slice(20)) await ann.send({ conversationId: id, messageType: 'text', content: { text } });
    await server.launch();
    ann.connection.hurry();
    await vi.waitFor(() => expect(ann.outbox.waiting).toBe(0), { timeout: 80_000, interval: 50 });
    const stored = await bobParley.chat.messages(id, { limit: 100 });
    expect(stored.map(({ content }) => content.text)).toEqual(all);
    expect(stored.map(({ seq }) => seq)).toEqual(all.map((_, index) => index + 1));
    await vi.waitFor(() => expect(texts(ann, id)).toEqual(all), soon);
  }, 240_000);

  test('what was missed while away is there afterwards', async ({ skip }) => {
    if (!spoken) skip();
    const { ann, bob, id } = await two();
    await ann.send({ conversationId: id, messageType: 'text', content: { text: 'before' } });
    await vi.waitFor(() => expect(bob.conversation(id)?.lastSeq).toBe(1), soon);
    await bob.load(id);
    bob.connection.stop();
    for (let number = 0; number < 70; number++) await ann.send({ conversationId: id, messageType: 'text', content: { text: `missed ${number}` } });
    await vi.waitFor(() => expect(ann.outbox.waiting).toBe(0), soon);
    await ann.recall(ann.timeline(id).view.messages[0]!);
    bob.connection.start();
    await vi.waitFor(() => expect(texts(bob, id).at(-1)).toBe('missed 69'), soon);
    await vi.waitFor(() => expect(bob.timeline(id).view.messages[0]?.isRecalled).toBe(true), soon);
    expect(bob.timeline(id).view.messages.map(({ seq }) => seq)).toEqual(Array.from({ length: 71 }, (_, index) => index + 1));
  });

  test('search, forwarding and the list', async ({ skip }) => {
    if (!spoken) skip();
    const { ann, bob, annParley, id } = await two();
    await ann.send({ conversationId: id, messageType: 'text', content: { text: '明天下午三点 meeting' } });
    await vi.waitFor(() => expect(ann.timeline(id).view.messages).toHaveLength(1), soon);
    const [hit] = (await annParley.chat.search({ q: '下午' })).items;
    expect(hit).toMatchObject({ conversationId: id });
    const third = await server.person();
    const other = await ann.open({ targetUserId: third.session.tokens!.userId });
    expect(await annParley.chat.forward(hit!.id, { conversationIds: [other.id] })).toMatchObject([{ success: true }]);
    expect((await third.chat.conversations()).items).toMatchObject([{ id: other.id, unreadCount: 1 }]);
    expect(bob.conversations.map((conversation) => conversation.id)).toEqual([id]);
    const group = await ann.open({ participantIds: [bob.userId, third.session.tokens!.userId], name: 'Three' });
    expect(group).toMatchObject({ type: 'group', name: 'Three' });
    expect(group.participants).toHaveLength(3);
  });
});
