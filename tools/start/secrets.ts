import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartupError } from './startup-error.ts';
import { writePrivate } from './write-private.ts';

export type Secrets = {
  jwtSecret: string;
  s3AccessKeyId: string;
  s3SecretAccessKey: string;
  postgresPassword: string;
  redisPassword: string;
};

type Environment = Readonly<Record<string, string | undefined>>;

const FILE = 'secrets.json';

// Part of a URL, so it must not need escaping.
const newPassword = (): string => randomBytes(24).toString('hex');

const generate = (): Secrets => ({
  jwtSecret: randomBytes(48).toString('base64url'),
  s3AccessKeyId: `MEDIA${randomBytes(8).toString('hex').toUpperCase()}`,
  s3SecretAccessKey: randomBytes(30).toString('base64url'),
  postgresPassword: newPassword(),
  redisPassword: newPassword(),
});

/** The text of a file; undefined if it doesn't exist. */
export const readExisting = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
};

/** Files from earlier versions have no Redis password. No stored data depends on it. */
const parse = (text: string, path: string): Omit<Secrets, 'redisPassword'> & Partial<Secrets> => {
  try {
    const found = JSON.parse(text) as Partial<Secrets>;
    const { jwtSecret, s3AccessKeyId, s3SecretAccessKey, postgresPassword, redisPassword } = found;
    if (jwtSecret && s3AccessKeyId && s3SecretAccessKey && postgresPassword) {
      const required = { jwtSecret, s3AccessKeyId, s3SecretAccessKey, postgresPassword };
      return redisPassword ? { ...required, redisPassword } : required;
    }
  } catch {
    // Falls through to the error.
  }
  throw new StartupError(
    `${path} is damaged. Restore it from a backup: the database in this folder was created with these secrets.`,
  );
};

/** Overrides secrets with those in the environment. Pure. */
export const withGiven = (secrets: Secrets, env: Environment): Secrets => {
  const { AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: key, JWT_SECRET: jwtSecret } = env;
  if (!id !== !key) throw new StartupError('Set both AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or neither.');
  return {
    ...secrets,
    ...(id && key ? { s3AccessKeyId: id, s3SecretAccessKey: key } : {}),
    ...(jwtSecret ? { jwtSecret } : {}),
  };
};

/** The secrets of this folder, generated at the first start and readable by the owner only. */
export const readOrCreateSecrets = (dataDir: string): Secrets => {
  const path = join(dataDir, FILE);
  const existing = readExisting(path);
  const known = existing === undefined ? generate() : parse(existing, path);
  const secrets = { redisPassword: newPassword(), ...known };
  if (existing === undefined || known.redisPassword === undefined)
    writePrivate(path, `${JSON.stringify(secrets, null, 2)}\n`);
  return secrets;
};
