import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '@media/runtime';

const CHECK_INTERVAL_MS = 20_000;
/** Longer than a dispatcher takes to restart or to be replaced. */
const WARN_AFTER_MS = 60_000;

export type WatchOptions = {
  /** Whether this worker's fleet has a dispatcher. */
  hasDispatcher(): Promise<boolean>;
  log: Logger;
  checkIntervalMs?: number;
  warnAfterMs?: number;
};

/**
 * Warns in the log if this worker's fleet has had no dispatcher for a while. Otherwise an installation without a process with
 * the role `control` would look healthy but do nothing.
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

  const check = async (): Promise<void> => {
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
      // A database outage is reported elsewhere, and says nothing about dispatchers.
      await check().catch(() => undefined);
      await sleep(checkIntervalMs, undefined, { signal: stop.signal }).catch(() => undefined);
    }
  };

  void run();
  return { close: () => stop.abort() };
};
