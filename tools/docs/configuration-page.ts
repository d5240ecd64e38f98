import { describeEnvironment, type Variable } from '@media/runtime';
import { COMPOSE_VARIABLES, EMBEDDED_S3_VARIABLES, LAUNCHER_VARIABLES, WEB_VARIABLES } from './other-variables.ts';

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

Made from the code by \`pnpm run docs\`: change the schema in packages/runtime/src/config.ts, or tools/docs/other-variables.ts, not this page.

Everything is read from the environment, once per process. A variable that is empty counts as not set. A mistake stops the process with
a line that names every variable at fault. How to run it all is in [operations.md](operations.md).
`;

/** docs/configuration.md, whole. Pure. */
export const configurationPage = (): string => {
  const { both, api, worker } = describeEnvironment();
  return [
    INTRODUCTION,
    section(
      'The launcher',
      '`pnpm start` and `pnpm dev` start what the environment does not name: `DATABASE_URL`, `REDIS_URL` or `REDIS_HOST`, and `S3_ENDPOINT` or\n`AWS_S3_BUCKET` each switch one embedded server off. `JWT_SECRET` and the keys of the embedded S3 are made once and kept in\n`DATA_DIR/secrets.json`; those in the environment take their place. Besides, everything below is handed on.',
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
      '`apps/api/dist/main.js`, and `apps/api/dist/migrate/main.js`, which brings the database up to date.',
      api,
    ),
    section('Worker', '`apps/worker/dist/main.js`.', worker),
    section(
      'Web',
      '`next start apps/web`. It is given `PUBLIC_URL`, `AWS_S3_BUCKET`, `AWS_REGION`, `S3_ENDPOINT`, `S3_PUBLIC_ENDPOINT` and\n`S3_FORCE_PATH_STYLE` as the API is, and none of the secrets.',
      WEB_VARIABLES,
    ),
    section('The embedded S3', '`packages/embedded-s3/dist/main.js`.', EMBEDDED_S3_VARIABLES),
  ].join('\n');
};
