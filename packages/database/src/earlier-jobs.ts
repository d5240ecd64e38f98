import { REPLACED_OUTPUT_RETENTION_MS, storageKeys, TASK_KIND_NAMES, TASK_KINDS, type TaskId } from '@media/core';
import { discard } from './garbage.js';
import type { Prisma } from './generated/client.js';
import type { LockedJob } from './locked-job.js';
import type { Transaction } from './transaction.js';

const UNPLANNED_KINDS = TASK_KIND_NAMES.filter((kind) => !TASK_KINDS[kind].planned);

/**
 * The other jobs of a video whose objects still exist: the published one, and later ones that failed or were canceled.
 * Objects of earlier jobs were discarded when that one was published. While a job runs, no other job of its video changes.
 */
export const earlierJobs = async (
  { sql }: Pick<Transaction, 'sql'>,
  { id, videoId }: Pick<LockedJob, 'id' | 'videoId'>,
): Promise<Prisma.JobWhereInput> => {
  const { publishedJobId } = await sql.video.findUniqueOrThrow({
    where: { id: videoId },
    select: { publishedJobId: true },
  });
  const published = publishedJobId === null ? null : await sql.job.findUnique({ where: { id: publishedJobId } });
  return { videoId, id: { not: id }, number: { gte: published?.number ?? 0 } };
};

/**
 * Discards the objects of earlier jobs, except those that this job reuses. Called when this job is about to be published
 * in their place.
 */
export const discardReplaced = async (tx: Transaction, job: LockedJob): Promise<void> => {
  const replaced = await tx.sql.job.findMany({
    where: await earlierJobs(tx, job),
    select: { id: true, planHash: true, tasks: { select: { id: true } }, objects: { select: { key: true } } },
  });
  const first = await unplannedTasks(tx, replaced);
  const kept = await tx.sql.mediaObject.findMany({ where: { jobId: job.id }, select: { key: true } });
  const keptKeys = new Set(kept.map(({ key }) => key));
  const keptFolders = new Set(kept.map(({ key }) => storageKeys.taskFolderOf(key)));
  const made = replaced.flatMap(({ planHash, tasks }) =>
    tasks.map(({ id }) => storageKeys.taskFolder(job.videoId, first.has(id) ? null : planHash, id as TaskId)),
  );
  const keys = replaced.flatMap(({ objects }) => objects.map(({ key }) => key));
  const folders = [...made, ...keys.map(storageKeys.taskFolderOf)].filter((folder) => !keptFolders.has(folder));
  // The unused objects in folders that are partly kept.
  const rest = keys.filter((key) => !keptKeys.has(key) && keptFolders.has(storageKeys.taskFolderOf(key)));
  await discard(tx, [...new Set([...folders, ...rest])], REPLACED_OUTPUT_RETENTION_MS);
  await markReplaced(tx, job);
};

/** The tasks created before the plan. Filters by kind, because this client can't read kinds of later releases. */
const unplannedTasks = async ({ sql }: Transaction, jobs: readonly { id: string }[]): Promise<ReadonlySet<string>> => {
  const where = { jobId: { in: jobs.map(({ id }) => id) }, kind: { in: UNPLANNED_KINDS } };
  const tasks = await sql.task.findMany({ where, select: { id: true } });
  return new Set(tasks.map(({ id }) => id));
};

/** Includes jobs replaced by an earlier release, which didn't set the column. */
const markReplaced = async ({ sql }: Transaction, { id, videoId }: LockedJob): Promise<void> => {
  await sql.$executeRaw`
    UPDATE job SET replaced_at = now() FROM job AS published
    WHERE published.id = ${id}::uuid AND job.video_id = ${videoId}::uuid AND job.number < published.number
      AND job.replaced_at IS NULL`;
};
