import type { ErrorCode, JobId, OrganizationId, Plan, TaskId, TaskKind, VideoId } from '@media/core';
import type { AttemptStatus, JobStatus, TaskStatus } from './generated/client.js';
import type { Database } from './transaction.js';

export type AttemptRow = {
  number: number;
  worker: string;
  status: AttemptStatus;
  startedAt: Date;
  endedAt: Date | null;
  errorCode: ErrorCode | null;
  exitCode: number | null;
  logTail: string | null;
  cpuSeconds: number | null;
  maxRssBytes: number | null;
};
export type TaskRow = { id: TaskId; kind: TaskKind; name: string; status: TaskStatus; attempts: AttemptRow[] };
export type JobRow = {
  id: JobId;
  recipeName: string;
  status: JobStatus;
  doneWeight: number;
  startedAt: Date | null;
  finishedAt: Date | null;
  tasks: TaskRow[];
};

export const jobRepository = ({ sql }: Database) => ({
  /** The jobs of a video, newest first, with their tasks in the order of work and every attempt. */
  ofVideo: async (organizationId: OrganizationId, videoId: VideoId): Promise<JobRow[]> => {
    const rows = await sql.job.findMany({
      where: { organizationId, videoId },
      orderBy: { number: 'desc' },
      include: {
        tasks: { orderBy: [{ kind: 'asc' }, { index: 'asc' }], include: { attempts: { orderBy: { number: 'asc' } } } },
      },
    });
    return rows.map((job) => ({
      ...job,
      id: job.id as JobId,
      tasks: job.tasks.map((task) => ({
        ...task,
        id: task.id as TaskId,
        attempts: task.attempts.map((attempt) => ({
          ...attempt,
          errorCode: attempt.errorCode as ErrorCode | null,
          maxRssBytes: attempt.maxRssBytes === null ? null : Number(attempt.maxRssBytes),
        })),
      })),
    }));
  },

  /** The plan of a job, once there is one. */
  plan: async (organizationId: OrganizationId, id: JobId): Promise<Plan | undefined> => {
    const row = await sql.job.findFirst({ where: { id, organizationId }, select: { plan: true } });
    return row?.plan ? (row.plan as unknown as Plan) : undefined;
  },
});
export type Jobs = ReturnType<typeof jobRepository>;
