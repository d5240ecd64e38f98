import { AppError, type JobId, type OrganizationId, type VideoId } from '@media/core';
import { type LockedJob, lockJob } from './locked-job.js';
import { PRESENT } from './present-videos.js';
import type { Transaction } from './transaction.js';

type Where = typeof PRESENT | typeof WITH_TRASHED;
/** For commands that also apply to videos in the trash. */
export const WITH_TRASHED = {};

/**
 * Locks the current job of a video. Repeats if a retry created a new job while we waited for the lock.
 * @throws AppError VIDEO_NOT_FOUND, also for a video in the trash
 */
export const lockCurrentJob = async (
  tx: Transaction,
  organizationId: OrganizationId,
  id: VideoId,
  where: Where = PRESENT,
): Promise<LockedJob> => {
  for (;;) {
    const currentId = await currentJobId(tx, { ...where, organizationId, id });
    const job = await lockJob(tx, currentId);
    if (job && currentId === (await currentJobId(tx, { ...where, organizationId, id }))) return job;
  }
};

const currentJobId = async (
  { sql }: Transaction,
  where: Where & { organizationId: OrganizationId; id: VideoId },
): Promise<JobId> => {
  const video = await sql.video.findFirst({ where, select: { currentJobId: true } });
  if (!video?.currentJobId) throw new AppError('VIDEO_NOT_FOUND', { id: where.id });
  return video.currentJobId as JobId;
};
