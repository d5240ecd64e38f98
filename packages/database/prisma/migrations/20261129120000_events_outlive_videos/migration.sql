ALTER TABLE "event" DROP CONSTRAINT "event_video_id_fkey";

-- Their events are gone, but followers may still have to learn that they were deleted.
INSERT INTO "event" (organization_id, video_id, seq, type, data, created_at)
  SELECT organization_id, video_id, 1, 'video.deleted', '{"generation": 1}', deleted_at FROM "deleted_video"
  ON CONFLICT DO NOTHING;

-- Releases before this one note deletions in deleted_video alone, after the video's last event and before its row goes.
CREATE FUNCTION "set_deletion_event"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  UPDATE event SET type = 'video.deleted'
  WHERE video_id = NEW.video_id AND type <> 'video.deleted' AND seq = (SELECT event_seq FROM video WHERE id = NEW.video_id);
  RETURN NULL;
END
$$;
CREATE TRIGGER "deletion_of_earlier_release" AFTER INSERT ON "deleted_video"
  FOR EACH ROW EXECUTE FUNCTION "set_deletion_event"();

-- And they look for deletions there.
CREATE FUNCTION "note_deleted_video"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO deleted_video (video_id, organization_id) VALUES (NEW.video_id, NEW.organization_id) ON CONFLICT DO NOTHING;
  RETURN NULL;
END
$$;
CREATE TRIGGER "deletion_for_earlier_release" AFTER INSERT ON "event"
  FOR EACH ROW WHEN (NEW.type = 'video.deleted') EXECUTE FUNCTION "note_deleted_video"();
