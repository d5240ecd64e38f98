import { expect, test } from 'vitest';
import { parseProcessStat } from './process-stat.ts';

/** Fields 4 and later, each its own number. */
const fields = Array.from({ length: 49 }, (_, index) => String(index + 4)).join(' ');

test('fields are counted from behind a name that contains spaces and parentheses', () => {
  expect(parseProcessStat(`77 (a) b) S ${fields}`)).toEqual({
    name: 'a) b',
    state: 'S',
    parentPid: 4,
    startTicks: '22',
    cpuSeconds: 0.29,
    endedChildrenCpuSeconds: 0.33,
  });
});
