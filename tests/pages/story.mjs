// The README's story at a person's pace, and how long it takes: node tests/pages/story.mjs [milliseconds before each press, 500]
import { Stage, missing } from './lib/pages.mjs';
import { tell } from './lib/story.mjs';

if (missing) throw new Error(missing);
const pace = Number(process.argv[2] ?? 500);
const stage = await Stage.start({}, { demo: true });
try {
  const [lina, chen] = [await stage.browse({ subdomain: 'demo' }), await stage.browse({ subdomain: 'demo' })];
  const began = performance.now();
  const seconds = () => ((performance.now() - began) / 1000).toFixed(1);
  const presses = await tell({ lina, chen, pace, told: (step) => console.log(`${seconds().padStart(6)} s  ${step}`) });
  console.log(`${presses} presses, ${pace} ms before each and ${pace / 4} ms a key: ${seconds()} s`);
} finally {
  await stage.end();
}
