import type { JobView, TaskView } from '@media/sdk';
import { expect, test } from 'vitest';
import { describeBar, formatTook, shortLabel } from './describe-bar';
import { kindColor } from './kind-color';
import { kindCounts, taskKinds, taskTitle } from './task-kinds';
import { timeScale } from './time-scale';
import { type AttemptView, attemptsOf, nextBar, spanOf, timelineRows } from './timeline-rows';

const BEGIN = Date.parse('2026-11-24T10:00:00Z');
const second = (seconds: number) => new Date(BEGIN + seconds * 1000).toISOString();

type Try = [worker: string, from: number, to?: number];
const task = (name: string, status: string, ...tries: Try[]): TaskView =>
  ({
    ...{ id: name, kind: name.split(' ')[0], name, status },
    attempts: tries.map(([worker, from, to], index) => ({
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

test('every worker has a row with what it ran, and what ran at once is drawn below each other', () => {
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

test('a job that nobody has begun has no rows', () => {
  expect(rowsOf(jobOf(task('fetch', 'queued')))).toEqual([]);
});

test('an attempt that began after now by this clock has no length rather than a negative one', () => {
  expect(drawn(jobOf(task('fetch', 'running', ['a', 30])))[0]?.bars).toEqual([['fetch 1', 0, 0, 0]]);
});

test('a day between two tries is drawn as a short break', () => {
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

test('a short wait is drawn as long as it was', () => {
  const scale = timeScale([
    { startMs: 100, endMs: 150 },
    { startMs: 160, endMs: 200 },
  ]);
  expect(scale.at(160)).toBe(0.6);
  expect(scale.breaks).toEqual([]);
});

test('arrow keys lead along a row and on to the next one, up and down to what ran at about the same time', () => {
  const rows = rowsOf(JOB);
  const lead = (from: string, key: string) => {
    const bar = rows.flatMap(({ bars }) => bars).find(({ id }) => id === from);
    return bar && nextBar(rows, bar, key)?.id;
  };
  expect(lead('fetch 1', 'ArrowRight')).toBe('encode chunk 1 1');
  expect(lead('audio 0 1', 'ArrowRight')).toBe('encode chunk 0 1');
  expect(lead('audio 0 1', 'ArrowDown')).toBe('encode chunk 0 1');
  expect(lead('encode chunk 1 2', 'ArrowUp')).toBe('audio 0 1');
  expect(lead('audio 0 1', 'Home')).toBe('fetch 1');
  expect(lead('fetch 1', 'End')).toBe('encode chunk 1 2');
  expect(lead('fetch 1', 'ArrowLeft')).toBeUndefined();
  expect(lead('fetch 1', 'x')).toBeUndefined();
});

test('kinds are those of the job, unknown ones too, with what is done and what waits', () => {
  const kinds = taskKinds(jobOf(...JOB.tasks, task('polish', 'failed')));
  expect(kinds.map((kind) => [kind.kind, kindCounts(kind)])).toEqual([
    ['fetch', 'done'],
    ['encode', '1 of 2 done, 1 running'],
    ['audio', 'done'],
    ['package', 'waiting'],
    ['polish', 'not done'],
  ]);
});

test('a task is told by its kind where its name does not tell it', () => {
  expect(taskTitle({ kind: 'encode', name: 'chunk 3' })).toBe('encode chunk 3');
  expect(taskTitle({ kind: 'audio', name: 'audio English' })).toBe('audio English');
});

test('a bar tells in words what it shows', () => {
  const [row] = rowsOf(jobOf(task('audio 0', 'running', ['a', 0, 4], ['a', 4])));
  const [first, second] = row?.bars ?? [];
  expect(first && describeBar(first)).toBe('audio 0, attempt 1 of 2, completed, 4.0 s, by a');
  expect(second && [describeBar(second), shortLabel(second)]).toEqual([
    'audio 0, attempt 2 of 2, running, 16.0 s, by a',
    'audio 0, attempt 2',
  ]);
  expect(formatTook(125_900)).toBe('2 min 5 s');
});

test('what was cancelled or handed back is told as such, without an error, and the time between is not counted', () => {
  const { tasks } = jobOf(task('audio 0', 'completed', ['a', 0, 4], ['a', 3_600, 3_602]));
  const attempts = (tasks[0]?.attempts ?? []) as AttemptView[];
  Object.assign(attempts[0] ?? {}, { status: 'cancelled', errorCode: 'CANCELLED' });
  Object.assign(attempts[1] ?? {}, { status: 'released' });
  const bars = rowsOf(jobOf(...tasks))[0]?.bars ?? [];
  expect(bars.map(describeBar)).toEqual([
    'audio 0, attempt 1 of 2, cancelled, 4.0 s, by a',
    'audio 0, attempt 2 of 2, returned to the queue, 2.0 s, by a',
  ]);
  expect(timeScale(attempts.map((attempt) => spanOf(attempt, NOW))).busyMs).toBe(6_000);
});

test('a kind keeps its colour while the job has the same kinds, however many there are', () => {
  const kinds = Array.from({ length: 9 }, (_, index) => `kind ${index}`);
  expect(kindColor(kinds, 'kind 8')).toBe(kindColor(kinds, 'kind 0'));
  expect(new Set(kinds.map((kind) => kindColor(kinds, kind))).size).toBe(8);
});
