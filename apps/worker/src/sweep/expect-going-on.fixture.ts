import { expect } from 'vitest';
import { type Killed, LEASE_SECONDS, pidOf, type Try } from './sweep-scene.fixture.js';

/** From the end of a lease to the next try. */
const GOING_ON_MS = 5_000;

/** All that the killed worker held, and the tasks in `queued`, are begun by somebody else within lease + 5 s. */
export const expectGoingOn = (tries: readonly Try[], { pid, at, queued }: Killed): void => {
  const lost = tries.filter(({ status, worker }) => status === 'lost' && pidOf(worker) === pid);
  for (const id of new Set([...lost.map(({ taskId }) => taskId), ...queued])) {
    const next = tries.find(({ taskId, startedAt }) => taskId === id && startedAt > at);
    const waitedMs = Number(next?.startedAt) - Number(at);
    expect(waitedMs, `the wait of ${next?.task.name}`).toBeLessThanOrEqual(LEASE_SECONDS * 1_000 + GOING_ON_MS);
  }
};
