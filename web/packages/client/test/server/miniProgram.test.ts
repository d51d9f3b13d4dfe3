import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { fakeWx, inBareEngine } from '../lib/miniProgram.js';
import { Server, noServer } from '../lib/server.js';

const soon = { timeout: 30_000, interval: 25 };

describe.skipIf(noServer)('a mini-program', () => {
  let server: Server;
  beforeAll(async () => void (server = await Server.start()));
  afterAll(() => server?.stop());

  test('signs in, talks over both kinds of socket and uploads, with nothing but what is given to it', async () => {
    const { Parley, memoryStorage, memoryTokens, miniProgramTransport } = await inBareEngine();
    const storage = memoryStorage();
    const ann = new Parley({ baseUrl: server.url, locale: 'en', transport: miniProgramTransport(fakeWx()), tokens: memoryTokens(), storage: () => storage });
    await ann.signUp({ username: `mini${process.pid}`, password: 'correct horse 7 battery', displayName: 'Mini', userType: 'customer' });
    const bob = await server.person('provider');
    const bobs = bob.messenger();
    await bobs.start();

    const messenger = ann.messenger();
    await messenger.start();
    await vi.waitFor(() => expect(messenger.state).toBe('online'), soon);
    const { id } = await messenger.open({ targetUserId: bobs.userId });
    await messenger.load(id);
    await messenger.send({ conversationId: id, messageType: 'text', content: { text: 'from a mini-program' } });
    await vi.waitFor(() => expect(messenger.timeline(id).view.messages.map(({ content }) => content.text)).toEqual(['from a mini-program']), soon);
    await bobs.send({ conversationId: id, messageType: 'text', content: { text: 'heard' } });
    await vi.waitFor(() => expect(messenger.timeline(id).view.messages.at(-1)?.content.text).toBe('heard'), soon);

    const social = ann.social();
    const opened = new Promise((done) => social.on('open', done));
    social.start();
    await opened;
    social.stop();

    const folder = mkdtempSync(join(tmpdir(), 'parley-mini-'));
    writeFileSync(join(folder, 'list.txt'), 'tap, washer');
    const progress = vi.fn();
    expect(await ann.chat.upload(join(folder, 'list.txt'), 'list.txt', progress)).toMatchObject({ name: 'list.txt', messageType: 'file' });
    expect(progress).toHaveBeenLastCalledWith(1);
    rmSync(folder, { recursive: true });
    messenger.stop();
    bobs.stop();
  });
});
