import { z } from 'zod';

const GIB = 1024 ** 3;

const flag = z.enum(['true', 'false', '1', '0']).transform((value) => value === 'true' || value === '1');
const port = z.coerce.number().int().min(1).max(65_535);
/** 0 for a free one. */
const internalPort = z.coerce.number().int().min(0).max(65_535).optional();
const bytes = z.coerce.number().int().positive();

/** What every process of ours needs: where the truth, the queues and the bytes are. */
const Services = z.object({
  DATABASE_URL: z.url().describe('PostgreSQL 14 or newer, such as postgresql://user:password@host:5432/media'),
  DATABASE_MAX_CONNECTIONS: z.coerce.number().int().min(2).max(500).default(10).describe('Connections of one process'),
  REDIS_URL: z.string().optional().describe('Redis 6.2 or newer, such as redis://host:6379/0; rediss:// for TLS'),
  REDIS_HOST: z.string().optional().describe('Instead of REDIS_URL: the host, 127.0.0.1 without either'),
  REDIS_PORT: port.default(6379).describe('Belongs to REDIS_HOST'),
  REDIS_PASSWORD: z.string().optional().describe('Belongs to REDIS_HOST; in REDIS_URL it stands before the host'),
  REDIS_PREFIX: z
    .string()
    .regex(/^[\w-]+$/)
    .default('media')
    .describe('Begins every key and channel, so that several products may share one Redis'),
  AWS_ACCESS_KEY_ID: z.string().optional().describe("Without keys the AWS SDK's own chain is asked (profile, role)"),
  AWS_SECRET_ACCESS_KEY: z.string().optional().describe('Belongs to AWS_ACCESS_KEY_ID'),
  AWS_REGION: z.string().default('us-east-1').describe('The region of the bucket; signatures name it'),
  AWS_S3_BUCKET: z.string().default('media').describe('The bucket of everything: uploads, sources, outputs'),
  S3_ENDPOINT: z.url().optional().describe('An S3-compatible store; AWS without it'),
  S3_PUBLIC_ENDPOINT: z.url().optional().describe('The store as browsers reach it; S3_ENDPOINT without it'),
  S3_FORCE_PATH_STYLE: flag.optional().describe('Bucket in the path instead of the host name; true with S3_ENDPOINT'),
  UPLOAD_LIFETIME_HOURS: z.coerce
    .number()
    .positive()
    .max(720)
    .default(72)
    .describe('Then an unfinished upload is swept'),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'silent'])
    .default('info')
    .describe('How much is logged: JSON lines on stdout'),
});

const Api = Services.extend({
  API_PORT: port.default(3001).describe('Where the API listens'),
  API_HOST: z.string().default('0.0.0.0').describe('The address it listens on'),
  API_METRICS_PORT: internalPort.describe('Serves /metrics for Prometheus; without it nothing is served'),
  API_METRICS_HOST: z
    .string()
    .default('127.0.0.1')
    .describe('The address of these; 0.0.0.0 where Prometheus asks from outside'),
  WEB_PORT: port.default(3000).describe('Makes the PUBLIC_URL of this machine'),
  PUBLIC_URL: z
    .url()
    .optional()
    .describe('What people open, http://localhost:WEB_PORT without it; makes links, and https makes cookies secure'),
  JWT_SECRET: z
    .string()
    .min(32, 'Must have at least 32 characters: `openssl rand -hex 32` makes one')
    .describe('Signs tokens, at least 32 characters; another one signs everybody out'),
  MAX_UPLOAD_BYTES: bytes.default(100 * GIB).describe('Larger files are refused'),
  STORE_DEADLINE_SECONDS: z.coerce
    .number()
    .positive()
    .max(60)
    .default(5)
    .describe('How long a request waits for the object store before it fails with STORAGE_UNAVAILABLE'),
  TRUST_PROXY: z
    .string()
    .default('loopback')
    .describe('Addresses whose X-Forwarded-For is believed: those of web and of your proxies'),
  AUTH_RATE_LIMIT: z.coerce
    .number()
    .int()
    .positive()
    .default(20)
    .describe(
      'Sign-in attempts per address and 5 minutes, and wrong passwords per hour for one account from one address or one known browser; five times as many per account from all other browsers together',
    ),
  RATE_LIMIT_PER_ADDRESS: z.coerce
    .number()
    .int()
    .min(0)
    .default(6_000)
    .describe('Requests per minute from one IPv4 address or IPv6 /64, at all API processes together; 0 for no limit'),
  RATE_LIMIT_PER_ORGANIZATION: z.coerce
    .number()
    .int()
    .min(0)
    .default(12_000)
    .describe('Requests per minute for one organization by those signed in, at all API processes; 0 for no limit'),
  STREAMS_PER_USER: z.coerce
    .number()
    .int()
    .positive()
    .default(1_000)
    .describe('Event streams that one account may have open at each API process'),
  API_CONNECTIONS_PER_ADDRESS: z.coerce
    .number()
    .int()
    .positive()
    .default(2_000)
    .describe(
      'Connections that one address, or one /64 network of IPv6, may have open at each API process; those of TRUST_PROXY are not counted',
    ),
});

/** What a worker process can do. `control`: keep the installation going. `encode`: work on videos. */
export const WORKER_ROLES = ['control', 'encode'] as const;
export type WorkerRole = (typeof WORKER_ROLES)[number];

const namesIn = (text: string): string[] => text.split(',').map((name) => name.trim());

/** Names with commas between, in any order. */
const roles = z
  .string()
  .refine(
    (text) => namesIn(text).every((name) => (WORKER_ROLES as readonly string[]).includes(name)),
    'Must be control, encode, or both with a comma between',
  )
  .transform((text) => WORKER_ROLES.filter((role) => namesIn(text).includes(role)));

/** What a worker reads for its role `control`. */
const Control = z.object({
  SWEEP_INTERVAL_SECONDS: z.coerce
    .number()
    .positive()
    .default(15)
    .describe('How often uploads and bytes that were let go are looked at'),
  HISTORY_DAYS: z.coerce
    .number()
    .min(8, 'Must be at least 8: event streams can be resumed for 7 days')
    .max(36_500)
    .default(90)
    .describe('How long events, attempts that did not complete, and replaced jobs are kept; at least 8'),
});

/** What it reads for its role `encode`. */
const Encode = z.object({
  DATA_DIR: z.string().default('./.data').describe('Only to find WORKER_DIR'),
  WORKER_CONCURRENCY: z.coerce
    .number()
    .int()
    .min(1)
    .max(64)
    .default(1)
    .describe(
      'Chunks encoded at the same time by one process; one ffmpeg uses two to four cores well. In addition a process encodes up to four audio tracks (a core and about 60 MB each), makes one poster or preview at low priority, and moves two files',
    ),
  WORKER_ENCODE_THREADS: z.coerce
    .number()
    .int()
    .min(1)
    .max(64)
    .optional()
    .describe(
      'Processors that one encode may use; as many as the process has, at most 16, without it. With 1 the same chunk is the same to the byte whenever it is made',
    ),
  WORKER_FFMPEG_MEMORY_BYTES: bytes
    .optional()
    .describe(
      'Memory that one ffmpeg may use before it is stopped with ENCODER_OUT_OF_MEMORY; by step and picture size without it, see operations.md',
    ),
  WORKER_CACHE_BYTES: bytes
    .default(50 * GIB)
    .describe('Room for sources, which also leave 2 GiB of the disk free; a larger one is SOURCE_LARGER_THAN_CACHE'),
  WORKER_DIR: z
    .string()
    .optional()
    .describe('Sources and work in progress, may be lost at any time; DATA_DIR/worker without it'),
  WORKER_ALLOW_UNSANDBOXED: flag.prefault('false').describe('Runs ffmpeg although this machine cannot confine it'),
  NODE_ENV: z.string().optional().describe('In `production` a machine that cannot confine ffmpeg is refused'),
  FFMPEG_PATH: z.string().default('/usr/bin/ffmpeg').describe('The program that encodes'),
  FFPROBE_PATH: z.string().default('/usr/bin/ffprobe').describe('The program that probes'),
  LEASE_SECONDS: z.coerce
    .number()
    .positive()
    .default(20)
    .describe("A worker that says nothing for so long counts as dead, and its task is another worker's"),
  HEARTBEAT_SECONDS: z.coerce.number().positive().default(5).describe('How often a worker prolongs its leases'),
});

const Worker = Services.extend({
  WORKER_ROLES: roles
    .prefault('control,encode')
    .describe(
      '`control`: enqueues tasks, completes uploads whose client died, removes what nobody needs; small, at least one has to run. `encode`: works on videos, by ffmpeg; as many as you like. One process with both is enough',
    ),
  WORKER_HEALTH_PORT: internalPort.describe(
    'Serves /health/live, /health/ready and /metrics; without it nothing is served',
  ),
  WORKER_HEALTH_HOST: z
    .string()
    .default('127.0.0.1')
    .describe('The address of these; 0.0.0.0 where an orchestrator asks from outside'),
  ...Control.shape,
  ...Encode.shape,
});

/** Brings the database up to date, and reaches nothing else. */
const Migrate = Services.pick({ DATABASE_URL: true, LOG_LEVEL: true });

/** The web server reads its environment itself. It holds no secret: everybody reaches it, and it renders what strangers wrote. */
const Web = Services.pick({
  AWS_REGION: true,
  AWS_S3_BUCKET: true,
  S3_ENDPOINT: true,
  S3_PUBLIC_ENDPOINT: true,
  S3_FORCE_PATH_STYLE: true,
}).extend({
  API_ORIGIN: z.string().optional().describe('Where it reaches the API; http://127.0.0.1:API_PORT without it'),
  API_PORT: Api.shape.API_PORT.describe('Makes the API_ORIGIN of this machine'),
  PUBLIC_URL: Api.shape.PUBLIC_URL.describe('What people open'),
  WEB_METRICS_PORT: internalPort.describe('Serves /metrics for Prometheus; without it nothing is served'),
  WEB_METRICS_HOST: Api.shape.API_METRICS_HOST,
  WEB_CONNECTIONS_PER_ADDRESS: z.coerce
    .number()
    .int()
    .positive()
    .default(1_000)
    .describe(
      'Connections that the web server holds for one address; raise it behind a proxy that many people come through',
    ),
});

/** What each program reads, for configuration, documentation, and whoever fills an environment. */
export const ENVIRONMENT = { services: Services, api: Api, migrate: Migrate, worker: Worker, web: Web };

/** What a worker reads for one of its roles alone. */
export const ROLE_ENVIRONMENT = { control: Control, encode: Encode } satisfies Record<WorkerRole, z.ZodObject>;
