import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readExisting, readOrCreateSecrets, type Secrets, withGiven } from '../start/secrets.ts';
import { StartupError } from '../start/startup-error.ts';
import { writePrivate } from '../start/write-private.ts';
import { rejectExampleSecrets } from './example-secrets.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** For the PostgreSQL image, which runs as a different user and reads its initial password from a file. */
const POSTGRES_PASSWORD_FILE = 'postgres-password';
/** Redis's configuration file, which keeps the password out of the process arguments. */
const REDIS_FILE = 'redis.conf';

const redisPasswordOf = (generated: Secrets, { REDIS_PASSWORD }: Environment): string => {
  if (!REDIS_PASSWORD) return generated.redisPassword;
  if (/^[\w.~+=/-]+$/.test(REDIS_PASSWORD)) return REDIS_PASSWORD;
  throw new StartupError(
    'REDIS_PASSWORD can contain only letters, digits and -_.~+=/. Choose another one (openssl rand -hex 24).',
  );
};

const writeRedisConfig = (dir: string, password: string): void => {
  const path = join(dir, REDIS_FILE);
  writePrivate(path, `requirepass ${password}\n`);
  chmodSync(path, 0o444); // Redis runs as a different user; only the services mount this volume
};

/** Generates missing secrets and writes the files that PostgreSQL and Redis read. @throws StartupError if a configured password can't be used */
export const prepareSecrets = (dir: string, env: Environment): void => {
  rejectExampleSecrets(env);
  const generated = readOrCreateSecrets(dir);
  writeRedisConfig(dir, redisPasswordOf(generated, env));
  const path = join(dir, POSTGRES_PASSWORD_FILE);
  const known = readExisting(path);
  if (known === undefined) writeFileSync(path, env.POSTGRES_PASSWORD || generated.postgresPassword, { mode: 0o444 });
  else if (env.POSTGRES_PASSWORD && env.POSTGRES_PASSWORD !== known)
    throw new StartupError(
      'POSTGRES_PASSWORD differs from the password that the database was created with. Restore it, or remove it from .env. docs/operations.md explains how to change it.',
    );
};

/** This installation's secrets; those set in the environment take precedence. */
export const readSecrets = (dir: string, env: Environment): Secrets => {
  const postgresPassword = readExisting(join(dir, POSTGRES_PASSWORD_FILE));
  if (postgresPassword === undefined)
    throw new StartupError(`No secrets in ${dir}. Run the service "setup", which generates them.`);
  const generated = readOrCreateSecrets(dir);
  return { ...withGiven(generated, env), postgresPassword, redisPassword: redisPasswordOf(generated, env) };
};
