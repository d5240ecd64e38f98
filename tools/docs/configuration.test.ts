import { globSync, readFileSync } from 'node:fs';
import { S3_SETTINGS } from '@media/local-services';
import { describeEnvironment, type Variable } from '@media/runtime';
import { expect, test } from 'vitest';
import { configurationPage } from './configuration-page.ts';
import { COMPOSE_VARIABLES, EMBEDDED_S3_VARIABLES, LAUNCHER_VARIABLES } from './other-variables.ts';

const ROOT = new URL('../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8');
const { both, api, worker, web } = describeEnvironment();
const namesOf = (...tables: (readonly Variable[])[]): string[] => tables.flat().map(({ name }) => name);
const sorted = (names: Iterable<string>): string[] => [...new Set(names)].sort();

/** Variables read as `env.NAME`, or passed to a function as `env, 'NAME'`. */
const namesRead = (text: string): string[] =>
  [...text.matchAll(/\benv(?:\.|, ')([A-Z][A-Z0-9_]+)\b/g)].map(([, name = '']) => name);

const textOf = (pattern: string): string =>
  globSync(pattern, { cwd: ROOT })
    .filter((path) => !/\.test\.tsx?$/.test(path))
    .map(read)
    .join('\n');

test('docs/configuration.md is up to date with `pnpm run docs`', () => {
  expect(read('docs/configuration.md')).toBe(configurationPage());
});

test('the launcher reads the variables in its table, besides those it passes on', () => {
  const text = textOf('tools/start/*.ts');
  const passedOn = [...namesOf(both, api, worker), 'PATH'];
  const found = namesRead(text);
  expect(found).toEqual(expect.arrayContaining(['DATA_DIR', 'POSTGRES_PORT', 'DATABASE_URL']));
  expect(found.filter((name) => ![...namesOf(LAUNCHER_VARIABLES), ...passedOn].includes(name))).toEqual([]);
  expect(namesOf(LAUNCHER_VARIABLES).filter((name) => !found.includes(name))).toEqual([]);
});

test('the embedded S3 reads the variables in its table', () => {
  expect(sorted(namesRead(read('packages/embedded-s3/src/read-env.ts')))).toEqual(
    sorted(namesOf(EMBEDDED_S3_VARIABLES)),
  );
});

test('the launcher passes settings on to the embedded S3 and sets the rest itself', () => {
  const setByLauncher = [
    'S3_DATA_DIR',
    'AWS_ACCESS_KEY_ID',
    'AWS_SECRET_ACCESS_KEY',
    'AWS_REGION',
    'S3_PORT',
    'S3_HOST',
  ];
  expect(sorted([...setByLauncher, ...S3_SETTINGS])).toEqual(sorted(namesOf(EMBEDDED_S3_VARIABLES)));
});

test('the web server reads the variables in its table', () => {
  const found = namesRead(textOf('apps/web/src/{proxy,instrumentation}*/**/*.ts') + textOf('apps/web/src/*.ts'));
  // The last one is set, not read.
  const setByNext = ['NEXT_RUNTIME', 'NODE_ENV', 'NEXT_OTEL_FETCH_DISABLED'];
  expect(sorted(found.filter((name) => !setByNext.includes(name)))).toEqual(sorted(namesOf(web)));
});

test('docker-compose.yml reads the variables in its table', () => {
  const found = [...read('docker-compose.yml').matchAll(/\$\{([A-Z_0-9]+)/g)].map(([, name = '']) => name);
  const others = ['POSTGRES_PASSWORD', 'REDIS_PASSWORD']; // passed to the service that generates the secrets
  expect(sorted([...found, 'BIND_HOST', ...others])).toEqual(sorted(namesOf(COMPOSE_VARIABLES)));
});
