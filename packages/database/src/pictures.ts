import { AppError, type UploadId, type VideoId } from '@media/core';
import { REMEMBERED_MS } from './change-upload.js';
import { Prisma } from './generated/client.js';
import type { Transaction } from './transaction.js';
import { countUsage } from './usage-entries.js';

/**
 * Ends the upload of a picture, whose file becomes the poster of a video. From now on, only the poster counts as stored. Returns the key of
 * the file. @throws AppError UPLOAD_NOT_FOUND, UPLOAD_CLOSED
 */
export const takePicture = async ({ sql }: Transaction, videoId: VideoId, id: UploadId): Promise<{ key: string }> => {
  const change = countUsage(
    {
      organizationId: Prisma.sql`organization_id`,
      ...{ reason: 'pictureChosen', reference: Prisma.sql`id` },
      reserved_bytes: Prisma.sql`-size_bytes`,
    },
    Prisma.sql`FROM taken`,
  );
  const [taken] = await sql.$queryRaw<{ key: string }[]>`
    WITH taken AS (
      UPDATE upload SET status = 'completed', check_at = now() + ${REMEMBERED_MS} * interval '1 millisecond', updated_at = now()
      WHERE id = ${id}::uuid AND poster_of = ${videoId}::uuid AND status IN ('waiting', 'uploading')
      RETURNING id, organization_id, size_bytes, object_key),
    ${change}
    SELECT object_key AS key FROM taken`;
  if (taken) return taken;
  const known = await sql.upload.count({ where: { id, posterOf: videoId } });
  throw new AppError(known > 0 ? 'UPLOAD_CLOSED' : 'UPLOAD_NOT_FOUND', { id });
};
