import { costOf, type MediaObject, type Plan, replacementTasks, type TaskId } from '@media/core';
import type { ClaimedTask } from './claimed-task.js';
import { addTasks } from './job-graph.js';
import type { LockedJob } from './locked-job.js';
import { addMediaObjects, discardObjects } from './media-rows.js';
import { resultOf } from './result-of.js';
import type { Transaction } from './transaction.js';

/**
 * Adds the tasks that encode the rendition that couldn't be copied, which get the weight of the task that tried to copy it. Does nothing if
 * they exist.
 */
export const addReplacements = async (tx: Transaction, job: LockedJob, plan: Plan): Promise<void> => {
  const where = { jobId: job.id, kind: 'repackage' as const };
  const copy = await tx.sql.task.findFirstOrThrow({ where, select: { weight: true } });
  const tasks = replacementTasks(plan, copy.weight);
  const [first] = tasks;
  if (!first || (await tx.sql.task.count({ where: { jobId: job.id, kind: 'encode', index: first.index } })) > 0) return;
  await addTasks(tx, job, tasks);
  await tx.sql.task.updateMany({ where, data: { weight: 0 } });
  const estimatedCpuSeconds = tasks.reduce((sum, task) => sum + costOf(task), 0);
  await tx.sql.job.update({
    where: { id: job.id },
    data: { estimatedCpuSeconds: { increment: estimatedCpuSeconds } },
  });
};

/**
 * Publishes a chunk of a rendition that couldn't be copied. If pieces of the copy are published, they stay until all chunks are encoded, and
 * are replaced all at once: a track has one init segment at any time.
 */
export const publishReplacement = async (
  tx: Transaction,
  task: ClaimedTask<'encode'>,
  objects: readonly MediaObject[],
): Promise<void> => {
  const { id, organizationId, jobId } = task;
  const ofCopy = { jobId, task: { kind: 'repackage' as const } };
  if ((await tx.sql.mediaObject.count({ where: ofCopy })) > 0) {
    const chunkCount = task.job.plan?.video?.chunks.length ?? 0;
    const others = await tx.sql.task.findMany({
      where: { jobId, kind: 'encode', index: { gte: chunkCount }, id: { not: id } },
      select: { id: true, epoch: true, status: true, result: true },
    });
    if (others.some(({ status }) => status !== 'completed')) return;
    await discardObjects(tx, ofCopy);
    for (const { id: otherId, epoch, result } of others)
      await addMediaObjects(
        tx,
        { id: otherId as TaskId, organizationId, jobId, epoch },
        resultOf('encode', result)?.objects ?? [],
      );
  }
  await addMediaObjects(tx, task, objects);
};
