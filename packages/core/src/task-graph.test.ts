import { expect, test } from 'vitest';
import { OUTPUT_MAKERS } from './output-makers.js';
import { PLAN_VERSION } from './plan/plan.js';
import {
  type GraphTask,
  isJobDone,
  kindsWithMedia,
  readyKinds,
  TASK_KIND_NAMES,
  TASK_KINDS,
  type TaskKind,
  tasksToRedo,
} from './task-graph.js';
import type { TaskStatus } from './task-lifecycle.js';

type NamedTask = GraphTask & { id: string };
const job = (statuses: Record<string, TaskStatus>): NamedTask[] =>
  Object.entries(statuses).map(([id, status]) => ({ id, kind: id.replace(/\d+$/, '') as GraphTask['kind'], status }));
const ids = (tasks: NamedTask[]): string[] => tasks.map(({ id }) => id);

test('only fetch is ready in a new job', () => {
  expect(readyKinds(job({ fetch: 'waiting', probe: 'waiting' }))).toEqual(['fetch']);
});

test('after the probe, chunks, audio and images can run in parallel', () => {
  const tasks = job({
    fetch: 'completed',
    probe: 'completed',
    encode0: 'waiting',
    encode1: 'waiting',
    audio0: 'waiting',
    images: 'waiting',
    package: 'waiting',
  });
  expect(readyKinds(tasks)).toEqual(['encode', 'audio', 'images']);
});

test('packaging waits for the last chunk but not for images', () => {
  const tasks = { fetch: 'completed', probe: 'completed', encode0: 'completed', images: 'running' } as const;
  expect(readyKinds(job({ ...tasks, encode1: 'running', package: 'waiting' }))).toEqual([]);
  expect(readyKinds(job({ ...tasks, encode1: 'completed', package: 'waiting' }))).toEqual(['package']);
});

test("verify waits for a poster, but a failed poster doesn't block the video as a failed chunk does", () => {
  const done = { fetch: 'completed', probe: 'completed' } as const;
  const packaged = { ...done, encode0: 'completed', package: 'completed' } as const;
  expect(readyKinds(job({ ...packaged, images: 'running', verify: 'waiting' }))).toEqual([]);
  expect(readyKinds(job({ ...packaged, images: 'failed', verify: 'waiting' }))).toEqual(['verify']);
  expect(readyKinds(job({ ...done, encode0: 'failed', images: 'completed', package: 'waiting' }))).toEqual([]);
  expect(isJobDone(job({ ...packaged, images: 'failed', verify: 'completed' }))).toBe(true);
});

test('a job without tasks is not done', () => {
  expect(isJobDone([])).toBe(false);
});

test('redoing a chunk redoes everything made from it and nothing else', () => {
  const all = ['fetch', 'probe', 'encode0', 'encode1', 'audio0', 'images', 'package', 'verify'];
  const tasks = job(Object.fromEntries(all.map((id) => [id, 'completed'])));
  expect(ids(tasksToRedo(tasks, ['encode1']))).toEqual(['encode1', 'package', 'verify']);
  expect(ids(tasksToRedo(tasks, ['package']))).toEqual(['package', 'verify']);
  expect(ids(tasksToRedo(tasks, ['images']))).toEqual(['images', 'verify']);
  expect(ids(tasksToRedo(tasks, ['nobody']))).toEqual([]);
});

/** The kinds of task by the plan version that introduced them. A released version never changes. */
const KINDS_SINCE: [planVersion: number, kinds: string[]][] = [
  [4, ['fetch', 'probe', 'encode', 'repackage', 'audio', 'images', 'package', 'verify']],
  [7, ['fetch', 'probe', 'encode', 'repackage', 'audio', 'images', 'text', 'package', 'verify']],
  [10, ['fetch', 'probe', 'encode', 'repackage', 'audio', 'images', 'text', 'poster', 'package', 'verify']],
];

test('a new kind of task needs a new plan version, because older workers must not claim it', () => {
  const [, kinds] = KINDS_SINCE.findLast(([version]) => version <= PLAN_VERSION) ?? [];
  expect(TASK_KIND_NAMES.toSorted()).toEqual(kinds?.toSorted());
});

/** The kinds that finish before this one starts. */
const before = (kind: TaskKind): TaskKind[] =>
  TASK_KINDS[kind].after.flatMap((other: TaskKind) => [other, ...before(other)]);

test('a kind reads only results of kinds that finish before it starts', () => {
  for (const kind of TASK_KIND_NAMES) expect(before(kind)).toEqual(expect.arrayContaining([...TASK_KINDS[kind].reads]));
});

test('verify starts after every kind that publishes something, and reads its results', () => {
  const makers = Object.values(OUTPUT_MAKERS).flatMap((maker) => maker?.kind ?? []);
  const published = [...makers, ...kindsWithMedia()];
  expect(before('verify')).toEqual(expect.arrayContaining(published));
  expect(TASK_KINDS.verify.reads).toEqual(expect.arrayContaining(published));
});
