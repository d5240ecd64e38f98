import { describeEnvironment, environmentNames, roleNames, type Variable, WORKER_ROLES } from '@media/runtime';
import { EMBEDDED_S3_VARIABLES, TRACING_VARIABLES } from '../docs/other-variables.ts';

/** A program that runs in a container, as described by the code. */
export type Program = {
  /** The package whose production files the image contains. */
  package: string;
  source: string;
  reads: readonly string[];
  /** Of these, the variables that only one worker role reads, by role. */
  readsFor?: Readonly<Record<string, readonly string[]>>;
  /** The default port. */
  port?: number;
  /** The path of its health check, and the file that serves it. */
  health?: { path: string; source: string };
};

const names = environmentNames();
const { api } = describeEnvironment();
const portOf = (variables: readonly Variable[], name: string): number =>
  Number(variables.find((variable) => variable.name === name)?.defaultValue);

/** The variables of tools/container/main.ts. */
const ENTRYPOINT = ['IN_COMPOSE', 'SECRETS_DIR', 'BIND_HOST', 'PUBLIC_URL'];
/** For programs that need the public address of the store. */
const ENTRYPOINT_WITH_STORE = [...ENTRYPOINT, 'S3_PORT'];

const TRACING = TRACING_VARIABLES.map(({ name }) => name);

const NEXT = 'apps/web/node_modules/next/dist/bin/next';

/** The variables that a program reads with these roles (WORKER_ROLES); undefined means all roles. */
export const variablesForRoles = ({ reads, readsFor = {} }: Program, roles: string | undefined): string[] => {
  const named = roles ? roles.split(',') : WORKER_ROLES;
  const others = Object.keys(readsFor).filter((role) => !named.some((name) => name === role));
  return reads.filter((name) => !others.some((role) => readsFor[role]?.includes(name)));
};

/** Programs by entry, as in an image's command. */
export const PROGRAMS: Readonly<Record<string, Program>> = {
  'apps/api/dist/main.js': {
    package: 'apps/api',
    source: 'apps/api/src/main.ts',
    reads: [...ENTRYPOINT_WITH_STORE, ...names.api, ...TRACING],
    port: portOf(api, 'API_PORT'),
    health: { path: '/health/ready', source: 'apps/api/src/service/service.routes.ts' },
  },
  'apps/api/dist/migrate/main.js': {
    package: 'apps/api',
    source: 'apps/api/src/migrate/main.ts',
    reads: [...ENTRYPOINT, ...names.migrate],
  },
  'apps/worker/dist/main.js': {
    package: 'apps/worker',
    source: 'apps/worker/src/main.ts',
    reads: [...ENTRYPOINT_WITH_STORE, ...names.worker, ...TRACING],
    readsFor: roleNames(),
    health: { path: '/health/ready', source: 'apps/worker/src/health/serve-health.ts' },
  },
  [NEXT]: {
    package: 'apps/web',
    source: 'apps/web/next.config.ts',
    reads: [...ENTRYPOINT_WITH_STORE, ...names.web, ...TRACING],
    port: portOf(api, 'WEB_PORT'),
    health: { path: '/', source: 'apps/web/src/app/(site)/page.tsx' },
  },
  'packages/embedded-s3/dist/main.js': {
    package: 'packages/embedded-s3',
    source: 'packages/embedded-s3/src/main.ts',
    reads: [...ENTRYPOINT_WITH_STORE, ...EMBEDDED_S3_VARIABLES.map(({ name }) => name)],
    port: portOf(EMBEDDED_S3_VARIABLES, 'S3_PORT'),
    health: { path: '/', source: 'packages/embedded-s3/src/http/handle-request.ts' },
  },
};
