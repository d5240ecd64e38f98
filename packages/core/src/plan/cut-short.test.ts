import { expect, it } from 'vitest';
import { cutShort } from './cut-short.js';
import { makePlan } from './make-plan.js';
import { audioStream, constantPts, planOf, sourceProbe, videoStream } from './plan.fixture.js';
import { RECIPES } from './recipe.js';

it('is a source that lacks seconds of what it declares', () => {
  expect(cutShort(60_000, 40_000)).toEqual([{ code: 'SOURCE_TRUNCATED', declaredMs: 60_000, presentMs: 40_000 }]);
  expect(cutShort(3008, 2080)).toHaveLength(1);
  expect([cutShort(60_000, 59_000), cutShort(7_200_000, 7_100_000), cutShort(0, 5000)]).toEqual([[], [], []]);
  expect([cutShort(3008, 2600), cutShort(3008, 2080, { hasText: true })]).toEqual([[], []]);
});

it('is not a recording that begins late in a container that declares its end', () => {
  expect(cutShort(10_806_000, 6000, { startMs: 10_800_000 })).toEqual([]);
  expect(cutShort(10_860_000, 6000, { startMs: 10_800_000 })).toHaveLength(1);
});

it('is reported with the plan of an incomplete MP4 or Matroska file', () => {
  const frames = constantPts(300, { num: 30, den: 1 });
  const mp4 = sourceProbe({
    durationMs: 18_000,
    video: videoStream({ durationMs: 18_000, frameCount: 540 }),
    audios: [],
  });
  expect(planOf(frames, mp4).warnings).toEqual([{ code: 'SOURCE_TRUNCATED', declaredMs: 18_000, presentMs: 10_000 }]);
  const matroska = sourceProbe({ container: 'matroska,webm', durationMs: 18_000, audios: [] });
  expect(planOf(frames, matroska).warnings).toMatchObject([{ code: 'SOURCE_TRUNCATED' }]);
  expect(planOf(frames, sourceProbe({ audios: [] })).warnings).toEqual([]);
});

it('says of a fragmented MP4 that more can be missing than its fragments declare', () => {
  const fragmented = sourceProbe({ durationMs: 18_000, video: videoStream({ durationMs: 18_000 }), audios: [] });
  expect(planOf(constantPts(300, { num: 30, den: 1 }), fragmented).warnings).toEqual([
    { code: 'SOURCE_TRUNCATED', declaredMs: 18_000, presentMs: 10_000, atLeast: true },
  ]);
});

it('is reported of audio alone, but not of the audio of a video', () => {
  const { video, ...audible } = sourceProbe({ durationMs: 3008, audios: [audioStream({ endSeconds: 2.08 })] });
  const plan = makePlan(audible, undefined, RECIPES.audio);
  expect(plan).toMatchObject({ durationMs: 2080, warnings: [{ code: 'SOURCE_TRUNCATED', presentMs: 2080 }] });
  expect(makePlan({ ...audible, ...(video && { video }) }, undefined, RECIPES.audio)).toMatchObject({
    durationMs: 2080,
    warnings: [],
  });
});
