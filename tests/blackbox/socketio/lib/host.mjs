// The program that the tests talk to: ours, or npm's socket.io when PARLEY_SOCKETIO_HOST is `reference`.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { after, before, describe } from 'node:test';
import { repository } from '../../lib/server.mjs';

const binary = process.env.PARLEY_SOCKETIO_HOST ?? join(repository, 'samples/conformance/bin/Release/net10.0/Parley.SocketIO.Conformance');

/** Node's own server: what only ours promises is not asked of it. */
export const reference = binary === 'reference';
export const onlyOurs = reference ? 'Node gives no such promise' : false;

/** How long anything that must come may take; a loaded machine is slow. */
export const patience = 30_000;

export class Host {
  /** @param {Record<string, string | number | boolean>} options command line of the host, without the dashes */
  static async start(options = {}) {
    const host = new Host();
    const args = Object.entries(options).flatMap(([name, value]) => (value === true ? [`--${name}`] : [`--${name}`, String(value)]));
    const command = reference
      ? [process.execPath, '--expose-gc', join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '../reference-host.mjs'), ...args]
      : [binary, 'blackbox', ...args];
    host.output = '';
    host.owned = new Set();
    host.process = spawn(command[0], command.slice(1), { stdio: ['ignore', 'pipe', 'pipe'] });
    host.exited = new Promise((done) => host.process.once('exit', (code, signal) => done({ code, signal })));
    await new Promise((done, fail) => {
      host.process.once('error', fail);
      host.exited.then(() => fail(new Error(`the host ended:\n${host.output}`)));
      for (const stream of [host.process.stdout, host.process.stderr]) {
        stream.setEncoding('utf8').on('data', (text) => {
          host.output += text;
          const line = /^\{"port":(\d+),"control":(\d+)\}$/m.exec(host.output);
          if (!line) return;
          [host.port, host.controlPort] = [Number(line[1]), Number(line[2])];
          done();
        });
      }
    });
    return host;
  }

  /** Something a failed test may leave open, which would keep this process alive. */
  own(close) {
    this.owned.add(close);
  }

  /** Closes whatever is still open. */
  abandon() {
    for (const close of this.owned) close();
    this.owned.clear();
  }

  get url() {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Asks the host itself, beside the connections under test. */
  async control(path, body = {}) {
    const answer = await fetch(`http://127.0.0.1:${this.controlPort}${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body), signal: AbortSignal.timeout(patience) });
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`);
    return answer.json();
  }

  /** How the Socket.IO socket `id` went: waits until it has. */
  gone(id) {
    return this.control('/reason', { id });
  }

  /** Waits until what the host counts is as wanted. */
  async until(wanted, what = String(wanted)) {
    const end = Date.now() + patience;
    for (;;) {
      const stats = await this.control('/stats');
      if (wanted(stats)) return stats;
      if (Date.now() > end) throw new Error(`${what}: not so after ${patience} ms: ${JSON.stringify(stats)}`);
      await new Promise((done) => setTimeout(done, 20));
    }
  }

  /** Ends it; throws when it had died before or logged a stack trace. */
  async dispose() {
    this.abandon();
    const died = this.process.exitCode ?? this.process.signalCode;
    this.process.kill('SIGTERM');
    const timer = setTimeout(() => this.process.kill('SIGKILL'), 45_000);
    const { code, signal } = await this.exited;
    clearTimeout(timer);
    if (died !== null) throw new Error(`the host died (${died}):\n${this.output.slice(-4000)}`);
    if (code !== 0) throw new Error(`the host ended with ${code ?? signal}:\n${this.output.slice(-4000)}`);
    if (/^\s+at \S/m.test(this.output)) throw new Error(`the host logged a stack trace:\n${this.output.slice(-4000)}`);
  }
}

/** A suite with a host of its own; `host()` is the running one. */
export function withHost(title, options, define) {
  describe(title, () => {
    let host;
    before(async () => {
      host = await Host.start(options);
    }, { timeout: 120_000 });
    after(async () => {
      await host?.dispose();
    }, { timeout: 120_000 });
    define(() => host);
  });
}
