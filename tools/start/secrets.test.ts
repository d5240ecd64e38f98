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

test('secrets are generated once', () => {
  const first = readOrCreateSecrets(dataDir);
  expect(first.jwtSecret.length).toBeGreaterThanOrEqual(64);
  expect(readOrCreateSecrets(dataDir)).toEqual(first);
});

test('only the owner can read the file', () => {
  readOrCreateSecrets(dataDir);
  expect(statSync(join(dataDir, 'secrets.json')).mode & 0o777).toBe(0o600);
});

test('adds the Redis password to a file from an earlier version', () => {
  const { redisPassword: _, ...earlier } = readOrCreateSecrets(dataDir);
  writeFileSync(join(dataDir, 'secrets.json'), JSON.stringify(earlier));
  const completed = readOrCreateSecrets(dataDir);
  expect(completed).toEqual({ ...earlier, redisPassword: expect.stringMatching(/^[0-9a-f]{48}$/) });
  expect(readOrCreateSecrets(dataDir)).toEqual(completed);
  expect(statSync(join(dataDir, 'secrets.json')).mode & 0o777).toBe(0o600);
});

test('never replaces a damaged file, because the database was created with it', () => {
  writeFileSync(join(dataDir, 'secrets.json'), '{"jwtSecret":');
  expect(() => readOrCreateSecrets(dataDir)).toThrow('Restore it from a backup');
});

test('variables override generated secrets, keys only as a pair', () => {
  const generated = readOrCreateSecrets(dataDir);
  expect(withGiven(generated, {})).toEqual(generated);
  const given = { AWS_ACCESS_KEY_ID: 'id', AWS_SECRET_ACCESS_KEY: 'key', JWT_SECRET: 'jwt' };
  expect(withGiven(generated, given)).toEqual({
    ...generated,
    s3AccessKeyId: 'id',
    s3SecretAccessKey: 'key',
    jwtSecret: 'jwt',
  });
  expect(() => withGiven(generated, { AWS_ACCESS_KEY_ID: 'id' })).toThrow('AWS_SECRET_ACCESS_KEY');
});
