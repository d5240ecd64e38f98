import { join } from 'node:path';

export type BuildStep = {
  name: string;
  /** What a person is told while they wait. */
  title: string;
  command: string;
  args: string[];
  cwd: string;
  env: Record<string, string>;
  /** The step runs when these have changed since it last succeeded, or `output` is missing. Without, it always runs. */
  inputs?: { paths: string[]; output: string };
};

/** Anything pnpm installs may change what a tool makes. */
const LOCKFILE = 'pnpm-lock.yaml';

const generate = (root: string): BuildStep => {
  const cwd = join(root, 'packages/database');
  return {
    name: 'generate',
    title: 'Generating the database client',
    command: join(cwd, 'node_modules/.bin/prisma'),
    args: ['generate'],
    cwd,
    // `generate` needs no schema engine, but would try to download one unless this names a file that exists.
    env: { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: '1', CHECKPOINT_DISABLE: '1' },
    inputs: {
      paths: ['packages/database/prisma/schema.prisma', 'packages/database/prisma.config.ts', LOCKFILE],
      output: join(cwd, 'src/generated'),
    },
  };
};

/** tsc compares contents by itself, in a tenth of a second when nothing changed. */
const compile = (root: string): BuildStep => ({
  name: 'compile',
  title: 'Compiling the packages',
  command: join(root, 'node_modules/.bin/tsc'),
  args: ['-b'],
  cwd: root,
  env: {},
});

const web = (root: string): BuildStep => {
  const cwd = join(root, 'apps/web');
  return {
    name: 'web',
    title: 'Building the web pages (about a minute, only when they changed)',
    command: join(cwd, 'node_modules/.bin/next'),
    args: ['build'],
    cwd,
    env: { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    inputs: {
      paths: [
        ...['apps/web', 'packages/core/src', 'packages/contracts/src', 'packages/runtime/src', 'packages/sdk/src'],
        ...['tsconfig.base.json', LOCKFILE],
      ],
      output: join(cwd, '.next/BUILD_ID'),
    },
  };
};

/** In the order in which one needs the other. */
export const buildSteps = (root: string, { withWeb }: { withWeb: boolean }): BuildStep[] => [
  generate(root),
  compile(root),
  ...(withWeb ? [web(root)] : []),
];
