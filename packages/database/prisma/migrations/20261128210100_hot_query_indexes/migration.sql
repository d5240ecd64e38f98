-- no-transaction
CREATE EXTENSION IF NOT EXISTS pg_trgm;

CREATE INDEX CONCURRENTLY IF NOT EXISTS "task_ready_idx" ON "task" ("kind", "priority", "job_created_at", "job_id", "index")
  WHERE "status" IN ('queued', 'retrying');
CREATE INDEX CONCURRENTLY IF NOT EXISTS "task_delayed_idx" ON "task" ("kind", "available_at") WHERE "status" = 'retrying';

CREATE INDEX CONCURRENTLY IF NOT EXISTS "upload_unfinished_check_at_idx" ON "upload" ("check_at")
  WHERE "status" IN ('waiting', 'uploading', 'completing');

CREATE INDEX CONCURRENTLY IF NOT EXISTS "video_unfinished_idx" ON "video" ("organization_id", "id") WHERE "status" IN ('queued', 'processing');
CREATE INDEX CONCURRENTLY IF NOT EXISTS "video_title_idx" ON "video" ("organization_id", lower(normalize("title")), "id");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "video_names_idx" ON "video"
  USING gin (lower(normalize("title" || E'\n' || "source_file_name")) gin_trgm_ops);

CREATE INDEX CONCURRENTLY IF NOT EXISTS "job_replaced_at_idx" ON "job" ("replaced_at") WHERE "replaced_at" IS NOT NULL;
CREATE INDEX CONCURRENTLY IF NOT EXISTS "attempt_ended_at_idx" ON "attempt" ("ended_at")
  WHERE "status" IN ('failed', 'lost', 'released', 'cancelled');

CREATE INDEX CONCURRENTLY IF NOT EXISTS "event_created_at_idx" ON "event" ("created_at");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "garbage_prefix_idx" ON "garbage" ("prefix" text_pattern_ops);
CREATE INDEX CONCURRENTLY IF NOT EXISTS "idempotency_key_created_at_idx" ON "idempotency_key" ("created_at");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "job_organization_id_recipe_name_idx" ON "job" ("organization_id", "recipe_name");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "task_video_id_idx" ON "task" ("video_id");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "upload_object_key_idx" ON "upload" ("object_key");

DROP INDEX CONCURRENTLY IF EXISTS "task_status_priority_job_created_at_idx";
