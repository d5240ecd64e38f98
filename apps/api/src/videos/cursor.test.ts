import type { VideoSort } from '@media/contracts';
import type { VideoId } from '@media/core';
import { expect, test } from 'vitest';
import { parseCursor, toCursor } from './cursor.js';

const id = '0197c0de-0000-7000-8000-000000000000' as VideoId;
const video = {
  ...{ id, title: 'Ω "quoted" 👩‍👩‍👧', createdAt: new Date('2026-01-02T03:04:05.678Z') },
  source: { sizeBytes: 2 ** 50 },
};

test.each([
  ['newest', '2026-01-02T03:04:05.678Z'],
  ['oldest', '2026-01-02T03:04:05.678Z'],
  ['title', 'Ω "quoted" 👩‍👩‍👧'],
  ['largest', '1125899906842624'],
] as const)('a cursor with the sort order %s contains its position', (sort, key) => {
  expect(parseCursor(sort, toCursor(sort, video))).toEqual({ key, id });
});

test('the cursor of the longest title is within the limit of the contract', () => {
  const longest = toCursor('title', { ...video, title: '\ud83d\udc69'.repeat(100) });
  expect(longest.length).toBeLessThan(2_000);
  expect(toCursor('title', { ...video, title: '"'.repeat(200) }).length).toBeLessThan(2_000);
});

test('a default title of an earlier version, as long as a file name, is a position', () => {
  const title = '\ud83d\udc69'.repeat(127);
  expect(parseCursor('title', toCursor('title', { ...video, title }))).toEqual({ key: title, id });
});

const cursor = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

test.each<[string, VideoSort, string]>([
  ['an empty string', 'newest', ''],
  ['nonsense', 'newest', 'nonsense'],
  ['JSON of another shape', 'newest', cursor(['2026'])],
  ['the cursor of another sort order', 'oldest', toCursor('newest', video)],
  ['an invalid size', 'largest', cursor({ sort: 'largest', key: '1e9', id })],
  ['a title that PostgreSQL cannot store', 'title', cursor({ sort: 'title', key: 'a\u0000', id })],
  ['a year that PostgreSQL does not support', 'newest', cursor({ sort: 'newest', key: '0000-01-01T00:00:00Z', id })],
  ['an invalid id', 'title', cursor({ sort: 'title', key: 'a', id: 'x' })],
])('%s is rejected', (_, sort, text) => {
  expect(() => parseCursor(sort, text)).toThrow(expect.objectContaining({ code: 'REQUEST_INVALID' }));
});
