import { kindTable } from './dispatch-sql.js';
import type { Fleet } from './fleet.js';
import type { Database } from './transaction.js';

/** A shorter interval says little, because a task is charged at once. */
const MIN_SECONDS = 5;
/** After a longer interval, the queue was idle or had no dispatcher in between. */
const MAX_SECONDS = 30;
/** How quickly the average follows: after this time, it is 63% of the way to a new level. */
const SMOOTHING_SECONDS = 120;

/**
 * Measures what each queue delivers, and the weights of the organizations that share it, for estimates of when a video starts.
 * Queues in which nothing waits or runs keep their average.
 */
export const sampleThroughput = async ({ sql }: Database, fleet: Fleet): Promise<void> => {
  const { planVersion } = fleet;
  await sql.$executeRaw`
    WITH ${kindTable(fleet)},
    waiting AS MATERIALIZED (
      SELECT queue, dispatch_flow.priority, sum(weight) AS weight
      FROM dispatch_flow JOIN organization ON organization.id = organization_id
      WHERE plan_version = ${planVersion} AND is_eligible GROUP BY queue, dispatch_flow.priority),
    busy AS MATERIALIZED (
      SELECT queue FROM waiting
      UNION SELECT kind.queue FROM task JOIN kind USING (kind) WHERE status = 'running' AND task.plan_version = ${planVersion}),
    sample AS MATERIALIZED (
      SELECT queue, priority, COALESCE(weight, 0) AS weight,
        extract(epoch FROM clock_timestamp() - sampled_at)::float8 AS seconds
      FROM dispatch_class LEFT JOIN waiting USING (queue, priority)
      WHERE plan_version = ${planVersion} AND (queue IN (SELECT queue FROM busy) OR waiting_weight > 0))
    UPDATE dispatch_class SET waiting_weight = sample.weight,
      cpu_per_second = CASE WHEN seconds BETWEEN ${MIN_SECONDS} AND ${MAX_SECONDS}
        THEN cpu_per_second + ((charged - sampled_charged) / seconds - cpu_per_second) * (1 - exp(-seconds / ${SMOOTHING_SECONDS}))
        ELSE cpu_per_second END,
      sampled_charged = CASE WHEN seconds < ${MIN_SECONDS} THEN sampled_charged ELSE charged END,
      sampled_at = CASE WHEN seconds < ${MIN_SECONDS} THEN sampled_at ELSE clock_timestamp() END
    FROM sample WHERE plan_version = ${planVersion} AND dispatch_class.queue = sample.queue
      AND dispatch_class.priority = sample.priority`;
};
