import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Stage, missing } from './lib/pages.mjs';
import { tell } from './lib/story.mjs';

describe('the README’s story', { skip: missing }, () => {
  let stage;
  before(async () => {
    stage = await Stage.start({}, { demo: true });
  });
  after(() => stage?.end());

  it('is told from the sign-in to the review, by pressing what it says', async () => {
    const [lina, chen] = [await stage.browse({ subdomain: 'demo' }), await stage.browse({ subdomain: 'demo' })];
    const steps = [];
    await tell({ lina, chen, told: (step) => steps.push(step) });
    assert.equal(steps.length, 8);
    await stage.picture(lina, 'story-1280-en-light');
  });

  it('without a fault on the console', () => assert.deepEqual(stage.faults, []));
});
