import { UPLOADS, type UploadEvent, type UploadStatus } from '@media/core';
import { Prisma } from './generated/client.js';
import type { Transaction } from './transaction.js';
import type { Upload } from './upload-row.js';
import { countUsage, monthOf, type UsageReason } from './usage-entries.js';

/** How long ended uploads are kept, to be able to tell how they ended. */
export const REMEMBERED_MS = 30 * 24 * 3_600_000;

/** Events that require the last completion claim. */
const FENCED: readonly UploadEvent[] = ['completed', 'reopened', 'expired'];

/** Events that release the reserved bytes. A completed upload becomes a video, which counts instead (videos.ts). */
const RELEASING: Partial<Record<UploadEvent, UsageReason>> = { aborted: 'uploadAborted', expired: 'uploadExpired' };

const NOTHING_RELEASED = Prisma.sql`counted AS (SELECT)`;

/** Moves an upload to `status` by compare-and-set. Returns its next check, or undefined if it has changed. */
export const changeUpload = async (
  sql: Pick<Transaction['sql'], '$queryRaw'>,
  { id, organizationId, claimEpoch }: Upload,
  event: UploadEvent,
  { status, checkAt }: { status: UploadStatus; checkAt: Date },
): Promise<Date | undefined> => {
  const isHeld = FENCED.includes(event) ? Prisma.sql`AND claim_epoch = ${claimEpoch}` : Prisma.empty;
  const next = UPLOADS.isTerminal(status)
    ? Prisma.sql`now() + ${REMEMBERED_MS} * interval '1 millisecond'`
    : Prisma.sql`${checkAt}::timestamptz`;
  const reason = RELEASING[event];
  const [row] = await sql.$queryRaw<{ checkAt: Date }[]>`
    WITH changed AS (
      UPDATE upload SET status = ${status}::upload_status, check_at = ${next}, asked_details = NULL, updated_at = now()
      WHERE id = ${id}::uuid AND organization_id = ${organizationId}::uuid
        AND status = ANY(${UPLOADS.allowing(event)}::upload_status[]) ${isHeld}
      RETURNING upload.id, upload.organization_id, size_bytes, created_at, check_at),
    ${reason ? countUsage(released(reason), Prisma.sql`FROM changed`) : NOTHING_RELEASED}
    SELECT check_at AS "checkAt" FROM changed`;
  return row?.checkAt;
};

const released = (reason: UsageReason) => ({
  reason,
  organizationId: Prisma.sql`organization_id`,
  reference: Prisma.sql`id`,
  month: monthOf(Prisma.sql`created_at`),
  ...{ reserved_bytes: Prisma.sql`-size_bytes`, uploaded_bytes: Prisma.sql`-size_bytes` },
});
