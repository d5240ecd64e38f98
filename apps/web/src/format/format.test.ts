import { formatBytes } from '@media/core/display';
import { expect, test } from 'vitest';
import { formatAge } from './format-age';
import { formatElapsed } from './format-elapsed';
import { formatClock, formatDateTime, formatExactTime } from './format-time';
import { formatTimeLeft } from './format-time-left';
import { formatWait } from './format-wait';

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1_240_000, '1.24 MB'],
  [16_777_216, '16.8 MB'],
  [123_456_789_012, '123 GB'],
])('%d bytes is %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});

test.each([
  [400, '0.4 s'],
  [9_960, '10 s'],
  [59_700, '1 min'],
  [125_400, '2 min 5 s'],
  [3_600_000, '1 h'],
  [4_530_000, '1 h 15 min'],
])('work of %d ms took %s', (elapsedMs, text) => {
  expect(formatElapsed(elapsedMs)).toBe(text);
});

const now = Date.parse('2026-11-24T12:00:00Z');
test.each([
  ['2026-11-24T11:59:40Z', 'just now'],
  ['2026-11-24T11:55:00Z', '5 minutes ago'],
  ['2026-11-23T11:00:00Z', 'yesterday'],
  ['2026-11-01T12:00:00Z', 'Nov 1, 2026'],
])('at noon on the 24th, %s is %s', (time, text) => {
  expect(formatAge(time, now, 'en-US')).toBe(text);
});

test('dates and times follow the locale', () => {
  const time = new Date(2026, 10, 1, 14, 5, 9).getTime();
  const plain = (text: string) => text.replaceAll(/\s/g, ' ');
  expect(plain(formatDateTime(time, 'en-US'))).toBe('Nov 1, 2026, 2:05 PM');
  expect(plain(formatDateTime(time, 'en-GB'))).toBe('1 Nov 2026, 14:05');
  expect(plain(formatClock(time, time, 'en-US'))).toBe('2:05:09 PM');
  expect(plain(formatExactTime(time, 'en-US'))).toMatch(/^Nov 1, 2026, 2:05:09 PM [A-Z]/);
  expect(plain(formatClock(time, time + 86_400_000, 'en-GB'))).toBe('1 Nov 2026, 14:05:09');
});

test.each([
  [300, '1 s left'],
  [6_100, '7 s left'],
  [124_100, '2 min 5 s left'],
])('%i ms remaining are shown as %s', (leftMs, shown) => {
  expect(formatTimeLeft(leftMs)).toBe(shown);
});

test.each([
  [0, 'less than a minute'],
  [59, 'less than a minute'],
  [60, 'about 1 min'],
  [110, 'about 2 min'],
  [599, 'about 10 min'],
  [1_300, 'about 20 min'],
  [3_590, 'about 1 h'],
  [5_000, 'about 1 h 30 min'],
  [39_000, 'about 11 h'],
  [172_700, 'about 48 h'],
  [260_000, 'about 3 days'],
])('an estimated wait of %i s is %s', (seconds, text) => {
  expect(formatWait(seconds)).toBe(text);
});
