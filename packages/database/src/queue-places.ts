import {
  effectivePriority,
  expectedSpeed,
  type JobId,
  MAX_COUNTED_AHEAD,
  type OrganizationId,
  PRIORITIES,
  type Priority,
  QUEUE_NAMES,
  type QueueLoad,
  type QueueName,
  TASK_KINDS,
  type TaskKind,
} from '@media/core';
import { isOfFleet } from './dispatch-sql.js';
import { FLEET } from './fleet.js';
import { type Before, readLine } from './queue-line.js';
import type { Database } from './transaction.js';

/** Where a video waits. */
export type QueuePlace = {
  /** Other videos of its organization that go before it, at most `MAX_COUNTED_AHEAD`. */
  ahead: number;
  estimatedStartSeconds: number;
};

/** The part of an organization that decides when its tasks run. */
export type QueueOwner = { id: OrganizationId; priority: Priority; weight: number; concurrentTasks: number | null };

type Sql = Pick<Database, 'sql'>;
type Waiting = { jobId: JobId; queue: QueueName; priority: Priority };

/**
 * The places of those jobs of an organization that wait: none of their tasks runs, and one is queued. Jobs of other fleets have
 * another dispatcher, whose order this one doesn't know.
 */
export const findQueuePlaces = async (
  { sql }: Sql,
  owner: QueueOwner,
  jobIds: readonly JobId[],
): Promise<ReadonlyMap<JobId, QueuePlace>> => {
  const places = new Map<JobId, QueuePlace>();
  const waiting = jobIds.length > 0 ? await findWaiting({ sql }, owner, jobIds) : [];
  if (waiting.length === 0) return places;
  const loads = await readLoads({ sql });
  for (const queue of QUEUE_NAMES) {
    const here = waiting.filter((job) => job.queue === queue);
    for (const { jobId, priority, videos, cpuSeconds } of await placesIn({ sql }, owner, queue, here)) {
      const speed = expectedSpeed(loads(queue), { ...owner, priority });
      places.set(jobId, { ahead: videos, estimatedStartSeconds: Math.round(cpuSeconds / speed) });
    }
  }
  return places;
};

/** The jobs that wait, each with the queue and effective priority of its first queued task. */
const findWaiting = async (
  { sql }: Sql,
  { id, priority: ceiling }: QueueOwner,
  jobIds: readonly JobId[],
): Promise<Waiting[]> => {
  const rows = await sql.$queryRaw<{ jobId: JobId; kind: TaskKind; asked: Priority }[]>`
    SELECT DISTINCT ON (job_id) job_id AS "jobId", kind::text AS kind, video_priority::text AS asked FROM task
    WHERE job_id = ANY(${jobIds}::uuid[]) AND organization_id = ${id}::uuid AND status = 'queued'
      AND kind = ANY(${FLEET.kinds}::task_kind[]) AND ${isOfFleet(FLEET)}
      AND job_id <> ALL (ARRAY(SELECT job_id FROM task WHERE organization_id = ${id}::uuid AND status = 'running'))
    ORDER BY job_id, rank_at, task.kind, index`;
  return rows.map(({ jobId, kind, asked }) => ({
    ...{ jobId, queue: TASK_KINDS[kind].queue, priority: effectivePriority(asked, ceiling) },
  }));
};

/** A job's tasks all have the same priority, so the videos of higher priorities are others. */
const placesIn = async (
  { sql }: Sql,
  { id: organizationId, priority: ceiling }: QueueOwner,
  queue: QueueName,
  waiting: readonly Waiting[],
): Promise<(Waiting & Before)[]> => {
  const places: (Waiting & Before)[] = [];
  let higher: Before = { videos: 0, cpuSeconds: 0 };
  for (const priority of PRIORITIES) {
    if (effectivePriority(priority, ceiling) !== priority) continue;
    const left = waiting.filter((job) => PRIORITIES.indexOf(job.priority) >= PRIORITIES.indexOf(priority));
    if (left.length === 0) break;
    const ids = left.map(({ jobId }) => jobId);
    const { before, whole } = await readLine({ sql }, FLEET, { organizationId, ceiling, queue, priority }, ids);
    for (const job of left) {
      const place = before.get(job.jobId);
      if (place && job.priority === priority) places.push({ ...job, ...sumOf(higher, place) });
    }
    higher = sumOf(higher, whole);
  }
  return places;
};

const sumOf = (one: Before, other: Before): Before => ({
  videos: Math.min(MAX_COUNTED_AHEAD, one.videos + other.videos),
  cpuSeconds: one.cpuSeconds + other.cpuSeconds,
});

const readLoads = async ({ sql }: Sql): Promise<(queue: QueueName) => QueueLoad> => {
  const { planVersion } = FLEET;
  const [classes, running] = await Promise.all([
    sql.dispatchClass.findMany({ where: { planVersion } }),
    sql.$queryRaw<{ kind: TaskKind; count: number }[]>`
      SELECT kind::text AS kind, count(*)::int AS count FROM task
      WHERE status = 'running' AND plan_version = ${planVersion} GROUP BY task.kind`,
  ]);
  return (queue) => ({
    running: running.reduce((sum, { kind, count }) => sum + (TASK_KINDS[kind].queue === queue ? count : 0), 0),
    priorities: classes.filter((one) => one.queue === queue),
  });
};
