import { isLoopback } from '../start/connect-host.ts';
import { Refusal } from '../start/refusal.ts';
import type { Secrets } from '../start/secrets.ts';
import { refuseExamples } from './example-secrets.ts';

type Environment = Readonly<Record<string, string | undefined>>;

export type Container = {
  /** What was generated at the first start; web and others that need none are not given any. */
  secrets: Secrets | undefined;
  /** The networks of the container, such as 172.18.0.0/16. */
  networks: readonly string[];
  /** The program that runs in it. */
  entry: string;
};

const STORE = ['S3_ENDPOINT', 'S3_PUBLIC_ENDPOINT', 'S3_FORCE_PATH_STYLE'];
const STORE_KEYS = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'];
const STORES = ['DATABASE_URL', 'REDIS_URL', ...STORE, ...STORE_KEYS];

/** What of the following a program is given: what it reads. Kept true to the schemas by tools/compose. */
export const GIVEN: Readonly<Record<string, readonly string[]>> = {
  'apps/api/dist/main.js': [...STORES, 'JWT_SECRET', 'TRUST_PROXY'],
  'apps/api/dist/migrate/main.js': ['DATABASE_URL'],
  'apps/worker/dist/main.js': STORES,
  'apps/web/node_modules/next/dist/bin/next': STORE,
  'packages/embedded-s3/dist/main.js': STORE_KEYS,
};

const DATABASE = 'media';
const USER = 'media';
/** Where the services of docker-compose.yml answer each other. */
const POSTGRES = 'postgres:5432';
const REDIS = 'redis:6379';
const S3_ENDPOINT = 'http://s3:9000';
const S3_PORT = '9000';
const PUBLIC_URL = 'http://localhost:3000';

/** An address on localhost is meant for a process on the machine itself; in a container it names the service beside it. */
const isOnThisMachine = (address: string): boolean => !URL.canParse(address) || isLoopback(new URL(address).hostname);

const isNamed = (address: string | undefined): address is string => !!address && !isOnThisMachine(address);

const databaseEnvironment = (given: Environment, { postgresPassword }: Secrets): Environment =>
  isNamed(given.DATABASE_URL)
    ? {}
    : { DATABASE_URL: `postgresql://${USER}:${encodeURIComponent(postgresPassword)}@${POSTGRES}/${DATABASE}` };

const redisEnvironment = (
  { REDIS_URL: url, REDIS_HOST: host }: Environment,
  { redisPassword }: Secrets,
): Environment =>
  isNamed(url) || (!url && host && !isLoopback(host))
    ? {}
    : { REDIS_URL: `redis://:${encodeURIComponent(redisPassword)}@${REDIS}` };

const publicStore = (given: Environment): string => {
  const publicUrl = new URL(given.PUBLIC_URL || PUBLIC_URL);
  if (publicUrl.protocol === 'https:')
    throw new Refusal(
      `PUBLIC_URL begins with https, so browsers need the store by https as well. Set S3_PUBLIC_ENDPOINT to the address at which your proxy passes requests on to S3_PORT, for example: S3_PUBLIC_ENDPOINT=https://s3.${publicUrl.hostname}`,
    );
  return `http://${publicUrl.hostname}:${given.S3_PORT || S3_PORT}`;
};

const storeEnvironment = (given: Environment, secrets: Secrets | undefined): Environment => {
  const isOwn = given.S3_ENDPOINT ? !isOnThisMachine(given.S3_ENDPOINT) : !!given.AWS_S3_BUCKET;
  if (isOwn) return {};
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
 * What a program finds in its environment, besides what it was given, in a container of docker-compose.yml: the services beside it in the place of
 * those that the environment does not name, and the secrets that were made for this installation. Pure.
 * Throws a Refusal that names the variable to change.
 */
export const containerEnvironment = (given: Environment, { secrets, networks, entry }: Container): Environment => {
  refuseExamples(given);
  const names = GIVEN[entry] ?? [];
  const isGiven = (name: string): boolean => names.includes(name);
  const made: Environment = {
    ...(secrets && isGiven('DATABASE_URL') && databaseEnvironment(given, secrets)),
    ...(secrets && isGiven('REDIS_URL') && redisEnvironment(given, secrets)),
    // Only those that know the settings of the store can tell what is wrong with them.
    ...([...STORE, ...STORE_KEYS].some(isGiven) && storeEnvironment(given, secrets)),
    ...(secrets && { JWT_SECRET: secrets.jwtSecret }),
    // Web is the API's proxy, and comes from the network that both are in.
    TRUST_PROXY: given.TRUST_PROXY || ['loopback', ...networks].join(','),
  };
  return Object.fromEntries(Object.entries(made).filter(([name]) => isGiven(name)));
};
