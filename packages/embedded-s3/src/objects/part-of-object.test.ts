import { expect, test } from 'vitest';
import type { ObjectMeta } from '../store/object-file.js';
import { findPart } from './part-of-object.js';

const single: ObjectMeta = {
  etag: 'a',
  sizeBytes: 10,
  modifiedAtMs: 0,
  headers: {},
  checksums: {},
  checksumType: 'FULL_OBJECT',
};
const parts = [
  { number: 1, sizeBytes: 6 },
  { number: 4, sizeBytes: 4 },
  { number: 9, sizeBytes: 0 },
];
const multipart: ObjectMeta = { ...single, manifest: { uploadId: 'u', parts } };

test('an object of a single PUT has itself as part 1', () => {
  expect(findPart(single, 1)).toEqual({ number: 1, range: { start: 0, end: 9 }, count: undefined });
  expect(findPart({ ...single, sizeBytes: 0 }, 1).range).toBeUndefined();
});

test('parts of a multipart object are found by their upload numbers', () => {
  expect(findPart(multipart, 1)).toEqual({ number: 1, range: { start: 0, end: 5 }, count: 3 });
  expect(findPart(multipart, 4)).toEqual({ number: 4, range: { start: 6, end: 9 }, count: 3 });
  expect(findPart(multipart, 9)).toEqual({ number: 9, range: undefined, count: 3 });
});

test.each([
  [single, 2, '1'],
  [multipart, 2, '3'],
  [multipart, 10, '3'],
])('a missing part is not satisfiable', (meta, number, count) => {
  const elements = { PartNumberRequested: String(number), ActualPartCount: count };
  expect(() => findPart(meta, number)).toThrow(
    expect.objectContaining({ code: 'InvalidPartNumber', status: 416, elements }),
  );
});
