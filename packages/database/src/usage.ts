import {
  AppError,
  findExcess,
  type OrganizationId,
  type Usage,
  type UsageLimits,
  type UsageRequest,
  type VideoId,
} from '@media/core';
import { Prisma } from './generated/client.js';
import type { LockedJob } from './locked-job.js';
import type { Database, Transaction } from './transaction.js';
import { countWithinLimits, monthOf } from './usage-entries.js';
import { limitsOf } from './usage-limits.js';

export type UsageAndLimits = { usage: Usage; limits: UsageLimits & { concurrentTasks?: number } };
type Seen = UsageAndLimits & { now: Date };

/** `defaults`: the limits of organizations without their own. */
export const usageRepository = ({ sql }: Database, defaults: UsageLimits = {}) => ({
  /** @throws AppError ORGANIZATION_NOT_FOUND */
  view: async (organizationId: OrganizationId): Promise<UsageAndLimits> => {
    const { usage, limits } = await readUsage(sql, organizationId, defaults);
    return { usage, limits };
  },

  /**
   * The database's time, if an upload of this size is within the limits now. Creating it checks them again; this only avoids preparing an
   * upload that will be refused. @throws AppError QUOTA_EXCEEDED
   */
  checkUpload: async (organizationId: OrganizationId, uploadBytes: number): Promise<Date> => {
    const seen = await readUsage(sql, organizationId, defaults);
    refuseExcess(seen, { uploadBytes });
    return seen.now;
  },

  /** Counts the duration of a video's source, once per video. @throws AppError QUOTA_EXCEEDED */
  countSource: async (tx: Transaction, job: LockedJob, durationMs: number): Promise<void> => {
    const { organizationId, videoId } = job;
    const ms = Math.round(durationMs);
    if (await countSourceMs(tx, job, ms, defaults)) return;
    refuseExcess(await readUsage(tx.sql, organizationId, defaults), { sourceSeconds: ms / 1_000 });
    throw new AppError('RESOURCE_BUSY', { videoId });
  },
});
export type UsageCounts = ReturnType<typeof usageRepository>;

/** @throws AppError QUOTA_EXCEEDED, with a reason that a video can fail with */
const refuseExcess = ({ usage, limits, now }: Seen, request: UsageRequest): void => {
  const excess = findExcess(usage, limits, request, now);
  if (excess) throw new AppError('QUOTA_EXCEEDED', { ...excess, reason: { code: 'QUOTA', ...excess } });
};

/** False if it would exceed the limit. */
const countSourceMs = async (
  { sql }: Transaction,
  { organizationId, videoId }: { organizationId: OrganizationId; videoId: VideoId },
  ms: number,
  defaults: UsageLimits,
): Promise<boolean> => {
  const reference = Prisma.sql`${videoId}`;
  const isCounted = Prisma.sql`EXISTS (SELECT FROM usage_entry WHERE reason = 'sourceProbed' AND reference = ${reference})`;
  const change = countWithinLimits(
    {
      organizationId: Prisma.sql`${organizationId}::uuid`,
      reason: 'sourceProbed',
      reference,
      source_ms: Prisma.sql`${ms}::bigint`,
    },
    Prisma.sql`${limitsOf(organizationId, defaults)} AND NOT ${isCounted}`,
  );
  const rows = await sql.$queryRaw<unknown[]>`
    WITH ${change} SELECT 1 FROM counted UNION ALL SELECT 1 WHERE ${isCounted}`;
  return rows.length > 0;
};

type Row = Record<
  | 'reservedBytes'
  | 'sourceBytes'
  | 'outputBytes'
  | 'uploadedBytes'
  | 'sourceMs'
  | 'cpuMs'
  | 'storageLimit'
  | 'uploadLimit'
  | 'sourceMsLimit',
  bigint | null
> & { videoCount: number | null; concurrentTasks: number | null; now: Date };

const readUsage = async (
  sql: Pick<Transaction['sql'], '$queryRaw'>,
  organizationId: OrganizationId,
  defaults: UsageLimits,
): Promise<Seen> => {
  const [row] = await sql.$queryRaw<Row[]>`
    SELECT now(), storage_bytes AS "storageLimit", upload_bytes AS "uploadLimit", quota.source_ms AS "sourceMsLimit",
      concurrent_tasks AS "concurrentTasks", counter.reserved_bytes AS "reservedBytes", counter.source_bytes AS "sourceBytes",
      counter.output_bytes AS "outputBytes", counter.video_count AS "videoCount", month.uploaded_bytes AS "uploadedBytes",
      month.source_ms AS "sourceMs", month.cpu_ms AS "cpuMs"
    FROM (${limitsOf(organizationId, defaults)}) AS quota
    LEFT JOIN usage_counter AS counter ON counter.organization_id = ${organizationId}::uuid
    LEFT JOIN usage_counter AS month ON month.organization_id = counter.organization_id AND month.month = ${monthOf()}`;
  if (!row) throw new AppError('ORGANIZATION_NOT_FOUND', { organizationId });
  return toSeen(row);
};

const toSeen = ({ now, storageLimit, uploadLimit, sourceMsLimit, concurrentTasks, ...row }: Row): Seen => ({
  now,
  usage: {
    reservedBytes: Number(row.reservedBytes),
    sourceBytes: Number(row.sourceBytes),
    outputBytes: Number(row.outputBytes),
    videoCount: row.videoCount ?? 0,
    month: {
      uploadedBytes: Number(row.uploadedBytes),
      sourceSeconds: Number(row.sourceMs) / 1_000,
      encodeCpuSeconds: Number(row.cpuMs) / 1_000,
    },
  },
  limits: {
    ...(storageLimit !== null && { storageBytes: Number(storageLimit) }),
    ...(uploadLimit !== null && { monthlyUploadBytes: Number(uploadLimit) }),
    ...(sourceMsLimit !== null && { monthlySourceSeconds: Number(sourceMsLimit) / 1_000 }),
    ...(concurrentTasks !== null && { concurrentTasks }),
  },
});
