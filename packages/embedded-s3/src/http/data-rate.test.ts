import { expect, test } from 'vitest';
import { CLIENT_LIMITS, isTooSlow } from './data-rate.js';

const { sendingWindowMs, readingWindowMs } = CLIENT_LIMITS;
const MOBILE_BYTES_PER_SECOND = 20_000;
/** The bytes sent in a window with a pause. */
const mobile = (windowMs: number, silentMs = 0) => (MOBILE_BYTES_PER_SECOND * (windowMs - silentMs)) / 1_000;

test('a slow mobile connection is not too slow, even with a gap of 25 s', () => {
  expect(isTooSlow(mobile(sendingWindowMs), sendingWindowMs, CLIENT_LIMITS)).toBe(false);
  expect(isTooSlow(mobile(sendingWindowMs, 25_000), sendingWindowMs, CLIENT_LIMITS)).toBe(false);
});

test('a player on a slow connection can pause for 100 s, even if 256 KiB are still buffered', () => {
  const bytes = mobile(readingWindowMs, 100_000) - 256 * 1024;
  expect(isTooSlow(bytes, readingWindowMs, CLIENT_LIMITS)).toBe(false);
});

test('a trickle and silence are too slow', () => {
  expect(isTooSlow(900 * 30, 30_000, CLIENT_LIMITS)).toBe(true);
  expect(isTooSlow(1_000 * 30, 30_000, CLIENT_LIMITS)).toBe(false);
  expect(isTooSlow(0, 30_000, CLIENT_LIMITS)).toBe(true);
});

test('a window that took longer on a busy machine is judged by its actual length', () => {
  expect(isTooSlow(1_500 * 30, 60_000, CLIENT_LIMITS)).toBe(true);
  expect(isTooSlow(1_500 * 60, 60_000, CLIENT_LIMITS)).toBe(false);
});
