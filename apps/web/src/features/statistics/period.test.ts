import { expect, test } from 'vitest';
import { periodOf } from './period';

test('a period ends today (UTC) and has as many days as it says', () => {
  const now = new Date('2026-03-01T23:59:59.999Z');
  expect(periodOf(1, now)).toEqual({ from: '2026-03-01', to: '2026-03-01' });
  expect(periodOf(28, now)).toEqual({ from: '2026-02-02', to: '2026-03-01' });
  expect(periodOf(365, now)).toEqual({ from: '2025-03-02', to: '2026-03-01' });
});
