import { AppError } from '@media/core';
import { expect, test } from 'vitest';
import type { z } from 'zod';
import { apiConfig, migrateConfig, workerConfig } from './config.js';
import { ENVIRONMENT } from './environment.js';

const SERVICES = { DATABASE_URL: 'postgresql://localhost/media', JWT_SECRET: 'x'.repeat(32) };

const problemsOf = (parse: () => unknown): unknown => {
  try {
    return parse();
  } catch (error) {
    return error instanceof AppError && error.code === 'CONFIG_INVALID' ? error.details.problems : error;
  }
};

test('the names of a plain environment are enough', () => {
  const config = apiConfig({ ...SERVICES, REDIS_HOST: 'redis', REDIS_PORT: '6380', AWS_S3_BUCKET: 'clips' });
  expect(config).toMatchObject({
    redis: { url: 'redis://redis:6380' },
    s3: { bucket: 'clips', endpoint: undefined, forcePathStyle: false },
    port: 3001,
    publicUrl: 'http://localhost:3000',
  });
});

test('a password of Redis stands in the address, whatever its characters', () => {
  const { redis } = workerConfig({ ...SERVICES, REDIS_HOST: 'redis', REDIS_PASSWORD: 'p@ss/word' });
  expect(redis.url).toBe('redis://:p%40ss%2Fword@redis:6379');
});

test('a store of our own is addressed by path, and browsers use its address unless told another', () => {
  const { s3 } = workerConfig({ ...SERVICES, S3_ENDPOINT: 'http://127.0.0.1:9000' });
  expect(s3).toMatchObject({ forcePathStyle: true, publicEndpoint: 'http://127.0.0.1:9000' });
});

test('every problem is named at once', () => {
  const problems = problemsOf(() => apiConfig({ DATABASE_URL: 'nonsense', JWT_SECRET: 'short', API_PORT: '99999' }));
  expect(problems).toEqual([
    expect.stringMatching(/^DATABASE_URL: /),
    expect.stringMatching(/^API_PORT: /),
    expect.stringMatching(/^JWT_SECRET: .*openssl/),
  ]);
});

test('an empty variable counts as not set', () => {
  expect(workerConfig({ ...SERVICES, WORKER_CONCURRENCY: '' }).concurrency).toBe(1);
});

test('a worker has both roles unless told, in whatever order they are named', () => {
  const rolesOf = (WORKER_ROLES?: string) => workerConfig({ ...SERVICES, WORKER_ROLES }).roles;
  expect(rolesOf()).toEqual(['control', 'encode']);
  expect(rolesOf('encode, control,encode')).toEqual(['control', 'encode']);
  expect([rolesOf('control'), rolesOf('encode')]).toEqual([['control'], ['encode']]);
});

test.each(['encoder', 'control;encode', ',', 'Control'])('%j is no role', (WORKER_ROLES) => {
  expect(problemsOf(() => workerConfig({ ...SERVICES, WORKER_ROLES }))).toEqual([
    'WORKER_ROLES: Must be control, encode, or both with a comma between',
  ]);
});

test('a worker knows whether it serves in production, and shows its health to its own machine only', () => {
  expect(workerConfig({ ...SERVICES, NODE_ENV: 'production' }).isProduction).toBe(true);
  expect(workerConfig(SERVICES)).toMatchObject({ isProduction: false, healthHost: '127.0.0.1' });
});

/** Each variable takes at least one of these, and none of them is its default. */
const SAMPLES = ['9', 'true', 'trace', 'encode', 'production', 'https://example.org', 'y'.repeat(32)];

test.each([
  ['api', apiConfig],
  ['worker', workerConfig],
  ['migrate', migrateConfig],
] as const)('every variable in the schema of %s changes its configuration', (program, configOf) => {
  const plain = JSON.stringify(configOf(SERVICES));
  const changes = (name: string, field: z.ZodType) =>
    SAMPLES.filter((sample) => field.safeParse(sample).success).some(
      (sample) => JSON.stringify(configOf({ ...SERVICES, [name]: sample })) !== plain,
    );
  const fields = Object.entries<z.ZodType>(ENVIRONMENT[program].shape);
  expect(fields.length).toBeGreaterThan(1);
  expect(fields.filter(([name, field]) => !changes(name, field)).map(([name]) => name)).toEqual([]);
});
