import type { ErrorKind } from './errors.js';

/** What a failed or lost attempt means for its task. */
export type RetryDecision = { retry: true; delayMs: number } | { retry: false };

const MAX_TRIES = 4;
/** A store or a disk that is away comes back; with growing delays these tries span about a quarter of an hour. */
const MAX_TRIES_IN_OUTAGE = 18;
/** A task that takes its worker down with it must not take them all. */
const MAX_LOST_TRIES = 3;
/** What stays wrong after being made anew this often is wrong for a reason that making it once more does not remove. */
const MAX_REDOS = 2;
const FIRST_DELAY_MS = 2_000;
const LONGEST_DELAY_MS = 60_000;

/**
 * Decides on the next try. `failedTries` counts this one too, `lostTries` those of them whose worker vanished, `kind` is
 * that of this failure. The delay doubles, with up to a quarter of jitter (`random` in 0..1) so that tasks of one outage do
 * not come back together. A task whose worker vanished just now has waited for the end of its lease, and waits no more.
 */
export const decideRetry = (tries: {
  kind: ErrorKind;
  mayPass: boolean;
  failedTries: number;
  lostTries: number;
  isLost: boolean;
  random: number;
}): RetryDecision => {
  const most = tries.kind === 'unavailable' ? MAX_TRIES_IN_OUTAGE : MAX_TRIES;
  const spent = tries.failedTries >= most || tries.lostTries >= MAX_LOST_TRIES;
  if (!tries.mayPass || spent) return { retry: false };
  if (tries.isLost) return { retry: true, delayMs: 0 };
  const doubled = FIRST_DELAY_MS * 2 ** Math.max(0, tries.failedTries - 1);
  return { retry: true, delayMs: Math.round(Math.min(doubled, LONGEST_DELAY_MS) * (1 + tries.random / 4)) };
};

/** Whether what was found wrong is made once more; `failedTries` are those of the task that looks, this one too. */
export const mayRedo = (failedTries: number): boolean => failedTries <= MAX_REDOS;
