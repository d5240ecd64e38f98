import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { contentHash } from './content-hash.ts';

let root = '';

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'content-hash-'));
  mkdirSync(join(root, 'src'));
  writeFileSync(join(root, 'src/a.ts'), 'one');
});

afterEach(() => rmSync(root, { recursive: true }));

const hash = () => contentHash(root, ['src', 'pnpm-lock.yaml']);

test('the hash depends on contents, not on modification times', () => {
  const before = hash();
  writeFileSync(join(root, 'src/a.ts'), 'one');
  expect(hash()).toBe(before);
});

test('changed content, a new file and a new lockfile change the hash', () => {
  const hashes = [hash()];
  writeFileSync(join(root, 'src/a.ts'), 'two');
  hashes.push(hash());
  writeFileSync(join(root, 'src/b.ts'), '');
  hashes.push(hash());
  writeFileSync(join(root, 'pnpm-lock.yaml'), '');
  hashes.push(hash());
  expect(new Set(hashes).size).toBe(4);
});

test('build output and tests do not change the hash', () => {
  const before = hash();
  mkdirSync(join(root, 'src/dist'));
  writeFileSync(join(root, 'src/dist/a.js'), 'made');
  writeFileSync(join(root, 'src/a.test.ts'), 'a test');
  expect(hash()).toBe(before);
});
