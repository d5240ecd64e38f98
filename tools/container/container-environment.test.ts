import { describe, expect, test } from 'vitest';
import { containerEnvironment, GIVEN } from './container-environment.ts';

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
  test('what is not named is the service beside it, with the secrets of this installation', () => {
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

  test('an address on localhost, meant for processes on the machine itself, is the service beside it as well', () => {
    const onThisMachine = {
      DATABASE_URL: 'postgresql://media:x@localhost:5432/media',
      REDIS_HOST: 'localhost',
      S3_ENDPOINT: 'http://127.0.0.1:9000',
      AWS_S3_BUCKET: 'media',
    };
    expect(environment(onThisMachine)).toEqual(environment({}));
    expect(environment({ REDIS_URL: 'redis://127.0.0.1:6379' })).toEqual(environment({}));
  });

  test('stores elsewhere are left as they are named', () => {
    const elsewhere = {
      DATABASE_URL: 'postgresql://media:x@db.example.org/media',
      REDIS_HOST: 'redis.example.org',
      S3_ENDPOINT: 'https://s3.example.org',
    };
    expect(environment(elsewhere)).toEqual({ JWT_SECRET: secrets.jwtSecret, TRUST_PROXY: 'loopback,172.18.0.3/16' });
  });

  test('a bucket without an endpoint is on AWS, and no key of ours is given to it', () => {
    expect(environment({ AWS_S3_BUCKET: 'my-videos' })).not.toHaveProperty('S3_ENDPOINT');
    expect(environment({ AWS_S3_BUCKET: 'my-videos' })).not.toHaveProperty('AWS_ACCESS_KEY_ID');
  });

  test('browsers find the store on the host that people open, at the port of the machine', () => {
    const given = { PUBLIC_URL: 'http://192.168.1.5:3000', S3_PORT: '9100' };
    expect(environment(given)).toMatchObject({
      S3_ENDPOINT: 'http://s3:9000',
      S3_PUBLIC_ENDPOINT: 'http://192.168.1.5:9100',
    });
  });

  test('pages that come by https need a store by https', () => {
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
  ])('%s is given no secret but those that it uses', (entry, own) => {
    const found = JSON.stringify(environment({}, entry));
    const known = ['p%40ss%2Fword', 'hush%2Fhush', 'made-for-us', secrets.jwtSecret];
    expect(known.filter((secret) => found.includes(secret))).toEqual(own);
    expect(Object.keys(environment({}, entry)).sort()).toEqual([...(GIVEN[entry] ?? [])].sort());
  });

  test('web, which mounts no secrets, learns where the store is', () => {
    expect(containerEnvironment({}, { secrets: undefined, networks: [], entry: WEB })).toMatchObject({
      S3_ENDPOINT: 'http://s3:9000',
      S3_PUBLIC_ENDPOINT: 'http://localhost:9000',
    });
  });
});
