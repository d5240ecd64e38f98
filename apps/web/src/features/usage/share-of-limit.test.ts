import { formatBytes } from '@media/core/display';
import { expect, test } from 'vitest';
import { monthEnd, shareOfLimit } from './share-of-limit';

test('usage is shown in relation to its limit', () => {
  expect(shareOfLimit(25e9, 100e9, formatBytes)).toEqual({
    text: '25.0 GB of 100 GB',
    percent: 25,
    isReached: false,
    isNear: false,
  });
  expect(shareOfLimit(25e9, undefined, formatBytes)).toEqual({ text: '25.0 GB (no limit)', isReached: false });
});

test('a limit counts as reached at its value, above it and if it is 0', () => {
  expect(shareOfLimit(100, 100, String)).toMatchObject({ percent: 100, isReached: true });
  expect(shareOfLimit(300, 100, String)).toMatchObject({ text: '300 of 100', percent: 100, isReached: true });
  expect(shareOfLimit(0, 0, String)).toMatchObject({ percent: 100, isReached: true });
});

test('a limit is near from 90% on, until it is reached', () => {
  expect([89.9, 90, 99, 100].map((used) => shareOfLimit(used, 100, String).isNear)).toEqual([false, true, true, false]);
});

test('a month ends in UTC', () => {
  expect(monthEnd(new Date('2026-12-31T23:59:59Z'), 'en')).toBe('January 1');
});
