import { join } from 'node:path';
import { connectHost, isLoopback, originOf } from './connect-host.ts';
import type { Ports } from './ports.ts';
import type { Secrets } from './secrets.ts';
import type { Settings } from './settings.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Addresses of the embedded servers; undefined for external ones. */
export type StoreAddresses = {
  databaseUrl: string | undefined;
  redisUrl: string | undefined;
  s3Endpoint: string | undefined;
};

const BUCKET = 'media';

const publicStore = (publicUrl: string, port: number): string => {
  const url = new URL(publicUrl);
  return `http://${url.hostname}:${port}`;
};

const s3Environment = (endpoint: string, settings: Settings, secrets: Secrets, env: Environment) => ({
  S3_ENDPOINT: endpoint,
  S3_PUBLIC_ENDPOINT: env.S3_PUBLIC_ENDPOINT || publicStore(settings.publicUrl, settings.ports.s3),
  S3_FORCE_PATH_STYLE: 'true',
  AWS_REGION: settings.region,
  AWS_S3_BUCKET: BUCKET,
  AWS_ACCESS_KEY_ID: secrets.s3AccessKeyId,
  AWS_SECRET_ACCESS_KEY: secrets.s3SecretAccessKey,
});

/** The web server is the API's proxy, and connects from the address that it connects to. */
const trustedProxies = ({ apiHost }: Settings): string => {
  const host = connectHost(apiHost);
  return isLoopback(host) ? 'loopback' : `loopback,${host}`;
};

/** Without access from the network, only the user's own files are processed. A missing sandbox is then only a warning. */
const isLocalOnly = ({ apiHost, bindHost, publicUrl }: Settings): boolean =>
  [apiHost, bindHost, new URL(publicUrl).hostname].every(isLoopback);

/** All variables for API, worker and web: the given ones, overridden by ours. External stores keep their settings. Pure. */
export const childEnvironment = (
  settings: Settings,
  ports: Ports,
  secrets: Secrets,
  stores: StoreAddresses,
  env: Environment,
): NodeJS.ProcessEnv => ({
  ...env,
  ...(stores.databaseUrl ? { DATABASE_URL: stores.databaseUrl } : {}),
  ...(stores.redisUrl ? { REDIS_URL: stores.redisUrl } : {}),
  ...(stores.s3Endpoint ? s3Environment(stores.s3Endpoint, settings, secrets, env) : {}),
  JWT_SECRET: secrets.jwtSecret,
  API_PORT: String(ports.api),
  WEB_PORT: String(ports.web),
  API_METRICS_PORT: String(ports.apiMetrics),
  WEB_METRICS_PORT: String(ports.webMetrics),
  API_HOST: settings.apiHost,
  API_ORIGIN: originOf(settings.apiHost, ports.api),
  TRUST_PROXY: env.TRUST_PROXY || trustedProxies(settings),
  PUBLIC_URL: settings.publicUrl,
  DATA_DIR: settings.dataDir,
  WORKER_DIR: settings.workerDir,
  // A separate control process would cost 73 MB, a second role half a MB (docs/decisions/0041).
  WORKER_ROLES: 'control,encode',
  WORKER_ALLOW_UNSANDBOXED: env.WORKER_ALLOW_UNSANDBOXED || String(isLocalOnly(settings)),
  NODE_ENV: settings.isDev ? 'development' : 'production',
  NEXT_TELEMETRY_DISABLED: '1',
  // Node's compile cache reduces the start time by a fifth.
  NODE_COMPILE_CACHE: env.NODE_COMPILE_CACHE || join(settings.root, 'node_modules/.cache/media-compile'),
});
