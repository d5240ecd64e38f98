import {
  AppError,
  type JobId,
  type OrganizationId,
  TASKS,
  type TaskId,
  type TaskKind,
  type VideoId,
} from '@media/core';
import { lockJob, moveJob, moveVideo } from './job-graph.js';
import type { Database, Transaction } from './transaction.js';

/** What a worker holds while it runs a task: the row as claimed, and all that the run needs to know. */
export type ClaimedTask = {
  id: TaskId;
  organizationId: OrganizationId;
  videoId: VideoId;
  jobId: JobId;
  kind: TaskKind;
  name: string;
  index: number;
  weight: number;
  /** The epoch of this claim: every write carries it. */
  epoch: number;
  worker: string;
  failedTries: number;
  lostTries: number;
  /** Of a task that was sent back: what it said when it had ended before. */
  result: unknown;
  job: {
    recipeName: string;
    recipe: unknown;
    plan: unknown;
    planHash: string | null;
    /** Basis points of the job's finished tasks when this one was claimed. */
    doneWeight: number;
  };
  source: { key: string; etag: string; sizeBytes: number; fileName: string };
  /** Results of the finished tasks of this job, by kind, in order of index. */
  results: Partial<Record<TaskKind, unknown[]>>;
};

export type TaskRef = { id: TaskId; epoch: number };

const CLAIMABLE = TASKS.allowing('claimed');

export const claimRepository = ({ sql, transaction }: Database) => ({
  /**
   * Takes a task, if it is still as the ring of the bell described it: compare-and-set on epoch and status.
   * Undefined: an old or doubled ring, or somebody else was first. Times are the database's.
   */
  claim: (ring: { taskId: TaskId; epoch: number }, worker: string, leaseMs: number): Promise<ClaimedTask | undefined> =>
    transaction(async (tx) => {
      const row = await tx.sql.task.findUnique({ where: { id: ring.taskId }, select: { jobId: true } });
      const job = row && (await lockJob(tx, row.jobId as JobId));
      if (!job) return undefined;
      const claimed = await tx.sql.$queryRaw<{ epoch: number }[]>`
        UPDATE task SET status = 'running', epoch = epoch + 1, worker = ${worker},
               lease_expires_at = now() + ${leaseMs} * interval '1 millisecond'
        WHERE id = ${ring.taskId}::uuid AND epoch = ${ring.epoch} AND status = ANY(${CLAIMABLE}::task_status[])
          AND available_at <= now() + interval '1 second'
        RETURNING epoch`;
      if (claimed.length === 0) return undefined;
      if (job.status === 'queued') {
        await moveJob(tx, job, 'started', { startedAt: new Date() });
        await moveVideo(tx, job, 'started');
      }
      return openAttempt(tx, ring.taskId, worker);
    }),

  /**
   * Prolongs the leases of the tasks a worker runs. Returns those that it still holds; the others were cancelled or
   * given to somebody else and must stop.
   */
  heartbeat: async (tasks: readonly TaskRef[], leaseMs: number): Promise<TaskId[]> => {
    const ids = tasks.map(({ id }) => id);
    const epochs = tasks.map(({ epoch }) => epoch);
    const rows = await sql.$queryRaw<{ id: TaskId }[]>`
      UPDATE task SET lease_expires_at = now() + ${leaseMs} * interval '1 millisecond'
      FROM unnest(${ids}::uuid[], ${epochs}::int[]) AS held(id, epoch)
      WHERE task.id = held.id AND task.epoch = held.epoch AND task.status = 'running' AND task.lease_expires_at > now()
      RETURNING task.id`;
    return rows.map(({ id }) => id);
  },
});
export type Claims = ReturnType<typeof claimRepository>;

const openAttempt = async ({ sql }: Transaction, id: TaskId, worker: string): Promise<ClaimedTask> => {
  const task = await sql.task.findUniqueOrThrow({ where: { id }, include: { job: { include: { video: true } } } });
  const number = (await sql.attempt.count({ where: { taskId: id } })) + 1;
  await sql.attempt.create({ data: { taskId: id, epoch: task.epoch, number, worker } });
  if (task.kind === 'encode' || task.kind === 'repackage') {
    await sql.rendition.updateMany({ where: { jobId: task.jobId, status: 'waiting' }, data: { status: 'encoding' } });
  }
  const { job, ...row } = task;
  return {
    ...(row as unknown as ClaimedTask),
    worker,
    job: {
      recipeName: job.recipeName,
      recipe: job.recipe,
      plan: job.plan,
      planHash: job.planHash,
      doneWeight: job.doneWeight,
    },
    source: {
      key: job.video.sourceKey,
      etag: job.video.sourceEtag,
      sizeBytes: Number(job.video.sourceSizeBytes),
      fileName: job.video.sourceFileName,
    },
    results: await finishedResults(sql, job.id),
  };
};

const finishedResults = async (sql: Transaction['sql'], jobId: string): Promise<ClaimedTask['results']> => {
  const rows = await sql.task.findMany({
    where: { jobId, status: 'completed' },
    orderBy: { index: 'asc' },
    select: { kind: true, result: true },
  });
  const results: ClaimedTask['results'] = {};
  for (const { kind, result } of rows) results[kind] = [...(results[kind] ?? []), result];
  return results;
};

/** Takes the job's lock, then checks that the claim still stands. @throws AppError CLAIM_LOST */
export const lockClaim = async (tx: Transaction, task: ClaimedTask) => {
  const job = await lockJob(tx, task.jobId);
  if (!job) throw new AppError('CLAIM_LOST', { task: task.id, reason: 'deleted' });
  const held = await tx.sql.task.count({ where: { id: task.id, epoch: task.epoch, status: 'running' } });
  if (held === 0) throw new AppError('CLAIM_LOST', { task: task.id, epoch: task.epoch });
  return job;
};
