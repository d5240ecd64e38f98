import { expect, test } from 'vitest';
import { makePlan } from './make-plan.js';
import { audioStream, constantPts, sourceProbe, timelineOf } from './plan.fixture.js';
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

test('video tracks that are left out are named, unless the recipe has no video anyway', () => {
  const probe = sourceProbe({ leftOutVideos: [{ track: 1, codec: 'mjpeg', width: 320, height: 180 }] });
  const timeline = timelineOf(constantPts(30, { num: 30, den: 1 }));
  const [warning] = makePlan(probe, timeline, RECIPES.stream).warnings;
  expect(warning && warningText(warning)).toBe(
    'The file has several video tracks. Only the longest and largest one was kept. Left out: mjpeg of 320×180 (track 1).',
  );
  expect(makePlan(probe, undefined, RECIPES.audio).warnings).toEqual([]);
});

test('an ordinary source has no warnings', () => {
  const { video: _, ...audioOnly } = sourceProbe();
  expect(makePlan(audioOnly, undefined, RECIPES.audio).warnings).toEqual([]);
});
