import { describeEnvironment, environmentNames, roleNames, type Variable, WORKER_ROLES } from '@media/runtime';
import { EMBEDDED_S3_VARIABLES } from '../docs/other-variables.ts';

/** A program of ours that runs in a container, and what is known of it from the code. */
export type Program = {
  /** The folder of the package whose needs the image carries. */
  package: string;
  /** The file that the program is built from. */
  source: string;
  /** The variables that it reads. */
  reads: readonly string[];
  /** Those among them that it reads for one of its roles alone, by role, where it has roles. */
  readsFor?: Readonly<Record<string, readonly string[]>>;
  /** Where it listens unless told otherwise. */
  port?: number;
  /** A path that tells of its health, and the file that answers it. */
  health?: { path: string; source: string };
};

const names = environmentNames();
const { api } = describeEnvironment();
const portOf = (variables: readonly Variable[], name: string): number =>
  Number(variables.find((variable) => variable.name === name)?.defaultValue);

/** What main.ts of tools/container reads on the way. */
const STARTING = ['IN_COMPOSE', 'SECRETS_DIR', 'BIND_HOST', 'PUBLIC_URL'];
/** And where it has to know the address of the store as browsers see it. */
const CONTAINER = [...STARTING, 'S3_PORT'];

const NEXT = 'apps/web/node_modules/next/dist/bin/next';

/** What a program reads that has these roles (WORKER_ROLES), all of them without a value. */
export const readsAs = ({ reads, readsFor = {} }: Program, roles: string | undefined): string[] => {
  const named = roles ? roles.split(',') : WORKER_ROLES;
  const others = Object.keys(readsFor).filter((role) => !named.some((name) => name === role));
  return reads.filter((name) => !others.some((role) => readsFor[role]?.includes(name)));
};

/** By the entry that an image's command names. */
export const PROGRAMS: Readonly<Record<string, Program>> = {
  'apps/api/dist/main.js': {
    package: 'apps/api',
    source: 'apps/api/src/main.ts',
    reads: [...CONTAINER, ...names.api],
    port: portOf(api, 'API_PORT'),
    health: { path: '/health/ready', source: 'apps/api/src/service/service.routes.ts' },
  },
  'apps/api/dist/migrate/main.js': {
    package: 'apps/api',
    source: 'apps/api/src/migrate/main.ts',
    reads: [...STARTING, ...names.migrate],
  },
  'apps/worker/dist/main.js': {
    package: 'apps/worker',
    source: 'apps/worker/src/main.ts',
    reads: [...CONTAINER, ...names.worker],
    readsFor: roleNames(),
    health: { path: '/health/ready', source: 'apps/worker/src/health/serve-health.ts' },
  },
  [NEXT]: {
    package: 'apps/web',
    source: 'apps/web/next.config.ts',
    reads: [...CONTAINER, ...names.web],
    port: portOf(api, 'WEB_PORT'),
    health: { path: '/', source: 'apps/web/src/app/(site)/page.tsx' },
  },
  'packages/embedded-s3/dist/main.js': {
    package: 'packages/embedded-s3',
    source: 'packages/embedded-s3/src/main.ts',
    reads: [...CONTAINER, ...EMBEDDED_S3_VARIABLES.map(({ name }) => name)],
    port: portOf(EMBEDDED_S3_VARIABLES, 'S3_PORT'),
    health: { path: '/', source: 'packages/embedded-s3/src/http/handle-request.ts' },
  },
};
