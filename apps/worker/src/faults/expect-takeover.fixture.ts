import { type QueueName, TASK_KINDS } from '@media/core';
import { expect } from 'vitest';
import { type Attempt, type Killed, LEASE_SECONDS, pidOf } from './fault-scene.fixture.js';

/** From the expiry of a lease to the next attempt. */
const TAKEOVER_MS = 5_000;

/** These workers run one task of each at a time. */
const ONE_SLOT: readonly QueueName[] = ['encode', 'images'];

/**
 * The other worker starts all tasks that the killed one held, and all queued ones, within lease + 5 s. It has one slot for chunks and one
 * for images and text, so it starts each of them within 5 s of finishing the previous one.
 */
export const expectTakeover = (attempts: readonly Attempt[], { pid, at, queued }: Killed): void => {
  const lost = attempts.filter(({ status, worker }) => status === 'lost' && pidOf(worker) === pid);
  for (const id of new Set([...lost.map(({ taskId }) => taskId), ...queued])) {
    const next = attempts.find(({ taskId, worker }) => taskId === id && pidOf(worker) !== pid);
    if (!next) throw new Error('no other worker took over the task of the killed one');
    const freeAt = Math.max(Number(at) + LEASE_SECONDS * 1_000, ...endsBefore(next, attempts));
    const waitedMs = Number(next.startedAt) - freeAt;
    expect(waitedMs, `the wait of ${next.task.name}`).toBeLessThanOrEqual(TAKEOVER_MS);
  }
};

/** When the worker of `next` finished its earlier tasks in the same slot. */
const endsBefore = (next: Attempt, attempts: readonly Attempt[]): number[] => {
  const { queue } = TASK_KINDS[next.task.kind];
  if (!ONE_SLOT.includes(queue)) return [];
  const before = attempts.filter(
    ({ task, worker, startedAt }) =>
      TASK_KINDS[task.kind].queue === queue && worker === next.worker && startedAt < next.startedAt,
  );
  return before.map(({ endedAt }) => Number(endedAt));
};
