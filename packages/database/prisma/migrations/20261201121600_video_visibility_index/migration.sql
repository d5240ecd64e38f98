-- no-transaction
CREATE INDEX CONCURRENTLY IF NOT EXISTS "video_organization_id_visibility_created_at_id_idx" ON "video"("organization_id", "visibility", "created_at" DESC, "id" DESC);
