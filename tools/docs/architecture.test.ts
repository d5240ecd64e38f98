import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { withDiagrams } from './diagrams.ts';

const ROOT = new URL('../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8');

test('the diagrams in ARCHITECTURE.md match the tables in the code', () => {
  const text = read('ARCHITECTURE.md');
  expect(text.match(/^```mermaid$/gm)).toHaveLength(2);
  expect(withDiagrams(text)).toBe(text);
});

test.each(['README.md', 'CONTRIBUTING.md'])('every pnpm command in %s exists', (page) => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const named = [...read(page).matchAll(/pnpm (?:run )?([a-z][\w:-]*)/g)].map(([, name]) => name ?? '');
  const builtin = ['install', 'add', 'exec'];
  expect(named).toContain('test');
  expect(named.filter((name) => !(name in scripts) && !builtin.includes(name))).toEqual([]);
});
