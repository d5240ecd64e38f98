import { TASK_KINDS } from '@media/core';
import { expect } from 'vitest';
import { type Killed, pidOf, type Try } from './sweep-scene.fixture.js';

/** As many tasks of each queue as a worker with a concurrency of one holds at most: see `take-rings.ts`. */
const HELD_AT_MOST = { encode: 1, io: 2, light: 1 };

/**
 * Only what a killed worker held is done again: of encoding that is one chunk. Nothing that had ended is, and nothing fails
 * for another reason.
 */
export const expectLittleRedone = (tries: readonly Try[], killed: readonly Killed[]): void => {
  const lost = tries.filter(({ status }) => status === 'lost');
  for (const { pid } of killed) {
    const own = lost.filter(({ worker }) => pidOf(worker) === pid);
    for (const [queue, atMost] of Object.entries(HELD_AT_MOST))
      expect(own.filter(({ task }) => TASK_KINDS[task.kind].queue === queue).length).toBeLessThanOrEqual(atMost);
  }
  const pids = killed.map(({ pid }) => pid);
  expect(lost.filter(({ worker }) => !pids.includes(pidOf(worker)))).toEqual([]);
  for (const own of Map.groupBy(tries, ({ taskId }) => taskId).values()) {
    const statuses = own.map(({ status }) => status);
    expect(statuses).toEqual([...Array(own.length - 1).fill('lost'), 'completed']);
  }
};
