import { REPLACED_OUTPUT_RETENTION_MS, storageKeys, TASK_KIND_NAMES, TASK_KINDS, type TaskId } from '@media/core';
import { discard } from './garbage.js';
import type { Prisma } from './generated/client.js';
import type { LockedJob } from './locked-job.js';
import type { Transaction } from './transaction.js';

const UNPLANNED_KINDS = TASK_KIND_NAMES.filter((kind) => !TASK_KINDS[kind].planned);

/**
 * The other jobs of a video whose objects still exist: the published one, and later ones that failed or were canceled.
 * Objects of earlier jobs were discarded when that one was published. While a job runs, no other job of its video changes. Jobs of posters
 * don't count: their numbers are negative.
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
 * in their place. Returns the size of what is discarded.
 */
export const discardReplaced = async (tx: Transaction, job: LockedJob): Promise<{ replacedBytes: number }> => {
  const replaced = await tx.sql.job.findMany({
    where: await earlierJobs(tx, job),
    select: { id: true, planHash: true, tasks: { select: { id: true } }, objects: STORED, outputs: STORED },
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
  const prefixes = [...new Set([...folders, ...rest])];
  const replacedBytes = sizeOfOthers(replaced, keptKeys);
  const counted = replacedBytes > 0 ? { organizationId: job.organizationId, sizeBytes: replacedBytes } : undefined;
  await discard(tx, prefixes, REPLACED_OUTPUT_RETENTION_MS, counted);
  await markReplaced(tx, job);
  return { replacedBytes };
};

const STORED = { select: { key: true, sizeBytes: true } } as const;
type Stored = { key: string | null; sizeBytes: bigint | null };

/** Each key counts once: jobs that reuse an object share it. */
const sizeOfOthers = (
  jobs: readonly { objects: readonly Stored[]; outputs: readonly Stored[] }[],
  kept: ReadonlySet<string>,
): number => {
  const stored = jobs.flatMap(({ objects, outputs }) => [...objects, ...outputs]);
  const sizes = new Map(stored.map(({ key, sizeBytes }) => [key, Number(sizeBytes)]));
  return [...sizes].reduce((sum, [key, size]) => sum + (key === null || kept.has(key) ? 0 : size), 0);
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
      AND job.replaced_at IS NULL AND job.poster IS NULL`;
};
