import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { withDiagrams } from './diagrams.ts';

const ROOT = new URL('../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8');

test('the diagrams in ARCHITECTURE.md are those of the tables', () => {
  const text = read('ARCHITECTURE.md');
  expect(text.match(/^```mermaid$/gm)).toHaveLength(2);
  expect(withDiagrams(text)).toBe(text);
});

test.each(['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'docs/operations.md', 'docs/configuration.md'])(
  'every file that %s names exists',
  (page) => {
    const text = read(page);
    const linked = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, path]) => path ?? '');
    const folder = page.includes('/') ? page.slice(0, page.lastIndexOf('/') + 1) : '';
    const missing = linked.filter((path) => !existsSync(new URL(folder + path, ROOT)));
    expect(linked.length).toBeGreaterThan(0);
    expect(missing).toEqual([]);
  },
);

test.each(['README.md', 'CONTRIBUTING.md'])('every command of ours that %s tells exists', (page) => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const named = [...read(page).matchAll(/pnpm (?:run )?([a-z][\w:-]*)/g)].map(([, name]) => name ?? '');
  const builtin = ['install', 'add', 'exec'];
  expect(named).toContain('test');
  expect(named.filter((name) => !(name in scripts) && !builtin.includes(name))).toEqual([]);
});
