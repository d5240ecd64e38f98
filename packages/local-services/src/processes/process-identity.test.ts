import { expect, test } from 'vitest';
import { identityOf, isRunning, startTicks } from './process-identity.ts';

test('the start is read from behind a command name that contains spaces and parentheses', () => {
  const fields = Array.from({ length: 50 }, (_, index) => String(index + 4));
  expect(startTicks(`77 (a) b) S ${fields.join(' ')}`)).toBe('22');
});

test('a zombie does not run', () => {
  expect(startTicks(`77 (node) Z ${'1 '.repeat(40)}`)).toBeUndefined();
});

test('a process is itself, and not another one that had its pid', () => {
  const me = identityOf(process.pid);
  expect(me && isRunning(me)).toBe(true);
  expect(isRunning({ pid: process.pid, startedAt: 'an earlier boot' })).toBe(false);
});
