import { storageKeys, TASKS } from '@media/core';
import { earlierJobs } from './earlier-jobs.js';
import type { Prisma, TaskKind } from './generated/client.js';
import { noteProgress } from './job-endings.js';
import type { LockedJob } from './job-graph.js';
import { noteIfPlayable } from './media-rows.js';
import { newId } from './new-id.js';
import type { Transaction } from './transaction.js';

/** Those that make what is played; the others are cheap, and build upon it. */
const REUSED_KINDS: TaskKind[] = ['encode', 'repackage', 'audio'];

/**
 * Takes over what an earlier job has made by the same plan from the same source: its tasks are completed in this one too,
 * without an attempt, and its objects are named by this one's rows as well. Of several such jobs the last counts, because it has
 * taken over from those before it what was good.
 */
export const reuseTasks = async (tx: Transaction, job: LockedJob, planHash: string): Promise<void> => {
  const earlier = await tx.sql.job.findFirst({
    where: { ...(await earlierJobs(tx, job)), planHash },
    orderBy: { number: 'desc' },
    select: { id: true },
  });
  if (!earlier) return;
  const made = await tx.sql.task.findMany({
    where: { jobId: earlier.id, kind: { in: REUSED_KINDS }, status: 'completed' },
    include: { objects: true },
  });
  const unwanted = await tx.sql.garbage.findMany({
    where: { prefix: { startsWith: storageKeys.mediaOf(job.videoId) } },
    select: { prefix: true },
  });
  const isThere = ({ key }: { key: string }) => !unwanted.some(({ prefix }) => key.startsWith(prefix));
  const planned = await tx.sql.task.findMany({ where: { jobId: job.id, kind: { in: REUSED_KINDS } } });
  let weight = 0;
  for (const task of planned) {
    const source = made.find(({ kind, index }) => kind === task.kind && index === task.index);
    if (!source || source.objects.length === 0 || !source.objects.every(isThere)) continue;
    await takeOver(tx, { id: task.id, jobId: job.id }, source);
    weight += task.weight;
  }
  if (weight === 0) return;
  await noteProgress(tx, job, weight);
  await noteIfPlayable(tx, job);
};

type Made = Prisma.TaskGetPayload<{ include: { objects: true } }>;

const takeOver = async (
  { sql }: Transaction,
  { id: taskId, jobId }: { id: string; jobId: string },
  { result, objects, kind }: Made,
): Promise<void> => {
  const data = objects.map(({ segments, ...object }) => ({
    ...object,
    ...{ id: newId(), taskId, jobId, segments: segments as Prisma.InputJsonValue },
  }));
  await sql.mediaObject.createMany({ data });
  await sql.task.update({
    where: { id: taskId },
    data: {
      status: TASKS.next('waiting', 'takenOver'),
      endedAt: new Date(),
      result: (result ?? {}) as Prisma.InputJsonValue,
    },
  });
  if (kind !== 'audio')
    await sql.rendition.updateMany({ where: { jobId, status: 'waiting' }, data: { status: 'encoding' } });
};
