import { REGISTRATION_MODES } from '@media/core';
import { z } from 'zod';

const GIB = 1024 ** 3;

const flag = z.enum(['true', 'false', '1', '0']).transform((value) => value === 'true' || value === '1');
const port = z.coerce.number().int().min(1).max(65_535);
/** 0 picks a free port. */
const internalPort = z.coerce.number().int().min(0).max(65_535).optional();
const bytes = z.coerce.number().int().positive();
/** 0 allows nothing. */
const quota = z.coerce.number().int().min(0).optional();

/** Read by API and worker. */
const Services = z.object({
  DATABASE_URL: z.url().describe('PostgreSQL 14 or newer, such as postgresql://user:password@host:5432/media'),
  DATABASE_MAX_CONNECTIONS: z.coerce
    .number()
    .int()
    .min(2)
    .max(500)
    .default(10)
    .describe('Maximum database connections per process'),
  REDIS_URL: z.string().optional().describe('Redis 6.2 or newer, such as redis://host:6379/0; rediss:// for TLS'),
  REDIS_HOST: z.string().optional().describe('Redis host, used when REDIS_URL is unset; defaults to 127.0.0.1'),
  REDIS_PORT: port.default(6379).describe('Redis port, used with REDIS_HOST'),
  REDIS_PASSWORD: z.string().optional().describe('Redis password, used with REDIS_HOST; REDIS_URL contains its own'),
  REDIS_PREFIX: z
    .string()
    .regex(/^[\w-]+$/)
    .default('media')
    .describe('Prefix of every key and channel, so that several applications can share one Redis'),
  AWS_ACCESS_KEY_ID: z
    .string()
    .optional()
    .describe("Access key; without one, the AWS SDK's default credential chain applies (profile, role)"),
  AWS_SECRET_ACCESS_KEY: z.string().optional().describe('Secret key for AWS_ACCESS_KEY_ID'),
  AWS_REGION: z.string().default('us-east-1').describe('Region of the bucket; part of every signature'),
  AWS_S3_BUCKET: z.string().default('media').describe('Bucket for uploads, sources and outputs'),
  S3_ENDPOINT: z.url().optional().describe('URL of an S3-compatible store; unset for AWS'),
  S3_PUBLIC_ENDPOINT: z.url().optional().describe('URL at which browsers reach the store; defaults to S3_ENDPOINT'),
  S3_FORCE_PATH_STYLE: flag
    .optional()
    .describe('Puts the bucket in the path instead of the host name; defaults to true with S3_ENDPOINT'),
  UPLOAD_LIFETIME_HOURS: z.coerce
    .number()
    .positive()
    .max(720)
    .default(72)
    .describe('How long an unfinished upload is kept'),
  DATA_DIR: z
    .string()
    .default('./.data')
    .describe('Data directory: the default of WORKER_DIR, and emails in its folder mail without SMTP_URL'),
  DEFAULT_STORAGE_BYTES: quota.describe(
    'Storage of an organization that has no limit of its own: sources, outputs, and the declared sizes of unfinished uploads; unset: no limit',
  ),
  DEFAULT_MONTHLY_UPLOAD_BYTES: quota.describe(
    'Bytes that such an organization can upload in a calendar month (UTC); unset: no limit',
  ),
  DEFAULT_MONTHLY_SOURCE_SECONDS: quota.describe(
    'Seconds of video and audio that such an organization can have processed in a calendar month (UTC); unset: no limit',
  ),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'silent'])
    .default('info')
    .describe('Lowest level that is logged, as JSON lines on stdout'),
});

const Api = Services.extend({
  API_PORT: port.default(3001).describe('Port of the API'),
  API_HOST: z.string().default('0.0.0.0').describe('Address the API listens on'),
  API_METRICS_PORT: internalPort.describe('Port of /metrics for Prometheus; unset: no metrics are served'),
  API_METRICS_HOST: z
    .string()
    .default('127.0.0.1')
    .describe('Address the metrics are served on; 0.0.0.0 when Prometheus runs on another machine'),
  WEB_PORT: port.default(3000).describe('Port of the web app, for the default of PUBLIC_URL'),
  PUBLIC_URL: z
    .url()
    .optional()
    .describe(
      'URL of the web app, used in links; defaults to http://localhost:WEB_PORT. With https, cookies are secure',
    ),
  JWT_SECRET: z
    .string()
    .min(32, 'Must have at least 32 characters; generate one with `openssl rand -hex 32`')
    .describe('Signs tokens; at least 32 characters. Changing it signs out all users'),
  SMTP_URL: z
    .url({ protocol: /^smtps?$/, error: 'Must be a URL such as smtp://user:password@host:587' })
    .optional()
    .describe(
      'Mail server, such as smtp://user:password@host:587; smtps:// for TLS from the start. Unset: emails are written to the log and to DATA_DIR/mail',
    ),
  MAIL_FROM: z
    .string()
    .regex(
      /^(?:[^<>\r\n]*<[^<>\s@]+@[^<>\s@]+>|[^<>\s@]+@[^<>\s@]+)$/,
      'Must be an address such as Videos <videos@example.org>',
    )
    .optional()
    .describe('Sender of emails, such as Videos <videos@example.org>; defaults to no-reply at the host of PUBLIC_URL'),
  REGISTRATION: z
    .enum(REGISTRATION_MODES)
    .default('open')
    .describe(
      'Who can create an account: `open` (anyone), `invitation` (only the invited address, with the link of the invitation) or `closed` (nobody). As long as there is no account, anyone can create the first one',
    ),
  MAX_UPLOAD_BYTES: bytes.default(100 * GIB).describe('Largest accepted upload, in bytes'),
  UPLOAD_FIRST_CHECK_SECONDS: z.coerce
    .number()
    .positive()
    .max(3_600)
    .default(30)
    .describe(
      "How long a worker waits after an upload's URLs were signed before it first checks whether all bytes have arrived",
    ),
  STORE_DEADLINE_SECONDS: z.coerce
    .number()
    .positive()
    .max(60)
    .default(5)
    .describe('How long a request waits for storage before it fails with STORAGE_UNAVAILABLE'),
  TRUST_PROXY: z
    .string()
    .default('loopback')
    .describe('Addresses whose X-Forwarded-For is trusted: the web server and your proxies'),
  AUTH_RATE_LIMIT: z.coerce
    .number()
    .int()
    .positive()
    .default(20)
    .describe(
      'Maximum number of attempts to sign in or register from one address in 5 minutes, and of registrations from one address in an hour. Also the limit for wrong passwords for one account in an hour, from one address or from one browser that has signed in before. For all other browsers together, that limit is five times as high',
    ),
  RATE_LIMIT_PER_ADDRESS: z.coerce
    .number()
    .int()
    .min(0)
    .default(6_000)
    .describe('Requests per minute from one IPv4 address or IPv6 /64, across all API processes; 0 for no limit'),
  RATE_LIMIT_PER_ORGANIZATION: z.coerce
    .number()
    .int()
    .min(0)
    .default(12_000)
    .describe('Authenticated requests per minute for one organization, across all API processes; 0 for no limit'),
  STREAMS_PER_USER: z.coerce
    .number()
    .int()
    .positive()
    .default(1_000)
    .describe('Event streams that one account can have open at each API process'),
  API_CONNECTIONS_PER_ADDRESS: z.coerce
    .number()
    .int()
    .positive()
    .default(2_000)
    .describe(
      'Connections that one IPv4 address or IPv6 /64 can have open at each API process; addresses in TRUST_PROXY are not counted',
    ),
});

/** `control` dispatches tasks and cleans up; `encode` processes videos. */
export const WORKER_ROLES = ['control', 'encode'] as const;
export type WorkerRole = (typeof WORKER_ROLES)[number];

const namesIn = (text: string): string[] => text.split(',').map((name) => name.trim());

/** Comma-separated, in any order. */
const roles = z
  .string()
  .refine(
    (text) => namesIn(text).every((name) => (WORKER_ROLES as readonly string[]).includes(name)),
    'Must be "control", "encode", or both separated by a comma',
  )
  .transform((text) => WORKER_ROLES.filter((role) => namesIn(text).includes(role)));

/** Read by workers with the role `control`. */
const Control = z.object({
  SWEEP_INTERVAL_SECONDS: z.coerce.number().positive().default(15).describe('How often the sweeper runs'),
  HISTORY_DAYS: z.coerce
    .number()
    .min(8, 'Must be at least 8: event streams can be resumed for 7 days')
    .max(36_500)
    .default(90)
    .describe('How long events, unsuccessful attempts and replaced jobs are kept; at least 8'),
  AUDIT_RETENTION_DAYS: z.coerce
    .number()
    .min(1)
    .max(36_500)
    .default(365)
    .describe('How long entries of audit logs are kept; at least 1'),
});

/** Read by workers with the role `encode`. */
const Encode = z.object({
  WORKER_CONCURRENCY: z.coerce
    .number()
    .int()
    .min(1)
    .max(64)
    .default(1)
    .describe(
      'Chunks that one process encodes in parallel; one ffmpeg makes good use of two to four cores. A process also encodes up to four audio tracks (one core and about 100 MB each), makes one poster, preview or set of subtitles at low priority, and runs two tasks that fetch, probe, package, repackage or verify',
    ),
  WORKER_ENCODE_THREADS: z.coerce
    .number()
    .int()
    .min(1)
    .max(64)
    .optional()
    .describe(
      'Threads per encode; defaults to the available processors, at most 16. With 1, encoding the same chunk twice produces identical bytes',
    ),
  WORKER_FFMPEG_MEMORY_BYTES: bytes
    .optional()
    .describe(
      'Memory limit of one ffmpeg, which fails with ENCODER_OUT_OF_MEMORY above it; by default it depends on the step and the frame size, see operations.md',
    ),
  WORKER_FFMPEG_STALL_SECONDS: z.coerce
    .number()
    .min(1)
    .max(900)
    .default(60)
    .describe('After this time without progress and without CPU use, an ffmpeg fails with ENCODER_STALLED'),
  WORKER_CACHE_BYTES: bytes
    .default(50 * GIB)
    .describe(
      'Size of the source cache, which also leaves 2 GiB of the disk free. Larger sources fail with SOURCE_LARGER_THAN_CACHE',
    ),
  WORKER_DIR: z
    .string()
    .optional()
    .describe('Directory for sources and work in progress, which needs no backup; defaults to DATA_DIR/worker'),
  WORKER_ALLOW_UNSANDBOXED: flag.prefault('false').describe('Runs ffmpeg even if this machine cannot sandbox it'),
  NODE_ENV: z.string().optional().describe('With `production`, a worker that cannot sandbox ffmpeg refuses to start'),
  FFMPEG_PATH: z.string().default('/usr/bin/ffmpeg').describe('Path of ffmpeg'),
  FFPROBE_PATH: z.string().default('/usr/bin/ffprobe').describe('Path of ffprobe'),
  LEASE_SECONDS: z.coerce
    .number()
    .positive()
    .default(20)
    .describe('After this time without a heartbeat, a task is given to another worker'),
  HEARTBEAT_SECONDS: z.coerce.number().positive().default(5).describe('How often a worker renews its leases'),
});

const Worker = Services.extend({
  WORKER_ROLES: roles
    .prefault('control,encode')
    .describe(
      '`control` dispatches tasks, completes abandoned uploads and deletes unused objects; it needs few resources, and at least one must run. `encode` processes videos with ffmpeg; run as many as you need. One process with both roles is enough',
    ),
  WORKER_HEALTH_PORT: internalPort.describe(
    'Port of /health/live, /health/ready and /metrics; unset: they are not served',
  ),
  WORKER_HEALTH_HOST: z
    .string()
    .default('127.0.0.1')
    .describe(
      'Address that health and metrics are served on; 0.0.0.0 when an orchestrator checks from another machine',
    ),
  ...Control.shape,
  ...Encode.shape,
});

/** A migration connects to the database only. */
const Migrate = Services.pick({ DATABASE_URL: true, LOG_LEVEL: true });

/** The web server reads its environment itself. It gets no secrets: it is public and renders user content. */
const Web = Services.pick({
  AWS_REGION: true,
  AWS_S3_BUCKET: true,
  S3_ENDPOINT: true,
  S3_PUBLIC_ENDPOINT: true,
  S3_FORCE_PATH_STYLE: true,
}).extend({
  API_ORIGIN: z
    .string()
    .optional()
    .describe('URL at which the web server reaches the API; defaults to http://127.0.0.1:API_PORT'),
  API_PORT: Api.shape.API_PORT.describe('Port of the API, for the default of API_ORIGIN'),
  PUBLIC_URL: Api.shape.PUBLIC_URL.describe('URL of the web app'),
  WEB_METRICS_PORT: internalPort.describe('Port of /metrics for Prometheus; unset: no metrics are served'),
  WEB_METRICS_HOST: Api.shape.API_METRICS_HOST,
  WEB_CONNECTIONS_PER_ADDRESS: z.coerce
    .number()
    .int()
    .positive()
    .default(1_000)
    .describe('Connections that one address can have open; raise it behind a proxy that serves many users'),
});

/** The variables of each program. */
export const ENVIRONMENT = { services: Services, api: Api, migrate: Migrate, worker: Worker, web: Web };

/** The variables that a worker reads for one role only. */
export const ROLE_ENVIRONMENT = { control: Control, encode: Encode } satisfies Record<WorkerRole, z.ZodObject>;
