import { join } from 'node:path';

export type BuildStep = {
  name: string;
  /** Printed while the step runs. */
  title: string;
  command: string;
  args: string[];
  cwd: string;
  env: Record<string, string>;
  /** The step runs if these paths changed since it last succeeded, or if `output` is missing. If undefined, it always runs. */
  inputs?: { paths: string[]; output: string };
};

/** A new version of any dependency can change the output of a tool. */
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

/** Has no inputs because tsc detects changes itself, in 0.1 s if there are none. */
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
    title: 'Building the web pages (about a minute, only after changes)',
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

/** In dependency order. */
export const buildSteps = (root: string, { withWeb }: { withWeb: boolean }): BuildStep[] => [
  generate(root),
  compile(root),
  ...(withWeb ? [web(root)] : []),
];
