import { expect, test } from 'vitest';
import { childEnvironment } from './child-environment.ts';
import { readSettings } from './settings.ts';

const PORTS = { api: 3001, web: 3000, s3: 9000, postgres: 1, redis: 2, apiMetrics: 4, webMetrics: 5, workers: [3] };
const SECRETS = {
  jwtSecret: 'jwt',
  s3AccessKeyId: 'id',
  s3SecretAccessKey: 'key',
  postgresPassword: 'p',
  redisPassword: 'r',
};
const EMBEDDED = { databaseUrl: 'postgresql://a', redisUrl: 'redis://b', s3Endpoint: 'http://127.0.0.1:9000' };
const NAMED = { databaseUrl: undefined, redisUrl: undefined, s3Endpoint: undefined };

const environment = (env: Record<string, string>, stores: Parameters<typeof childEnvironment>[3]) =>
  childEnvironment(readSettings(env, '/project', false), PORTS, SECRETS, stores, env);

test('uses the embedded servers with generated keys', () => {
  expect(environment({}, EMBEDDED)).toMatchObject({
    DATABASE_URL: 'postgresql://a',
    REDIS_URL: 'redis://b',
    S3_ENDPOINT: 'http://127.0.0.1:9000',
    S3_PUBLIC_ENDPOINT: 'http://localhost:9000',
    AWS_ACCESS_KEY_ID: 'id',
    JWT_SECRET: 'jwt',
    NODE_ENV: 'production',
    NODE_COMPILE_CACHE: '/project/node_modules/.cache/media-compile',
  });
});

test('web gets the address of the API and is its trusted proxy', () => {
  expect(environment({}, EMBEDDED)).toMatchObject({ API_ORIGIN: 'http://127.0.0.1:3001', TRUST_PROXY: 'loopback' });
  expect(environment({ BIND_HOST: '192.168.1.5' }, EMBEDDED)).toMatchObject({
    API_HOST: '192.168.1.5',
    API_ORIGIN: 'http://192.168.1.5:3001',
    TRUST_PROXY: 'loopback,192.168.1.5',
    S3_PUBLIC_ENDPOINT: 'http://192.168.1.5:9000',
  });
});

test('API and web serve metrics on separate ports, on this machine only', () => {
  expect(environment({}, EMBEDDED)).toMatchObject({ API_METRICS_PORT: '4', WEB_METRICS_PORT: '5' });
  expect(environment({ BIND_HOST: '0.0.0.0' }, EMBEDDED)).not.toHaveProperty('API_METRICS_HOST');
});

test('only a product on loopback addresses runs without a sandbox by default', () => {
  const allowed = (env: Record<string, string>) => environment(env, EMBEDDED).WORKER_ALLOW_UNSANDBOXED;
  expect(allowed({})).toBe('true');
  expect(allowed({ BIND_HOST: '0.0.0.0' })).toBe('false');
  expect(allowed({ PUBLIC_URL: 'http://10.0.0.7:3000', BIND_HOST: '127.0.0.1' })).toBe('false');
  expect(allowed({ WORKER_ALLOW_UNSANDBOXED: 'false' })).toBe('false');
  expect(allowed({ BIND_HOST: '0.0.0.0', WORKER_ALLOW_UNSANDBOXED: 'true' })).toBe('true');
});

test('the public address of the embedded store uses the host of PUBLIC_URL', () => {
  expect(environment({ PUBLIC_URL: 'http://10.0.0.7:3000' }, EMBEDDED).S3_PUBLIC_ENDPOINT).toBe('http://10.0.0.7:9000');
});

test('workers always have both roles', () => {
  expect(environment({ WORKER_ROLES: 'encode' }, EMBEDDED).WORKER_ROLES).toBe('control,encode');
});

test('keeps given variables', () => {
  const given = {
    DATABASE_URL: 'postgresql://own',
    AWS_S3_BUCKET: 'videos',
    AWS_ACCESS_KEY_ID: 'own',
  };
  expect(environment(given, NAMED)).toMatchObject(given);
  expect(environment(given, NAMED).S3_ENDPOINT).toBeUndefined();
});
