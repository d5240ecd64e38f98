import { type Actor, type AuditTarget, storageKeys, type TaskId, type VideoId } from '@media/core';
import { recordAudit } from './audit-entries.js';
import { releaseVideo } from './count-video.js';
import { keepCharges } from './deleted-attempts.js';
import { appendEvent } from './events.js';
import { discard, LATE_WRITES_MS } from './garbage.js';
import { cancelTasks } from './job-graph.js';
import type { LockedJob } from './locked-job.js';
import { cancelPosters } from './poster-jobs.js';
import type { Transaction } from './transaction.js';

/** A video as a target of the audit log. */
export const targetOf = (id: VideoId, title: string): AuditTarget<'video'> => ({ type: 'video', id, name: title });

/** Deletes a video for good, by its locked current job, and discards its objects. Returns the running tasks to signal. */
export const removeVideo = async (tx: Transaction, actor: Actor, job: LockedJob): Promise<TaskId[]> => {
  const { organizationId, videoId: id } = job;
  const running = [...(await cancelTasks(tx, job)), ...(await cancelPosters(tx, id))];
  await keepCharges(tx, id);
  await appendEvent(tx, job, { type: 'video.deleted', data: {}, actor });
  const prefixes = [storageKeys.source(id), storageKeys.mediaOf(id)];
  await discard(tx, prefixes, 0);
  await discard(tx, prefixes, LATE_WRITES_MS);
  await tx.sql.output.deleteMany({ where: { videoId: id, organizationId } });
  await releaseVideo(tx, job);
  const { title } = await tx.sql.video.delete({ where: { id, organizationId }, select: { title: true } });
  await recordAudit(tx, actor, { action: 'video.deleted', targets: [targetOf(id, title)] });
  return running;
};
