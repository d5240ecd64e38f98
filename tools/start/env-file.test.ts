import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { envFile } from './env-file.ts';

let root = '';

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'env-file-'));
});

afterEach(() => rmSync(root, { recursive: true }));

test('a fresh clone has no .env', () => {
  expect(envFile({}, root)).toBeUndefined();
});

test('uses .env if it exists, or the file in ENV_FILE', () => {
  writeFileSync(join(root, '.env'), '');
  writeFileSync(join(root, 'other'), '');
  expect(envFile({}, root)).toBe(join(root, '.env'));
  expect(envFile({ ENV_FILE: 'other' }, root)).toBe(join(root, 'other'));
});

test('an empty ENV_FILE disables .env', () => {
  writeFileSync(join(root, '.env'), '');
  expect(envFile({ ENV_FILE: '' }, root)).toBeUndefined();
});
