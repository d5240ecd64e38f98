import { AskedPriority } from '@media/contracts';
import { expect, test } from 'vitest';
import { priorityChoices } from './priority-choices';

test("priorities above the organization's own are refused with the reason", () => {
  const refusal = "Your organization's highest priority is normal.";
  expect(priorityChoices('normal')).toEqual([
    { priority: 'high', title: 'High', refusal },
    { priority: 'normal', title: 'Normal' },
    { priority: 'low', title: 'Low' },
  ]);
});

test.each([
  ['high', 0],
  ['normal', 1],
  ['low', 2],
] as const)('with %s as the highest, %i are refused', (highest, count) => {
  expect(priorityChoices(highest).filter(({ refusal }) => refusal !== undefined)).toHaveLength(count);
});

test('every priority of the API can be chosen', () => {
  expect(priorityChoices('high').map(({ priority }) => priority)).toEqual(AskedPriority.options);
});
