-- no-transaction
CREATE INDEX CONCURRENTLY IF NOT EXISTS "video_trash_idx" ON "video" ("organization_id", "trashed_at" DESC, "id" DESC) WHERE "trashed_at" IS NOT NULL;
CREATE INDEX CONCURRENTLY IF NOT EXISTS "video_trashed_at_idx" ON "video" ("trashed_at", "id") WHERE "trashed_at" IS NOT NULL;
