import { expect, test } from 'vitest';
import { deletesIn } from './deletes-in';

const NOW = Date.parse('2026-12-01T12:00:00Z');

test.each([
  ['2026-12-31T12:00:00Z', 'in 30 days'],
  // Seconds after it was moved there, it still has its 30 days.
  ['2026-12-31T11:59:30Z', 'in 30 days'],
  ['2026-12-02T12:00:00Z', 'in 1 day'],
  ['2026-12-02T11:00:00Z', 'in 23 hours'],
  ['2026-12-01T13:00:00Z', 'in 1 hour'],
  ['2026-12-01T12:20:00Z', 'within the hour'],
  // The sweeper comes later.
  ['2026-12-01T11:00:00Z', 'within the hour'],
])('what is deleted at %s is deleted %s', (time, text) => {
  expect(deletesIn(time, NOW)).toBe(text);
});
