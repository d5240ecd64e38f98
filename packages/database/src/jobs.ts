import {
  AppError,
  isFailedCopy,
  type JobId,
  type OrganizationId,
  type Plan,
  TASK_KIND_NAMES,
  type TaskId,
  type TaskKind,
  type VideoId,
} from '@media/core';
import type { AttemptStatus, JobStatus, Prisma, TaskStatus } from './generated/client.js';
import { PRESENT } from './present-videos.js';
import { resultOf } from './result-of.js';
import type { Database } from './transaction.js';
import { VIDEO_STATE, type VideoState } from './video-state.js';

export type AttemptRow = {
  number: number;
  worker: string;
  status: AttemptStatus;
  startedAt: Date;
  endedAt: Date | null;
  /** May be unknown to this release. */
  errorCode: string | null;
  /** A FailureReason of core, which may be unknown to this release. */
  errorReason: unknown;
  exitCode: number | null;
  logTail: string | null;
  cpuSeconds: number | null;
  maxRssBytes: number | null;
};
export type TaskRow = {
  id: TaskId;
  kind: TaskKind;
  name: string;
  status: TaskStatus;
  weight: number;
  estimatedCpuSeconds: number;
  /** Why the video couldn't be copied; other tasks encode it. May be unknown to this release. */
  copyFailed?: string;
  attempts: AttemptRow[];
};
export type JobRow = {
  id: JobId;
  recipeName: string;
  status: JobStatus;
  errorCode: string | null;
  errorReason: unknown;
  doneWeight: number;
  /** Of its tasks. Null until it is planned. */
  estimatedCpuSeconds: number | null;
  /** Trace context of the request that created or last resumed it. */
  traceparent: string | null;
  startedAt: Date | null;
  finishedAt: Date | null;
  tasks: TaskRow[];
};

/** Logs are long and pages poll, so only the newest failures include them. */
const MAX_LOG_TAILS = 20;

const WITH_ATTEMPTS = {
  omit: { plan: true, recipe: true },
  include: {
    tasks: {
      // Prisma can't read a row whose kind only a later release knows.
      where: { kind: { in: TASK_KIND_NAMES } },
      orderBy: { index: 'asc' },
      omit: { result: true },
      include: { attempts: { orderBy: { number: 'asc' }, omit: { logTail: true } } },
    },
  },
} satisfies Prisma.JobDefaultArgs;

export const jobRepository = ({ sql }: Database) => ({
  /**
   * The jobs that process a video, newest first, with all attempts and with tasks in processing order, and the video's state in the
   * same snapshot. Leaves out tasks of unknown kinds (of a later release). Only the newest unsuccessful attempts include
   * their logs. @throws AppError VIDEO_NOT_FOUND
   */
  ofVideo: async (organizationId: OrganizationId, videoId: VideoId): Promise<{ video: VideoState; jobs: JobRow[] }> => {
    const where = { organizationId, videoId };
    const video = sql.video.findFirst({ where: { ...PRESENT, id: videoId, organizationId }, select: VIDEO_STATE });
    const jobs = sql.job.findMany({
      where: { ...where, number: { gt: 0 } },
      orderBy: { number: 'desc' },
      ...WITH_ATTEMPTS,
    });
    const copies = sql.task.findMany({ where: { ...where, kind: 'repackage' }, select: { id: true, result: true } });
    // In one snapshot, or a video could appear queued while its tasks are running.
    const [state, rows, copied] = await sql.$transaction([video, jobs, copies], { isolationLevel: 'RepeatableRead' });
    if (!state) throw new AppError('VIDEO_NOT_FOUND', { id: videoId });
    const logTails = await lastLogTails(sql, organizationId, videoId);
    const facts = { logTails, failedCopies: failedCopies(copied) };
    return { video: state as VideoState, jobs: rows.map((job) => toJobRow(job, facts)) };
  },

  /** The plan of a job, once there is one. */
  plan: async (organizationId: OrganizationId, id: JobId): Promise<Plan | undefined> => {
    const row = await sql.job.findFirst({ where: { id, organizationId }, select: { plan: true } });
    return row?.plan ? (row.plan as Plan) : undefined;
  },
});
export type Jobs = ReturnType<typeof jobRepository>;

type LogTails = ReadonlyMap<string, string | null>;
type Facts = { logTails: LogTails; failedCopies: ReadonlyMap<string, string> };

/** Why copies failed, by task. */
const failedCopies = (tasks: readonly { id: string; result: Prisma.JsonValue }[]): Facts['failedCopies'] =>
  new Map(
    tasks.flatMap(({ id, result }) => {
      const [reason] = (isFailedCopy(result) && resultOf('repackage', result)?.nonStandard) || [];
      return reason ? [[id, reason] as const] : [];
    }),
  );

const toJobRow = (job: Prisma.JobGetPayload<typeof WITH_ATTEMPTS>, { logTails, failedCopies }: Facts): JobRow => ({
  ...job,
  id: job.id as JobId,
  estimatedCpuSeconds: job.estimatedCpuSeconds === null ? null : estimateOf(job),
  tasks: job.tasks.toSorted(byProcessingOrder).map((task) => ({
    ...task,
    id: task.id as TaskId,
    ...(failedCopies.has(task.id) && { copyFailed: failedCopies.get(task.id) ?? '' }),
    attempts: task.attempts.map((attempt) => ({
      ...attempt,
      logTail: logTails.get(attemptName(attempt)) ?? null,
      maxRssBytes: attempt.maxRssBytes === null ? null : Number(attempt.maxRssBytes),
    })),
  })),
});

/** The job's own column is what it costs the scheduler, which counts more for short tasks. */
const estimateOf = ({ tasks }: { tasks: readonly { estimatedCpuSeconds: number }[] }): number =>
  tasks.reduce((sum, { estimatedCpuSeconds }) => sum + estimatedCpuSeconds, 0);

/** In the order of core's table; the database's enum is in the order in which kinds were added. */
const byProcessingOrder = (a: { kind: TaskKind }, b: { kind: TaskKind }): number =>
  TASK_KIND_NAMES.indexOf(a.kind) - TASK_KIND_NAMES.indexOf(b.kind);

type AttemptId = { taskId: string; epoch: number };
const attemptName = ({ taskId, epoch }: AttemptId): string => `${taskId} ${epoch}`;

const lastLogTails = async (
  sql: Database['sql'],
  organizationId: OrganizationId,
  videoId: VideoId,
): Promise<LogTails> => {
  const rows = await sql.attempt.findMany({
    where: { task: { organizationId, videoId }, status: { not: 'completed' }, logTail: { not: null } },
    orderBy: { startedAt: 'desc' },
    take: MAX_LOG_TAILS,
    select: { taskId: true, epoch: true, logTail: true },
  });
  return new Map(rows.map((row) => [attemptName(row), row.logTail]));
};
