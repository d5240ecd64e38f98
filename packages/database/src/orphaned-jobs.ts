import type { JobId, Recipe, TaskId } from '@media/core';
import { recordAudit } from './audit-entries.js';
import { countJob } from './count-video.js';
import { appendEvent } from './events.js';
import { FLEET } from './fleet.js';
import { cancelTasks, moveJob } from './job-graph.js';
import { livePlanVersions } from './lead.js';
import { lockJob } from './locked-job.js';
import { replacePoster } from './poster-jobs.js';
import { dispatcherActor } from './system-actors.js';
import type { Database, Transaction } from './transaction.js';
import { createJob } from './videos.js';

export type OrphanedJob = { id: JobId; planVersion: number };

/** Jobs of fleets without workers, after an upgrade or a rollback. */
export const orphanRepository = ({ sql, transaction }: Database, { planVersion } = FLEET) => ({
  /** Unfinished jobs of fleets that have no dispatcher now. */
  orphaned: (limit: number): Promise<OrphanedJob[]> => sql.$queryRaw<OrphanedJob[]>`
    SELECT id, plan_version AS "planVersion" FROM job
    WHERE status IN ('queued', 'running') AND (plan_version < ${planVersion} OR plan_version > ${planVersion})
      AND plan_version NOT IN (${livePlanVersions()})
    ORDER BY created_at LIMIT ${limit}`,

  /**
   * Replaces an orphaned job with a new one of the same recipe, which this fleet can claim. Returns the tasks that must
   * stop if a worker of the other fleet comes back. Does nothing while the job is locked.
   */
  replace: (id: JobId): Promise<TaskId[]> => transaction((tx) => replaceJob(tx, id, planVersion)),
});
export type OrphanedJobs = ReturnType<typeof orphanRepository>;

const replaceJob = async (tx: Transaction, id: JobId, planVersion: number): Promise<TaskId[]> => {
  const job = await lockJob(tx, id, { skipLocked: true });
  const isUnfinished = job?.status === 'queued' || job?.status === 'running';
  if (!job || !isUnfinished || job.planVersion === null || job.planVersion === planVersion) return [];
  if (job.isPoster) return replacePoster(tx, job);
  const { organizationId, videoId } = job;
  const running = await cancelTasks(tx, job);
  await moveJob(tx, job, 'cancelled', { finishedAt: new Date() });
  await tx.sql.rendition.updateMany({
    where: { jobId: id, status: { not: 'ready' } },
    data: { status: 'skipped' },
  });
  const { recipe, number, traceparent } = await tx.sql.job.findUniqueOrThrow({
    where: { id },
    select: { recipe: true, number: true, traceparent: true },
  });
  const { title, status, publishedJobId } = await tx.sql.video.findUniqueOrThrow({
    where: { id: videoId },
    select: { title: true, status: true, publishedJobId: true },
  });
  const restarted = { progress: 0, playable: publishedJobId !== null } as const;
  // A new generation, because progress never decreases within one.
  const columns = { ...restarted, generation: { increment: 1 } };
  await tx.sql.video.update({ where: { id: videoId }, data: columns, select: { id: true } });
  // Same trace, because the same request caused both jobs.
  const next = { recipe: recipe as unknown as Recipe, number: number + 1, traceparent };
  await createJob(tx, { id: videoId, organizationId }, next);
  // Includes the unchanged status: progress alone would make subscribers assume that the video is processing.
  const data = { ...restarted, status: status === 'queued' ? status : 'processing' } as const;
  const actor = dispatcherActor(job);
  await appendEvent(tx, job, { type: 'video.restarted', data, actor });
  const targets = [{ type: 'video', id: videoId, name: title } as const];
  await recordAudit(tx, actor, { action: 'video.restarted', targets });
  await countJob(tx, job);
  return running;
};
