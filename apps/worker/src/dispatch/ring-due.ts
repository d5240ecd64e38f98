import { setTimeout as sleep } from 'node:timers/promises';
import type { DispatchRows } from '@media/database';
import type { Bell } from '@media/runtime';

/** At most this many rings wait in each queue: the order is decided in the database, shortly before. */
const WINDOW = 64;
/** Longer than any answer of a Redis that is there. */
const RING_TIMEOUT_MS = 5_000;

export type RingDeps = { dispatch: DispatchRows; bell: Pick<Bell, 'ring'> };

/** Rings for the tasks that may run. */
export const ringDue = async ({ dispatch, bell }: RingDeps): Promise<void> => {
  const due = await dispatch.due(WINDOW);
  const timeout = new AbortController();
  const late = sleep(RING_TIMEOUT_MS, undefined, { signal: timeout.signal }).then(() => {
    throw new Error(`Redis did not answer within ${RING_TIMEOUT_MS} ms`);
  });
  try {
    await Promise.race([bell.ring(due), late]);
  } finally {
    timeout.abort();
    late.catch(() => undefined);
  }
};
