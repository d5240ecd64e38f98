import type { JobId, OrganizationId, Plan, TaskKind } from '@media/core';
import { type Database, jobRepository } from '@media/database';
import { cpuSecondsOf, watchOtherChildren } from './process-cost.ts';

/** The plan of a video's first job. */
export const planOf = async (database: Database, videoId: string): Promise<Plan> => {
  const { id, organizationId } = await database.sql.job.findFirstOrThrow({ where: { videoId } });
  const plan = await jobRepository(database).plan(organizationId as OrganizationId, id as JobId);
  if (!plan) throw new Error('The video has no plan.');
  return plan;
};

/** CPU time of ffmpeg, as recorded in a video's attempts, for all or some kinds of tasks. */
export const ffmpegSeconds = async ({ sql }: Database, videoId: string, kinds?: TaskKind[]): Promise<number> => {
  const task = { videoId, ...(kinds && { kind: { in: kinds } }) };
  const sum = await sql.attempt.aggregate({ where: { task }, _sum: { cpuSeconds: true } });
  return sum._sum.cpuSeconds ?? 0;
};

/** Measures the CPU time of workers until disposed: Node.js, the sandbox, ffprobe, and ffmpeg as recorded in a video's attempts. */
export const watchWorkers = (pids: readonly number[]) => {
  const others = pids.map(watchOtherChildren);
  const nodeSeconds = () => pids.reduce((sum, pid) => sum + cpuSecondsOf(pid), 0);
  const before = nodeSeconds();
  return {
    cpuSeconds: async (database: Database, videoId: string): Promise<number> =>
      nodeSeconds() -
      before +
      others.reduce((sum, other) => sum + other.cpuSeconds(), 0) +
      (await ffmpegSeconds(database, videoId)),
    [Symbol.dispose]: () => {
      for (const other of others) other[Symbol.dispose]();
    },
  };
};
