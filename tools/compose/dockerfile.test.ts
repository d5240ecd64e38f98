import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { NODE_ENV_LIMITS, NODE_FLAGS } from '../start/node-flags.ts';
import { checkDockerfile } from './check-dockerfile.ts';
import { environmentOf, lastOf, lineage, parseDockerfile } from './dockerfile.ts';

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

test('everything that the Dockerfile names is in the tree', () => {
  expect(problemsOf(text)).toEqual([]);
});

test.each<[string, string, string, RegExp]>([
  ['another Node', 'NODE_VERSION=24', 'NODE_VERSION=22', /Node is not/],
  ['another pnpm', 'PNPM_VERSION=12', 'PNPM_VERSION=11', /pnpm is not/],
  [
    'a source that is not there',
    'COPY tools/container',
    'COPY tools/kontainer',
    /tools\/kontainer, which is not there/,
  ],
  ['a stage that is not there', '--from=web-files', '--from=pages', /pages, which is no stage/],
  [
    'a program that is not there',
    '"run", "apps/worker/dist/main.js"',
    '"run", "apps/worker/dist/work.js"',
    /no program/,
  ],
  ['a package that lacks the program', 'collect.sh apps/worker /out', 'collect.sh apps/api /out', /another package/],
  ['a port that nobody listens on', 'EXPOSE 3001', 'EXPOSE 3100', /listens on 3100/],
  ['other flags than the launcher gives', '--max-semi-space-size=1', '--max-semi-space-size=16', /other flags/],
])('finds %s', (_what, from, to, problem) => {
  expect(text).toContain(from);
  expect(problemsOf(text.replace(from, to)).join('\n')).toMatch(problem);
});

test('every image is Debian 13, runs as a user without rights, and tells of its health', () => {
  const dockerfile = parseDockerfile(text);
  for (const image of IMAGES) {
    const stages = lineage(dockerfile, image);
    expect(stages[0]?.from).toMatch(/-trixie-slim$/);
    expect(lastOf(stages, 'USER')).toBe('node');
    expect(lastOf(stages, 'HEALTHCHECK')).toContain('http://127.0.0.1:');
    expect(environmentOf(stages)).toMatchObject({ NODE_ENV: 'production', ...NODE_ENV_LIMITS });
  }
});

test('only the worker has the programs that touch media, and what confines them', () => {
  const installing = parseDockerfile(text).stages.filter(({ instructions }) =>
    instructions.some((instruction) => instruction.text.includes('apt-get install')),
  );
  expect(installing.map(({ name }) => name)).toEqual(['worker']);
  expect(lastOf(installing, 'RUN')).toMatch(/ ffmpeg bubblewrap util-linux-extra /);
});

test('neither secrets nor what was built elsewhere come into an image', () => {
  const ignored = read('.dockerignore').split('\n');
  expect(ignored).toEqual(expect.arrayContaining(['.env', '**/.env', '.git', '.data', '**/node_modules', '**/dist']));
});
