import { type Actor, type JobId, REPLACED_OUTPUT_RETENTION_MS, type TaskId } from '@media/core';
import { countJob } from './count-video.js';
import { appendEvent } from './events.js';
import { discard } from './garbage.js';
import { Prisma } from './generated/client.js';
import { cancelTasks, moveJob } from './job-graph.js';
import type { LockedJob } from './locked-job.js';
import type { Transaction } from './transaction.js';
import { countUsage } from './usage-entries.js';

type Swapped = { earlierId: JobId | null };

/** Shows a poster in place of the earlier one, unless another one was asked for since. Then nothing of it stays. */
export const finishPoster = async (tx: Transaction, job: LockedJob, actor: Actor): Promise<void> => {
  await moveJob(tx, job, 'completed', { finishedAt: new Date() });
  const [swapped] = await tx.sql.$queryRaw<Swapped[]>`
    UPDATE video SET poster_job_id = ${job.id}::uuid, updated_at = now()
    FROM (SELECT id, poster_job_id FROM video WHERE id = ${job.videoId}::uuid FOR NO KEY UPDATE) AS earlier
    WHERE video.id = earlier.id AND asked_poster_job_id = ${job.id}::uuid
    RETURNING earlier.poster_job_id AS "earlierId"`;
  const unused = swapped ? swapped.earlierId : job.id;
  if (unused) await discardPoster(tx, unused);
  if (swapped) await tell(tx, job, actor);
  await countJob(tx, job);
};

/** The earlier poster stays. */
export const failPoster = async (
  tx: Transaction,
  job: LockedJob,
  actor: Actor,
  why: Pick<Prisma.JobUpdateManyMutationInput, 'errorCode' | 'errorReason'>,
): Promise<TaskId[]> => {
  const running = await cancelTasks(tx, job);
  await moveJob(tx, job, 'failed', { ...why, finishedAt: new Date() });
  const [asked] = await tx.sql.$queryRaw<unknown[]>`
    SELECT 1 FROM video WHERE id = ${job.videoId}::uuid AND asked_poster_job_id = ${job.id}::uuid FOR NO KEY UPDATE`;
  if (asked) await tell(tx, job, actor);
  await countJob(tx, job);
  return running;
};

const tell = (tx: Transaction, job: LockedJob, actor: Actor) =>
  appendEvent(tx, job, { type: 'video.updated', data: { updated: ['poster'] }, actor });

/** Discards the poster of a job that is no longer used. URLs to it work until they expire. */
export const discardPoster = async (tx: Transaction, id: JobId): Promise<void> => {
  const outputs = await tx.sql.output.findMany({ where: { jobId: id }, select: { key: true } });
  const keys = outputs.flatMap(({ key }) => key ?? []);
  await discard(tx, keys, REPLACED_OUTPUT_RETENTION_MS);
  await tx.sql.job.update({ where: { id }, data: { replacedAt: new Date() }, select: { id: true } });
};

/** Discards the poster that is shown, and counts it no longer: no job ends that would count the video again. */
export const dropPoster = async (tx: Transaction, id: JobId): Promise<void> => {
  await discardPoster(tx, id);
  const change = countUsage(
    {
      organizationId: Prisma.sql`organization_id`,
      ...{ reason: 'posterDropped', reference: Prisma.sql`job_id` },
      output_bytes: Prisma.sql`-size_bytes`,
    },
    Prisma.sql`FROM dropped`,
  );
  await tx.sql.$executeRaw`
    WITH dropped AS MATERIALIZED (
      SELECT organization_id, job_id, video_id, size_bytes FROM output WHERE job_id = ${id}::uuid AND size_bytes IS NOT NULL),
    ${change},
    counted_video AS (UPDATE video SET output_bytes = video.output_bytes - size_bytes FROM dropped, entry WHERE video.id = video_id)
    SELECT`;
};
