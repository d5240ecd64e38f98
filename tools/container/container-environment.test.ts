import { describe, expect, test } from 'vitest';
import { containerEnvironment, VARIABLES_BY_PROGRAM } from './container-environment.ts';

const secrets = {
  jwtSecret: 'j'.repeat(64),
  s3AccessKeyId: 'MEDIA1',
  s3SecretAccessKey: 'made-for-us',
  postgresPassword: 'p@ss/word',
  redisPassword: 'hush/hush',
};
const networks = ['172.18.0.3/16'];
const API = 'apps/api/dist/main.js';
const WEB = 'apps/web/node_modules/next/dist/bin/next';
const environment = (given: Record<string, string | undefined>, entry = API) =>
  containerEnvironment(given, { secrets, networks, entry });

describe('in a container of docker-compose.yml', () => {
  test('services that are not configured default to those of Compose, with the generated secrets', () => {
    expect(environment({})).toEqual({
      DATABASE_URL: 'postgresql://media:p%40ss%2Fword@postgres:5432/media',
      REDIS_URL: 'redis://:hush%2Fhush@redis:6379',
      S3_ENDPOINT: 'http://s3:9000',
      S3_PUBLIC_ENDPOINT: 'http://localhost:9000',
      S3_FORCE_PATH_STYLE: 'true',
      AWS_ACCESS_KEY_ID: 'MEDIA1',
      AWS_SECRET_ACCESS_KEY: 'made-for-us',
      JWT_SECRET: secrets.jwtSecret,
      TRUST_PROXY: 'loopback,172.18.0.3/16',
    });
  });

  test('localhost addresses, meant for processes on the host, also become the services of Compose', () => {
    const onThisMachine = {
      DATABASE_URL: 'postgresql://media:x@localhost:5432/media',
      REDIS_HOST: 'localhost',
      S3_ENDPOINT: 'http://127.0.0.1:9000',
      AWS_S3_BUCKET: 'media',
    };
    expect(environment(onThisMachine)).toEqual(environment({}));
    expect(environment({ REDIS_URL: 'redis://127.0.0.1:6379' })).toEqual(environment({}));
  });

  test('external services keep their configured addresses', () => {
    const elsewhere = {
      DATABASE_URL: 'postgresql://media:x@db.example.org/media',
      REDIS_HOST: 'redis.example.org',
      S3_ENDPOINT: 'https://s3.example.org',
    };
    expect(environment(elsewhere)).toEqual({ JWT_SECRET: secrets.jwtSecret, TRUST_PROXY: 'loopback,172.18.0.3/16' });
  });

  test('a bucket without an endpoint is on AWS and gets no generated key', () => {
    expect(environment({ AWS_S3_BUCKET: 'my-videos' })).not.toHaveProperty('S3_ENDPOINT');
    expect(environment({ AWS_S3_BUCKET: 'my-videos' })).not.toHaveProperty('AWS_ACCESS_KEY_ID');
  });

  test('browsers reach the store on the host of PUBLIC_URL, at the published port', () => {
    const given = { PUBLIC_URL: 'http://192.168.1.5:3000', S3_PORT: '9100' };
    expect(environment(given)).toMatchObject({
      S3_ENDPOINT: 'http://s3:9000',
      S3_PUBLIC_ENDPOINT: 'http://192.168.1.5:9100',
    });
  });

  test('an https PUBLIC_URL requires an https storage endpoint', () => {
    const given = { PUBLIC_URL: 'https://video.example.org' };
    expect(() => environment(given)).toThrow(/S3_PUBLIC_ENDPOINT=https:\/\/s3\.video\.example\.org/);
    const S3_PUBLIC_ENDPOINT = 'https://s3.video.example.org';
    expect(environment({ ...given, S3_PUBLIC_ENDPOINT })).toMatchObject({ S3_PUBLIC_ENDPOINT });
    expect(() => environment({ ...given, AWS_S3_BUCKET: 'my-videos' })).not.toThrow();
  });

  test.each([
    [API, ['p%40ss%2Fword', 'hush%2Fhush', 'made-for-us', secrets.jwtSecret]],
    ['apps/api/dist/migrate/main.js', ['p%40ss%2Fword']],
    ['apps/worker/dist/main.js', ['p%40ss%2Fword', 'hush%2Fhush', 'made-for-us']],
    ['packages/embedded-s3/dist/main.js', ['made-for-us']],
    [WEB, []],
    ['another program', []],
  ])('%s receives only the secrets that it uses', (entry, own) => {
    const found = JSON.stringify(environment({}, entry));
    const known = ['p%40ss%2Fword', 'hush%2Fhush', 'made-for-us', secrets.jwtSecret];
    expect(known.filter((secret) => found.includes(secret))).toEqual(own);
    expect(Object.keys(environment({}, entry)).sort()).toEqual([...(VARIABLES_BY_PROGRAM[entry] ?? [])].sort());
  });

  test('web, which mounts no secrets, receives the storage addresses', () => {
    expect(containerEnvironment({}, { secrets: undefined, networks: [], entry: WEB })).toMatchObject({
      S3_ENDPOINT: 'http://s3:9000',
      S3_PUBLIC_ENDPOINT: 'http://localhost:9000',
    });
  });
});
