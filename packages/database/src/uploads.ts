import { AppError, type OrganizationId, UPLOADS, type UploadEvent, type UploadId, type UsageLimits } from '@media/core';
import { recordAudit } from './audit-entries.js';
import { changeUpload } from './change-upload.js';
import { Prisma } from './generated/client.js';
import { insertUpload } from './insert-upload.js';
import { pruneBatch } from './prune.js';
import type { Database, Transaction } from './transaction.js';
import { type NewUpload, toUpload, type Upload } from './upload-row.js';
import { type UsageCounts, usageRepository } from './usage.js';

export type { NewUpload, Upload } from './upload-row.js';

/** Bytes can be released after an upload was refused and before its refusal is explained. */
const MAX_ATTEMPTS = 3;

const UNFINISHED = UPLOADS.statuses.filter((status) => !UPLOADS.isTerminal(status));
const ENDED = UPLOADS.statuses.filter(UPLOADS.isTerminal);

const createUpload = async (tx: Transaction, upload: NewUpload, defaults: UsageLimits): Promise<Upload | undefined> => {
  const created = await insertUpload(tx, upload, defaults);
  if (!created) return undefined;
  const { id, fileName: name, sizeBytes } = created;
  const targets = [{ type: 'upload', id, name } as const];
  await recordAudit(
    tx,
    { ...upload.actor, organizationId: upload.organizationId },
    { action: 'upload.created', targets, metadata: { sizeBytes } },
  );
  return created;
};

/** Uploads from their owners' point of view. */
const ownedUploads = ({ sql, transaction }: Database, defaults: UsageLimits, usage: UsageCounts) => ({
  /** Creates an upload if its bytes are within the organization's limits. @throws AppError QUOTA_EXCEEDED */
  create: async (upload: NewUpload): Promise<Upload> => {
    const { organizationId, sizeBytes } = upload;
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
      const created = await transaction((tx) => createUpload(tx, upload, defaults));
      if (created) return created;
      await usage.checkUpload(organizationId, sizeBytes);
    }
    throw new AppError('RESOURCE_BUSY', { organizationId });
  },

  /** @throws AppError UPLOAD_NOT_FOUND, also for another organization's upload */
  get: async (organizationId: OrganizationId, id: UploadId): Promise<Upload> => {
    const row = await sql.upload.findFirst({ where: { id, organizationId } });
    if (!row) throw new AppError('UPLOAD_NOT_FOUND', { id });
    return toUpload(row);
  },

  /**
   * Applies a lifecycle event to an upload by compare-and-set, and sets its next check. Completing, reopening and expiring
   * it require that the last claim is still the one in `upload`. @throws AppError UPLOAD_CLOSED otherwise
   */
  apply: async (
    upload: Upload,
    event: UploadEvent,
    { tx, checkAt = upload.checkAt }: { tx?: Transaction; checkAt?: Date } = {},
  ): Promise<Upload> => {
    const status = UPLOADS.next(upload.status, event);
    const next = status && (await changeUpload(tx?.sql ?? sql, upload, event, { status, checkAt }));
    if (!next) throw new AppError('UPLOAD_CLOSED', { id: upload.id, status: upload.status, event });
    return { ...upload, status, checkAt: next, askedDetails: null };
  },
});

/** The right to complete an upload: a lease by the database's clock, fenced by an epoch like task claims. */
const completionClaims = ({ sql }: Database) => ({
  /**
   * Claims the completion of an upload for `leaseMs`; undefined while another caller has it, or if it can't be completed.
   * A claim whose lease has expired can be taken over.
   */
  claimCompletion: async (
    upload: Upload,
    details: Record<string, unknown>,
    leaseMs: number,
  ): Promise<Upload | undefined> => {
    const free = UPLOADS.allowing('completing').filter((status) => status !== 'completing');
    const [claimed] = await sql.$queryRaw<{ claim_epoch: number; check_at: Date }[]>`
      UPDATE upload SET status = 'completing', claim_epoch = claim_epoch + 1, asked_details = ${JSON.stringify(details)}::jsonb,
             check_at = now() + ${leaseMs} * interval '1 millisecond', updated_at = now()
      WHERE id = ${upload.id}::uuid AND organization_id = ${upload.organizationId}::uuid
        AND (status = ANY(${free}::upload_status[]) OR (status = 'completing' AND check_at <= now()))
      RETURNING claim_epoch, check_at`;
    if (!claimed) return undefined;
    const { claim_epoch: claimEpoch, check_at: checkAt } = claimed;
    return { ...upload, status: 'completing', claimEpoch, checkAt, askedDetails: details };
  },

  /** Renews a claim that is still held, to `leaseMs` from now. */
  renewClaim: async ({ id, organizationId, claimEpoch }: Upload, leaseMs: number): Promise<void> => {
    await sql.$executeRaw`
      UPDATE upload SET check_at = now() + ${leaseMs} * interval '1 millisecond'
      WHERE id = ${id}::uuid AND organization_id = ${organizationId}::uuid
        AND status = 'completing' AND claim_epoch = ${claimEpoch}`;
  },
});

/** The sweeper's operations, across all organizations. */
const sweptUploads = ({ sql }: Database) => ({
  /**
   * Takes unfinished uploads whose `checkAt` has passed, oldest first, for `leaseMs`. Other sweepers skip them until then.
   */
  take: async (now: Date, limit: number, leaseMs: number): Promise<Upload[]> => {
    const taken = await sql.$queryRaw<{ id: string }[]>`
      WITH due AS MATERIALIZED (
        SELECT id FROM upload WHERE status IN ('waiting', 'uploading', 'completing') AND check_at <= ${now}
          AND (swept_until IS NULL OR swept_until <= now())
        ORDER BY check_at LIMIT ${limit} FOR UPDATE SKIP LOCKED)
      UPDATE upload SET swept_until = now() + ${leaseMs} * interval '1 millisecond'
      FROM due WHERE upload.id = due.id RETURNING upload.id`;
    const where = { id: { in: taken.map(({ id }) => id) } };
    const rows = await sql.upload.findMany({ where, orderBy: { checkAt: 'asc' } });
    return rows.map(toUpload);
  },

  /** Sets the sweeper's next check, unless the upload has changed since it was read. Returns whether it did. */
  checkAgainAt: async (
    { id, status, claimEpoch, checkAt }: Upload,
    next: Date,
    tx: Pick<Transaction, 'sql'> = { sql },
  ): Promise<boolean> => {
    const data = { checkAt: next, sweptUntil: null };
    const { count } = await tx.sql.upload.updateMany({ where: { id, status, claimEpoch, checkAt }, data });
    return count === 1;
  },

  /** The keys among `keys` that unfinished uploads still need. */
  unfinishedKeys: async (keys: readonly string[]): Promise<Set<string>> => {
    const rows = await sql.upload.findMany({
      where: { objectKey: { in: [...keys] }, status: { in: UNFINISHED } },
      select: { objectKey: true },
    });
    return new Set(rows.map(({ objectKey }) => objectKey));
  },

  /** Up to `limit` unfinished uploads of a deleted organization. */
  unfinishedOf: async (organizationId: OrganizationId, limit: number): Promise<Upload[]> => {
    const rows = await sql.upload.findMany({ where: { organizationId, status: { in: UNFINISHED } }, take: limit });
    return rows.map(toUpload);
  },

  /** Deletes a batch of uploads that ended long ago. Returns how many. */
  prune: (): Promise<number> => {
    const where = Prisma.sql`status = ANY(${ENDED}::upload_status[]) AND check_at <= now()`;
    return pruneBatch({ sql }, { table: 'upload', where, orderBy: 'status, check_at' });
  },
});

/** `defaults`: the limits of organizations without their own. */
export const uploadRepository = (database: Database, defaults: UsageLimits = {}) => ({
  ...ownedUploads(database, defaults, usageRepository(database, defaults)),
  ...completionClaims(database),
  ...sweptUploads(database),
});
export type Uploads = ReturnType<typeof uploadRepository>;
