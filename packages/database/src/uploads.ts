import {
  AppError,
  type OrganizationId,
  UPLOADS,
  type UploadEvent,
  type UploadId,
  type UploadStatus,
  type UploadStrategy,
  type UserId,
  type VideoId,
} from '@media/core';
import { Prisma, type Upload as UploadRow } from './generated/client.js';
import type { Database, Transaction } from './transaction.js';

export type Upload = {
  id: UploadId;
  organizationId: OrganizationId;
  userId: UserId;
  /** The id that the video of this upload has or will have. */
  videoId: VideoId;
  status: UploadStatus;
  strategy: UploadStrategy;
  fileName: string;
  sizeBytes: number;
  contentType: string;
  partSizeBytes: number;
  partCount: number;
  objectKey: string;
  multipartId: string | null;
  /** Present when the server shall make the video by itself once all bytes are there. */
  videoDetails: Record<string, unknown> | null;
  createdAt: Date;
  expiresAt: Date;
  checkAt: Date;
};

const toUpload = (row: UploadRow): Upload => ({
  ...row,
  id: row.id as UploadId,
  organizationId: row.organizationId as OrganizationId,
  userId: row.userId as UserId,
  videoId: row.videoId as VideoId,
  sizeBytes: Number(row.sizeBytes),
  partSizeBytes: Number(row.partSizeBytes),
  videoDetails: row.videoDetails as Record<string, unknown> | null,
});

export const uploadRepository = ({ sql }: Database) => ({
  create: async (upload: Omit<Upload, 'status' | 'createdAt'>): Promise<Upload> => {
    const videoDetails = upload.videoDetails === null ? Prisma.DbNull : (upload.videoDetails as Prisma.InputJsonObject);
    return toUpload(await sql.upload.create({ data: { ...upload, videoDetails } }));
  },

  /** @throws AppError UPLOAD_NOT_FOUND, also for somebody else's upload */
  get: async (organizationId: OrganizationId, id: UploadId): Promise<Upload> => {
    const row = await sql.upload.findFirst({ where: { id, organizationId } });
    if (!row) throw new AppError('UPLOAD_NOT_FOUND', { id });
    return toUpload(row);
  },

  /** Uploads that the sweeper should look at: unfinished ones whose `checkAt` has come, oldest first. */
  due: async (now: Date, limit: number): Promise<Upload[]> => {
    const status = { in: UPLOADS.statuses.filter((status) => !UPLOADS.isTerminal(status)) };
    const rows = await sql.upload.findMany({
      where: { status, checkAt: { lte: now } },
      orderBy: { checkAt: 'asc' },
      take: limit,
    });
    return rows.map(toUpload);
  },

  /** Postpones the sweeper's next look. */
  checkAgainAt: async (id: UploadId, checkAt: Date): Promise<void> => {
    await sql.upload.updateMany({ where: { id }, data: { checkAt } });
  },

  /**
   * Takes the completion of an upload for `leaseMs`; false while somebody else has it, or when it may not be completed.
   * One who let the lease run out is thought dead: then the next one goes on, with the `details` that were asked for.
   */
  claimCompletion: async (
    { id, organizationId }: Upload,
    details: Record<string, unknown>,
    leaseMs: number,
  ): Promise<boolean> => {
    const free = UPLOADS.allowing('completing').filter((status) => status !== 'completing');
    const now = new Date();
    const { count } = await sql.upload.updateMany({
      where: {
        id,
        organizationId,
        OR: [{ status: { in: free } }, { status: 'completing', checkAt: { lte: now } }],
      },
      data: {
        status: 'completing',
        checkAt: new Date(now.getTime() + leaseMs),
        videoDetails: details as Prisma.InputJsonObject,
      },
    });
    return count === 1;
  },

  /** The bytes in the store that unfinished uploads still need, of those keys. */
  unfinishedKeys: async (keys: readonly string[]): Promise<Set<string>> => {
    const status = { in: UPLOADS.statuses.filter((status) => !UPLOADS.isTerminal(status)) };
    const rows = await sql.upload.findMany({
      where: { objectKey: { in: [...keys] }, status },
      select: { objectKey: true },
    });
    return new Set(rows.map(({ objectKey }) => objectKey));
  },

  /** Moves an upload along its lifecycle, by compare-and-set. @throws AppError UPLOAD_CLOSED when it does not allow `event` */
  apply: async (upload: Upload, event: UploadEvent, tx?: Transaction): Promise<Upload> => {
    const status = UPLOADS.next(upload.status, event);
    if (!status) throw new AppError('UPLOAD_CLOSED', { id: upload.id, status: upload.status, event });
    const where = { id: upload.id, organizationId: upload.organizationId, status: { in: UPLOADS.allowing(event) } };
    const { count } = await (tx?.sql ?? sql).upload.updateMany({ where, data: { status } });
    if (count === 0) throw new AppError('UPLOAD_CLOSED', { id: upload.id, event });
    return { ...upload, status };
  },
});
export type Uploads = ReturnType<typeof uploadRepository>;
