import { isFailedCopy, kindsWithMedia, type Plan, storageKeys, TASK_KINDS, TASKS } from '@media/core';
import { earlierJobs } from './earlier-jobs.js';
import type { Prisma, TaskKind } from './generated/client.js';
import { addProgress } from './job-endings.js';
import type { LockedJob } from './locked-job.js';
import { markIfPlayable } from './media-rows.js';
import { newId } from './new-id.js';
import { addReplacements } from './replace-copy.js';
import type { Transaction } from './transaction.js';

/** The kinds that make playable media; the others are cheap and depend on them. */
const REUSED_KINDS = kindsWithMedia();

/**
 * Reuses the work of an earlier job with the same plan and source: its completed tasks are completed here too, without an
 * attempt, and this job's rows reference the same objects. From an unfinished task, the published pieces are reused: it
 * runs, and keeps identical pieces. A copy that failed isn't tried again. Of several such jobs, the last one counts, because it
 * has already reused the others.
 */
export const reuseTasks = async (
  tx: Transaction,
  job: LockedJob,
  { plan, planHash }: { plan: Plan; planHash: string },
): Promise<void> => {
  const made = await findReusable(tx, job, planHash);
  if (made.some(hasFailedToCopy)) await addReplacements(tx, job, plan);
  const planned = await tx.sql.task.findMany({ where: { jobId: job.id, kind: { in: REUSED_KINDS } } });
  const reused = planned.flatMap((task) => {
    const source = made.find(({ kind, index }) => kind === task.kind && index === task.index);
    return source ? [{ task, source }] : [];
  });
  if (reused.length === 0) return;
  await addReusedObjects(tx, reused);
  const completed = reused.filter(({ source }) => source.status === 'completed');
  await completeTasks(tx, completed);
  if (completed.some(({ task }) => TASK_KINDS[task.kind].media === 'video'))
    await tx.sql.rendition.updateMany({ where: { jobId: job.id }, data: { status: 'encoding' } });
  const weight = completed.reduce((sum, { task }) => sum + task.weight, 0);
  await tx.sql.job.update({ where: { id: job.id }, data: { keptWeight: { increment: weight } } });
  await addProgress(tx, job, weight);
  await markIfPlayable(tx, job);
};

type Made = Prisma.TaskGetPayload<{ include: { objects: true } }>;

/** A copy that failed, so that other tasks encoded the video. */
const hasFailedToCopy = ({ status, result }: Pick<Made, 'status' | 'result'>): boolean =>
  status === 'completed' && isFailedCopy(result);

type Reused = { task: { id: string; jobId: string; kind: TaskKind; weight: number }; source: Made };

/** Tasks with their published objects, if all of them exist and none is about to be deleted. */
const findReusable = async ({ sql }: Transaction, job: LockedJob, planHash: string): Promise<Made[]> => {
  const earlier = await sql.job.findFirst({
    where: { ...(await earlierJobs({ sql }, job)), planHash },
    orderBy: { number: 'desc' },
    select: { id: true },
  });
  if (!earlier) return [];
  const made = await sql.task.findMany({
    where: { jobId: earlier.id, kind: { in: REUSED_KINDS } },
    include: { objects: true },
  });
  const published = made.map(({ objects, ...task }) => ({
    ...task,
    // For a task that will run, only pieces that an attempt can recognize and trust.
    objects: task.status === 'completed' ? objects : objects.filter(({ contentHash }) => contentHash !== null),
  }));
  const unwanted = await sql.garbage.findMany({
    where: { prefix: { startsWith: storageKeys.mediaOf(job.videoId) } },
    select: { prefix: true },
  });
  const isThere = ({ key }: { key: string }) => !unwanted.some(({ prefix }) => key.startsWith(prefix));
  return published.filter(
    ({ objects, ...task }) => (objects.length > 0 || hasFailedToCopy(task)) && objects.every(isThere),
  );
};

const addReusedObjects = async ({ sql }: Transaction, reused: readonly Reused[]): Promise<void> => {
  const data = reused.flatMap(({ task, source }) =>
    source.objects.map(({ segments, ...object }) => ({
      ...object,
      ...{ id: newId(), taskId: task.id, jobId: task.jobId, segments: segments as Prisma.InputJsonValue },
    })),
  );
  await sql.mediaObject.createMany({ data });
};

/** One statement, because a long video has hundreds. */
const completeTasks = async ({ sql }: Transaction, reused: readonly Reused[]): Promise<void> => {
  const ids = reused.map(({ task }) => task.id);
  const sources = reused.map(({ source }) => source.id);
  await sql.$executeRaw`
    UPDATE task SET status = ${TASKS.next('waiting', 'reused')}::task_status, ended_at = now(), result = made.result
    FROM unnest(${ids}::uuid[], ${sources}::uuid[]) AS reused(id, source), task AS made
    WHERE task.id = reused.id AND made.id = reused.source AND task.status = 'waiting'`;
};
