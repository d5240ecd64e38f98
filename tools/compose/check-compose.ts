import { existsSync } from 'node:fs';
import { WORKER_ROLES } from '@media/runtime';
import type { Compose, Service } from './compose-file.ts';
import { argvOf, type Dockerfile, environmentOf, lastOf, type Stage, stagesOf } from './dockerfile.ts';
import { PROGRAMS, type Program, variablesForRoles } from './programs.ts';

/** A service and the stages of its image; none for third-party images. */
type Subject = { name: string; service: Service; stages: Stage[] };
type Check = (subject: Subject, compose: Compose) => string[];

const SETUP = ['setup'];
/** The variables of the service that generates the secrets. */
const SETUP_VARIABLES = [
  'SECRETS_DIR',
  'BIND_HOST',
  'PUBLIC_URL',
  'JWT_SECRET',
  'POSTGRES_PASSWORD',
  'REDIS_PASSWORD',
  'AWS_SECRET_ACCESS_KEY',
];
/** The variables that third-party images document. */
const THIRD_PARTY_VARIABLES: Readonly<Record<string, readonly string[]>> = {
  postgres: ['POSTGRES_USER', 'POSTGRES_DB', 'POSTGRES_PASSWORD_FILE'],
  redis: [],
};
const THIRD_PARTY_PORTS: Readonly<Record<string, number>> = { postgres: 5432, redis: 6379 };

const isOurs = ({ service }: Subject): boolean => service.build !== undefined;
const commandOf = ({ service, stages }: Subject): string[] => service.command ?? argvOf(lastOf(stages, 'CMD') ?? '[]');
const programOf = (subject: Subject): Program | undefined => {
  const [verb, entry = ''] = commandOf(subject);
  return verb === 'run' ? PROGRAMS[entry] : undefined;
};

const checkCommand: Check = (subject) => {
  if (!isOurs(subject)) return [];
  const command = commandOf(subject);
  if (command.join() === SETUP.join() || programOf(subject)) return [];
  return [`${subject.name}: the command "${command.join(' ')}" starts no known program`];
};

const rolesOf = ({ service }: Subject): string | undefined => service.environment?.WORKER_ROLES?.toString();

const variablesOf = (subject: Subject): readonly string[] => {
  const program = programOf(subject);
  if (program) return variablesForRoles(program, rolesOf(subject));
  return isOurs(subject) ? SETUP_VARIABLES : (THIRD_PARTY_VARIABLES[subject.name] ?? []);
};

const checkEnvironment: Check = (subject) =>
  Object.keys(subject.service.environment ?? {})
    .filter((name) => !variablesOf(subject).includes(name))
    .map((name) => `${subject.name}: doesn't read ${name}`);

/** `127.0.0.1:3000:3000` is host address, host port, container port. */
const checkPorts: Check = (subject) => {
  const port = programOf(subject)?.port ?? THIRD_PARTY_PORTS[subject.name];
  return (subject.service.ports ?? []).flatMap((published) => {
    const [address, , containerPort] = published.split(':');
    return [
      ...(Number(containerPort) === port
        ? []
        : [`${subject.name}: publishes port ${containerPort}, but listens on ${port}`]),
      ...(address === '127.0.0.1' ? [] : [`${subject.name}: is published to other machines at ${published}`]),
    ];
  });
};

const checkHardening: Check = ({ name, service, stages }) => {
  const user = service.user ?? lastOf(stages, 'USER') ?? 'root';
  return [
    ...(user === 'root' || user.startsWith('0') ? [`${name}: runs as root`] : []),
    ...(service.read_only ? [] : [`${name}: can write to its image`]),
    ...(service.cap_drop?.join() === 'ALL' ? [] : [`${name}: keeps capabilities`]),
    ...(service.security_opt?.includes('no-new-privileges:true') ? [] : [`${name}: can gain privileges`]),
    ...(service.container_name ? [`${name}: has a fixed container_name, so it can't scale`] : []),
    ...(service.restart ? [] : [`${name}: has no restart policy`]),
  ];
};

const checkVolumes: Check = (subject, { volumes }) =>
  (subject.service.volumes ?? []).flatMap((mount) => {
    const [source = '', target] = mount.startsWith('/') ? [undefined, mount] : mount.split(':');
    const folders = subject.stages.flatMap(({ instructions }) => instructions).map(({ text }) => text);
    const isCreated =
      !isOurs(subject) || folders.some((text) => text.startsWith('install -d') && text.includes(target ?? ''));
    return [
      ...(source && !(source in volumes) ? [`${subject.name}: there is no volume ${source}`] : []),
      ...(isCreated ? [] : [`${subject.name}: the image doesn't create ${target}, so root would own it`]),
    ];
  });

const hasHealth = ({ service, stages }: Subject): boolean =>
  service.healthcheck !== undefined || lastOf(stages, 'HEALTHCHECK') !== undefined;

const checkOrder =
  (subjects: readonly Subject[]): Check =>
  ({ name, service }) =>
    Object.entries(service.depends_on ?? {}).flatMap(([other, { condition }]) => {
      const before = subjects.find((subject) => subject.name === other);
      if (!before) return [`${name}: waits for ${other}, which doesn't exist`];
      if (condition === 'service_healthy' && !hasHealth(before))
        return [`${name}: waits for the health of ${other}, which has no health check`];
      if (condition === 'service_completed_successfully' && before.service.restart !== 'no')
        return [`${name}: waits for ${other} to exit, but ${other} restarts`];
      return [];
    });

/** Compares the URL of the image's health check with the port and path that its program serves. */
const checkHealth: Check = (subject) => {
  const program = programOf(subject);
  if (!program?.health) return [];
  const url = new URL(argvOf(lastOf(subject.stages, 'HEALTHCHECK') ?? '["http://none"]').at(-1) ?? '');
  const port = program.port ?? Number(environmentOf(subject.stages).WORKER_HEALTH_PORT);
  return [
    ...(Number(url.port) === port ? [] : [`${subject.name}: its health check uses port ${url.port}, not ${port}`]),
    ...(url.pathname === program.health.path
      ? []
      : [`${subject.name}: its health check requests ${url.pathname}, which it doesn't serve`]),
  ];
};

const checkBuild =
  (root: string): Check =>
  ({ name, service }) => {
    const { context = '.', dockerfile } = service.build ?? {};
    return !dockerfile || existsSync(`${root}/${context}/${dockerfile}`) ? [] : [`${name}: there is no ${dockerfile}`];
  };

/** Without `control`, tasks are never enqueued; without `encode`, they never run. */
const checkRoles = (subjects: readonly Subject[]): string[] => {
  const workers = subjects.filter((subject) => programOf(subject)?.readsFor);
  const roles = workers.flatMap((subject) => rolesOf(subject)?.split(',') ?? WORKER_ROLES);
  return WORKER_ROLES.filter((role) => !roles.includes(role)).map((role) => `no service has the role ${role}`);
};

/** One sentence per contradiction between docker-compose.yml and the code. Only checks whether files exist; reads none. */
export const checkCompose = (compose: Compose, dockerfile: Dockerfile, root: string): string[] => {
  const subjects = Object.entries(compose.services).map(([name, service]) => ({
    name,
    service,
    stages: service.build ? stagesOf(dockerfile, service.build.target) : [],
  }));
  const checks = [
    ...[checkBuild(root), checkCommand, checkEnvironment, checkPorts, checkHardening, checkVolumes, checkHealth],
    checkOrder(subjects),
  ];
  return [
    ...subjects.flatMap((subject) => checks.flatMap((check) => check(subject, compose))),
    ...checkRoles(subjects),
  ];
};
