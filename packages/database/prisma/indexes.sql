-- Partial indexes and expression indexes, which schema.prisma can't express. Migrations create them, and a test compares
-- the two. A query uses one only if it repeats the condition or the expression literally.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- The dispatcher reads the first tasks of each kind from here, already sorted (docs/decisions/0023).
CREATE INDEX "task_ready_idx" ON "task" ("kind", "priority", "job_created_at", "job_id", "index")
  WHERE "status" IN ('queued', 'retrying');
CREATE INDEX "task_delayed_idx" ON "task" ("kind", "available_at") WHERE "status" = 'retrying';

CREATE INDEX "upload_unfinished_check_at_idx" ON "upload" ("check_at")
  WHERE "status" IN ('waiting', 'uploading', 'completing');

CREATE INDEX "video_unfinished_idx" ON "video" ("organization_id", "id") WHERE "status" IN ('queued', 'processing');
CREATE INDEX "video_title_idx" ON "video" ("organization_id", lower(normalize("title")), "id");
CREATE INDEX "video_names_idx" ON "video"
  USING gin (lower(normalize("title" || E'\n' || "source_file_name")) gin_trgm_ops);

-- For pruning history by age.
CREATE INDEX "job_replaced_at_idx" ON "job" ("replaced_at") WHERE "replaced_at" IS NOT NULL;
CREATE INDEX "attempt_ended_at_idx" ON "attempt" ("ended_at")
  WHERE "status" IN ('failed', 'lost', 'released', 'cancelled');
