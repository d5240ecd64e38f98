import { describeEnvironment, roleNames, type Variable, type WorkerRole } from '@media/runtime';
import { COMPOSE_VARIABLES, EMBEDDED_S3_VARIABLES, LAUNCHER_VARIABLES } from './other-variables.ts';

const GIB = 1024 ** 3;

const defaultOf = ({ name, defaultValue, isRequired }: Variable): string => {
  if (isRequired) return '**must be set**';
  if (defaultValue === undefined) return '';
  return name.endsWith('_BYTES') ? `${Number(defaultValue) / GIB} GiB` : `\`${defaultValue}\``;
};

const rowOf = (variable: Variable): string => `| \`${variable.name}\` | ${defaultOf(variable)} | ${variable.meaning} |`;

const table = (variables: readonly Variable[]): string =>
  ['| variable | default | meaning |', '|---|---|---|', ...variables.map(rowOf)].join('\n');

const section = (title: string, text: string, variables: readonly Variable[]): string =>
  `## ${title}\n\n${text}\n\n${table(variables)}\n`;

const INTRODUCTION = `# Configuration

Made from the code by \`pnpm run docs\`: change the schema in packages/runtime/src/environment.ts, or tools/docs/other-variables.ts, not this page.

Everything is read from the environment, once per process. A variable that is empty counts as not set. A mistake stops the process with
a line that names every variable at fault. How to run it all is in [operations.md](operations.md).
`;

/** docs/configuration.md, whole. Pure. */
export const configurationPage = (): string => {
  const { both, api, worker, web } = describeEnvironment();
  const roles = roleNames();
  const ofRole = (role: WorkerRole) => worker.filter(({ name }) => roles[role].includes(name));
  const ofBoth = worker.filter(({ name }) => !Object.values(roles).flat().includes(name));
  return [
    INTRODUCTION,
    section(
      'The launcher',
      '`pnpm start` and `pnpm dev` start what the environment does not name: `DATABASE_URL`, `REDIS_URL` or `REDIS_HOST`, and `S3_ENDPOINT` or\n`AWS_S3_BUCKET` each switch one embedded server off. `JWT_SECRET` and the keys of the embedded S3 are made once and kept in\n`DATA_DIR/secrets.json`; those in the environment take their place. Besides, each process is given what its table below names, what Node and the\nmachine need (`PATH`, `HOME`, `TZ`, `LANG`, `NODE_*`, `OTEL_*`, proxies, certificates), and nothing else. API and worker are given `AWS_*` and\n`PG*` as well where the store and the database are your own, for the clients of these read them.',
      LAUNCHER_VARIABLES,
    ),
    section(
      'docker-compose.yml',
      'Read from `.env` beside it, or from the environment. What it does not name, or names on `localhost`, is the service in the container\nbeside it. Besides, the variables of API and worker below are handed on to them, ports and addresses to listen on apart.',
      COMPOSE_VARIABLES,
    ),
    section('API and worker', 'Both read these, and are given the same.', both),
    section(
      'API',
      '`apps/api/dist/main.js`. `apps/api/dist/migrate/main.js`, which brings the database up to date, reads `DATABASE_URL` and `LOG_LEVEL` alone.',
      api,
    ),
    section(
      'Worker',
      '`apps/worker/dist/main.js`, whatever its roles. Under the launcher every worker has both.',
      ofBoth,
    ),
    section(
      'Worker with the role control',
      'It keeps the installation going, and starts no other program.',
      ofRole('control'),
    ),
    section('Worker with the role encode', 'It works on videos.', ofRole('encode')),
    section('Web', '`next start apps/web`. It is given none of the secrets.', web),
    section('The embedded S3', '`packages/embedded-s3/dist/main.js`.', EMBEDDED_S3_VARIABLES),
  ].join('\n');
};
