import { expect, it } from 'vitest';
import { countedTimeline, lacksTimes, needsCounting } from './count-frames.js';
import { makePlan } from './make-plan.js';
import { audioStream, sourceProbe, timelineOf, videoStream } from './plan.fixture.js';
import { fractionValue } from './rates.js';
import { RECIPES } from './recipe.js';

const timeBase = { num: 1, den: 25 };
const rate = { num: 25, den: 1 };
const video = videoStream({ reorderDepth: 2, timeBase, frameRate: rate, averageFrameRate: rate });
const avi = sourceProbe({ container: 'avi', seekable: false, video, audios: [audioStream()] });
const untimed = { ...timelineOf([], { timeBase }), missingCount: 300, sizeBytes: 1000 };

it('is for reordered frames without presentation times', () => {
  expect([lacksTimes(avi), lacksTimes({ ...avi, container: 'mpegts' })]).toEqual([true, false]);
  expect(lacksTimes({ ...avi, video: { ...video, reorderDepth: 0 } })).toBe(false);
  expect(lacksTimes({ ...avi, video: { ...video, codec: 'mpeg4' } })).toBe(false);
  expect([needsCounting(video, untimed), needsCounting(video, timelineOf([0, 1]))]).toEqual([true, false]);
});

it('shows the n-th decoded frame at the n-th tick, in a single chunk', () => {
  const plan = makePlan(avi, countedTimeline(untimed, avi, video, { count: 298 }), RECIPES.stream);
  expect(plan.video).toMatchObject({
    clock: { kind: 'constant', originPts: 0, counted: { firstPts: 0, frameTicks: { num: 25, den: 25 } } },
    frameCount: 298,
    copy: { copied: false },
    chunks: [{ expectedFrames: 298 }],
  });
});

it('shows frames at the average rate if decode times drift away from the declared one', () => {
  const rateWith = (ticks: number) => {
    const { counted } = countedTimeline(untimed, avi, video, { count: 298, last: { index: 200, ticks } });
    return counted && 25 / fractionValue(counted.frameTicks);
  };
  expect([rateWith(200), rateWith(201)]).toEqual([25, 25]);
  expect(rateWith(208)).toBeCloseTo(24, 9);
  expect(rateWith(230)).toBeCloseTo(200 / 9.2, 5);
});

it('never copies counted frames, even from containers that are usually exact', () => {
  const probe = { ...avi, container: 'matroska,webm', seekable: true };
  const plan = makePlan(probe, countedTimeline(untimed, probe, video, { count: 298 }), RECIPES.stream);
  expect(plan.video?.copy.unmet).toContain('times');
  expect(plan.video?.chunks).toHaveLength(1);
});
