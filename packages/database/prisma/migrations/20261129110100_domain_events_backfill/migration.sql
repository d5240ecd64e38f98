-- no-transaction
-- Ids in the order of time, and those of one video in the order of its events.
UPDATE "event" SET "id" = numbered.id, "type" = untyped_event_type(event.data, event.seq) FROM (
  SELECT video_id, seq, nextval('event_id_seq') AS id FROM (
    SELECT video_id, seq FROM event WHERE id IS NULL
    ORDER BY max(created_at) OVER (PARTITION BY video_id ORDER BY seq), video_id, seq) AS ordered) AS numbered
WHERE event.video_id = numbered.video_id AND event.seq = numbered.seq;

CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS "event_id_key" ON "event" ("id");
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS "event_video_id_seq_key" ON "event" ("video_id", "seq");
CREATE INDEX CONCURRENTLY IF NOT EXISTS "event_xid_id_idx" ON "event" ("xid", "id");

-- Checked here, so that the next migration need not read the table while it is locked.
ALTER TABLE "event" DROP CONSTRAINT IF EXISTS "event_is_typed";
ALTER TABLE "event" ADD CONSTRAINT "event_is_typed" CHECK ("id" IS NOT NULL AND "type" IS NOT NULL) NOT VALID;
ALTER TABLE "event" VALIDATE CONSTRAINT "event_is_typed";

ALTER TABLE "event" DROP CONSTRAINT IF EXISTS "event_organization_id_fkey";
ALTER TABLE "event" ADD CONSTRAINT "event_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE NOT VALID;
ALTER TABLE "event" VALIDATE CONSTRAINT "event_organization_id_fkey";
