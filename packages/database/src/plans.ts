import {
  costOf,
  nonStandardReasons,
  PLAN_VERSION,
  type Plan,
  plannedTasks,
  type SourceProbe,
  UNPLANNED_CPU_SECONDS,
  videoCodecName,
} from '@media/core';
import type { ClaimedTask } from './claimed-task.js';
import { collectReasons } from './collect-reasons.js';
import { collectWarnings } from './collect-warnings.js';
import { earlierJobs } from './earlier-jobs.js';
import type { Prisma } from './generated/client.js';
import { addTasks } from './job-graph.js';
import type { LockedJob } from './locked-job.js';
import { newId } from './new-id.js';
import { resultOf } from './result-of.js';
import { reuseTasks } from './reuse-tasks.js';
import type { Database, Transaction } from './transaction.js';

/** Stores a job's plan, chapters, warnings, renditions and tasks. Tasks that an earlier job has already done are reused. */
export const storePlan = async (
  tx: Transaction,
  job: LockedJob,
  { probe, plan, planHash }: { probe: SourceProbe; plan: Plan; planHash: string },
): Promise<void> => {
  const { id: jobId, organizationId } = job;
  const nonStandard = nonStandardReasons(probe, plan);
  const tasks = plannedTasks(plan);
  const unplanned = 2 * costOf({ estimatedCpuSeconds: UNPLANNED_CPU_SECONDS });
  const estimatedCpuSeconds = tasks.reduce((sum, task) => sum + costOf(task), unplanned);
  const chapters = plan.chapters as Prisma.InputJsonArray;
  const stored = { plan: plan as Prisma.InputJsonObject, planHash, nonStandard, chapters, estimatedCpuSeconds };
  await tx.sql.job.update({ where: { id: jobId }, data: stored });
  await tx.sql.video.update({
    where: { id: job.videoId },
    data: { probe: probe as Prisma.InputJsonObject },
  });
  const videoCodec = videoCodecName(plan.video ?? {});
  const renditions = (plan.video?.renditions ?? []).map(({ name, width, height, maxBitrateBps }, index) => ({
    ...{ id: newId(), organizationId, jobId, index, name, width, height },
    ...{ videoCodec, bitrateBps: maxBitrateBps },
  }));
  await tx.sql.rendition.createMany({ data: renditions });
  await addTasks(tx, job, tasks);
  job.planHash = planHash;
  await reuseTasks(tx, job, { plan, planHash });
  await collectWarnings(tx, job);
  await collectReasons(tx, job);
};

export const planRepository = ({ sql }: Database) => ({
  /**
   * The number of parallel encodes that the last plan with the same recipe and existing chunks was made for. Planning for
   * the same number cuts the source at the same frames, whatever workers there are now. Undefined without such a plan.
   */
  earlierEncodeSlots: async ({
    jobId,
    videoId,
  }: Pick<ClaimedTask, 'jobId' | 'videoId'>): Promise<number | undefined> => {
    const job = await sql.job.findUnique({ where: { id: jobId }, select: { recipe: true } });
    const earlier = await sql.job.findFirst({
      where: {
        ...(await earlierJobs({ sql }, { id: jobId, videoId })),
        planVersion: PLAN_VERSION,
        planHash: { not: null },
        recipe: { equals: job?.recipe ?? {} },
      },
      orderBy: { number: 'desc' },
      select: { tasks: { where: { kind: 'probe' }, select: { result: true } } },
    });
    const [probe] = earlier?.tasks ?? [];
    return probe && resultOf('probe', probe.result)?.encodeSlots;
  },
});
export type Plans = ReturnType<typeof planRepository>;
