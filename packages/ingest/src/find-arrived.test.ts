import type { Upload } from '@media/database';
import { expect, test } from 'vitest';
import { missingOf } from './find-arrived.js';

const part = (partNumber: number, sizeBytes: number) => ({ partNumber, sizeBytes, etag: `"${partNumber}"` });
const multipart = { multipartId: 'm', sizeBytes: 25, partSizeBytes: 10, partCount: 3 } as Upload;
/** Of an earlier release. */
const plain = { multipartId: null, sizeBytes: 25, partSizeBytes: 25, partCount: 1 } as Upload;
const object = (sizeBytes: number) => ({
  kind: 'object' as const,
  head: { sizeBytes, etag: '"e"', contentType: undefined },
});

test('every part must have its exact size, the last one the remainder', () => {
  const whole = [part(1, 10), part(2, 10), part(3, 5)];
  expect(missingOf(multipart, { kind: 'parts', parts: whole })).toEqual([]);
  expect(missingOf(multipart, { kind: 'parts', parts: [part(1, 10), part(2, 9), part(3, 10)] })).toEqual([2, 3]);
});

test('an upload unknown to the store lacks all parts', () => {
  expect(missingOf(multipart, { kind: 'gone' })).toEqual([1, 2, 3]);
  expect(missingOf(plain, { kind: 'nothing' })).toEqual([1]);
});

test('an object from a plain PUT must have the declared size', () => {
  expect(missingOf(plain, object(25))).toEqual([]);
  expect(missingOf(plain, object(24))).toEqual([1]);
});
