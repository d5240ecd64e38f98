import { setTimeout as sleep } from 'node:timers/promises';
import { type DispatchRows, type Leadership, lead, type TaskEndings } from '@media/database';
import type { Bell, Live, Logger } from '@media/runtime';
import { oncePerOutage } from './once-per-outage.js';
import { createWakeUp } from './wake-up.js';

/** At most this many rings wait in each queue: the order is decided in the database, shortly before. */
const WINDOW = 64;
const TICK_MS = 2_000;
const CANDIDATE_MS = 2_000;
const EXPIRED_AT_ONCE = 100;
/** Longer than any answer of a Redis that is there. */
const RING_TIMEOUT_MS = 5_000;
const CLOSE_MS = 5_000;

export type DispatchDeps = {
  databaseUrl: string;
  dispatch: DispatchRows;
  endings: Pick<TaskEndings, 'expired' | 'loseLease'>;
  bell: Bell;
  live: Pick<Live, 'cancel'>;
  log: Logger;
};

/**
 * Every worker stands for dispatcher; the one that holds the lock rings for what is due and gives up workers that went
 * silent. Nothing is kept in memory: another one goes on where it stopped.
 */
export const startDispatching = (deps: DispatchDeps): { close(): Promise<void> } => {
  const wakeUp = createWakeUp();
  const stopped = new AbortController();
  const attempt = oncePerOutage(deps.log, 'standing for dispatcher');
  const loop = async (): Promise<void> => {
    while (!stopped.signal.aborted) {
      await attempt(async () => {
        const leadership = await lead(deps.databaseUrl, wakeUp.call);
        if (leadership) await serve(deps, leadership, wakeUp, stopped.signal);
      });
      await sleep(CANDIDATE_MS, undefined, { signal: stopped.signal }).catch(() => undefined);
    }
  };
  const ended = loop();
  return {
    close: async () => {
      stopped.abort();
      wakeUp.call();
      // Should the database say nothing, the lock goes with the process.
      await Promise.race([ended, sleep(CLOSE_MS, undefined, { ref: false })]);
    },
  };
};

const serve = async (
  deps: DispatchDeps,
  leadership: Leadership,
  wakeUp: ReturnType<typeof createWakeUp>,
  stopped: AbortSignal,
): Promise<void> => {
  const { log } = deps;
  log.info('dispatching');
  let isLeader = true;
  leadership.lost.then(() => {
    isLeader = false;
    wakeUp.call();
  });
  const giveUp = oncePerOutage(log, 'giving up lost workers');
  const ring = oncePerOutage(log, 'ringing');
  try {
    while (isLeader && !stopped.aborted) {
      await leadership.renew();
      // Apart, so that a Redis that is away does not keep leases alive.
      await giveUp(() => giveUpLost(deps));
      await ring(() => ringDue(deps));
      await wakeUp.sleep(TICK_MS);
    }
  } finally {
    await leadership.resign();
  }
};

const giveUpLost = async ({ endings, live, log }: DispatchDeps): Promise<void> => {
  for (const id of await endings.expired(EXPIRED_AT_ONCE)) {
    log.warn({ task: id }, 'lease expired, the worker is given up');
    await live.cancel(await endings.loseLease(id));
  }
};

const ringDue = async ({ dispatch, bell }: DispatchDeps): Promise<void> => {
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
