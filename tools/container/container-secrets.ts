import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '../start/refusal.ts';
import { readExisting, readOrCreateSecrets, type Secrets, withGiven } from '../start/secrets.ts';
import { writePrivate } from '../start/write-private.ts';
import { refuseExamples } from './example-secrets.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** For the PostgreSQL image, which runs as a user of its own and takes its first password from a file. */
const POSTGRES_PASSWORD_FILE = 'postgres-password';
/** For the Redis image, which reads it as its configuration: nothing of it stands among the arguments. */
const REDIS_FILE = 'redis.conf';

const redisPasswordOf = (made: Secrets, { REDIS_PASSWORD }: Environment): string => {
  if (!REDIS_PASSWORD) return made.redisPassword;
  if (/^[\w.~+=/-]+$/.test(REDIS_PASSWORD)) return REDIS_PASSWORD;
  throw new Refusal(
    'REDIS_PASSWORD may hold letters, digits and -_.~+=/ only: take another one (openssl rand -hex 24).',
  );
};

const writeRedisConfig = (dir: string, password: string): void => {
  const path = join(dir, REDIS_FILE);
  writePrivate(path, `requirepass ${password}\n`);
  chmodSync(path, 0o444); // its reader is another user, and nobody else has this volume
};

/** Makes what is not there yet: the secrets of this installation. Throws a Refusal where they cannot be what was asked. */
export const prepareSecrets = (dir: string, env: Environment): void => {
  refuseExamples(env);
  const made = readOrCreateSecrets(dir);
  writeRedisConfig(dir, redisPasswordOf(made, env));
  const path = join(dir, POSTGRES_PASSWORD_FILE);
  const known = readExisting(path);
  if (known === undefined) writeFileSync(path, env.POSTGRES_PASSWORD || made.postgresPassword, { mode: 0o444 });
  else if (env.POSTGRES_PASSWORD && env.POSTGRES_PASSWORD !== known)
    throw new Refusal(
      'POSTGRES_PASSWORD is not the one that the database was made with. Set it back or take it out of .env; how to change it is in docs/operations.md.',
    );
};

/** The secrets of this installation, with those in their place that the environment gives. */
export const readSecrets = (dir: string, env: Environment): Secrets => {
  const postgresPassword = readExisting(join(dir, POSTGRES_PASSWORD_FILE));
  if (postgresPassword === undefined) throw new Refusal(`${dir} holds no secrets yet: the service "setup" makes them.`);
  const made = readOrCreateSecrets(dir);
  return { ...withGiven(made, env), postgresPassword, redisPassword: redisPasswordOf(made, env) };
};
