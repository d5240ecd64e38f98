-- no-transaction
CREATE INDEX CONCURRENTLY IF NOT EXISTS "video_tags_idx" ON "video" USING gin ("organization_id", "tag_keys");
