import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { decisionsPage, readDecisions } from './decisions-page.ts';

const ROOT = new URL('../../', import.meta.url);
const decisions = readDecisions(ROOT);

test('docs/decisions/README.md is up to date with `pnpm run docs`', () => {
  expect(readFileSync(new URL('docs/decisions/README.md', ROOT), 'utf8')).toBe(decisionsPage(decisions));
});

test('every record has a unique number, and its file name starts with it', () => {
  const numbers = decisions.map(({ number }) => number);
  expect(new Set(numbers).size).toBe(numbers.length);
  expect(decisions.filter(({ file, number }) => !file.startsWith(`${String(number).padStart(4, '0')}-`))).toEqual([]);
});

test('the page lists unused numbers', () => {
  const record = (number: number) => ({ file: `000${number}-a.md`, number, title: 'A' });
  expect(decisionsPage([record(1), record(3), record(5)])).toContain('Numbers 2 and 4 were never used.');
  expect(decisionsPage([record(1), record(3)])).toContain('Number 2 was never used.');
  expect(decisionsPage([record(1), record(2)])).not.toContain('never used');
});
