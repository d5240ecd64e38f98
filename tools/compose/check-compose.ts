import { existsSync } from 'node:fs';
import { WORKER_ROLES } from '@media/runtime';
import type { Compose, Service } from './compose-file.ts';
import { argvOf, type Dockerfile, environmentOf, lastOf, lineage, type Stage } from './dockerfile.ts';
import { PROGRAMS, type Program, readsAs } from './programs.ts';

/** A service with its name, and the stages of its image where it is one of ours. */
type Subject = { name: string; service: Service; stages: Stage[] };
type Check = (subject: Subject, compose: Compose) => string[];

const SETUP = ['setup'];
/** What the service reads that makes the secrets. */
const SETUP_READS = [
  'SECRETS_DIR',
  'BIND_HOST',
  'PUBLIC_URL',
  'JWT_SECRET',
  'POSTGRES_PASSWORD',
  'REDIS_PASSWORD',
  'AWS_SECRET_ACCESS_KEY',
];
/** What the images of others read, by their own documentation. */
const FOREIGN_READS: Readonly<Record<string, readonly string[]>> = {
  postgres: ['POSTGRES_USER', 'POSTGRES_DB', 'POSTGRES_PASSWORD_FILE'],
  redis: [],
};
/** Where the images of others listen and keep their data. */
const FOREIGN_PORTS: Readonly<Record<string, number>> = { postgres: 5432, redis: 6379 };

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
  return [`${subject.name}: nothing of ours is started by "${command.join(' ')}"`];
};

const rolesOf = ({ service }: Subject): string | undefined => service.environment?.WORKER_ROLES?.toString();

const readsOf = (subject: Subject): readonly string[] => {
  const program = programOf(subject);
  if (program) return readsAs(program, rolesOf(subject));
  return isOurs(subject) ? SETUP_READS : (FOREIGN_READS[subject.name] ?? []);
};

const checkEnvironment: Check = (subject) =>
  Object.keys(subject.service.environment ?? {})
    .filter((name) => !readsOf(subject).includes(name))
    .map((name) => `${subject.name}: nothing there reads ${name}`);

/** `127.0.0.1:3000:3000` is an address and a port of the machine, and a port of the container. */
const checkPorts: Check = (subject) => {
  const port = programOf(subject)?.port ?? FOREIGN_PORTS[subject.name];
  return (subject.service.ports ?? []).flatMap((published) => {
    const [address, , inside] = published.split(':');
    return [
      ...(Number(inside) === port ? [] : [`${subject.name}: publishes port ${inside}, but listens on ${port}`]),
      ...(address === '127.0.0.1' ? [] : [`${subject.name}: lets others than this machine in, at ${published}`]),
    ];
  });
};

const checkHardening: Check = ({ name, service, stages }) => {
  const user = service.user ?? lastOf(stages, 'USER') ?? 'root';
  return [
    ...(user === 'root' || user.startsWith('0') ? [`${name}: runs as root`] : []),
    ...(service.read_only ? [] : [`${name}: may write to its image`]),
    ...(service.cap_drop?.join() === 'ALL' ? [] : [`${name}: keeps capabilities`]),
    ...(service.security_opt?.includes('no-new-privileges:true') ? [] : [`${name}: may gain privileges`]),
    ...(service.container_name ? [`${name}: has a name of its own, so there can be one only`] : []),
    ...(service.restart ? [] : [`${name}: does not say whether it is started again`]),
  ];
};

const checkVolumes: Check = (subject, { volumes }) =>
  (subject.service.volumes ?? []).flatMap((mount) => {
    const [source = '', target] = mount.startsWith('/') ? [undefined, mount] : mount.split(':');
    const folders = subject.stages.flatMap(({ instructions }) => instructions).map(({ text }) => text);
    const isMade =
      !isOurs(subject) || folders.some((text) => text.startsWith('install -d') && text.includes(target ?? ''));
    return [
      ...(source && !(source in volumes) ? [`${subject.name}: there is no volume ${source}`] : []),
      ...(isMade ? [] : [`${subject.name}: ${target} is not made in the image, so it would belong to root`]),
    ];
  });

const hasHealth = ({ service, stages }: Subject): boolean =>
  service.healthcheck !== undefined || lastOf(stages, 'HEALTHCHECK') !== undefined;

const checkOrder =
  (subjects: readonly Subject[]): Check =>
  ({ name, service }) =>
    Object.entries(service.depends_on ?? {}).flatMap(([other, { condition }]) => {
      const before = subjects.find((subject) => subject.name === other);
      if (!before) return [`${name}: waits for ${other}, which does not exist`];
      if (condition === 'service_healthy' && !hasHealth(before))
        return [`${name}: nobody tells whether ${other} is well`];
      if (condition === 'service_completed_successfully' && before.service.restart !== 'no')
        return [`${name}: waits for the end of ${other}, which is started again`];
      return [];
    });

/** The address that an image asks for its health, against what its program answers, and where. */
const checkHealth: Check = (subject) => {
  const program = programOf(subject);
  if (!program?.health) return [];
  const url = new URL(argvOf(lastOf(subject.stages, 'HEALTHCHECK') ?? '["http://none"]').at(-1) ?? '');
  const port = program.port ?? Number(environmentOf(subject.stages).WORKER_HEALTH_PORT);
  return [
    ...(Number(url.port) === port ? [] : [`${subject.name}: its health is asked at port ${url.port}, not ${port}`]),
    ...(url.pathname === program.health.path ? [] : [`${subject.name}: nothing answers ${url.pathname}`]),
  ];
};

const checkBuild =
  (root: string): Check =>
  ({ name, service }) => {
    const { context = '.', dockerfile } = service.build ?? {};
    return !dockerfile || existsSync(`${root}/${context}/${dockerfile}`) ? [] : [`${name}: there is no ${dockerfile}`];
  };

/** Without a process for one of them, tasks are never enqueued, or never run. */
const checkRoles = (subjects: readonly Subject[]): string[] => {
  const workers = subjects.filter((subject) => programOf(subject)?.readsFor);
  const roles = workers.flatMap((subject) => rolesOf(subject)?.split(',') ?? WORKER_ROLES);
  return WORKER_ROLES.filter((role) => !roles.includes(role)).map((role) => `no service has the role ${role}`);
};

/** One sentence for everything in docker-compose.yml that the code does not bear out. Reads only whether files exist. */
export const checkCompose = (compose: Compose, dockerfile: Dockerfile, root: string): string[] => {
  const subjects = Object.entries(compose.services).map(([name, service]) => ({
    name,
    service,
    stages: service.build ? lineage(dockerfile, service.build.target) : [],
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
