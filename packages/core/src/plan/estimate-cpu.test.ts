import { expect, test } from 'vitest';
import { costOf, estimateCpuSeconds, START_CPU_SECONDS, UNPLANNED_CPU_SECONDS } from './estimate-cpu.js';
import { collectTimeline } from './frame-timeline.js';
import { makePlan } from './make-plan.js';
import { constantPts, planOf, sourceProbe, videoOf, videoStream } from './plan.fixture.js';
import type { Plan } from './plan.js';
import { plannedTasks } from './planned-tasks.js';
import { RECIPES } from './recipe.js';

const RATE = { num: 30, den: 1 };
const planFor = (seconds: number, width: number, height: number) =>
  planOf(
    constantPts(30 * seconds, RATE),
    sourceProbe({ durationMs: 1_000 * seconds, video: videoStream({ codec: 'hevc', width, height }) }),
  );
const encodeSeconds = (plan: ReturnType<typeof planFor>): number =>
  videoOf(plan).chunks.reduce((sum, { index }) => sum + estimateCpuSeconds(plan, 'encode', index), 0);

test('encoding costs more for longer and for larger video, about in proportion', () => {
  const short = encodeSeconds(planFor(60, 1_280, 720));
  expect(encodeSeconds(planFor(120, 1_280, 720)) / short).toBeCloseTo(2, 0);
  expect(encodeSeconds(planFor(60, 1_920, 1_080))).toBeGreaterThan(1.5 * short);
});

test('every task of a plan takes time, and encoding takes the most', () => {
  const tasks = plannedTasks(planFor(60, 1_280, 720));
  for (const { estimatedCpuSeconds } of tasks) expect(estimatedCpuSeconds).toBeGreaterThan(0);
  const [longest] = tasks.toSorted((a, b) => b.estimatedCpuSeconds - a.estimatedCpuSeconds);
  expect(longest?.kind).toBe('encode');
});

test('a task that the plan does not have costs only its start', () => {
  const plan = planFor(10, 640, 360);
  expect(estimateCpuSeconds(plan, 'encode', 99)).toBeLessThan(1);
});

test('a task costs at least its start, however little it does', () => {
  expect(costOf({ estimatedCpuSeconds: 0.01 })).toBe(START_CPU_SECONDS);
  expect(costOf({ estimatedCpuSeconds: 2 })).toBe(2);
});

/** The plan of H.264 that is copied, with a key frame every two seconds. */
const planCopied = (seconds: number, width: number, height: number): Plan => {
  const collector = collectTimeline({ num: 1, den: 90_000 });
  for (const [index, pts] of constantPts(30 * seconds, RATE).entries())
    collector.add({ pts, durationTicks: 3_000, sizeBytes: 1_000, isKey: index % 60 === 0, isDiscarded: false });
  const video = videoStream({ width, height, profile: 'High' });
  return makePlan(sourceProbe({ durationMs: 1_000 * seconds, video }), collector.finish(), RECIPES.stream);
};

const withoutAudio = (plan: Plan): Plan => ({ ...plan, audios: [] });
const audioOnly = (seconds: number): Plan => {
  const { video: _, ...probe } = sourceProbe({ durationMs: 1_000 * seconds });
  return makePlan(probe, undefined, RECIPES.stream);
};

/** CPU seconds of all attempts in the database after processing such a file on two cores, by `testsrc` and `sine` of FFmpeg. */
const MEASURED: [string, Plan, number][] = [
  ['5 s of MP3', audioOnly(5), 0.17],
  ['2 s of 320x180, copied, without audio', withoutAudio(planCopied(2, 320, 180)), 0.27],
  ['3 s of 320x180', planFor(3, 320, 180), 0.77],
  ['3 s of 640x360, copied', planCopied(3, 640, 360), 1.18],
  ['30 s of 640x360, copied', planCopied(30, 640, 360), 2.28],
  ['3 s of 1280x720', planFor(3, 1_280, 720), 4.49],
  ['20 s of 1920x1080', planFor(20, 1_920, 1_080), 53.78],
];

test.each(MEASURED)('what %s is estimated to take is between 0.4 and 2.5 times what it took', (_, plan, measured) => {
  const estimated = plannedTasks(plan).reduce((sum, task) => sum + task.estimatedCpuSeconds, 2 * UNPLANNED_CPU_SECONDS);
  expect(estimated / measured).toBeLessThan(2.5);
  expect(estimated / measured).toBeGreaterThan(0.4);
});
