import type { JobList, JobView, TaskView, VideoView } from '@media/sdk';
import { expect, test } from 'vitest';
import { describeFailures } from './describe-failures';
import { processingState } from './processing-state';
import { stepsOf } from './steps';

const BEGIN = Date.parse('2026-11-24T10:00:00Z');
const at = (seconds: number) => new Date(BEGIN + seconds * 1000).toISOString();
const NOW = BEGIN + 30_000;

type Attempt = { worker: string; from: number; to?: number; status?: string; errorCode?: string };
const task = (kind: TaskView['kind'], status: TaskView['status'], ...attempts: Attempt[]): TaskView =>
  ({
    ...{ id: kind, kind, name: kind, status },
    attempts: attempts.map(({ from, to, ...facts }, index) => ({
      ...{ number: index + 1, status: to === undefined ? 'running' : 'completed', startedAt: at(from) },
      ...(to !== undefined && { endedAt: at(to) }),
      ...facts,
    })),
  }) as unknown as TaskView;

const job = (...tasks: TaskView[]): JobView => ({ tasks }) as unknown as JobView;

test('a running step has its workers, its elapsed time and how many tasks are done', () => {
  const steps = stepsOf(
    job(
      task('encode', 'completed', { worker: 'a', from: 5, to: 9 }),
      task('encode', 'running', { worker: 'a', from: 9 }),
      task('encode', 'running', { worker: 'b', from: 8 }),
      task('encode', 'waiting'),
      task('package', 'waiting'),
    ),
    NOW,
  );
  expect(steps).toEqual([
    {
      ...{ kind: 'encode', title: 'Encode video', state: 'running', done: 1, total: 4 },
      ...{ workers: ['a', 'b'], elapsedMs: 25_000, failedAttempts: 0 },
    },
    {
      kind: 'package',
      title: 'Package files',
      state: 'waiting',
      done: 0,
      total: 1,
      workers: [],
      failedAttempts: 0,
    },
  ]);
});

test('a finished step has its elapsed time and its failed attempts', () => {
  const lost = { worker: 'a', from: 0, to: 20, status: 'lost', errorCode: 'WORKER_LOST' };
  const [step] = stepsOf(job(task('fetch', 'completed', lost, { worker: 'b', from: 21, to: 23 })), NOW);
  expect(step).toMatchObject({
    state: 'done',
    elapsedMs: 22_000,
    failedAttempts: 1,
    workers: [],
    errorCode: 'WORKER_LOST',
  });
});

test('canceled and returned attempts count as elapsed time but not as failures', () => {
  const cancelled = { worker: 'a', from: 0, to: 3, status: 'cancelled', errorCode: 'CANCELLED' };
  const released = { worker: 'a', from: 3_600, to: 3_601, status: 'released' };
  const [step] = stepsOf(
    job(task('audio', 'completed', cancelled, released, { worker: 'b', from: 7_200, to: 7_205 })),
    NOW,
  );
  expect(step).toMatchObject({ state: 'done', elapsedMs: 9_000, failedAttempts: 0 });
  expect(step).not.toHaveProperty('errorCode');
});

test('progress never exceeds the listed steps, and both are unknown for an earlier generation', () => {
  const video = { generation: 2, status: 'processing', progress: 93 } as VideoView;
  const history = (generation: number, ...tasks: TaskView[]) =>
    ({ video: { generation, status: 'processing', progress: 4 }, items: [job(...tasks)] }) as unknown as JobList;
  const fetched = { ...task('fetch', 'completed', { worker: 'a', from: 0, to: 1 }), weight: 400 };
  const encoding = { ...task('encode', 'running', { worker: 'a', from: 1 }), weight: 9_600 };
  const only = processingState(video, history(2, fetched, { ...encoding, status: 'waiting', attempts: [] }), NOW);
  expect(only).toMatchObject({ progress: 4, steps: [{ state: 'done' }, { state: 'waiting' }] });
  expect(processingState(video, history(2, fetched, encoding), NOW).progress).toBe(93);
  expect(processingState({ ...video, progress: 3 }, history(2, fetched, encoding), NOW).progress).toBe(4);
  expect(processingState(video, history(1, fetched), NOW)).toEqual({ status: 'processing', steps: [] });
  expect(processingState(video, undefined, NOW)).toEqual({ status: 'processing', steps: [] });
});

test.each([
  ['failed', [task('audio', 'completed'), task('audio', 'failed')]],
  ['retrying', [task('audio', 'retrying')]],
  ['cancelled', [task('audio', 'completed'), task('audio', 'cancelled')]],
  ['waiting', [task('audio', 'completed'), task('audio', 'queued')]],
  ['done', [task('audio', 'completed'), task('audio', 'completed')]],
])('a step is %s when its tasks are', (state, tasks) => {
  expect(stepsOf(job(...tasks), NOW)[0]?.state).toBe(state);
});

test('failed attempts are described in words', () => {
  expect(describeFailures({ failedAttempts: 1, errorCode: 'WORKER_LOST' })).toBe(
    '1 attempt failed (the worker stopped responding)',
  );
  expect(describeFailures({ failedAttempts: 2 })).toBe('2 attempts failed');
});
