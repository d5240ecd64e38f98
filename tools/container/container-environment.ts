import { isLoopback } from '../start/connect-host.ts';
import type { Secrets } from '../start/secrets.ts';
import { StartupError } from '../start/startup-error.ts';
import { rejectExampleSecrets } from './example-secrets.ts';

type Environment = Readonly<Record<string, string | undefined>>;

export type Container = {
  /** Generated on the first start; undefined for programs that need none, such as web. */
  secrets: Secrets | undefined;
  /** The container's networks, such as 172.18.0.0/16. */
  networks: readonly string[];
  /** The program to run, such as apps/api/dist/main.js. */
  entry: string;
};

const STORE = ['S3_ENDPOINT', 'S3_PUBLIC_ENDPOINT', 'S3_FORCE_PATH_STYLE'];
const STORE_KEYS = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'];
const STORES = ['DATABASE_URL', 'REDIS_URL', ...STORE, ...STORE_KEYS];

/** The derived variables that each program reads, and so receives. A test in tools/compose compares this with the schemas. */
export const VARIABLES_BY_PROGRAM: Readonly<Record<string, readonly string[]>> = {
  'apps/api/dist/main.js': [...STORES, 'JWT_SECRET', 'TRUST_PROXY'],
  'apps/api/dist/migrate/main.js': ['DATABASE_URL'],
  'apps/worker/dist/main.js': STORES,
  'apps/web/node_modules/next/dist/bin/next': STORE,
  'packages/embedded-s3/dist/main.js': STORE_KEYS,
};

const DATABASE = 'media';
const USER = 'media';
/** Addresses within the network of docker-compose.yml. */
const POSTGRES = 'postgres:5432';
const REDIS = 'redis:6379';
const S3_ENDPOINT = 'http://s3:9000';
const S3_PORT = '9000';
const PUBLIC_URL = 'http://localhost:3000';

/** Localhost in .env is meant for processes on the host; in a container it is replaced with the matching service. */
const isLocal = (address: string): boolean => !URL.canParse(address) || isLoopback(new URL(address).hostname);

const isExternal = (address: string | undefined): address is string => !!address && !isLocal(address);

const databaseEnvironment = (given: Environment, { postgresPassword }: Secrets): Environment =>
  isExternal(given.DATABASE_URL)
    ? {}
    : { DATABASE_URL: `postgresql://${USER}:${encodeURIComponent(postgresPassword)}@${POSTGRES}/${DATABASE}` };

const redisEnvironment = (
  { REDIS_URL: url, REDIS_HOST: host }: Environment,
  { redisPassword }: Secrets,
): Environment =>
  isExternal(url) || (!url && host && !isLoopback(host))
    ? {}
    : { REDIS_URL: `redis://:${encodeURIComponent(redisPassword)}@${REDIS}` };

const publicStore = (given: Environment): string => {
  const publicUrl = new URL(given.PUBLIC_URL || PUBLIC_URL);
  if (publicUrl.protocol === 'https:')
    throw new StartupError(
      `PUBLIC_URL uses https, so browsers need https for storage too. Set S3_PUBLIC_ENDPOINT to a URL that your proxy forwards to S3_PORT, for example: S3_PUBLIC_ENDPOINT=https://s3.${publicUrl.hostname}`,
    );
  return `http://${publicUrl.hostname}:${given.S3_PORT || S3_PORT}`;
};

const storeEnvironment = (given: Environment, secrets: Secrets | undefined): Environment => {
  const usesExternalStore = given.S3_ENDPOINT ? !isLocal(given.S3_ENDPOINT) : !!given.AWS_S3_BUCKET;
  if (usesExternalStore) return {};
  return {
    S3_ENDPOINT,
    S3_PUBLIC_ENDPOINT: given.S3_PUBLIC_ENDPOINT || publicStore(given),
    S3_FORCE_PATH_STYLE: 'true',
    ...(secrets && {
      AWS_ACCESS_KEY_ID: secrets.s3AccessKeyId,
      AWS_SECRET_ACCESS_KEY: secrets.s3SecretAccessKey,
    }),
  };
};

/**
 * The variables to add to a program's environment in a container of docker-compose.yml: addresses of the services that `given`
 * doesn't configure, and this installation's secrets. Pure. @throws StartupError that names the variable to change
 */
export const containerEnvironment = (given: Environment, { secrets, networks, entry }: Container): Environment => {
  rejectExampleSecrets(given);
  const names = VARIABLES_BY_PROGRAM[entry] ?? [];
  const isRead = (name: string): boolean => names.includes(name);
  const derived: Environment = {
    ...(secrets && isRead('DATABASE_URL') && databaseEnvironment(given, secrets)),
    ...(secrets && isRead('REDIS_URL') && redisEnvironment(given, secrets)),
    // Skipped for programs without storage settings (migrate): validation would fail for variables that they don't receive.
    ...([...STORE, ...STORE_KEYS].some(isRead) && storeEnvironment(given, secrets)),
    ...(secrets && { JWT_SECRET: secrets.jwtSecret }),
    // Web is the API's proxy and connects from the shared container network.
    TRUST_PROXY: given.TRUST_PROXY || ['loopback', ...networks].join(','),
  };
  return Object.fromEntries(Object.entries(derived).filter(([name]) => isRead(name)));
};
