import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { NODE_ENV_LIMITS, NODE_FLAGS } from '../start/node-flags.ts';
import { checkDockerfile } from './check-dockerfile.ts';
import { environmentOf, lastOf, parseDockerfile, stagesOf } from './dockerfile.ts';

const ROOT = new URL('../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8');
const text = read('deploy/docker/Dockerfile');
const { devDependencies } = JSON.parse(read('package.json')) as { devDependencies: Record<string, string> };
const IMAGES = ['api', 'worker', 'web', 's3'];

const problemsOf = (changed: string): string[] =>
  checkDockerfile(parseDockerfile(changed), {
    text: changed,
    root: fileURLToPath(ROOT),
    images: IMAGES,
    pinned: { node: devDependencies.node ?? '', pnpm: devDependencies.pnpm ?? '' },
    nodeFlags: NODE_FLAGS,
  });

test('the Dockerfile matches the repository', () => {
  expect(problemsOf(text)).toEqual([]);
});

test.each<[string, string, string, RegExp]>([
  ['a different Node version', 'NODE_VERSION=24', 'NODE_VERSION=22', /Node is not/],
  ['a different pnpm version', 'PNPM_VERSION=12', 'PNPM_VERSION=11', /pnpm is not/],
  [
    'a source that does not exist',
    'COPY tools/container',
    'COPY tools/kontainer',
    /tools\/kontainer, which doesn't exist/,
  ],
  ['a stage that does not exist', '--from=web-files', '--from=pages', /pages, which is not a stage/],
  [
    'a program that does not exist',
    '"run", "apps/worker/dist/main.js"',
    '"run", "apps/worker/dist/work.js"',
    /not a known program/,
  ],
  [
    'a package that lacks the program',
    'collect.sh apps/worker /out',
    'collect.sh apps/api /out',
    /a different package/,
  ],
  ['a port without a listener', 'EXPOSE 3001', 'EXPOSE 3100', /exposes port 3100/],
  ['Node flags that differ from the launcher', '--max-semi-space-size=1', '--max-semi-space-size=16', /flags differ/],
])('finds %s', (_what, from, to, problem) => {
  expect(text).toContain(from);
  expect(problemsOf(text.replace(from, to)).join('\n')).toMatch(problem);
});

test('every image is Debian 13, runs as an unprivileged user and has a health check', () => {
  const dockerfile = parseDockerfile(text);
  for (const image of IMAGES) {
    const stages = stagesOf(dockerfile, image);
    expect(stages[0]?.from).toMatch(/-trixie-slim$/);
    expect(lastOf(stages, 'USER')).toBe('node');
    expect(lastOf(stages, 'HEALTHCHECK')).toContain('http://127.0.0.1:');
    expect(environmentOf(stages)).toMatchObject({ NODE_ENV: 'production', ...NODE_ENV_LIMITS });
  }
});

test('only the worker image contains ffmpeg and its sandbox', () => {
  const installing = parseDockerfile(text).stages.filter(({ instructions }) =>
    instructions.some((instruction) => instruction.text.includes('apt-get install')),
  );
  expect(installing.map(({ name }) => name)).toEqual(['worker']);
  expect(lastOf(installing, 'RUN')).toMatch(/ ffmpeg bubblewrap util-linux-extra /);
});

test('secrets and local build output stay out of the images', () => {
  const ignored = read('.dockerignore').split('\n');
  expect(ignored).toEqual(expect.arrayContaining(['.env', '**/.env', '.git', '.data', '**/node_modules', '**/dist']));
});
