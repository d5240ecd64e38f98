import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { IN_README, VARIANTS } from './variants.ts';

const root = join(import.meta.dirname, '../../..');
const files = [...IN_README].map((name) => `${name}.png`).sort();

test('the README shows exactly the screenshots that are taken, and all files exist', () => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const shown = [...readme.matchAll(/docs\/images\/([\w-]+\.png)/g)].map(([, file]) => file);
  expect([...new Set(shown)].sort()).toEqual(files);
  expect(readdirSync(join(root, 'docs/images')).sort()).toEqual(files);
});

test('each name ends with a variant', () => {
  const ends = VARIANTS.map(({ name }) => `-${name}`);
  for (const name of IN_README) expect(ends.some((end) => name.endsWith(end))).toBe(true);
});
