import { AppError } from '@media/core';
import { expect, test } from 'vitest';
import { failureOf } from './failure-of.js';

test('an error of the catalogue keeps its code, and the catalogue says whether it may pass', () => {
  expect(failureOf(new AppError('SOURCE_NOT_MEDIA'))).toEqual({ code: 'SOURCE_NOT_MEDIA', retryable: false });
  expect(failureOf(new AppError('ENCODER_STALLED'))).toEqual({ code: 'ENCODER_STALLED', retryable: true });
});

test('what nobody foresaw may pass', () => {
  expect(failureOf(new TypeError('surprise'))).toEqual({ code: 'INTERNAL', retryable: true });
});

test('a full disk is told as such, however deep it lies under what failed because of it', () => {
  const full = Object.assign(new Error('write'), { code: 'ENOSPC' });
  const error = new AppError('STORAGE_UNAVAILABLE', {}, { cause: new Error('stream', { cause: full }) });
  expect(failureOf(error)).toEqual({ code: 'DISK_FULL', retryable: true });
});

test('a database that is away while a step reads from it is an outage, not a fault of the step', () => {
  const closed = Object.assign(new Error('Server has closed the connection.'), { code: 'P1017' });
  expect(failureOf(closed)).toEqual({ code: 'DATABASE_UNAVAILABLE', retryable: true });
});
