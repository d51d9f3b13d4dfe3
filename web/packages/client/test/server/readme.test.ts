import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import * as library from '../../src/index.js';
import { Server, noServer } from '../lib/server.js';

describe.skipIf(noServer)('the README', () => {
  let server: Server;
  beforeAll(async () => void (server = await Server.start()));
  afterAll(() => server?.stop());

  test('has a quick start that works as it is written', async () => {
    const readme = readFileSync(resolve(import.meta.dirname, '../../README.md'), 'utf8');
    const bob = await server.person('provider');
    const ann = await server.person();
    const { username } = await ann.auth.me();
    const code = /## Quick start\s+```ts\n(.*?)```/s
      .exec(readme)![1]!
      .replace(/^import \{(.*)\} from '@parley\/client';/, 'const {$1} = library;')
      .replace('https://chat.example.com', server.url)
      .replace("username: 'ann', password: '…'", `username: '${username}', password: 'correct horse 7 battery'`)
      .replace('0198…', bob.session.tokens!.userId);
    const start = new Function('library', 'console', `return (async () => {${code}\nreturn messenger; })();`) as (given: unknown, console: unknown) => Promise<library.Messenger>;
    const log = vi.fn();
    const messenger = await start({ ...library, browserTokens: () => library.memoryTokens() }, { log });
    await vi.waitFor(() => expect(log).toHaveBeenLastCalledWith(['Hello'], 0, 'on their way'), { timeout: 30_000, interval: 25 });
    messenger.stop();
    expect((await bob.chat.conversations()).items[0]?.messages[0]?.content.text).toBe('Hello');
  });
});
