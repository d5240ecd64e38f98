import {
  AppError,
  type JobId,
  type OrganizationId,
  type Plan,
  type Priority,
  type Recipe,
  type ResultsFor,
  TASK_KINDS,
  TASKS,
  type TaskId,
  type TaskKind,
  type TaskResults,
  type VideoId,
} from '@media/core';
import { runningOf } from './dispatch-sql.js';
import type { FailureColumns } from './failure-counts.js';
import { FLEET, type Fleet } from './fleet.js';
import { Prisma } from './generated/client.js';
import { moveJob, moveVideo } from './job-graph.js';
import { type LockedJob, type LockOptions, lockJob } from './locked-job.js';
import { workerActor } from './system-actors.js';
import type { Database, Transaction } from './transaction.js';

/** A claimed task, with everything that its step needs. */
export type ClaimedTask<K extends TaskKind = TaskKind> = FailureColumns & {
  id: TaskId;
  organizationId: OrganizationId;
  videoId: VideoId;
  jobId: JobId;
  kind: K;
  name: string;
  index: number;
  weight: number;
  /** The epoch of this claim; every write checks it. */
  epoch: number;
  worker: string;
  /** For a reopened task: the result of its earlier run. */
  result: TaskResults[K] | null;
  job: {
    recipeName: string;
    recipe: Recipe;
    /** Null until the probe has completed. */
    plan: Plan | null;
    planHash: string | null;
    /** Basis points of the job's finished tasks at the time of the claim. */
    doneWeight: number;
    /** The part of them kept from earlier generations or jobs. */
    keptWeight: number;
    generation: number;
  };
  source: { key: string; etag: string; sizeBytes: number; fileName: string };
  /** Results of the finished tasks that this kind reads (`reads` in core's table), by kind and index. */
  results: ResultsFor<K>;
};

export type TaskRef = { id: TaskId; epoch: number };
/** A task as described by its queue message. */
type QueuedTask = { taskId: TaskId; epoch: number };

const CLAIMABLE = TASKS.allowing('claimed');

export const claimRepository = ({ sql, transaction }: Database, fleet = FLEET) => ({
  /**
   * Claims a task if it still matches its message: compare-and-set on epoch and status. Undefined if the message is old or
   * a duplicate, another worker was first, the task belongs to another fleet, or its organization already runs as many
   * tasks as it can. Uses the database's clock.
   */
  claim: (queued: QueuedTask, worker: string, leaseMs: number): Promise<ClaimedTask | undefined> =>
    transaction(async (tx) => {
      const job = await lockJobOf(tx, queued.taskId, fleet);
      if (!job || !(await hasRoom(tx, job.organizationId))) return undefined;
      if (!(await takeTask(tx, queued, worker, leaseMs))) return undefined;
      if (job.planVersion === null) await joinFleet(tx, job, fleet);
      if (job.status === 'queued') {
        await moveJob(tx, job, 'started', { startedAt: new Date() });
        const data = { status: 'processing' } as const;
        await moveVideo(tx, job, 'started', { type: 'video.processing', data, actor: workerActor(job) });
      }
      return openAttempt(tx, queued.taskId, worker);
    }),

  /**
   * Renews the leases of the tasks a worker runs. `kept`: still held; the others were canceled or reassigned and must
   * stop. `locked`: the part of `kept` whose rows another transaction has locked; their leases were not renewed, which
   * doesn't block the others.
   */
  heartbeat: async (
    tasks: readonly TaskRef[],
    leaseMs: number,
  ): Promise<{ kept: ReadonlySet<TaskId>; locked: ReadonlySet<TaskId> }> => {
    const ids = tasks.map(({ id }) => id);
    const epochs = tasks.map(({ epoch }) => epoch);
    const rows = await sql.$queryRaw<{ id: TaskId; isRenewed: boolean }[]>`
      WITH held AS (
        SELECT task.id FROM task JOIN unnest(${ids}::uuid[], ${epochs}::int[]) AS claim(id, epoch) USING (id)
        WHERE task.epoch = claim.epoch AND task.status = 'running' AND task.lease_expires_at > now()
      ), free AS (
        SELECT task.id FROM task JOIN unnest(${ids}::uuid[], ${epochs}::int[]) AS claim(id, epoch) USING (id)
        WHERE task.epoch = claim.epoch AND task.status = 'running' AND task.lease_expires_at > now()
        FOR NO KEY UPDATE OF task SKIP LOCKED
      ), renewed AS (
        UPDATE task SET lease_expires_at = now() + ${leaseMs} * interval '1 millisecond'
        FROM free WHERE task.id = free.id RETURNING task.id
      )
      SELECT held.id, renewed.id IS NOT NULL AS "isRenewed" FROM held LEFT JOIN renewed USING (id)`;
    return {
      kept: new Set(rows.map(({ id }) => id)),
      locked: new Set(rows.filter(({ isRenewed }) => !isRenewed).map(({ id }) => id)),
    };
  },
});
export type Claims = ReturnType<typeof claimRepository>;

/** Skips kinds unknown to this release: its Prisma client can't read them. */
const lockJobOf = async (tx: Transaction, taskId: TaskId, fleet: Fleet): Promise<LockedJob | undefined> => {
  const [task] = await tx.sql.$queryRaw<{ jobId: JobId }[]>`
    SELECT job_id AS "jobId" FROM task WHERE id = ${taskId}::uuid AND kind::text = ANY(${fleet.kinds}::text[])`;
  const job = task && (await lockJob(tx, task.jobId));
  return job && (job.planVersion === null || job.planVersion === fleet.planVersion) ? job : undefined;
};

/** Whether an organization can run another task. The lock makes parallel claims count each other. */
const hasRoom = async ({ sql }: Transaction, id: OrganizationId): Promise<boolean> => {
  const limited = await sql.$queryRaw<unknown[]>`
    SELECT 1 FROM organization WHERE id = ${id}::uuid AND concurrent_tasks IS NOT NULL FOR NO KEY UPDATE`;
  if (limited.length === 0) return true;
  // A new statement, which sees what was committed while the first one waited.
  const free = await sql.$queryRaw<unknown[]>`
    SELECT 1 FROM organization WHERE id = ${id}::uuid AND concurrent_tasks > ${runningOf(Prisma.sql`organization.id`)}`;
  return free.length > 0;
};

const takeTask = async (
  { sql }: Transaction,
  queued: QueuedTask,
  worker: string,
  leaseMs: number,
): Promise<boolean> => {
  const count = await sql.$executeRaw`
    UPDATE task SET status = 'running', epoch = epoch + 1, worker = ${worker},
           lease_expires_at = now() + ${leaseMs} * interval '1 millisecond'
    WHERE id = ${queued.taskId}::uuid AND epoch = ${queued.epoch} AND status = ANY(${CLAIMABLE}::task_status[])
      AND available_at <= now() + interval '1 second'`;
  return count > 0;
};

/** The first claim assigns the whole job to a fleet. */
const joinFleet = async ({ sql }: Transaction, job: LockedJob, { planVersion }: Fleet): Promise<void> => {
  await sql.job.update({ where: { id: job.id }, data: { planVersion }, select: { id: true } });
  await sql.task.updateMany({ where: { jobId: job.id }, data: { planVersion } });
  job.planVersion = planVersion;
};

const CLAIMED = {
  ...{ id: true, organizationId: true, videoId: true, jobId: true, kind: true, name: true, index: true, weight: true },
  ...{ epoch: true, failedTries: true, outageTries: true, lostTries: true, reworkTries: true, result: true },
  job: {
    select: {
      ...{ recipeName: true, recipe: true, plan: true, planHash: true, doneWeight: true, keptWeight: true },
      video: {
        select: { sourceKey: true, sourceEtag: true, sourceSizeBytes: true, sourceFileName: true, generation: true },
      },
    },
  },
} satisfies Prisma.TaskSelect;

const openAttempt = async ({ sql }: Transaction, id: TaskId, worker: string): Promise<ClaimedTask> => {
  const task = await sql.task.findUniqueOrThrow({ where: { id }, select: CLAIMED });
  await sql.attempt.create({
    data: { taskId: id, epoch: task.epoch, worker, ...(await newAttempt(sql, id)) },
    select: { epoch: true },
  });
  if (TASK_KINDS[task.kind].media === 'video') {
    await sql.rendition.updateMany({ where: { jobId: task.jobId, status: 'waiting' }, data: { status: 'encoding' } });
  }
  const {
    job: { video, ...job },
    ...row
  } = task;
  return {
    // The JSON is trusted: the API validates recipes, and steps of this fleet write plans and results.
    ...(row as ClaimedTask),
    worker,
    job: { ...(job as unknown as ClaimedTask['job']), generation: video.generation },
    source: {
      key: video.sourceKey,
      etag: video.sourceEtag,
      sizeBytes: Number(video.sourceSizeBytes),
      fileName: video.sourceFileName,
    },
    results: await finishedResults(sql, task),
  };
};

/** The number isn't a count, because old attempts are pruned. */
const newAttempt = async (sql: Transaction['sql'], id: TaskId): Promise<{ number: number; priority: Priority }> => {
  const [made] = await sql.$queryRaw<{ number: number; priority: Priority }[]>`
    SELECT (SELECT COALESCE(max(number), 0) + 1 FROM attempt WHERE task_id = task.id) AS number,
      GREATEST(video_priority, organization.priority)::text AS priority
    FROM task JOIN organization ON organization.id = organization_id WHERE task.id = ${id}::uuid`;
  if (!made) throw new AppError('CLAIM_LOST', { task: id, reason: 'deleted' });
  return made;
};

const finishedResults = async (
  sql: Transaction['sql'],
  { jobId, kind }: { jobId: string; kind: TaskKind },
): Promise<ClaimedTask['results']> => {
  const rows = await sql.task.findMany({
    where: { jobId, kind: { in: [...TASK_KINDS[kind].reads] }, status: 'completed' },
    select: { kind: true, index: true, result: true },
  });
  const results: Partial<Record<TaskKind, Map<number, unknown>>> = {};
  for (const { kind, index, result } of rows) {
    results[kind] ??= new Map();
    results[kind].set(index, result);
  }
  // Not validated: see resultOf.
  return results as ClaimedTask['results'];
};

type Claim = Pick<ClaimedTask, 'id' | 'jobId' | 'epoch'>;

/** Locks the job, then checks that the claim is still valid. @throws AppError CLAIM_LOST */
export const lockClaim = async (tx: Transaction, task: Claim, options?: LockOptions): Promise<LockedJob> => {
  const job = await lockJob(tx, task.jobId, options);
  if (!job) throw new AppError('CLAIM_LOST', { task: task.id, reason: 'deleted' });
  const held = await tx.sql.task.count({ where: { id: task.id, epoch: task.epoch, status: 'running' } });
  if (held === 0) throw new AppError('CLAIM_LOST', { task: task.id, epoch: task.epoch });
  return job;
};
