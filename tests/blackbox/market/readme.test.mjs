// The README's story of a market, pasted into bash line by line; what it shows after `#>` is what is answered.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { eventually } from '../lib/market.mjs';
import { repository } from '../lib/server.mjs';
import { onBothDatabases } from '../lib/suite.mjs';

const readme = readFileSync(join(repository, 'README.md'), 'utf8');

/** The commands after `<!-- session: market -->`, each with what it is answered, if that is shown. */
function story(port) {
  const block = /<!-- session: market -->\n```sh\n([^]*?)```/.exec(readme);
  assert.ok(block, 'README.md has no session market');
  const steps = [];
  for (const line of block[1].trim().split('\n')) {
    if (line.startsWith('#> ')) steps.at(-1).shown = line.slice(3);
    else steps.push({ command: line.replaceAll(':5080', `:${port}`) });
  }
  return steps;
}

/** One bash for all of it, as one terminal. Its answers in turn. */
async function paste(commands) {
  const mark = '--- next ---';
  const bash = spawn('bash', ['-u'], { stdio: ['pipe', 'pipe', 'inherit'], env: { ...process.env, no_proxy: '127.0.0.1', NO_PROXY: '127.0.0.1' } });
  bash.stdin.end(commands.map((command) => `${command}\necho; echo '${mark}'\n`).join(''));
  let output = '';
  for await (const text of bash.stdout.setEncoding('utf8')) output += text;
  return output.split(`${mark}\n`).map((part) => part.trim());
}

const shape = (shown) => new RegExp(`^${shown.split('…').map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('[^]*')}$`);

onBothDatabases('the market that --demo makes', { users: 0, demo: true }, (server) => {
  it('tells the story that README tells', { timeout: 300_000 }, async () => {
    await eventually('the demo', () => server().output, (output) => /^ {2}API key, printed this once: pk_\S+$/m.test(output));
    const steps = story(server().port);
    const answers = await paste(steps.map((step) => step.command));
    assert.ok(steps.filter((step) => step.shown).length >= 9);
    steps.forEach(({ command, shown }, at) => assert.match(answers[at], shown ? shape(shown) : /^$/, command));
  });
});
