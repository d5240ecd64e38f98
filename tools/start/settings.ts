import { join, resolve } from 'node:path';
import { isLoopback, originOf } from './connect-host.ts';
import { StartupError } from './startup-error.ts';

type Environment = Readonly<Record<string, string | undefined>>;

export type Settings = {
  root: string;
  dataDir: string;
  logDir: string;
  /** Where workers keep sources and temporary files. */
  workerDir: string;
  isDev: boolean;
  ports: Record<'api' | 'web' | 's3', number> &
    Record<'postgres' | 'redis' | 'apiMetrics' | 'webMetrics', number | undefined>;
  /** Servers to start ourselves, because the environment has no external ones. */
  embedded: { postgres: boolean; redis: boolean; s3: boolean };
  /** What users open in the browser. */
  publicUrl: string;
  /** Loopback, unless PUBLIC_URL has another host. */
  bindHost: string;
  /** Where the API listens. Defaults to `bindHost`. */
  apiHost: string;
  workerProcesses: number;
  /** The health port of the first worker; the next workers use the ports after it. Free ports if undefined. */
  workerHealthPort: number | undefined;
  /** The region of the embedded store, which is part of signatures. */
  region: string;
};

const MAX_PORT = 65_535;

const wholeNumber = (env: Environment, name: string, max: number): number | undefined => {
  const text = env[name];
  if (text === undefined || text === '') return undefined;
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= max) return value;
  throw new StartupError(`${name} must be a whole number from 1 to ${max}, not "${text}".`);
};

const port = (env: Environment, name: string): number | undefined => wholeNumber(env, name, MAX_PORT);

const hostOf = (publicUrl: string): string => {
  if (URL.canParse(publicUrl)) return new URL(publicUrl).hostname.replace(/^\[|\]$/g, '');
  throw new StartupError(`PUBLIC_URL must be a URL such as https://video.example.org, not "${publicUrl}".`);
};

/** `apiMetrics` → `API_METRICS_PORT` */
const variableOf = (name: string): string => `${name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}_PORT`;

const rejectSharedPorts = (ports: Settings['ports']): void => {
  const named = Object.entries(ports).filter(([, value]) => value !== undefined);
  for (const [name, value] of named) {
    const other = named.find(([otherName, otherValue]) => otherName !== name && otherValue === value);
    if (!other) continue;
    const [one, two] = [name, other[0]].map(variableOf);
    throw new StartupError(`${one} and ${two} are both ${value}. Use a different port for each.`);
  }
};

/** Browsers block http requests from https pages. */
const rejectMixedContent = (publicUrl: string, store: string | undefined): void => {
  if (!publicUrl.startsWith('https:') || store) return;
  throw new StartupError(
    `PUBLIC_URL uses https, so browsers need https for the embedded S3 too. Set S3_PUBLIC_ENDPOINT to the https URL that your proxy forwards to S3_PORT, for example: S3_PUBLIC_ENDPOINT=https://s3.${hostOf(publicUrl)}`,
  );
};

/** The default of PUBLIC_URL. A server that listens on one address isn't reachable on localhost. */
const defaultUrl = (bindHost: string | undefined, port: number): string => {
  const origin = originOf(bindHost ?? '', port);
  return isLoopback(hostOf(origin)) ? `http://localhost:${port}` : origin;
};

/** Reads the environment. Throws a StartupError that names the variable to change. Pure. */
export const readSettings = (env: Environment, root: string, isDev: boolean): Settings => {
  const embedded = {
    postgres: !env.DATABASE_URL,
    redis: !env.REDIS_URL && !env.REDIS_HOST,
    s3: !env.S3_ENDPOINT && !env.AWS_S3_BUCKET,
  };
  const ports = {
    api: port(env, 'API_PORT') ?? 3001,
    web: port(env, 'WEB_PORT') ?? 3000,
    s3: port(env, 'S3_PORT') ?? 9000,
    postgres: port(env, 'POSTGRES_PORT'),
    redis: embedded.redis ? port(env, 'REDIS_PORT') : undefined,
    apiMetrics: port(env, 'API_METRICS_PORT'),
    webMetrics: port(env, 'WEB_METRICS_PORT'),
  };
  rejectSharedPorts(ports);
  const publicUrl = (env.PUBLIC_URL || defaultUrl(env.BIND_HOST, ports.web)).replace(/\/+$/, '');
  if (embedded.s3) rejectMixedContent(publicUrl, env.S3_PUBLIC_ENDPOINT);
  const bindHost = env.BIND_HOST || (isLoopback(hostOf(publicUrl)) ? '127.0.0.1' : '0.0.0.0');
  const dataDir = resolve(root, env.DATA_DIR || '.data');
  return {
    root,
    dataDir,
    logDir: join(dataDir, 'logs'),
    workerDir: resolve(root, env.WORKER_DIR || join(dataDir, 'worker')),
    isDev,
    ports,
    embedded,
    publicUrl,
    bindHost,
    apiHost: env.API_HOST || bindHost,
    workerProcesses: wholeNumber(env, 'WORKER_PROCESSES', 64) ?? 1,
    workerHealthPort: port(env, 'WORKER_HEALTH_PORT'),
    region: env.AWS_REGION || 'us-east-1',
  };
};
