import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '@media/runtime';

const CHECK_INTERVAL_MS = 20_000;
/** Longer than a dispatcher takes to restart, or another one to succeed it. */
const WARN_AFTER_MS = 60_000;

export type WatchOptions = {
  /** Whether some process dispatches for the fleet of this worker. */
  hasDispatcher(): Promise<boolean>;
  log: Logger;
  checkIntervalMs?: number;
  warnAfterMs?: number;
};

/**
 * Says in the log when nobody has enqueued tasks for this worker for a while: it looks well, and gets no work. That is what an
 * installation looks like whose processes all have the role `encode` alone, or whose only process with the role `control` has died.
 */
export const watchDispatcher = ({
  hasDispatcher,
  log,
  checkIntervalMs = CHECK_INTERVAL_MS,
  warnAfterMs = WARN_AFTER_MS,
}: WatchOptions): { close(): void } => {
  const stop = new AbortController();
  let lastSeenMs = performance.now();
  let isMissing = false;

  const look = async (): Promise<void> => {
    if (await hasDispatcher()) {
      if (isMissing) log.info('Dispatcher available again');
      isMissing = false;
      lastSeenMs = performance.now();
    } else if (!isMissing && performance.now() - lastSeenMs >= warnAfterMs) {
      isMissing = true;
      log.warn('No dispatcher running; start a worker with the role control');
    }
  };

  const run = async (): Promise<void> => {
    while (!stop.signal.aborted) {
      // An outage of the database is told by others, and tells nothing about dispatchers.
      await look().catch(() => undefined);
      await sleep(checkIntervalMs, undefined, { signal: stop.signal }).catch(() => undefined);
    }
  };

  void run();
  return { close: () => stop.abort() };
};
