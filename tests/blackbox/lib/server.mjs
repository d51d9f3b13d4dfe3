// A Parley process of one's own: built binary, free port, temporary data, everything it prints kept.
import { execFile, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { suspicious } from './secrets.mjs';

const root = resolve(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '../../..');
export const repository = root;
export const binary = process.env.PARLEY_BINARY ?? join(root, 'src/Parley.Host/bin/Release/net10.0/parley');

const postgres = Object.fromEntries((process.env.PARLEY_TEST_POSTGRES ?? '').split(';').filter(Boolean).map((pair) => pair.split('=')));

/** Both databases; `skip` says why one is not to be had. */
export const databases = [
  { name: 'SQLite', skip: false },
  { name: 'PostgreSQL', skip: postgres.Host ? false : 'PARLEY_TEST_POSTGRES names no server' },
];

let counter = 0;

export class Server {
  /**
   * @param {string} database `SQLite` or `PostgreSQL`
   * @param {{ users?: number, settings?: Record<string, string>, operator?: boolean, demo?: boolean }} options
   */
  static async start(database, { users = 40, settings = {}, operator = false, demo = false } = {}) {
    const server = new Server();
    server.data = mkdtempSync(join(tmpdir(), 'parley-blackbox-'));
    server.settings = { 'Limits:ExemptAddresses': '127.0.0.1', ...settings };
    server.demo = demo;
    server.output = '';
    if (database === 'PostgreSQL') {
      server.name = `blackbox_${process.pid}_${counter++}`;
      psql(`create database ${server.name}`);
      server.database = `postgres://${postgres.Username}@${postgres.Host}:${postgres.Port}/${server.name}`;
    } else {
      server.database = `sqlite:${join(server.data, 'parley.db')}`;
    }

    server.port = await freePort();
    if (users > 0) {
      const file = join(server.data, 'users');
      await server.command('bench', 'users', String(users), file, '--friends');
      server.people = readFileSync(file, 'utf8').trim().split('\n').map((line) => {
        const [id, token] = line.split('\t');
        return { id, token };
      });
    }

    if (operator) {
      server.operator = { username: 'olga', password: 'correct horse 7 battery' };
      await server.command('admin', 'create', '--role', 'operator', '--username', server.operator.username, '--password', server.operator.password);
    }

    await server.launch();
    return server;
  }

  get url() {
    return `http://127.0.0.1:${this.port}`;
  }

  get webSocketUrl() {
    return `ws://127.0.0.1:${this.port}/ws/chat`;
  }

  /** Two who are friends, and whom no other test has. */
  pair() {
    if (!this.people || this.people.length < 2) throw new Error('start the server with more users');
    return this.people.splice(0, 2);
  }

  /** One whom nobody knows. */
  stranger() {
    return this.pair()[0];
  }

  strangers(count) {
    return Array.from({ length: count }, () => this.stranger());
  }

  async command(...args) {
    const { stdout, stderr } = await promisify(execFile)(binary, [...args, '--data', this.data, '--database', this.database], { cwd: this.data });
    return stdout + stderr;
  }

  async launch() {
    const settings = Object.entries(this.settings).flatMap(([key, value]) => [`--${key}`, value]);
    const args = ['serve', '--urls', this.url, '--data', this.data, '--database', this.database, ...settings, ...(this.demo ? ['--demo'] : [])];
    this.process = spawn(binary, args, { cwd: this.data, stdio: ['ignore', 'pipe', 'pipe'] });
    this.exited = new Promise((done) => this.process.once('exit', (code, signal) => done({ code, signal })));
    let gone = false;
    this.exited.then(() => (gone = true));
    for (const stream of [this.process.stdout, this.process.stderr]) stream.setEncoding('utf8').on('data', (text) => (this.output += text));
    const patience = Date.now() + 120_000;
    for (;;) {
      const answer = await fetch(`${this.url}/health/ready`).catch(() => null);
      if (answer?.status === 200) return;
      if (gone || Date.now() > patience) throw new Error(`the server did not become ready:\n${this.output}`);
      await new Promise((done) => setTimeout(done, 15));
    }
  }

  /** A statement into its database, which must be PostgreSQL; what it prints. */
  sql(statement) {
    return psql(statement, this.name);
  }

  async kill() {
    this.process.kill('SIGKILL');
    return this.exited;
  }

  /** SIGTERM; what it exits with. */
  async terminate() {
    this.process.kill('SIGTERM');
    return this.exited;
  }

  /** Ends it and removes what it left; throws when its log holds a stack trace, a token, a key or a whole phone number. */
  async dispose() {
    if (this.process.exitCode === null && this.process.signalCode === null) {
      await Promise.race([this.terminate(), new Promise((done) => setTimeout(done, 45_000, null))]);
      if (this.process.exitCode === null && this.process.signalCode === null) {
        await this.kill();
        throw new Error(`SIGTERM did not end the server:\n${this.output.slice(-4000)}`);
      }
    }

    if (this.name) psql(`drop database if exists ${this.name} with (force)`);
    rmSync(this.data, { recursive: true, force: true });
    const trace = this.output.split('\n').findIndex((line) => /(^|\| )\s+at \S/.test(line) && !/ debug Microsoft\./.test(line)); // Kestrel's, of what it refused
    if (trace >= 0) throw new Error(`the server logged a stack trace:\n${this.output.split('\n').slice(Math.max(0, trace - 6), trace + 12).join('\n')}`);
    // What --demo prints for whoever started it (indented, no line of the log is) has the sign-ins on purpose.
    const leaks = suspicious(this.demo ? this.output.replace(/^  .*$/gm, '') : this.output);
    if (leaks.length > 0) throw new Error(`the server's log holds\n${leaks.slice(0, 10).join('\n')}`);
  }
}

export async function freePort() {
  const probe = createServer();
  await new Promise((done) => probe.listen(0, '127.0.0.1', done));
  const { port } = probe.address();
  await new Promise((done) => probe.close(done));
  return port;
}

function psql(statement, database = postgres.Database) {
  const folder = existsSync('/usr/lib/postgresql') ? readdirSync('/usr/lib/postgresql').map((version) => `/usr/lib/postgresql/${version}/bin/psql`).find(existsSync) : null;
  return execFileSync(folder ?? 'psql', ['-qX', '-h', postgres.Host, '-p', postgres.Port, '-U', postgres.Username, '-d', database, '-c', statement], { stdio: 'pipe' }).toString();
}
