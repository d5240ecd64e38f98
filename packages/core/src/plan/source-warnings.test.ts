import { expect, test } from 'vitest';
import { makePlan } from './make-plan.js';
import { audioStream, sourceProbe } from './plan.fixture.js';
import { RECIPES } from './recipe.js';
import { warningText } from './source-warnings.js';

test('audio tracks above the limit are named, with their position in the file', () => {
  const audios = Array.from({ length: 4 }, (_, index) =>
    audioStream({ streamIndex: index, title: `Title ${index + 1}`, default: index === 2 }),
  );
  const recipe = { ...RECIPES.audio, audio: { ...RECIPES.audio.audio, maxTracks: 2, bitrateBps: 1, maxChannels: 2 } };
  const { video: _, ...audioOnly } = sourceProbe({ audios });
  const [warning] = makePlan(audioOnly, undefined, recipe).warnings;
  expect(warning && warningText(warning)).toBe(
    'Only 2 audio tracks were kept. Left out: Title 2 (track 2), Title 4 (track 4).',
  );
});

test('an ordinary source has no warnings', () => {
  const { video: _, ...audioOnly } = sourceProbe();
  expect(makePlan(audioOnly, undefined, RECIPES.audio).warnings).toEqual([]);
});
