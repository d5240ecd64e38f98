import type { ErrorKind } from './errors.js';

/** What a failed or lost attempt means for its task. */
export type RetryDecision = { retry: true; delayMs: number } | { retry: false };

/**
 * Why an attempt failed. Each class has its own budget, so that one kind of failure never uses up the retries of another.
 * `crash`: the step itself failed. `outage`: something it depends on (store, database, disk) was unavailable. `lost`: its
 * worker stopped sending heartbeats. `rework`: it found that the output of other tasks is wrong.
 */
export type FailureClass = 'crash' | 'outage' | 'lost' | 'rework';

/** Failed attempts of a task since it was created or replayed. */
export type FailureCounts = Record<FailureClass, number>;

type Budget = { retries: number; firstDelayMs: number; longestDelayMs: number };

export const RETRY_BUDGETS: Readonly<Record<FailureClass, Budget>> = {
  crash: { retries: 3, firstDelayMs: 2_000, longestDelayMs: 60_000 },
  // Someone has to notice the outage and fix it: 8 growing delays and 72 of 5 minutes are 6 hours of waiting.
  outage: { retries: 80, firstDelayMs: 2_000, longestDelayMs: 300_000 },
  // The end of the lease was waited for already. A task that kills its worker must not kill them all.
  lost: { retries: 2, firstDelayMs: 0, longestDelayMs: 0 },
  // The task waits for the tasks that are redone. What is wrong after two rounds stays wrong.
  rework: { retries: 2, firstDelayMs: 0, longestDelayMs: 0 },
};

/** The class of a failure: `kind` is that of its error code. */
export const classifyFailure = (failure: { kind: ErrorKind; isLost: boolean; isRework: boolean }): FailureClass => {
  if (failure.isLost) return 'lost';
  if (failure.isRework) return 'rework';
  return failure.kind === 'unavailable' ? 'outage' : 'crash';
};

/**
 * Decides on the next attempt. `count` is the number of attempts that failed in this class, this one included. Delays double
 * up to the longest of their class, plus up to a quarter of jitter (`random` in 0..1), so that the tasks of one outage do not
 * all come back at the same moment.
 */
export const decideRetry = (failure: {
  class: FailureClass;
  count: number;
  mayPass: boolean;
  random: number;
}): RetryDecision => {
  const { retries, firstDelayMs, longestDelayMs } = RETRY_BUDGETS[failure.class];
  if (!failure.mayPass || failure.count > retries) return { retry: false };
  const doubled = firstDelayMs * 2 ** Math.max(0, failure.count - 1);
  return { retry: true, delayMs: Math.round(Math.min(doubled, longestDelayMs) * (1 + failure.random / 4)) };
};

/** The number of the attempt that follows, as followers of a video are told it. */
export const nextTry = ({ crash, outage, lost, rework }: FailureCounts): number => crash + outage + lost + rework + 1;
