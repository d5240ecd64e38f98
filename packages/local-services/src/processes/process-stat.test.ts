import { expect, test } from 'vitest';
import { parseProcessStat } from './process-stat.ts';

/** Fields from 4, each with its number as value. */
const fields = Array.from({ length: 49 }, (_, index) => String(index + 4)).join(' ');

test('parses a process name with spaces and parentheses', () => {
  expect(parseProcessStat(`77 (a) b) S ${fields}`)).toEqual({
    name: 'a) b',
    state: 'S',
    parentPid: 4,
    startTicks: '22',
    cpuSeconds: 0.29,
    endedChildrenCpuSeconds: 0.33,
  });
});
