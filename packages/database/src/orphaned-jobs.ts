import type { JobId, Recipe, TaskId } from '@media/core';
import { appendEvent } from './events.js';
import { FLEET } from './fleet.js';
import { cancelTasks, moveJob } from './job-graph.js';
import { livePlanVersions } from './lead.js';
import { lockJob } from './locked-job.js';
import { dispatcherActor } from './system-actors.js';
import type { Database, Transaction } from './transaction.js';
import { createJob } from './videos.js';

export type OrphanedJob = { id: JobId; planVersion: number };

/** Jobs of other fleets that nobody works on: an upgrade, or going back from one, has ended the last of their workers. */
export const orphanRepository = ({ sql, transaction }: Database, { planVersion } = FLEET) => ({
  /** Unfinished jobs of fleets that have no dispatcher at this moment. */
  orphaned: (limit: number): Promise<OrphanedJob[]> => sql.$queryRaw<OrphanedJob[]>`
    SELECT id, plan_version AS "planVersion" FROM job
    WHERE status IN ('queued', 'running') AND (plan_version < ${planVersion} OR plan_version > ${planVersion})
      AND plan_version NOT IN (${livePlanVersions()})
    ORDER BY created_at LIMIT ${limit}`,

  /**
   * Puts a new job of the same recipe, which this fleet may claim, in the place of an orphaned one. Returns the tasks that
   * must stop, should a worker of the other fleet come back. Nothing happens while somebody else holds the job.
   */
  replace: (id: JobId): Promise<TaskId[]> => transaction((tx) => replaceJob(tx, id, planVersion)),
});
export type OrphanedJobs = ReturnType<typeof orphanRepository>;

const replaceJob = async (tx: Transaction, id: JobId, planVersion: number): Promise<TaskId[]> => {
  const job = await lockJob(tx, id, { skipLocked: true });
  const isUnfinished = job?.status === 'queued' || job?.status === 'running';
  if (!job || !isUnfinished || job.planVersion === null || job.planVersion === planVersion) return [];
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
  const { status, publishedJobId } = await tx.sql.video.findUniqueOrThrow({
    where: { id: videoId },
    select: { status: true, publishedJobId: true },
  });
  const restarted = { progress: 0, playable: publishedJobId !== null } as const;
  // Progress never goes back inside a generation.
  const columns = { ...restarted, generation: { increment: 1 } };
  await tx.sql.video.update({ where: { id: videoId }, data: columns, select: { id: true } });
  // The same request asked for both.
  const next = { recipe: recipe as unknown as Recipe, number: number + 1, traceparent };
  await createJob(tx, { id: videoId, organizationId }, next);
  // With the status, which stays: whoever hears of progress alone takes the video for one that is processed.
  const data = { ...restarted, status: status === 'queued' ? status : 'processing' } as const;
  await appendEvent(tx, job, { type: 'video.restarted', data, actor: dispatcherActor(job) });
  return running;
};
