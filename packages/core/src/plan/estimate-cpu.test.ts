import { expect, test } from 'vitest';
import { estimateCpuSeconds } from './estimate-cpu.js';
import { constantPts, planOf, sourceProbe, videoOf, videoStream } from './plan.fixture.js';
import { plannedTasks } from './planned-tasks.js';

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
