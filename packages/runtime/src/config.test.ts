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

test('a minimal environment is enough for the API', () => {
  const config = apiConfig({ ...SERVICES, REDIS_HOST: 'redis', REDIS_PORT: '6380', AWS_S3_BUCKET: 'clips' });
  expect(config).toMatchObject({
    redis: { url: 'redis://redis:6380' },
    s3: { bucket: 'clips', endpoint: undefined, forcePathStyle: false },
    port: 3001,
    publicUrl: 'http://localhost:3000',
  });
});

test('any Redis password ends up URL-encoded in the connection URL', () => {
  const { redis } = workerConfig({ ...SERVICES, REDIS_HOST: 'redis', REDIS_PASSWORD: 'p@ss/word' });
  expect(redis.url).toBe('redis://:p%40ss%2Fword@redis:6379');
});

test('a store with an endpoint is addressed by path, and browsers use the same endpoint by default', () => {
  const { s3 } = workerConfig({ ...SERVICES, S3_ENDPOINT: 'http://127.0.0.1:9000' });
  expect(s3).toMatchObject({ forcePathStyle: true, publicEndpoint: 'http://127.0.0.1:9000' });
});

test('the address of traces is a URL with a place for the trace', () => {
  const template = 'https://traces.example.org/#/{traceId}';
  expect(apiConfig({ ...SERVICES, TRACE_URL_TEMPLATE: template }).traceUrlTemplate).toBe(template);
  for (const wrong of ['https://traces.example.org/', 'javascript:open("{traceId}")', '/{traceId}'])
    expect(problemsOf(() => apiConfig({ ...SERVICES, TRACE_URL_TEMPLATE: wrong }))).toEqual([
      expect.stringMatching(/^TRACE_URL_TEMPLATE: Must/),
    ]);
});

test('all problems are reported together', () => {
  const problems = problemsOf(() => apiConfig({ DATABASE_URL: 'nonsense', JWT_SECRET: 'short', API_PORT: '99999' }));
  expect(problems).toEqual([
    expect.stringMatching(/^DATABASE_URL: /),
    expect.stringMatching(/^API_PORT: /),
    expect.stringMatching(/^JWT_SECRET: .*openssl/),
  ]);
});

test('the sender of emails defaults to an address at the host of the web app, and invalid mail settings are reported', () => {
  const { mail } = apiConfig({ ...SERVICES, PUBLIC_URL: 'https://video.example.org:8443/', DATA_DIR: '/data' });
  expect(mail).toEqual({
    ...{ smtpUrl: undefined, from: 'media-processor <no-reply@video.example.org>', dir: '/data/mail' },
  });
  for (const MAIL_FROM of ['videos', 'Videos <videos>', 'a@b.example\r\nBcc: c@d.example', 'a@b.example, c@d.example'])
    expect(problemsOf(() => apiConfig({ ...SERVICES, MAIL_FROM, SMTP_URL: 'mail.example.org' }))).toEqual([
      expect.stringMatching(/^SMTP_URL: .*smtp:/),
      expect.stringMatching(/^MAIL_FROM: .*example\.org/),
    ]);
});

test('anyone can register by default, and an unknown setting is reported with those that exist', () => {
  expect(apiConfig(SERVICES).registration).toBe('open');
  expect(apiConfig({ ...SERVICES, REGISTRATION: 'invitation' }).registration).toBe('invitation');
  expect(problemsOf(() => apiConfig({ ...SERVICES, REGISTRATION: 'invite' }))).toEqual([
    expect.stringMatching(/^REGISTRATION: .*open.*invitation.*closed/),
  ]);
});

test('an empty variable counts as unset', () => {
  expect(workerConfig({ ...SERVICES, WORKER_CONCURRENCY: '' }).concurrency).toBe(1);
});

test('a worker has both roles by default, and the order of the names does not matter', () => {
  const rolesOf = (WORKER_ROLES?: string) => workerConfig({ ...SERVICES, WORKER_ROLES }).roles;
  expect(rolesOf()).toEqual(['control', 'encode']);
  expect(rolesOf('encode, control,encode')).toEqual(['control', 'encode']);
  expect([rolesOf('control'), rolesOf('encode')]).toEqual([['control'], ['encode']]);
});

test.each(['encoder', 'control;encode', ',', 'Control'])('%j is not a valid list of roles', (WORKER_ROLES) => {
  expect(problemsOf(() => workerConfig({ ...SERVICES, WORKER_ROLES }))).toEqual([
    'WORKER_ROLES: Must be "control", "encode", or both separated by a comma',
  ]);
});

test('a worker detects production, and serves its health on loopback only by default', () => {
  expect(workerConfig({ ...SERVICES, NODE_ENV: 'production' }).isProduction).toBe(true);
  expect(workerConfig(SERVICES)).toMatchObject({ isProduction: false, healthHost: '127.0.0.1' });
});

/** Each variable accepts at least one of these, and none of them is its default. */
const SAMPLES = [
  ...['9', 'true', 'trace', 'encode', 'production', 'closed', 'off', 'y'.repeat(32)],
  ...['https://example.org', 'https://example.org/{traceId}', 'smtp://example.org', 'Videos <videos@example.org>'],
];

test.each([
  ['api', apiConfig],
  ['worker', workerConfig],
  ['migrate', migrateConfig],
] as const)('every variable in the %s schema affects the configuration', (program, configOf) => {
  const plain = JSON.stringify(configOf(SERVICES));
  const changes = (name: string, field: z.ZodType) =>
    SAMPLES.filter((sample) => field.safeParse(sample).success).some(
      (sample) => JSON.stringify(configOf({ ...SERVICES, [name]: sample })) !== plain,
    );
  const fields = Object.entries<z.ZodType>(ENVIRONMENT[program].shape);
  expect(fields.length).toBeGreaterThan(1);
  expect(fields.filter(([name, field]) => !changes(name, field)).map(([name]) => name)).toEqual([]);
});
