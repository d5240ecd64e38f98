import { TASK_KINDS, TASKS, type TaskKind } from '@media/core';
import type { ClaimedTask, QueuedTask } from './claimed-task.js';
import type { Transaction } from './transaction.js';

const CLAIMABLE = TASKS.allowing('claimed');

type Row = Omit<ClaimedTask, 'results' | 'source'> & {
  source: Omit<ClaimedTask['source'], 'sizeBytes'>;
  sourceSizeBytes: bigint;
  results: { kind: TaskKind; index: number; result: unknown }[] | null;
};

/**
 * Gives a task whose job is locked to a worker and opens an attempt, in one statement, because every task runs it. Undefined if the task
 * no longer matches its message.
 */
export const takeTask = async (
  { sql }: Transaction,
  { taskId, epoch, traceparent, kind }: QueuedTask & { kind: TaskKind },
  worker: string,
  leaseMs: number,
): Promise<ClaimedTask | undefined> => {
  const { reads, media } = TASK_KINDS[kind];
  // The number isn't a count, because old attempts are pruned.
  const [row] = await sql.$queryRaw<Row[]>`
    WITH taken AS (
      UPDATE task SET status = 'running', epoch = epoch + 1, worker = ${worker},
        lease_expires_at = now() + ${leaseMs} * interval '1 millisecond'
      WHERE id = ${taskId}::uuid AND epoch = ${epoch} AND status = ANY(${CLAIMABLE}::task_status[])
        AND available_at <= now() + interval '1 second' RETURNING *),
    opened AS (
      INSERT INTO attempt (task_id, epoch, worker, traceparent, number, priority)
      SELECT taken.id, taken.epoch, taken.worker, ${traceparent ?? null},
        (SELECT COALESCE(max(number), 0) + 1 FROM attempt WHERE task_id = taken.id), GREATEST(video_priority, organization.priority)
      FROM taken JOIN organization ON organization.id = organization_id),
    encoding AS (
      UPDATE rendition SET status = 'encoding' FROM taken
      WHERE rendition.job_id = taken.job_id AND rendition.status = 'waiting' AND ${media === 'video'})
    SELECT taken.id, taken.organization_id AS "organizationId", taken.video_id AS "videoId", taken.job_id AS "jobId",
      taken.kind::text AS kind, taken.name, taken.index, taken.weight, taken.epoch, taken.worker, taken.result,
      taken.failed_tries AS "failedTries", taken.outage_tries AS "outageTries", taken.lost_tries AS "lostTries",
      taken.rework_tries AS "reworkTries",
      jsonb_build_object('recipeName', recipe_name, 'recipe', recipe, 'plan', plan, 'planHash', plan_hash, 'doneWeight', done_weight,
        'keptWeight', kept_weight, 'generation', generation, 'poster', poster) AS job,
      jsonb_build_object('key', source_key, 'etag', source_etag, 'fileName', source_file_name) AS source,
      source_size_bytes AS "sourceSizeBytes",
      (SELECT traceparent FROM attempt WHERE task_id = taken.id ORDER BY epoch DESC LIMIT 1) AS "earlierTraceparent",
      (SELECT jsonb_agg(jsonb_build_object('kind', kind, 'index', index, 'result', result)) FROM task AS other
        WHERE other.job_id = taken.job_id AND other.kind = ANY(${reads}::task_kind[]) AND other.status = 'completed') AS results
    FROM taken JOIN job ON job.id = taken.job_id JOIN video ON video.id = taken.video_id`;
  if (!row) return undefined;
  const { source, sourceSizeBytes, results, ...task } = row;
  // The JSON is trusted: the API validates recipes, and steps of this fleet write plans and results.
  return { ...task, source: { ...source, sizeBytes: Number(sourceSizeBytes) }, results: byKind(results ?? []) };
};

const byKind = (rows: NonNullable<Row['results']>): ClaimedTask['results'] => {
  const results: Partial<Record<TaskKind, Map<number, unknown>>> = {};
  for (const { kind, index, result } of rows) {
    results[kind] ??= new Map();
    results[kind].set(index, result);
  }
  return results as ClaimedTask['results'];
};
