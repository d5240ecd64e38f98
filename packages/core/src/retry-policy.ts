import type { ErrorCode } from './errors/error-catalog.js';
import type { ErrorKind } from './errors/error-entry.js';
import type { FailureReason } from './errors/failure-reasons.js';
import { canonicalJson } from './plan/canonical-json.js';

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

/** How an attempt ended, as far as it shows whether the next one would end the same way. */
export type FailureTrace = {
  code: ErrorCode;
  reason?: FailureReason | undefined;
  /** Of the program that failed; null or absent if a signal ended it or none ran. */
  exitCode?: number | null | undefined;
  logTail?: string | null | undefined;
};

/** Like a shell, the sandbox exits with 128 + n after signal n: the process was killed from outside, which isn't the input's fault. */
const FIRST_SIGNAL_EXIT = 128;
/** ffmpeg's own exit code after some errors; after a signal, its log says so. */
const FFMPEG_ERROR_EXIT = 255;
/** What ffmpeg logs after every failure. */
const CLOSING_LINE = /Conversion failed!|^\[info\]|bench:/;
const OF_THE_MACHINE = /Input\/output error|received signal|Resource temporarily unavailable|Cannot allocate memory/;

/** The last line that says what happened, without what differs between runs; undefined if the machine may be the cause. */
const essentialLine = (log: string): string | undefined => {
  const lines = log.split('\n').map((line) => line.trim());
  const line = lines.findLast((text) => text !== '' && !CLOSING_LINE.test(text));
  if (line === undefined || OF_THE_MACHINE.test(log)) return undefined;
  return line.replace(/0x[\da-f]+/gi, '').replace(/\S*\/\S*/g, '');
};

const evidenceOf = ({ code, reason, exitCode, logTail }: FailureTrace): string | undefined => {
  // What a file contains says nothing about why it failed.
  if (reason && reason.code !== 'FILE_CONTAINS') return canonicalJson({ code, reason });
  const isKilled = !exitCode || (exitCode >= FIRST_SIGNAL_EXIT && exitCode !== FFMPEG_ERROR_EXIT);
  const line = essentialLine(logTail ?? '');
  return isKilled || line === undefined ? undefined : canonicalJson({ code, exitCode, line });
};

/**
 * Whether two attempts of a task failed the same way: same code and reason or, without a reason, the same exit code and the same
 * essential line of the log. A third attempt would fail like them. Without such evidence, the failures count as different.
 */
export const failedAlike = (one: FailureTrace, other: FailureTrace): boolean => {
  const evidence = evidenceOf(one);
  return evidence !== undefined && evidence === evidenceOf(other);
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
  /** Whether the previous crash failed alike. */
  isRepeated?: boolean;
  random: number;
}): RetryDecision => {
  const { retries, firstDelayMs, longestDelayMs } = RETRY_BUDGETS[failure.class];
  const isFutile = failure.class === 'crash' && failure.isRepeated === true;
  if (!failure.retryable || isFutile || failure.count > retries) return { retry: false };
  const doubled = firstDelayMs * 2 ** Math.max(0, failure.count - 1);
  return { retry: true, delayMs: Math.round(Math.min(doubled, longestDelayMs) * (1 + failure.random / 4)) };
};

/** The number of the next attempt, as shown to the subscribers of a video. */
export const nextAttemptNumber = ({ crash, outage, lost, rework }: FailureCounts): number =>
  crash + outage + lost + rework + 1;
