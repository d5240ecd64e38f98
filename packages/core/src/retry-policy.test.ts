import { expect, test } from 'vitest';
import { ERROR_CODES, ERRORS, type ErrorCode } from './errors/error-catalog.js';
import {
  classifyFailure,
  decideRetry,
  type FailureClass,
  type FailureTrace,
  failedAlike,
  nextAttemptNumber,
  RETRY_BUDGETS,
} from './retry-policy.js';

const decide = (failureClass: FailureClass, count: number, random = 0) =>
  decideRetry({ class: failureClass, count, retryable: true, random });

/** All delays of a class until its budget is spent. */
const delaysOf = (failureClass: FailureClass, random = 0): number[] => {
  const delays: number[] = [];
  for (let count = 1; ; count += 1) {
    const decision = decide(failureClass, count, random);
    if (!decision.retry) return delays;
    delays.push(decision.delayMs);
  }
};

test.each<[FailureClass, number]>([
  ['crash', 3],
  ['outage', 80],
  ['lost', 2],
  ['rework', 2],
])('a %s is retried %i times', (failureClass, retries) => {
  expect(delaysOf(failureClass)).toHaveLength(retries);
});

test('the delay after a crash doubles, with up to a quarter of jitter', () => {
  expect(delaysOf('crash')).toEqual([2_000, 4_000, 8_000]);
  expect(delaysOf('crash', 1)).toEqual([2_500, 5_000, 10_000]);
});

test('an outage is retried for six to eight hours, at most five minutes plus jitter apart', () => {
  const hours = (random: number) => delaysOf('outage', random).reduce((sum, delay) => sum + delay, 0) / 3_600_000;
  expect(hours(0)).toBeGreaterThanOrEqual(6);
  expect(hours(1)).toBeLessThanOrEqual(8);
  expect(Math.max(...delaysOf('outage'))).toBe(300_000);
});

test('delays never shrink', () => {
  for (const failureClass of Object.keys(RETRY_BUDGETS) as FailureClass[]) {
    const delays = delaysOf(failureClass);
    expect(delays).toEqual(delays.toSorted((a, b) => a - b));
  }
});

test('a task with a lost worker is retried immediately, because its lease has already run out', () => {
  expect(delaysOf('lost', 1)).toEqual([0, 0]);
});

test("an error that isn't retryable is never retried, whatever its class", () => {
  for (const failureClass of Object.keys(RETRY_BUDGETS) as FailureClass[])
    expect(decideRetry({ class: failureClass, count: 1, retryable: false, random: 0 })).toEqual({ retry: false });
});

const how = { isLost: false, isRework: false };

test('a failure counts as an outage only if a dependency of the step is unavailable', () => {
  const outages = ERROR_CODES.filter((code) => classifyFailure({ kind: ERRORS[code].kind, ...how }) === 'outage');
  const met: ErrorCode[] = ['STORAGE_UNAVAILABLE', 'DATABASE_UNAVAILABLE', 'DISK_FULL', 'SANDBOX_UNAVAILABLE'];
  expect(outages).toEqual(expect.arrayContaining(met));
  for (const code of ['ENCODER_CRASHED', 'ENCODER_STALLED', 'OUTPUT_WRONG', 'INTERNAL'] as const)
    expect(classifyFailure({ kind: ERRORS[code].kind, ...how })).toBe('crash');
});

test("a lost worker and rework aren't outages, whatever their error kind", () => {
  expect(classifyFailure({ ...how, kind: 'unavailable', isLost: true })).toBe('lost');
  expect(classifyFailure({ ...how, kind: 'internal', isRework: true })).toBe('rework');
});

test("the next attempt's number counts failures of every class", () => {
  expect(nextAttemptNumber({ crash: 0, outage: 1, lost: 0, rework: 0 })).toBe(2);
  expect(nextAttemptNumber({ crash: 1, outage: 2, lost: 1, rework: 1 })).toBe(6);
});

const LOG =
  '[mov @ 0x55d0] [error] codec not supported\n[fatal] Could not write header (/work/a1/x.mp4)\nConversion failed!';
const crash = (changes: Partial<FailureTrace> = {}): FailureTrace => ({
  ...{ code: 'ENCODER_CRASHED', exitCode: 1, logTail: LOG },
  ...changes,
});
const check = (name: string): FailureTrace => ({ code: 'OUTPUT_WRONG', reason: { code: 'CHECK_FAILED', check: name } });

test.each([
  ['the same error in another folder', crash({ logTail: LOG.replace('/a1/', '/b2/') })],
  ['the same error after different warnings', crash({ logTail: LOG.replace('codec', 'profile') })],
])('a program failed alike with %s', (_, other) => expect(failedAlike(crash(), other)).toBe(true));

test.each([
  ['another last error', crash({ logTail: LOG.replace('header', 'trailer') })],
  ['another exit code', crash({ exitCode: 2 })],
  ['another error', crash({ code: 'ENCODER_STALLED' })],
])('%s is another failure', (_, other) => expect(failedAlike(crash(), other)).toBe(false));

test.each([
  ['killed from outside', crash({ exitCode: 137 })],
  ['ended by a signal', crash({ exitCode: null })],
  [
    'of which only the contents of the file are known',
    { ...check('x'), reason: { code: 'FILE_CONTAINS', container: 'mov' } as const },
  ],
  ['without a log', crash({ logTail: '' })],
  ['that could not read its file', crash({ logTail: '[error] a.mp4: Input/output error' })],
  ['that stopped without running a program', { code: 'INTERNAL' } as const],
])('a repeated failure %s is no evidence about the file', (_, failure) =>
  expect(failedAlike(failure, failure)).toBe(false),
);

test('a check that fails twice failed alike, and two different checks did not', () => {
  expect(failedAlike(check('frames'), check('frames'))).toBe(true);
  expect(failedAlike(check('frames'), check('size'))).toBe(false);
});

test('only a crash that repeats itself is not retried', () => {
  const repeated = { count: 2, retryable: true, isRepeated: true, random: 0 };
  expect(decideRetry({ ...repeated, class: 'crash' })).toEqual({ retry: false });
  for (const failureClass of ['outage', 'lost', 'rework'] as const)
    expect(decideRetry({ ...repeated, class: failureClass }).retry).toBe(true);
});
