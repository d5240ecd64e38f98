import { setTimeout as sleep } from 'node:timers/promises';
import { QUEUE_NAMES } from '@media/core';
import type { DispatchRows, Woken } from '@media/database';
import type { TaskQueues } from '@media/runtime';

/** Maximum messages waiting in each queue. Kept small, because the database decides the order. */
const WINDOW = 32;
/** Longer than any response of a healthy Redis. */
const ENQUEUE_TIMEOUT_MS = 5_000;

export type EnqueueDeps = { dispatch: DispatchRows; queues: Pick<TaskQueues, 'arrange'> };

/** While a window is full, workers empty it without a notification. */
const FULL_WINDOW_MS = 50;

/** `untilNextMs`: after how many milliseconds, at most, there is something to do again. `isIdle`: no task waits. */
export type Round = { untilNextMs: number; isIdle: boolean };

/** Puts the tasks into the queues that should run next. */
export const enqueueDue = async ({ dispatch, queues }: EnqueueDeps, woken: Woken): Promise<Round> => {
  const tasks = await dispatch.due(WINDOW, woken);
  const timeout = new AbortController();
  const late = sleep(ENQUEUE_TIMEOUT_MS, undefined, { signal: timeout.signal }).then(() => {
    throw new Error(`Redis did not answer within ${ENQUEUE_TIMEOUT_MS} ms`);
  });
  try {
    const added = await Promise.race([queues.arrange(tasks), late]);
    const isFull = QUEUE_NAMES.some((name) => tasks.filter(({ queue }) => queue === name).length === WINDOW);
    if (added > 0 && isFull) return { untilNextMs: FULL_WINDOW_MS, isIdle: false };
  } finally {
    timeout.abort();
    late.catch(() => undefined);
  }
  return { untilNextMs: (await dispatch.untilNext()) ?? Number.POSITIVE_INFINITY, isIdle: tasks.length === 0 };
};
