import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readOrCreateSecrets, withGiven } from './secrets.ts';

let dataDir = '';

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'secrets-'));
});

afterEach(() => rmSync(dataDir, { recursive: true }));

test('secrets are made once and stay the same', () => {
  const first = readOrCreateSecrets(dataDir);
  expect(first.jwtSecret.length).toBeGreaterThanOrEqual(64);
  expect(readOrCreateSecrets(dataDir)).toEqual(first);
});

test('only their owner can read them', () => {
  readOrCreateSecrets(dataDir);
  expect(statSync(join(dataDir, 'secrets.json')).mode & 0o777).toBe(0o600);
});

test('a folder of an earlier version gets the password of Redis that it lacks, and keeps the rest', () => {
  const { redisPassword: _, ...earlier } = readOrCreateSecrets(dataDir);
  writeFileSync(join(dataDir, 'secrets.json'), JSON.stringify(earlier));
  const completed = readOrCreateSecrets(dataDir);
  expect(completed).toEqual({ ...earlier, redisPassword: expect.stringMatching(/^[0-9a-f]{48}$/) });
  expect(readOrCreateSecrets(dataDir)).toEqual(completed);
  expect(statSync(join(dataDir, 'secrets.json')).mode & 0o777).toBe(0o600);
});

test('damaged secrets are never replaced: the database was made with them', () => {
  writeFileSync(join(dataDir, 'secrets.json'), '{"jwtSecret":');
  expect(() => readOrCreateSecrets(dataDir)).toThrow('Restore it from a backup');
});

test('what the environment gives takes the place of what was made, keys only as a pair', () => {
  const made = readOrCreateSecrets(dataDir);
  expect(withGiven(made, {})).toEqual(made);
  const given = { AWS_ACCESS_KEY_ID: 'id', AWS_SECRET_ACCESS_KEY: 'key', JWT_SECRET: 'jwt' };
  expect(withGiven(made, given)).toEqual({ ...made, s3AccessKeyId: 'id', s3SecretAccessKey: 'key', jwtSecret: 'jwt' });
  expect(() => withGiven(made, { AWS_ACCESS_KEY_ID: 'id' })).toThrow('AWS_SECRET_ACCESS_KEY');
});
