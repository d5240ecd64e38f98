import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { IN_DOCS, VARIANTS } from './variants.ts';

const root = join(import.meta.dirname, '../../..');
const files = [...IN_DOCS].map((name) => `${name}.png`).sort();

test('README and guides show exactly the screenshots that are taken, and all files exist', () => {
  const guides = readdirSync(join(root, 'docs/guides')).map((name) => `docs/guides/${name}`);
  const text = ['README.md', ...guides].map((path) => readFileSync(join(root, path), 'utf8')).join('\n');
  const shown = [...text.matchAll(/(?:docs|\.\.)\/images\/([\w-]+\.png)/g)].map(([, file]) => file);
  expect([...new Set(shown)].sort()).toEqual(files);
  expect(readdirSync(join(root, 'docs/images')).sort()).toEqual(files);
});

test('each name ends with a variant', () => {
  const ends = VARIANTS.map(({ name }) => `-${name}`);
  for (const name of IN_DOCS) expect(ends.some((end) => name.endsWith(end))).toBe(true);
});
