-- no-transaction
CREATE INDEX CONCURRENTLY IF NOT EXISTS "video_present_created_idx" ON "video" ("organization_id", "created_at" DESC, "id" DESC) WHERE "trashed_at" IS NULL;
CREATE INDEX CONCURRENTLY IF NOT EXISTS "video_present_status_idx" ON "video" ("organization_id", "status", "created_at" DESC, "id" DESC) WHERE "trashed_at" IS NULL;
CREATE INDEX CONCURRENTLY IF NOT EXISTS "video_present_visibility_idx" ON "video" ("organization_id", "visibility", "created_at" DESC, "id" DESC) WHERE "trashed_at" IS NULL;
CREATE INDEX CONCURRENTLY IF NOT EXISTS "video_present_size_idx" ON "video" ("organization_id", "source_size_bytes" DESC, "id" DESC) WHERE "trashed_at" IS NULL;
CREATE INDEX CONCURRENTLY IF NOT EXISTS "video_present_title_idx" ON "video" ("organization_id", lower(normalize("title")), "id") WHERE "trashed_at" IS NULL;
