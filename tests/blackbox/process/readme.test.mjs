// The README's own session: ./run --demo, and the wscat dialogues between its markers, line by line.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { freePort, repository } from '../lib/server.mjs';

const readme = readFileSync(join(repository, 'README.md'), 'utf8');

/** The lines of the block after `<!-- session: NAME -->`. */
function session(name) {
  const block = new RegExp(`<!-- session: ${name} -->\\n\`\`\`[a-z]*\\n([^]*?)\`\`\``).exec(readme);
  assert.ok(block, `README.md has no session ${name}`);
  return block[1].trim().split('\n');
}

/** A terminal: what was printed, and waiting for it. */
class Terminal {
  constructor(command, { cwd, isTerminal }) {
    this.output = '';
    // wscat prints what README shows on a terminal only: script(1) is one.
    const [file, ...args] = isTerminal ? ['script', '-qefc', command, '/dev/null'] : ['bash', '-c', `exec ${command}`];
    this.process = spawn(file, args, { cwd, stdio: ['pipe', 'pipe', 'pipe'] });
    for (const stream of [this.process.stdout, this.process.stderr])
      stream.setEncoding('utf8').on('data', (text) => {
        this.output += text.replaceAll(/\x1b\[[0-9;?]*[A-Za-z]|\r/g, '');
        this.look?.();
      });
    this.exited = new Promise((done) => this.process.once('exit', (code) => done(code)));
  }

  async sees(pattern, ms = 120_000) {
    return new Promise((done, fail) => {
      const timer = setTimeout(() => fail(new Error(`${pattern} was not printed:\n${this.output}`)), ms);
      this.look = () => {
        const match = pattern.exec(this.output);
        if (!match) return;
        clearTimeout(timer);
        this.look = null;
        done(match);
      };
      this.look();
    });
  }

  type(line) {
    this.process.stdin.write(`${line}\n`);
  }
}

it('two people talk as README shows', { timeout: 600_000 }, async () => {
  const commands = [...readme.matchAll(/^(\.\/run --demo)\b/gm)];
  assert.ok(commands.length > 0, 'README shows ./run --demo');
  const data = mkdtempSync(join(tmpdir(), 'parley-readme-'));
  const port = await freePort();
  const terminals = [];
  try {
    const server = new Terminal(`${commands[0][1]} --urls http://127.0.0.1:${port} --data ${data}`, { cwd: repository });
    terminals.push(server);
    const known = {};
    for (const name of ['alice', 'bob']) {
      const [, id, token] = await server.sees(new RegExp(`^\\s*${name}\\s+id=(\\S+)\\s+token=(\\S+)\\s`, 'm'), 480_000);
      known[`${name.toUpperCase()}_ID`] = id;
      known[`${name.toUpperCase()}_TOKEN`] = token;
    }

    const fill = (line) => Object.entries(known).reduce((text, [word, value]) => text.replaceAll(word, value), line).replaceAll(':5080', `:${port}`);
    const play = async (name) => {
      let terminal;
      for (const line of session(name).map(fill)) {
        if (line.startsWith('$ ')) {
          terminals.push((terminal = new Terminal(line.slice(2), { cwd: join(repository, 'tests/blackbox'), isTerminal: true })));
          await terminal.sees(/Connected/);
        } else if (line.startsWith('> ')) {
          terminal.type(line.slice(2));
        } else if (line.startsWith('< ')) {
          const expected = line.split('…').map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.*');
          await terminal.sees(new RegExp(`^(?:> )*${expected}`, 'm'), 60_000);
        }
      }
      return terminal;
    };
    const bob = await play('bob');
    await play('alice');
    await bob.sees(/"action":"new_message".*"content":"你好"/);
    server.process.kill('SIGTERM');
    assert.equal(await server.exited, 0);
  } finally {
    for (const terminal of terminals) terminal.process.kill();
    rmSync(data, { recursive: true, force: true });
  }
});
