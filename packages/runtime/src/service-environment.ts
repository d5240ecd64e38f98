import { z } from 'zod';
import { flag, port, quota } from './environment-fields.js';

/** Read by API and worker. */
export const Services = z.object({
  DATABASE_URL: z.url().describe('PostgreSQL 14 or newer, such as postgresql://user:password@host:5432/media'),
  DATABASE_MAX_CONNECTIONS: z.coerce
    .number()
    .int()
    .min(2)
    .max(500)
    .default(10)
    .describe('Maximum database connections per process'),
  TRASH_DAYS: z.coerce
    .number()
    .min(0)
    .max(3_650)
    .default(30)
    .describe('How long deleted videos stay in the trash, where they count as stored; 0 deletes them at once'),
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
