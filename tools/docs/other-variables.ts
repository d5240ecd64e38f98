import type { Variable } from '@media/runtime';

const variable = (name: string, meaning: string, defaultValue?: string): Variable => ({
  name,
  meaning,
  ...(defaultValue !== undefined && { defaultValue }),
  isRequired: false,
});

/** What only the launcher reads, or reads in a way of its own. Kept true by configuration.test.ts. */
export const LAUNCHER_VARIABLES: readonly Variable[] = [
  variable('ENV_FILE', 'A file of variables, which the environment overrules; empty for none', '.env'),
  variable(
    'DATA_DIR',
    'Everything embedded: database, queue, objects, secrets, logs. **Back it up as a whole**',
    './.data',
  ),
  variable('API_PORT', 'The port of the API', '3001'),
  variable('WEB_PORT', 'The port of the web app', '3000'),
  variable('S3_PORT', 'The port of the embedded S3', '9000'),
  variable(
    'POSTGRES_PORT',
    'The port of the embedded PostgreSQL, on 127.0.0.1 only; a free one, remembered, without it',
  ),
  variable('REDIS_PORT', 'The port of the embedded Redis, on 127.0.0.1 only; a free one, remembered, without it'),
  variable('BIND_HOST', 'Where web, API and embedded S3 listen: 127.0.0.1, or 0.0.0.0 with a PUBLIC_URL elsewhere'),
  variable('API_HOST', 'Where the API listens, if not where the others do'),
  variable('PUBLIC_URL', 'What people open; http://localhost:WEB_PORT, or the address of BIND_HOST'),
  variable(
    'S3_PUBLIC_ENDPOINT',
    'The embedded S3 as browsers reach it; the host of PUBLIC_URL with S3_PORT by http. A must with a PUBLIC_URL by https: your proxy passes it on to S3_PORT with the `Host` header as it came',
  ),
  variable('WORKER_PROCESSES', 'Worker processes to start', '1'),
  variable(
    'WORKER_HEALTH_PORT',
    'Where the first worker tells of its health, and each further one a port higher; free ones without it',
  ),
  variable('API_METRICS_PORT', 'The port of the metrics of the API, on 127.0.0.1 only; a free one without it'),
  variable('WEB_METRICS_PORT', 'The port of the metrics of the web server, on 127.0.0.1 only; a free one without it'),
  variable('WORKER_DIR', 'Where workers keep sources and work in progress; DATA_DIR/worker without it'),
  variable('WORKER_ALLOW_UNSANDBOXED', 'True by itself as long as web, API and store listen on this machine only'),
  variable('TRUST_PROXY', 'The web server, and what you add', 'loopback'),
  variable('NODE_COMPILE_CACHE', 'Where Node keeps compiled code from one start to the next'),
];

/** What the embedded S3 reads. */
export const EMBEDDED_S3_VARIABLES: readonly Variable[] = [
  { ...variable('S3_DATA_DIR', 'The folder of the objects'), isRequired: true },
  { ...variable('AWS_ACCESS_KEY_ID', 'The one key that it knows'), isRequired: true },
  { ...variable('AWS_SECRET_ACCESS_KEY', 'Belongs to it'), isRequired: true },
  variable('AWS_REGION', 'The region that signatures must name', 'us-east-1'),
  variable('S3_PORT', 'Where it listens', '9000'),
  variable('S3_HOST', 'The address it listens on', '127.0.0.1'),
  variable(
    'S3_CONNECTIONS_PER_ADDRESS',
    'Connections that one address may have open; all clients behind a proxy share one address',
    '1000',
  ),
  variable('S3_CORS_ORIGINS', 'Origins that may ask for buckets without rules of their own, with commas between'),
];

/** What docker-compose.yml reads by itself, besides handing the variables of API and worker on to them. */
export const COMPOSE_VARIABLES: readonly Variable[] = [
  variable('WEB_PORT', 'The port of the web app on this machine', '3000'),
  variable('API_PORT', 'The port of the API on this machine', '3001'),
  variable('S3_PORT', 'The port of the store on this machine', '9000'),
  variable('POSTGRES_PORT', 'The port of PostgreSQL, on 127.0.0.1 only', '5432'),
  variable('REDIS_PORT', 'The port of Redis, on 127.0.0.1 only', '6379'),
  variable('BIND_HOST', 'The address on which web, API and store are reached; 0.0.0.0 lets others in', '127.0.0.1'),
  variable('PUBLIC_URL', 'What people open; http://localhost:WEB_PORT without it'),
  variable('POSTGRES_PASSWORD', 'The password that a new database is made with; one of its own without it'),
  variable('REDIS_PASSWORD', 'The password of Redis, of letters, digits and -_.~+=/; one of its own without it'),
  variable('WORKER_PROCESSES', 'Containers of the worker; `--scale worker=3` overrules it', '1'),
  variable('WORKER_MEMORY', 'The most that one worker with all its ffmpeg may take', '8g'),
];
