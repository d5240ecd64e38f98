import { expect, test } from 'vitest';
import { identityOf, isRunning, runningSince } from './process-identity.ts';
import { parseProcessStat } from './process-stat.ts';

test("a zombie isn't running", () => {
  const fields = '1 '.repeat(40);
  expect(runningSince(parseProcessStat(`77 (node) S ${fields}`))).toBe('1');
  expect(runningSince(parseProcessStat(`77 (node) Z ${fields}`))).toBeUndefined();
});

test('distinguishes processes with the same pid', () => {
  const me = identityOf(process.pid);
  expect(me && isRunning(me)).toBe(true);
  expect(isRunning({ pid: process.pid, startedAt: 'an earlier boot' })).toBe(false);
});
