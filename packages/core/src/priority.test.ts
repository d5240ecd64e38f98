import { expect, test } from 'vitest';
import { effectivePriority, isAbove, PRIORITIES, PRIORITY_SHARES } from './priority.js';

test.each([
  [null, 'normal', 'normal'],
  [null, 'high', 'high'],
  ['high', 'normal', 'normal'],
  ['low', 'normal', 'low'],
  ['normal', 'low', 'low'],
] as const)('a video that asks for %s in an organization of priority %s gets %s', (asked, ceiling, priority) => {
  expect(effectivePriority(asked, ceiling)).toBe(priority);
});

test('no priority is above itself, and a higher one has a larger share', () => {
  for (const [index, priority] of PRIORITIES.entries()) {
    expect(isAbove(priority, priority)).toBe(false);
    for (const lower of PRIORITIES.slice(index + 1)) {
      expect([isAbove(priority, lower), isAbove(lower, priority)]).toEqual([true, false]);
      expect(PRIORITY_SHARES[priority]).toBeGreaterThan(PRIORITY_SHARES[lower]);
    }
  }
});
