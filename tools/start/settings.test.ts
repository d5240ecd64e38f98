import { expect, test } from 'vitest';
import { readSettings } from './settings.ts';

const read = (env: Record<string, string> = {}) => readSettings(env, '/project', false);

test('by default, everything is embedded, on the default ports, for this machine only', () => {
  expect(read()).toMatchObject({
    dataDir: '/project/.data',
    ports: { api: 3001, web: 3000, s3: 9000, postgres: undefined, redis: undefined },
    embedded: { postgres: true, redis: true, s3: true },
    publicUrl: 'http://localhost:3000',
    bindHost: '127.0.0.1',
    workerProcesses: 1,
  });
});

test.each([
  [{ DATABASE_URL: 'postgresql://db/media' }, { postgres: false, redis: true, s3: true }],
  [{ REDIS_URL: 'redis://cache' }, { postgres: true, redis: false, s3: true }],
  [
    { REDIS_HOST: 'cache', REDIS_PORT: '6379' },
    { postgres: true, redis: false, s3: true },
  ],
  [{ S3_ENDPOINT: 'https://store' }, { postgres: true, redis: true, s3: false }],
  [{ AWS_S3_BUCKET: 'videos' }, { postgres: true, redis: true, s3: false }],
])('%o disables only that embedded server', (env, embedded) => {
  expect(read(env).embedded).toEqual(embedded);
});

test('a public host makes the servers listen on all interfaces', () => {
  const { publicUrl, bindHost } = read({ PUBLIC_URL: 'http://video.example.org/' });
  expect({ publicUrl, bindHost }).toEqual({ publicUrl: 'http://video.example.org', bindHost: '0.0.0.0' });
});

test('a specific bind address becomes the public URL', () => {
  expect(read({ BIND_HOST: '192.168.1.5' }).publicUrl).toBe('http://192.168.1.5:3000');
  expect(read({ BIND_HOST: '0.0.0.0' }).publicUrl).toBe('http://localhost:3000');
});

test('https pages require https for the embedded store', () => {
  const PUBLIC_URL = 'https://video.example.org';
  expect(() => read({ PUBLIC_URL })).toThrow('S3_PUBLIC_ENDPOINT=https://s3.video.example.org');
  expect(read({ PUBLIC_URL, S3_PUBLIC_ENDPOINT: 'https://s3.example.org' }).publicUrl).toBe(PUBLIC_URL);
  expect(read({ PUBLIC_URL, AWS_S3_BUCKET: 'videos' }).publicUrl).toBe(PUBLIC_URL);
});

test('errors for invalid values name the variable', () => {
  expect(() => read({ API_PORT: 'eighty' })).toThrow('API_PORT must be a whole number from 1 to 65535');
  expect(() => read({ WORKER_PROCESSES: '0' })).toThrow('WORKER_PROCESSES');
  expect(() => read({ PUBLIC_URL: 'my server' })).toThrow('PUBLIC_URL');
  expect(() => read({ API_PORT: '3000' })).toThrow('API_PORT and WEB_PORT are both 3000');
  expect(() => read({ API_METRICS_PORT: '3001' })).toThrow('API_PORT and API_METRICS_PORT are both 3001');
});
