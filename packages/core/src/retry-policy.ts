import type { ErrorKind } from './errors/error-entry.js';

export type RetryDecision = { retry: true; delayMs: number } | { retry: false };

/**
 * Why an attempt failed. Each class has its own budget, so one kind of failure never uses up the retries of another.
 * `crash`: the step itself failed. `outage`: a dependency (storage, database, disk) was unavailable. `lost`: the
 * worker stopped sending heartbeats. `rework`: the step found that the output of other tasks is wrong.
 */
export type FailureClass = 'crash' | 'outage' | 'lost' | 'rework';

/** Failed attempts of a task since it was created or replayed. */
export type FailureCounts = Record<FailureClass, number>;

type Budget = { retries: number; firstDelayMs: number; longestDelayMs: number };

export const RETRY_BUDGETS: Readonly<Record<FailureClass, Budget>> = {
  crash: { retries: 3, firstDelayMs: 2_000, longestDelayMs: 60_000 },
  // An operator needs time to notice and fix the outage: 8 growing delays plus 72 of 5 minutes make 6 hours.
  outage: { retries: 80, firstDelayMs: 2_000, longestDelayMs: 300_000 },
  // No delay, because the lease has just run out. Few retries, because a task that kills its worker must not kill them all.
  lost: { retries: 2, firstDelayMs: 0, longestDelayMs: 0 },
  // The task waits for the redone tasks. An output that is still wrong after two rounds stays wrong.
  rework: { retries: 2, firstDelayMs: 0, longestDelayMs: 0 },
};

/** `kind` is the kind of the failure's error code. */
export const classifyFailure = (failure: { kind: ErrorKind; isLost: boolean; isRework: boolean }): FailureClass => {
  if (failure.isLost) return 'lost';
  if (failure.isRework) return 'rework';
  return failure.kind === 'unavailable' ? 'outage' : 'crash';
};

/**
 * Decides whether and when to retry. `count` is the number of failed attempts in this class, including this one. Delays double up
 * to the maximum of their class, plus up to 25% jitter (`random` in 0..1), so that tasks don't all return at the same moment
 * after an outage.
 */
export const decideRetry = (failure: {
  class: FailureClass;
  count: number;
  retryable: boolean;
  random: number;
}): RetryDecision => {
  const { retries, firstDelayMs, longestDelayMs } = RETRY_BUDGETS[failure.class];
  if (!failure.retryable || failure.count > retries) return { retry: false };
  const doubled = firstDelayMs * 2 ** Math.max(0, failure.count - 1);
  return { retry: true, delayMs: Math.round(Math.min(doubled, longestDelayMs) * (1 + failure.random / 4)) };
};

/** The number of the next attempt, as shown to the subscribers of a video. */
export const nextAttemptNumber = ({ crash, outage, lost, rework }: FailureCounts): number =>
  crash + outage + lost + rework + 1;
