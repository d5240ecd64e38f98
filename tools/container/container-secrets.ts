import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '../start/refusal.ts';
import { readOrCreateSecrets, type Secrets, withGiven } from '../start/secrets.ts';
import { refuseExamples } from './example-secrets.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** For the PostgreSQL image, which runs as a user of its own and takes its first password from a file. */
const POSTGRES_PASSWORD_FILE = 'postgres-password';

const readPassword = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
};

/** Makes what is not there yet: the secrets of this installation. Throws a Refusal where they cannot be what was asked. */
export const prepareSecrets = (dir: string, env: Environment): void => {
  refuseExamples(env);
  const { postgresPassword } = readOrCreateSecrets(dir);
  const path = join(dir, POSTGRES_PASSWORD_FILE);
  const known = readPassword(path);
  if (known === undefined) writeFileSync(path, env.POSTGRES_PASSWORD || postgresPassword, { mode: 0o444 });
  else if (env.POSTGRES_PASSWORD && env.POSTGRES_PASSWORD !== known)
    throw new Refusal(
      'POSTGRES_PASSWORD is not the one that the database was made with. Set it back or take it out of .env; how to change it is in docs/operations.md.',
    );
};

/** The secrets of this installation, with those in their place that the environment gives. */
export const readSecrets = (dir: string, env: Environment): Secrets => {
  const postgresPassword = readPassword(join(dir, POSTGRES_PASSWORD_FILE));
  if (postgresPassword === undefined) throw new Refusal(`${dir} holds no secrets yet: the service "setup" makes them.`);
  return { ...withGiven(readOrCreateSecrets(dir), env), postgresPassword };
};
