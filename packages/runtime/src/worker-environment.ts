import { z } from 'zod';
import { bytes, flag, GIB, internalPort } from './environment-fields.js';
import { Services } from './service-environment.js';

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
export const Control = z.object({
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
  STATISTICS_RETENTION_DAYS: z.coerce
    .number()
    .int()
    .min(1)
    .max(36_500)
    .default(730)
    .describe('How long the sums of views of each day are kept; at least 1'),
});

/** Read by workers with the role `encode`. */
export const Encode = z.object({
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

export const Worker = Services.extend({
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
