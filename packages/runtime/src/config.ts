import { explainIssue, fieldProblems } from '@media/contracts';
import { AppError, type UsageLimits } from '@media/core';
import type { z } from 'zod';
import { ENVIRONMENT } from './environment.js';

type Env = Record<string, string | undefined>;

const parse = <T extends z.ZodType>(schema: T, env: Env): z.output<T> => {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = schema.safeParse(set, { error: explainIssue });
  if (parsed.success) return parsed.data;
  const problems = fieldProblems(parsed.error).map(({ path, message }) => `${path}: ${message}`);
  throw new AppError('CONFIG_INVALID', { problems }, { cause: new Error(problems.join('; ')) });
};

const redisUrl = (env: z.output<typeof ENVIRONMENT.services>): string => {
  const { REDIS_URL, REDIS_HOST = '127.0.0.1', REDIS_PORT, REDIS_PASSWORD } = env;
  const secret = REDIS_PASSWORD === undefined ? '' : `:${encodeURIComponent(REDIS_PASSWORD)}@`;
  return REDIS_URL ?? `redis://${secret}${REDIS_HOST}:${REDIS_PORT}`;
};

/** The limits of organizations without their own. */
const usageLimits = (env: z.output<typeof ENVIRONMENT.services>): UsageLimits => ({
  ...(env.DEFAULT_STORAGE_BYTES !== undefined && { storageBytes: env.DEFAULT_STORAGE_BYTES }),
  ...(env.DEFAULT_MONTHLY_UPLOAD_BYTES !== undefined && { monthlyUploadBytes: env.DEFAULT_MONTHLY_UPLOAD_BYTES }),
  ...(env.DEFAULT_MONTHLY_SOURCE_SECONDS !== undefined && { monthlySourceSeconds: env.DEFAULT_MONTHLY_SOURCE_SECONDS }),
});

const services = (env: z.output<typeof ENVIRONMENT.services>) => ({
  databaseUrl: env.DATABASE_URL,
  databaseMaxConnections: env.DATABASE_MAX_CONNECTIONS,
  redis: { url: redisUrl(env), prefix: env.REDIS_PREFIX },
  s3: {
    endpoint: env.S3_ENDPOINT,
    publicEndpoint: env.S3_PUBLIC_ENDPOINT ?? env.S3_ENDPOINT,
    region: env.AWS_REGION,
    bucket: env.AWS_S3_BUCKET,
    accessKeyId: env.AWS_ACCESS_KEY_ID,
    secretAccessKey: env.AWS_SECRET_ACCESS_KEY,
    forcePathStyle: env.S3_FORCE_PATH_STYLE ?? env.S3_ENDPOINT !== undefined,
  },
  uploadLifetimeMs: env.UPLOAD_LIFETIME_HOURS * 3_600_000,
  trashMs: env.TRASH_DAYS * 86_400_000,
  usageLimits: usageLimits(env),
  logLevel: env.LOG_LEVEL,
});

const mail = (env: z.output<typeof ENVIRONMENT.api>, publicUrl: string) => ({
  smtpUrl: env.SMTP_URL,
  from: env.MAIL_FROM ?? `media-processor <no-reply@${new URL(publicUrl).hostname}>`,
  dir: `${env.DATA_DIR}/mail`,
});

/** The API's configuration. @throws AppError CONFIG_INVALID listing all problems */
export const apiConfig = (env: Env) => {
  const parsed = parse(ENVIRONMENT.api, env);
  const publicUrl = (parsed.PUBLIC_URL ?? `http://localhost:${parsed.WEB_PORT}`).replace(/\/$/, '');
  return {
    ...services(parsed),
    port: parsed.API_PORT,
    host: parsed.API_HOST,
    publicUrl,
    mail: mail(parsed, publicUrl),
    jwtSecret: parsed.JWT_SECRET,
    registration: parsed.REGISTRATION,
    traceUrlTemplate: parsed.TRACE_URL_TEMPLATE,
    viewerStatistics: parsed.VIEWER_STATISTICS === 'on',
    organizationsPerUser: parsed.ORGANIZATIONS_PER_USER,
    maxUploadBytes: parsed.MAX_UPLOAD_BYTES,
    firstUploadCheckMs: parsed.UPLOAD_FIRST_CHECK_SECONDS * 1_000,
    storeDeadlineMs: parsed.STORE_DEADLINE_SECONDS * 1_000,
    trustProxy: parsed.TRUST_PROXY,
    authRateLimit: parsed.AUTH_RATE_LIMIT,
    requestRateLimit: {
      perAddress: parsed.RATE_LIMIT_PER_ADDRESS,
      perOrganization: parsed.RATE_LIMIT_PER_ORGANIZATION,
    },
    streamsPerUser: parsed.STREAMS_PER_USER,
    connectionsPerAddress: parsed.API_CONNECTIONS_PER_ADDRESS,
    metricsHost: parsed.API_METRICS_HOST,
    metricsPort: parsed.API_METRICS_PORT,
  };
};
export type ApiConfig = ReturnType<typeof apiConfig>;

/** The configuration of a migration. @throws AppError CONFIG_INVALID listing all problems */
export const migrateConfig = (env: Env) => {
  const { DATABASE_URL: databaseUrl, LOG_LEVEL: logLevel } = parse(ENVIRONMENT.migrate, env);
  return { databaseUrl, logLevel };
};

/** The worker's configuration. @throws AppError CONFIG_INVALID listing all problems */
export const workerConfig = (env: Env) => {
  const parsed = parse(ENVIRONMENT.worker, env);
  return {
    ...services(parsed),
    roles: parsed.WORKER_ROLES,
    sweepIntervalMs: parsed.SWEEP_INTERVAL_SECONDS * 1_000,
    historyMs: parsed.HISTORY_DAYS * 86_400_000,
    auditRetentionMs: parsed.AUDIT_RETENTION_DAYS * 86_400_000,
    statisticsDays: parsed.STATISTICS_RETENTION_DAYS,
    concurrency: parsed.WORKER_CONCURRENCY,
    encodeThreads: parsed.WORKER_ENCODE_THREADS,
    cacheBytes: parsed.WORKER_CACHE_BYTES,
    ffmpegMemoryBytes: parsed.WORKER_FFMPEG_MEMORY_BYTES,
    ffmpegIdleMs: parsed.WORKER_FFMPEG_STALL_SECONDS * 1_000,
    dir: parsed.WORKER_DIR ?? `${parsed.DATA_DIR}/worker`,
    healthHost: parsed.WORKER_HEALTH_HOST,
    healthPort: parsed.WORKER_HEALTH_PORT,
    isProduction: parsed.NODE_ENV === 'production',
    allowUnsandboxed: parsed.WORKER_ALLOW_UNSANDBOXED,
    ffmpegPath: parsed.FFMPEG_PATH,
    ffprobePath: parsed.FFPROBE_PATH,
    leaseMs: parsed.LEASE_SECONDS * 1_000,
    heartbeatMs: parsed.HEARTBEAT_SECONDS * 1_000,
  };
};
export type WorkerConfig = ReturnType<typeof workerConfig>;
