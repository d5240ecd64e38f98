import { AppError, TASKS, type TaskKind, type TaskResults } from '@media/core';
import type { AttemptRecord } from './attempt-endings.js';
import type { ClaimedTask } from './claimed-task.js';
import { FULL_WEIGHT } from './job-endings.js';
import { TASK_READY_CHANNEL } from './job-graph.js';
import type { LockedJob } from './locked-job.js';
import type { Transaction } from './transaction.js';

const COMPLETED = TASKS.next('running', 'completed');

/**
 * Ends a task of a locked job and its attempt as completed, adds its weight to the progress of job and video, and wakes the dispatcher.
 * One statement, because every task runs it. @throws AppError CLAIM_LOST if the claim was replaced
 */
export const completeAttempt = async <K extends TaskKind>(
  { sql }: Transaction,
  job: LockedJob,
  { id, epoch, weight }: Pick<ClaimedTask, 'id' | 'epoch' | 'weight'>,
  result: TaskResults[K],
  { exitCode = null, logTail = null, cpuSeconds = null, maxRssBytes = null }: Nullable<AttemptRecord>,
): Promise<void> => {
  const [row] = await sql.$queryRaw<{ doneWeight: number }[]>`
    WITH ended AS (
      UPDATE task SET status = ${COMPLETED}::task_status, result = ${JSON.stringify(result)}::jsonb, lease_expires_at = NULL, ended_at = clock_timestamp()
      WHERE id = ${id}::uuid AND epoch = ${epoch} AND status = 'running' RETURNING id, epoch, job_id, ended_at),
    closed AS (
      UPDATE attempt SET status = 'completed', ended_at = ended.ended_at, exit_code = ${exitCode}::int, log_tail = ${logTail},
        cpu_seconds = ${cpuSeconds}::float8, max_rss_bytes = ${maxRssBytes}::bigint
      FROM ended WHERE task_id = id AND attempt.epoch = ended.epoch AND attempt.status = 'running'),
    progressed AS (
      UPDATE job SET done_weight = LEAST(${FULL_WEIGHT}, done_weight + ${weight}) FROM ended WHERE job.id = job_id
      RETURNING done_weight, video_id),
    -- Only the end of the job sets 100%.
    shown AS (
      UPDATE video SET progress = LEAST(99, done_weight / 100), updated_at = now() FROM progressed
      WHERE video.id = video_id AND progress < LEAST(99, done_weight / 100))
    SELECT done_weight AS "doneWeight", pg_notify(${TASK_READY_CHANNEL}, ${job.organizationId}) IS NULL AS "isWoken" FROM progressed`;
  if (!row) throw new AppError('CLAIM_LOST', { task: id, event: 'completed' });
  job.doneWeight = row.doneWeight;
};

type Nullable<T> = { [Key in keyof T]?: T[Key] | null };
