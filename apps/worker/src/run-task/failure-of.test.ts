import { AppError } from '@media/core';
import { expect, test } from 'vitest';
import { failureOf } from './failure-of.js';

test('an AppError keeps its code, and the catalog decides whether it is transient', () => {
  expect(failureOf(new AppError('SOURCE_NOT_MEDIA'))).toEqual({ code: 'SOURCE_NOT_MEDIA', retryable: false });
  expect(failureOf(new AppError('ENCODER_STALLED'))).toEqual({ code: 'ENCODER_STALLED', retryable: true });
});

test('a typed reason is kept, and the check that an output failed becomes one', () => {
  const reason = { code: 'NO_FRAMES' } as const;
  expect(failureOf(new AppError('SOURCE_DAMAGED', { reason }))).toEqual({
    ...{ code: 'SOURCE_DAMAGED', retryable: false, reason },
  });
  expect(failureOf(new AppError('OUTPUT_WRONG', { reason: 'frames', chunk: 3 }))).toEqual({
    ...{ code: 'OUTPUT_WRONG', retryable: true, reason: { code: 'CHECK_FAILED', check: 'frames' } },
  });
  expect(failureOf(new AppError('INTERNAL', { reason: 'not in the plan' }))).not.toHaveProperty('reason');
});

test('an unexpected error counts as transient', () => {
  expect(failureOf(new TypeError('surprise'))).toEqual({ code: 'INTERNAL', retryable: true });
});

test('a full disk is detected as a nested cause', () => {
  const full = Object.assign(new Error('write'), { code: 'ENOSPC' });
  const error = new AppError('STORAGE_UNAVAILABLE', {}, { cause: new Error('stream', { cause: full }) });
  expect(failureOf(error)).toEqual({ code: 'DISK_FULL', retryable: true });
});

test('a database that is unavailable during a step counts as an outage', () => {
  const closed = Object.assign(new Error('Server has closed the connection.'), { code: 'P1017' });
  expect(failureOf(closed)).toEqual({ code: 'DATABASE_UNAVAILABLE', retryable: true });
});
