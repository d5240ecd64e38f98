import { globSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const PACKAGES = join(import.meta.dirname, '../../packages');
const names = readdirSync(PACKAGES);
const read = (name: string, path: string): string => readFileSync(join(PACKAGES, name, path), 'utf8');

type Manifest = { name: string; exports?: Record<string, { types?: string; default?: string }> };

/** What the README's examples import from packages of the workspace, as `[package, name]`. */
const importsOf = (readme: string): [string, string][] =>
  [...readme.matchAll(/import (?:type )?\{([^}]+)\} from '@media\/([\w-]+)/g)].flatMap(([, list = '', from = '']) =>
    list.split(',').map((name): [string, string] => [from, name.replace(/^\s*type /, '').trim()]),
  );

const exportsName = (name: string, symbol: string): boolean => {
  const sources = globSync('src/**/*.ts', { cwd: join(PACKAGES, name) });
  const declared = new RegExp(`^export (?:const|type|function|class|async function) ${symbol}\\b`, 'm');
  return sources.some((path) => declared.test(read(name, path)));
};

test.each(names)('packages/%s declares its entry points with types', (name) => {
  const manifest = JSON.parse(read(name, 'package.json')) as Manifest;
  expect(manifest.name).toBe(`@media/${name}`);
  const entries = Object.values(manifest.exports ?? {});
  expect(entries.length).toBeGreaterThan(0);
  for (const entry of entries) expect(entry).toEqual({ types: expect.any(String), default: expect.any(String) });
});

test.each(names)('packages/%s has a README with a description, an example and its limits', (name) => {
  const readme = read(name, 'README.md');
  expect(readme.split('\n')[0]).toBe(`# @media/${name}`);
  expect(readme).toMatch(/^```ts/m);
  expect(readme.trim().split('\n').length).toBeGreaterThanOrEqual(10);
  if (name === 'sdk') return; // written for users of the API, not for contributors
  expect(readme.trim().split('\n').length).toBeLessThanOrEqual(30);
  expect(readme).toContain('**Used by**');
  expect(readme).toContain("**Doesn't belong here**");
});

test.each(names)('packages/%s exports what its README imports', (name) => {
  const imports = importsOf(read(name, 'README.md'));
  expect(imports.length).toBeGreaterThan(0);
  expect(imports.filter(([from, symbol]) => !exportsName(from, symbol))).toEqual([]);
});
