-- no-transaction
-- A thousand videos at a time, because running workers need their rows. No line ends in a semicolon, which would end the statement.
DO $$ DECLARE last UUID := '00000000-0000-0000-0000-000000000000'; batch UUID[]; BEGIN LOOP
  SELECT array_agg(id ORDER BY id) INTO batch FROM (SELECT id FROM video WHERE id > last ORDER BY id LIMIT 1000) AS next; EXIT WHEN batch IS NULL
  ; UPDATE video SET search_text = described.words FROM (
    SELECT id, ' ' || search_form(concat_ws(' ', title, source_file_name, description, array_to_string(tags, ' '))) AS words
    FROM video WHERE id = ANY(batch) ORDER BY id FOR NO KEY UPDATE) AS described
  WHERE video.id = described.id
  ; UPDATE video SET duration_ms = probed.ms FROM (
    SELECT id, round((probe ->> 'durationMs')::numeric)::bigint AS ms FROM video
    WHERE id = ANY(batch) AND probe ->> 'durationMs' IS NOT NULL ORDER BY id FOR NO KEY UPDATE) AS probed
  WHERE video.id = probed.id
  ; last := batch[cardinality(batch)]; COMMIT; END LOOP; END $$;
CREATE INDEX CONCURRENTLY IF NOT EXISTS "video_search_idx" ON "video"
  USING gin ("organization_id", "search_text" gin_trgm_ops, "tag_keys");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "video_duration_idx" ON "video" ("organization_id", "duration_ms" DESC, "id" DESC) WHERE "trashed_at" IS NULL;
DROP INDEX CONCURRENTLY IF EXISTS "video_tags_idx";
