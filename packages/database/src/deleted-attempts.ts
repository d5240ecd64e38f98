import type { VideoId } from '@media/core';
import { CHARGE } from './dispatch-sql.js';
import type { Transaction } from './transaction.js';

/**
 * Keeps what the ended attempts of a video cost, for the dispatcher to charge after the video is deleted. Locks them: it may be
 * charging them now.
 */
export const keepCharges = async ({ sql }: Transaction, videoId: VideoId): Promise<void> => {
  await sql.$executeRaw`
    WITH unsettled AS (
      SELECT task_id, attempt.epoch, organization_id, task.plan_version, kind,
        COALESCE(attempt.priority, GREATEST(video_priority, organization.priority)) AS priority, started_at, ${CHARGE} AS cpu_seconds,
        charged_cpu_seconds, charged_weight
      FROM task JOIN attempt ON attempt.task_id = task.id JOIN organization ON organization.id = organization_id
      WHERE video_id = ${videoId}::uuid AND NOT is_settled AND task.plan_version IS NOT NULL FOR NO KEY UPDATE OF attempt)
    INSERT INTO deleted_attempt (task_id, epoch, organization_id, plan_version, kind, priority, started_at, cpu_seconds,
      charged_cpu_seconds, charged_weight)
    SELECT * FROM unsettled`;
};
