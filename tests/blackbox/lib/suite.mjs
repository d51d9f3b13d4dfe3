// One suite, run on both databases, each with a server of its own.
import { after, before, describe } from 'node:test';
import { databases, Server } from './server.mjs';

/** Calls `define(server)` on each database; `server()` is the running process. */
export function onBothDatabases(title, options, define) {
  for (const { name, skip } of databases) {
    describe(`${title} on ${name}`, { skip }, () => {
      let server;
      before(async () => {
        server = await Server.start(name, options);
      }, { timeout: 300_000 });
      after(async () => {
        await server?.dispose();
      }, { timeout: 120_000 });
      define(() => server, name);
    });
  }
}
