import { AppError, type OrganizationId, type TaskId, type TaskKind } from '@media/core';
import type { ClaimedTask, QueuedTask, TaskRef } from './claimed-task.js';
import { runningOf } from './dispatch-sql.js';
import { FLEET, type Fleet } from './fleet.js';
import { Prisma } from './generated/client.js';
import { moveJob, moveVideo } from './job-graph.js';
import { LOCKED_JOB, type LockedJob, type LockOptions, lockJob } from './locked-job.js';
import { workerActor } from './system-actors.js';
import { takeTask } from './take-task.js';
import type { Database, Transaction } from './transaction.js';

export const claimRepository = ({ sql, transaction }: Database, fleet = FLEET) => ({
  /**
   * Claims a task if it still matches its message: compare-and-set on epoch and status. Undefined if the message is old or
   * a duplicate, another worker was first, the task belongs to another fleet, or its organization already runs as many
   * tasks as it can. Uses the database's clock.
   */
  claim: (queued: QueuedTask, worker: string, leaseMs: number): Promise<ClaimedTask | undefined> =>
    transaction(async (tx) => {
      const asked = await lockJobOf(tx, queued.taskId, fleet);
      if (!asked || (asked.isLimited && !(await hasRoom(tx, asked.job.organizationId)))) return undefined;
      const { job, kind } = asked;
      const task = await takeTask(tx, { ...queued, kind }, worker, leaseMs);
      if (!task) return undefined;
      if (job.planVersion === null) await joinFleet(tx, job, fleet);
      if (job.status === 'queued') {
        await moveJob(tx, job, 'started', { startedAt: new Date() });
        if (job.isPoster) return task;
        const data = { status: 'processing' } as const;
        await moveVideo(tx, job, 'started', { type: 'video.processing', data, actor: workerActor(job) });
      }
      return task;
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

type Asked = { job: LockedJob; kind: TaskKind; isLimited: boolean };

/** Locks the job of a task. Skips kinds unknown to this release. */
const lockJobOf = async ({ sql }: Transaction, taskId: TaskId, fleet: Fleet): Promise<Asked | undefined> => {
  const [row] = await sql.$queryRaw<(LockedJob & Omit<Asked, 'job'>)[]>`
    SELECT ${LOCKED_JOB}, task.kind::text AS kind, concurrent_tasks IS NOT NULL AS "isLimited"
    FROM task JOIN job ON job.id = task.job_id JOIN organization ON organization.id = task.organization_id
    WHERE task.id = ${taskId}::uuid AND task.kind::text = ANY(${fleet.kinds}::text[]) FOR UPDATE OF job`;
  if (!row || (row.planVersion !== null && row.planVersion !== fleet.planVersion)) return undefined;
  const { kind, isLimited, ...job } = row;
  return { job, kind, isLimited };
};

/** Whether an organization can run another task. The lock makes parallel claims count each other. */
const hasRoom = async ({ sql }: Transaction, id: OrganizationId): Promise<boolean> => {
  await sql.$queryRaw`SELECT 1 FROM organization WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
  // A new statement, which sees what was committed while the first one waited.
  const full = await sql.$queryRaw<unknown[]>`
    SELECT 1 FROM organization WHERE id = ${id}::uuid AND concurrent_tasks <= ${runningOf(Prisma.sql`organization.id`)}`;
  return full.length === 0;
};

/** The first claim assigns the whole job to a fleet. */
const joinFleet = async ({ sql }: Transaction, job: LockedJob, { planVersion }: Fleet): Promise<void> => {
  await sql.job.update({ where: { id: job.id }, data: { planVersion }, select: { id: true } });
  await sql.task.updateMany({ where: { jobId: job.id }, data: { planVersion } });
  job.planVersion = planVersion;
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
