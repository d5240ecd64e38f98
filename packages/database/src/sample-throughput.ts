import type { Fleet } from './fleet.js';
import type { Database } from './transaction.js';

/** A shorter interval says little, because a task is charged at once. */
const MIN_SECONDS = 5;
/** After a longer interval, the queue was idle or had no dispatcher in between. */
const MAX_SECONDS = 30;
/** How quickly the average follows: after this time, it is 63% of the way to a new level. */
const SMOOTHING_SECONDS = 120;

/**
 * Measures what each queue delivers, and the weights of the organizations that share it, for estimates of when a video starts. Only times
 * count in which tasks waited: at others, a queue delivers less than it could. The average is that of all samples at first, and of the
 * last minutes later.
 */
export const sampleThroughput = async ({ sql }: Database, fleet: Fleet): Promise<void> => {
  const { planVersion } = fleet;
  await sql.$executeRaw`
    WITH waiting AS MATERIALIZED (
      SELECT queue, dispatch_flow.priority, sum(weight) AS weight
      FROM dispatch_flow JOIN organization ON organization.id = organization_id
      WHERE plan_version = ${planVersion} AND is_eligible GROUP BY queue, dispatch_flow.priority),
    known AS MATERIALIZED (
      SELECT *, extract(epoch FROM clock_timestamp() - sampled_at)::float8 AS seconds,
        bool_or(waiting_weight > 0) OVER (PARTITION BY queue) AS has_waited
      FROM dispatch_class WHERE plan_version = ${planVersion}),
    sample AS MATERIALIZED (
      SELECT queue, priority, COALESCE(weight, 0) AS weight, seconds, (charged - sampled_charged) / NULLIF(seconds, 0) AS speed,
        has_waited AND queue IN (SELECT queue FROM waiting) AND seconds BETWEEN ${MIN_SECONDS} AND ${MAX_SECONDS} AS counts,
        GREATEST(1 - exp(-LEAST(seconds, ${MAX_SECONDS}) / ${SMOOTHING_SECONDS}), seconds / NULLIF(measured_seconds + seconds, 0)) AS gain
      FROM known LEFT JOIN waiting USING (queue, priority)
      WHERE has_waited OR queue IN (SELECT queue FROM waiting))
    UPDATE dispatch_class SET waiting_weight = sample.weight,
      cpu_per_second = CASE WHEN counts THEN cpu_per_second + (speed - cpu_per_second) * gain ELSE cpu_per_second END,
      measured_seconds = CASE WHEN counts THEN measured_seconds + seconds ELSE measured_seconds END,
      sampled_charged = CASE WHEN seconds < ${MIN_SECONDS} THEN sampled_charged ELSE charged END,
      sampled_at = CASE WHEN seconds < ${MIN_SECONDS} THEN sampled_at ELSE clock_timestamp() END
    FROM sample WHERE plan_version = ${planVersion} AND dispatch_class.queue = sample.queue
      AND dispatch_class.priority = sample.priority`;
};
