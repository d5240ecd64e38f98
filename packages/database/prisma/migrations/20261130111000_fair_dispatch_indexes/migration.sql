-- no-transaction
CREATE INDEX CONCURRENTLY IF NOT EXISTS "task_queued_idx" ON "task" ("kind", "organization_id", "video_priority", "rank_at", "job_id", "index")
  WHERE "status" = 'queued';
CREATE INDEX CONCURRENTLY IF NOT EXISTS "dispatch_flow_turn_idx" ON "dispatch_flow" ("plan_version", "queue", "priority", "virtual_time", "organization_id")
  WHERE "is_eligible";
CREATE INDEX CONCURRENTLY IF NOT EXISTS "task_running_idx" ON "task" ("organization_id") WHERE "status" = 'running';
CREATE INDEX CONCURRENTLY IF NOT EXISTS "attempt_unsettled_idx" ON "attempt" ("started_at") WHERE NOT "is_settled";
