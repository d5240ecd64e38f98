import type { JobView, TaskView } from '@media/sdk';
import { expect, test } from 'vitest';
import { describeBar, shortLabel } from './describe-bar';
import { formatCpu } from './format-cpu';
import { kindColor } from './kind-color';
import { stepTitle, taskTitle } from './step-titles';
import { kindCounts, taskKinds } from './task-kinds';
import { busyMs, timeScale } from './time-scale';
import { type AttemptView, attemptsOf, nextBar, spanOf, timelineRows } from './timeline-rows';

const BEGIN = Date.parse('2026-11-24T10:00:00Z');
const second = (seconds: number) => new Date(BEGIN + seconds * 1000).toISOString();

type Attempt = [worker: string, from: number, to?: number];
const task = (name: string, status: string, ...attempts: Attempt[]): TaskView =>
  ({
    ...{ id: name, kind: name.split(' ')[0], name, status },
    attempts: attempts.map(([worker, from, to], index) => ({
      ...{ number: index + 1, worker, status: to === undefined ? 'running' : 'completed', startedAt: second(from) },
      ...(to !== undefined && { endedAt: second(to) }),
    })),
  }) as unknown as TaskView;

const jobOf = (...tasks: TaskView[]): JobView => ({ tasks }) as unknown as JobView;

const NOW = BEGIN + 20_000;
const rowsOf = (job: JobView) => {
  const scale = timeScale(attemptsOf(job).map(({ attempt }) => spanOf(attempt, NOW)));
  return timelineRows(job, scale, NOW);
};
const drawn = (job: JobView) =>
  rowsOf(job).map(({ worker, laneCount, bars }) => ({
    ...{ worker, laneCount },
    bars: bars.map(({ id, lane, left, width }) => [id, lane, Number(left.toFixed(3)), Number(width.toFixed(3))]),
  }));

const JOB = jobOf(
  task('fetch', 'completed', ['a', 0, 4]),
  task('encode chunk 0', 'completed', ['b', 4, 8]),
  task('encode chunk 1', 'running', ['a', 4, 10], ['b', 10]),
  task('audio 0', 'completed', ['a', 5, 12]),
  task('package', 'waiting'),
);

test('each worker has a row of its attempts, with simultaneous ones in separate lanes', () => {
  expect(drawn(JOB)).toEqual([
    {
      worker: 'a',
      laneCount: 2,
      bars: [
        ['fetch 1', 0, 0, 0.2],
        ['encode chunk 1 1', 0, 0.2, 0.3],
        ['audio 0 1', 1, 0.25, 0.35],
      ],
    },
    {
      worker: 'b',
      laneCount: 1,
      bars: [
        ['encode chunk 0 1', 0, 0.2, 0.2],
        ['encode chunk 1 2', 0, 0.5, 0.5],
      ],
    },
  ]);
});

test('a job without attempts has no rows', () => {
  expect(rowsOf(jobOf(task('fetch', 'queued')))).toEqual([]);
});

test('an attempt that starts after this clock’s now has no length rather than a negative one', () => {
  expect(drawn(jobOf(task('fetch', 'running', ['a', 30])))[0]?.bars).toEqual([['fetch 1', 0, 0, 0]]);
});

test('a day between two attempts is drawn as a short break', () => {
  const day = 86_400;
  const scale = timeScale([
    { startMs: 0, endMs: 10 },
    { startMs: day, endMs: day + 10 },
  ]);
  expect([0, 10, day / 2, day, day + 10].map((ms) => Number(scale.at(ms).toFixed(3)))).toEqual([
    0, 0.476, 0.476, 0.524, 1,
  ]);
  expect(scale.breaks.map((place) => place.toFixed(3))).toEqual(['0.500']);
});

test('a short wait is drawn to scale', () => {
  const scale = timeScale([
    { startMs: 100, endMs: 150 },
    { startMs: 160, endMs: 200 },
  ]);
  expect(scale.at(160)).toBe(0.6);
  expect(scale.breaks).toEqual([]);
});

test('left and right arrows move along all rows, up and down arrows to the nearest bar of another row', () => {
  const rows = rowsOf(JOB);
  const moveFrom = (from: string, key: string) => {
    const bar = rows.flatMap(({ bars }) => bars).find(({ id }) => id === from);
    return bar && nextBar(rows, bar, key)?.id;
  };
  expect(moveFrom('fetch 1', 'ArrowRight')).toBe('encode chunk 1 1');
  expect(moveFrom('audio 0 1', 'ArrowRight')).toBe('encode chunk 0 1');
  expect(moveFrom('audio 0 1', 'ArrowDown')).toBe('encode chunk 0 1');
  expect(moveFrom('encode chunk 1 2', 'ArrowUp')).toBe('audio 0 1');
  expect(moveFrom('audio 0 1', 'Home')).toBe('fetch 1');
  expect(moveFrom('fetch 1', 'End')).toBe('encode chunk 1 2');
  expect(moveFrom('fetch 1', 'ArrowLeft')).toBeUndefined();
  expect(moveFrom('fetch 1', 'x')).toBeUndefined();
});

test('a legend counts the tasks of each kind, unknown kinds included', () => {
  const kinds = taskKinds(jobOf(...JOB.tasks, task('polish', 'failed'), task('export', 'cancelled')));
  expect(kinds.map((kind) => [kind.kind, kindCounts(kind)])).toEqual([
    ['fetch', 'completed'],
    ['encode', '1 of 2 completed, 1 running'],
    ['audio', 'completed'],
    ['package', 'waiting'],
    ['polish', 'failed'],
    ['export', 'canceled'],
  ]);
});

test.each([
  ['fetch', 'fetch', 'Fetch source'],
  ['probe', 'probe', 'Inspect source'],
  ['encode', 'chunk 3', 'Encode video · chunk 3'],
  ['repackage', 'copy 1080p', 'Copy video · 1080p'],
  ['audio', 'audio English', 'Encode audio · English'],
  ['images', 'preview', 'Create preview'],
  ['package', 'package', 'Package files'],
] as const)('the %s task “%s” is called “%s”', (kind, name, title) => {
  expect(taskTitle({ kind, name })).toBe(title);
});

test('video that could not be copied is not called copied', () => {
  const copy = { kind: 'repackage', name: 'copy 480p', copyFailed: 'codecParameters' } as const;
  expect([taskTitle(copy), stepTitle('repackage', [copy])]).toEqual([
    'Try to copy video (not possible: changing codec parameters) · 480p',
    'Try to copy video (not possible: changing codec parameters)',
  ]);
  expect(taskTitle({ kind: 'encode', name: 'chunk 1 of 480p' })).toBe('Encode video · chunk 1 of 480p');
});

test.each([
  [undefined, undefined],
  [0.04, undefined],
  [2.13, 'CPU time: 2.1 s'],
])('%s CPU seconds are shown as %s', (cpuSeconds, text) => {
  expect(formatCpu(cpuSeconds)).toBe(text);
});

test('a kind that a newer API adds is called by its own name', () => {
  expect(stepTitle('polish')).toBe('polish');
});

test('a bar is described in words, beginning with its visible label', () => {
  const [row] = rowsOf(jobOf(task('audio 0', 'running', ['a', 0, 4], ['a', 4])));
  const [first, second] = row?.bars ?? [];
  expect(first && describeBar(first)).toBe('Encode audio · 0, attempt 1 of 2, completed, 4.0 s, on a');
  expect(second && [describeBar(second), shortLabel(second)]).toEqual([
    'Encode audio · 0, attempt 2 of 2, running, 16 s, on a',
    'Encode audio · 0, attempt 2',
  ]);
});

test('canceled and returned attempts show no error, and the time between them does not count as busy', () => {
  const { tasks } = jobOf(task('audio 0', 'completed', ['a', 0, 4], ['a', 3_600, 3_602]));
  const attempts = (tasks[0]?.attempts ?? []) as AttemptView[];
  Object.assign(attempts[0] ?? {}, { status: 'cancelled', errorCode: 'CANCELLED' });
  Object.assign(attempts[1] ?? {}, { status: 'released' });
  const bars = rowsOf(jobOf(...tasks))[0]?.bars ?? [];
  expect(bars.map(describeBar)).toEqual([
    'Encode audio · 0, attempt 1 of 2, canceled, 4.0 s, on a',
    'Encode audio · 0, attempt 2 of 2, returned to the queue, 2.0 s, on a',
  ]);
  expect(busyMs(attempts.map((attempt) => spanOf(attempt, NOW)))).toBe(6_000);
});

test('each kind of task has its own color, and unknown kinds have another one', () => {
  const kinds = ['fetch', 'probe', 'encode', 'repackage', 'audio', 'images', 'package', 'verify', 'from a newer API'];
  expect(new Set(kinds.map(kindColor)).size).toBe(kinds.length);
});
