import { expect } from 'vitest';
import { type Attempt, type Killed, LEASE_SECONDS, pidOf } from './fault-scene.fixture.js';

/** From the expiry of a lease to the next attempt. */
const GOING_ON_MS = 5_000;

/**
 * The other worker starts everything that the killed one held, and all other ready tasks, within lease + 5 s; a chunk within
 * 5 s of the end of its current one.
 */
export const expectTakeover = (attempts: readonly Attempt[], { pid, at, queued }: Killed): void => {
  const lost = attempts.filter(({ status, worker }) => status === 'lost' && pidOf(worker) === pid);
  for (const id of new Set([...lost.map(({ taskId }) => taskId), ...queued])) {
    const next = attempts.find(({ taskId, worker }) => taskId === id && pidOf(worker) !== pid);
    if (!next) throw new Error('no other worker took over the task of the killed one');
    const freeAt = Math.max(Number(at) + LEASE_SECONDS * 1_000, ...endsBefore(next, attempts));
    const waitedMs = Number(next.startedAt) - freeAt;
    expect(waitedMs, `the wait of ${next.task.name}`).toBeLessThanOrEqual(GOING_ON_MS);
  }
};

/** When its worker, which encodes one chunk at a time, finished the earlier chunks. */
const endsBefore = (next: Attempt, attempts: readonly Attempt[]): number[] => {
  if (next.task.kind !== 'encode') return [];
  const before = attempts.filter(
    ({ task, worker, startedAt }) => task.kind === 'encode' && worker === next.worker && startedAt < next.startedAt,
  );
  return before.map(({ endedAt }) => Number(endedAt));
};
