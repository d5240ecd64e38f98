import { actorRef, type UsageLimits } from '@media/core';
import { Prisma } from './generated/client.js';
import type { Transaction } from './transaction.js';
import type { NewUpload, Upload } from './upload-row.js';
import { countWithinLimits } from './usage-entries.js';
import { limitsOf } from './usage-limits.js';

/** Creates an upload and reserves its bytes, in one statement. Undefined if that would exceed a limit. */
export const insertUpload = async (
  { sql }: Pick<Transaction, 'sql'>,
  upload: NewUpload,
  defaults: UsageLimits,
): Promise<Upload | undefined> => {
  const { posterOf = null } = upload;
  const { id, organizationId, actor, videoId, strategy, fileName, contentType, objectKey, multipartId } = upload;
  const sizeBytes = Prisma.sql`${upload.sizeBytes}::bigint`;
  const details = upload.videoDetails && JSON.stringify(upload.videoDetails);
  const reserved = countWithinLimits(
    {
      organizationId: Prisma.sql`${organizationId}::uuid`,
      ...{ reason: 'uploadCreated', reference: Prisma.sql`${id}` },
      ...{ reserved_bytes: sizeBytes, uploaded_bytes: sizeBytes },
    },
    limitsOf(organizationId, defaults),
  );
  const [row] = await sql.$queryRaw<{ createdAt: Date }[]>`
    WITH ${reserved}
    INSERT INTO upload (id, organization_id, actor_type, actor_id, video_id, strategy, file_name, size_bytes, content_type,
      part_size_bytes, part_count, object_key, multipart_id, poster_of, video_details, expires_at, check_at)
    SELECT ${id}::uuid, organization_id, ${actor.type}::actor_type, ${actor.id}::uuid, ${videoId}::uuid,
      ${strategy}::upload_strategy, ${fileName}, ${sizeBytes}, ${contentType}, ${upload.partSizeBytes}::bigint,
      ${upload.partCount}::int, ${objectKey}, ${multipartId}, ${posterOf}::uuid, ${details}::jsonb, ${upload.expiresAt}::timestamptz,
      ${upload.checkAt}::timestamptz
    FROM counted RETURNING created_at AS "createdAt"`;
  return (
    row && {
      ...upload,
      posterOf,
      actor: actorRef(actor),
      status: 'waiting',
      askedDetails: null,
      claimEpoch: 0,
      createdAt: row.createdAt,
    }
  );
};
