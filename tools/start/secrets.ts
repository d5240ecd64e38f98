import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from './refusal.ts';
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

// It stands in an address: no character of it may need escaping.
const newPassword = (): string => randomBytes(24).toString('hex');

const generate = (): Secrets => ({
  jwtSecret: randomBytes(48).toString('base64url'),
  s3AccessKeyId: `MEDIA${randomBytes(8).toString('hex').toUpperCase()}`,
  s3SecretAccessKey: randomBytes(30).toString('base64url'),
  postgresPassword: newPassword(),
  redisPassword: newPassword(),
});

/** The text of a file; undefined when there is none. */
export const readExisting = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
};

/** Folders of earlier versions know no password of Redis, and nothing that is stored depends on it. */
const parse = (text: string, path: string): Omit<Secrets, 'redisPassword'> & Partial<Secrets> => {
  try {
    const found = JSON.parse(text) as Partial<Secrets>;
    const { jwtSecret, s3AccessKeyId, s3SecretAccessKey, postgresPassword, redisPassword } = found;
    if (jwtSecret && s3AccessKeyId && s3SecretAccessKey && postgresPassword) {
      const made = { jwtSecret, s3AccessKeyId, s3SecretAccessKey, postgresPassword };
      return redisPassword ? { ...made, redisPassword } : made;
    }
  } catch {
    // Falls through to the sentence.
  }
  throw new Refusal(
    `${path} cannot be read as secrets. Restore it from a backup: the database of this folder was made with it.`,
  );
};

/** The secrets of the folder, with those in the place of which the environment gives others. Pure. */
export const withGiven = (secrets: Secrets, env: Environment): Secrets => {
  const { AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: key, JWT_SECRET: jwtSecret } = env;
  if (!id !== !key)
    throw new Refusal('AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY belong together: set both of them, or neither.');
  return {
    ...secrets,
    ...(id && key ? { s3AccessKeyId: id, s3SecretAccessKey: key } : {}),
    ...(jwtSecret ? { jwtSecret } : {}),
  };
};

/** The secrets of this folder: generated at the first start, readable by their owner only, the same ever after. */
export const readOrCreateSecrets = (dataDir: string): Secrets => {
  const path = join(dataDir, FILE);
  const existing = readExisting(path);
  const known = existing === undefined ? generate() : parse(existing, path);
  const secrets = { redisPassword: newPassword(), ...known };
  if (existing === undefined || known.redisPassword === undefined)
    writePrivate(path, `${JSON.stringify(secrets, null, 2)}\n`);
  return secrets;
};
