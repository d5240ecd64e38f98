import { environmentNames } from '@media/runtime';
import { expect, test } from 'vitest';
import { appEnvironments } from './app-environments.ts';
import { childEnvironment } from './child-environment.ts';
import { readSettings } from './settings.ts';

const PORTS = { api: 3001, web: 3000, s3: 9000, postgres: 1, redis: 2, apiMetrics: 4, webMetrics: 5, workers: [3] };
const SECRETS = {
  ...{ jwtSecret: 'jwt-secret', s3AccessKeyId: 'access-key', s3SecretAccessKey: 'secret-key' },
  ...{ postgresPassword: 'postgres-password', redisPassword: 'redis-password' },
};
const EMBEDDED = {
  databaseUrl: 'postgresql://media:postgres-password@127.0.0.1:1/media',
  redisUrl: 'redis://:redis-password@127.0.0.1:2',
  s3Endpoint: 'http://127.0.0.1:9000',
};
const NAMED = { databaseUrl: undefined, redisUrl: undefined, s3Endpoint: undefined };
const EXTERNAL_STORES = { DATABASE_URL: 'postgresql:///own', REDIS_URL: 'redis://own', AWS_S3_BUCKET: 'own' };
const UNRELATED = { GITHUB_TOKEN: 'github', NODE_AUTH_TOKEN: 'npm', PGPASSWORD: 'pg', AWS_SESSION_TOKEN: 'session' };

const environments = (given: Record<string, string>, stores: Parameters<typeof childEnvironment>[3]) => {
  const settings = readSettings(given, '/project', false);
  return appEnvironments(childEnvironment(settings, PORTS, SECRETS, stores, given), environmentNames(), settings);
};
const leaks = (env: NodeJS.ProcessEnv, secrets: readonly string[]): string[] =>
  secrets.filter((secret) => Object.values(env).some((value) => value?.includes(secret)));

test('web gets no secrets, but the addresses of the API and the store', () => {
  const { web } = environments({ PATH: '/bin', TZ: 'UTC', OTEL_SERVICE_NAME: 'x', ...UNRELATED }, EMBEDDED);
  expect(leaks(web, [...Object.values(SECRETS), ...Object.values(UNRELATED)])).toEqual([]);
  expect(web).toMatchObject({
    ...{ PATH: '/bin', TZ: 'UTC', OTEL_SERVICE_NAME: 'x', NODE_ENV: 'production' },
    ...{ API_ORIGIN: 'http://127.0.0.1:3001', PUBLIC_URL: 'http://localhost:3000' },
    ...{ S3_ENDPOINT: 'http://127.0.0.1:9000', AWS_S3_BUCKET: 'media' },
  });
});

test("workers don't get the JWT secret", () => {
  const { worker, api } = environments(UNRELATED, EMBEDDED);
  expect(leaks(worker, Object.values(SECRETS))).not.toContain('jwt-secret');
  expect(leaks(worker, Object.values(SECRETS))).toHaveLength(4);
  expect(leaks(api, Object.values(SECRETS))).toHaveLength(5);
  expect([worker, api].flatMap((env) => leaks(env, Object.values(UNRELATED)))).toEqual([]);
});

test('with external stores, API and worker get the variables of the AWS SDK and the PostgreSQL client', () => {
  const { web, worker, api } = environments({ ...EXTERNAL_STORES, ...UNRELATED }, NAMED);
  for (const env of [worker, api]) expect(env).toMatchObject({ AWS_SESSION_TOKEN: 'session', PGPASSWORD: 'pg' });
  expect(leaks(web, Object.values(UNRELATED))).toEqual([]);
  expect(leaks(api, [UNRELATED.GITHUB_TOKEN])).toEqual([]);
});
