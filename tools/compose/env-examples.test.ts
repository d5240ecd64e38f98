import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { apiConfig, describeEnvironment, workerConfig } from '@media/runtime';
import { expect, test } from 'vitest';
import { containerEnvironment } from '../container/container-environment.ts';
import { EXAMPLE_SECRETS } from '../container/example-secrets.ts';
import { COMPOSE_VARIABLES, LAUNCHER_VARIABLES } from '../docs/other-variables.ts';
import { readSettings } from '../start/settings.ts';
import { readCompose } from './compose-file.ts';

const ROOT = new URL('../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8');
const { both, api, worker } = describeEnvironment();
const namesOf = (variables: readonly { name: string }[]): string[] => variables.map(({ name }) => name);
const example = (path: string): Record<string, string> => parseEnv(read(path)) as Record<string, string>;

/** Variables that are set, and those that are commented out. */
const namesIn = (path: string): string[] =>
  [...read(path).matchAll(/^#?([A-Z][A-Z0-9_]+)=/gm)].map(([, name = '']) => name);

test.each([
  ['.env.example', [...LAUNCHER_VARIABLES, ...COMPOSE_VARIABLES, ...both, ...api, ...worker]],
  ['apps/api/.env.example', [...both, ...api]],
  ['apps/worker/.env.example', [...both, ...worker]],
])('%s contains only variables that a program reads', (path, known) => {
  expect(namesIn(path).length).toBeGreaterThan(8);
  expect(namesIn(path).filter((name) => !namesOf(known).includes(name))).toEqual([]);
});

test('API and worker accept their example configurations', () => {
  expect(apiConfig(example('apps/api/.env.example')).s3.endpoint).toBe('http://localhost:9000');
  expect(workerConfig(example('apps/worker/.env.example')).isProduction).toBe(true);
});

test('with .env.example, the launcher uses the services that docker-compose.yml publishes', () => {
  const env = example('.env.example');
  expect(readSettings(env, '/media', true).embedded).toEqual({ postgres: false, redis: false, s3: false });
  const { services } = readCompose(new URL('docker-compose.yml', ROOT), env);
  const published = (name: string) => services[name]?.ports?.map((port) => port.split(':').slice(0, 2).join(':'));
  expect(published('postgres')).toEqual([`127.0.0.1:${new URL(env.DATABASE_URL ?? '').port}`]);
  expect(published('redis')).toEqual([`127.0.0.1:${env.REDIS_PORT}`]);
  expect(published('s3')).toEqual([`127.0.0.1:${new URL(env.S3_ENDPOINT ?? '').port}`]);
});

test('with .env.example, processes on the host and in containers use the same databases and credentials', () => {
  const env = example('.env.example');
  const secrets = {
    jwtSecret: '',
    s3AccessKeyId: '',
    s3SecretAccessKey: '',
    postgresPassword: env.POSTGRES_PASSWORD ?? '',
    redisPassword: env.REDIS_PASSWORD ?? '',
  };
  const inside = containerEnvironment(env, { secrets, networks: [], entry: 'apps/worker/dist/main.js' });
  const outside = workerConfig(env);
  const what = (address = '') => {
    const { username, password, pathname } = new URL(address);
    return { username, password, pathname };
  };
  expect(what(inside.DATABASE_URL)).toEqual(what(outside.databaseUrl));
  expect(what(inside.REDIS_URL)).toEqual(what(outside.redis.url));
  expect(what(inside.REDIS_URL).password).toBe(env.REDIS_PASSWORD);
});

test('every secret in an example file is listed as public', () => {
  const paths = ['.env.example', 'apps/api/.env.example', 'apps/worker/.env.example'];
  const secrets = paths.flatMap((path) =>
    Object.entries(example(path)).filter(([name]) => /SECRET|PASSWORD/.test(name)),
  );
  expect(new Set(secrets.map(([name]) => name))).toEqual(new Set(Object.keys(EXAMPLE_SECRETS)));
  expect(secrets.filter(([name, value]) => EXAMPLE_SECRETS[name] !== value)).toEqual([]);
});
