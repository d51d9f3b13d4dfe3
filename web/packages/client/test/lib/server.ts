import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import WebSocket from 'ws';
import { localLocks } from '../../src/locks.js';
import { Parley, type ParleyOptions } from '../../src/parley.js';
import { memoryStorage } from '../../src/store/storage.js';
import { browserTransport } from '../../src/transport/browser.js';
import type { WebSocketLike } from '../../src/transport/transport.js';

const binary = process.env.PARLEY_BINARY ?? resolve(import.meta.dirname, '../../../../../src/Parley.Host/bin/Release/net10.0/parley');

/** Why there is no server to test against, or false. */
export const noServer: string | false = existsSync(binary) ? false : `no server at ${binary}: dotnet build src/Parley.Host -c Release`;

/** A Parley process of one's own on a free port, with its own data. */
export class Server {
  readonly data = mkdtempSync(join(tmpdir(), 'parley-client-'));
  output = '';
  port = 0;
  #process!: ChildProcess;
  #exited!: Promise<unknown>;
  #people = 0;

  static async start(): Promise<Server> {
    const server = new Server();
    server.port = await freePort();
    await server.launch();
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async launch(): Promise<void> {
    const args = ['serve', '--urls', this.url, '--data', this.data, '--Limits:ExemptAddresses', '127.0.0.1'];
    this.#process = spawn(binary, args, { cwd: this.data, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1' } });
    this.#exited = new Promise((done) => this.#process.once('exit', done));
    for (const stream of [this.#process.stdout, this.#process.stderr]) stream?.setEncoding('utf8').on('data', (text: string) => (this.output += text));
    const patience = Date.now() + 120_000;
    for (;;) {
      const answer = await fetch(`${this.url}/health/ready`).catch(() => null);
      if (answer?.status === 200) return;
      if (this.#process.exitCode !== null || Date.now() > patience) throw new Error(`the server did not become ready:\n${this.output}`);
      await new Promise((done) => setTimeout(done, 20));
    }
  }

  async kill(): Promise<void> {
    this.#process.kill('SIGKILL');
    await this.#exited;
  }

  async stop(): Promise<void> {
    this.#process.kill('SIGTERM');
    await this.#exited;
    rmSync(this.data, { recursive: true, force: true });
  }

  /** Somebody new, signed in. */
  async person(userType: 'customer' | 'provider' = 'customer', options: Partial<ParleyOptions> = {}): Promise<Parley> {
    const parley = this.client(options);
    const name = `person${process.pid}x${this.#people++}`;
    await parley.signUp({ username: name, password: 'correct horse 7 battery', displayName: `P ${name}`, userType });
    return parley;
  }

  client(options: Partial<ParleyOptions> = {}): Parley {
    const storage = memoryStorage();
    return new Parley({
      baseUrl: this.url,
      locale: 'en',
      transport: { ...browserTransport(), webSocket: (url) => new WebSocket(url) as unknown as WebSocketLike },
      storage: () => storage,
      locks: localLocks(),
      ...options,
    });
  }
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((done) => probe.listen(0, '127.0.0.1', done));
  const { port } = probe.address() as { port: number };
  await new Promise((done) => probe.close(done));
  return port;
}
