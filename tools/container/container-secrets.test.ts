import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { prepareSecrets, readSecrets } from './container-secrets.ts';
import { EXAMPLE_SECRETS } from './example-secrets.ts';

let dir = '';

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'secrets-'));
});

afterEach(() => rmSync(dir, { recursive: true }));

test('secrets are generated once and kept', () => {
  prepareSecrets(dir, {});
  const first = readSecrets(dir, {});
  prepareSecrets(dir, {});
  expect(readSecrets(dir, {})).toEqual(first);
  expect(new Set(Object.values(first)).size).toBe(5);
  expect(Object.values(first).every((secret) => secret.length >= 20)).toBe(true);
});

test('secrets are readable only by their owner, except those that PostgreSQL and Redis read as other users', () => {
  prepareSecrets(dir, {});
  expect(statSync(join(dir, 'secrets.json')).mode & 0o777).toBe(0o600);
  expect(statSync(join(dir, 'postgres-password')).mode & 0o777).toBe(0o444);
  expect(readFileSync(join(dir, 'postgres-password'), 'utf8')).toBe(readSecrets(dir, {}).postgresPassword);
  expect(statSync(join(dir, 'redis.conf')).mode & 0o777).toBe(0o444);
  expect(readFileSync(join(dir, 'redis.conf'), 'utf8')).toBe(`requirepass ${readSecrets(dir, {}).redisPassword}\n`);
});

test('secrets from the environment take precedence', () => {
  const given = {
    JWT_SECRET: 'j'.repeat(32),
    AWS_ACCESS_KEY_ID: 'mine',
    AWS_SECRET_ACCESS_KEY: 'mine too',
    POSTGRES_PASSWORD: 'hush',
    REDIS_PASSWORD: 'hush-too',
  };
  prepareSecrets(dir, given);
  expect(readSecrets(dir, given)).toEqual({
    jwtSecret: given.JWT_SECRET,
    s3AccessKeyId: 'mine',
    s3SecretAccessKey: 'mine too',
    postgresPassword: 'hush',
    redisPassword: 'hush-too',
  });
});

test('a database keeps its initial password, and a different one is rejected', () => {
  prepareSecrets(dir, { POSTGRES_PASSWORD: 'first' });
  expect(() => prepareSecrets(dir, { POSTGRES_PASSWORD: 'second' })).toThrow(/POSTGRES_PASSWORD differs/);
  prepareSecrets(dir, {});
  expect(readSecrets(dir, {}).postgresPassword).toBe('first');
});

test('the Redis password can change, and one that redis.conf cannot contain is rejected', () => {
  prepareSecrets(dir, { REDIS_PASSWORD: 'first' });
  prepareSecrets(dir, { REDIS_PASSWORD: 'second' });
  expect(readFileSync(join(dir, 'redis.conf'), 'utf8')).toBe('requirepass second\n');
  for (const REDIS_PASSWORD of ['two words', 'a "quote"', 'line\nbind 0.0.0.0'])
    expect(() => prepareSecrets(dir, { REDIS_PASSWORD })).toThrow(/REDIS_PASSWORD can contain/);
});

test('secrets of an earlier version gain the missing Redis password', () => {
  prepareSecrets(dir, {});
  const { redisPassword, ...earlier } = readSecrets(dir, {});
  writeFileSync(join(dir, 'secrets.json'), JSON.stringify(earlier));
  prepareSecrets(dir, {});
  const { redisPassword: added, ...kept } = readSecrets(dir, {});
  expect(kept).toEqual(earlier);
  expect(added).not.toBe(redisPassword);
  expect(added.length).toBeGreaterThan(20);
});

test('a program that starts before the secrets exist fails and names the setup service', () => {
  expect(() => readSecrets(dir, {})).toThrow(/Run the service "setup"/);
});

test.each([
  ['PUBLIC_URL names another host', { PUBLIC_URL: 'https://video.example.org' }],
  ['BIND_HOST opens the machine to others', { BIND_HOST: '0.0.0.0' }],
])('public example secrets are rejected if %s', (_where, open) => {
  for (const [name, value] of Object.entries(EXAMPLE_SECRETS)) {
    expect(() => prepareSecrets(dir, { ...open, [name]: value })).toThrow(
      new RegExp(`^${name} has a public value from .env.example`),
    );
  }
  expect(() => prepareSecrets(dir, { ...open, POSTGRES_PASSWORD: 'a password of my own' })).not.toThrow();
});

test('example secrets are accepted on a machine that others cannot reach', () => {
  const local = { PUBLIC_URL: 'http://localhost:3000', BIND_HOST: '127.0.0.1' };
  expect(() => prepareSecrets(dir, { ...local, ...EXAMPLE_SECRETS })).not.toThrow();
});
