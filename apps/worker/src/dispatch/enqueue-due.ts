import { setTimeout as sleep } from 'node:timers/promises';
import type { DispatchRows } from '@media/database';
import type { TaskQueues } from '@media/runtime';

/** Maximum messages waiting in each queue. Kept small, because the database decides the order. */
const WINDOW = 64;
/** Longer than any response of a healthy Redis. */
const ENQUEUE_TIMEOUT_MS = 5_000;

export type EnqueueDeps = { dispatch: DispatchRows; queues: Pick<TaskQueues, 'enqueue'> };

/** Enqueues the tasks that can run. */
export const enqueueDue = async ({ dispatch, queues }: EnqueueDeps): Promise<void> => {
  const due = await dispatch.due(WINDOW);
  const timeout = new AbortController();
  const late = sleep(ENQUEUE_TIMEOUT_MS, undefined, { signal: timeout.signal }).then(() => {
    throw new Error(`Redis did not answer within ${ENQUEUE_TIMEOUT_MS} ms`);
  });
  try {
    await Promise.race([queues.enqueue(due), late]);
  } finally {
    timeout.abort();
    late.catch(() => undefined);
  }
};
