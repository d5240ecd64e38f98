import { expect, test } from 'vitest';
import { EXPIRIES, expiresAt } from './expiry';

const NOW = Date.parse('2026-11-20T12:00:00Z');

test('each choice ends a link after its days, or never', () => {
  const ends = EXPIRIES.map(({ value }) => expiresAt(value, '', NOW));
  expect(ends).toEqual([
    ...[null, '2026-11-21T12:00:00.000Z', '2026-11-27T12:00:00.000Z', '2026-12-20T12:00:00.000Z'],
    undefined,
  ]);
});

test('a date ends a link with that day, by the clock of the reader', () => {
  const end = new Date(expiresAt('date', '2026-12-24', NOW) ?? '');
  expect([end.getFullYear(), end.getMonth(), end.getDate()]).toEqual([2026, 11, 24]);
  expect([end.getHours(), end.getMinutes()]).toEqual([23, 59]);
});

test.each(['', 'soon', '2026-13-01', '2026-11-18'])('refuses %j as a date', (day) => {
  expect(expiresAt('date', day, NOW)).toBeUndefined();
});
