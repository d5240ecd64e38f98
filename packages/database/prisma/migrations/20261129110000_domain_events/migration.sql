-- Nothing here rewrites the table: defaults that don't change within a statement are kept beside it.
CREATE SEQUENCE "event_id_seq";
ALTER TABLE "event"
  ADD COLUMN "id" BIGINT,
  ADD COLUMN "xid" XID8 NOT NULL DEFAULT pg_current_xact_id(),
  ADD COLUMN "type" TEXT,
  ADD COLUMN "upload_id" UUID,
  ADD COLUMN "actor_type" "actor_type" NOT NULL DEFAULT 'system',
  ADD COLUMN "actor_id" UUID,
  ADD COLUMN "actor_label" TEXT;
ALTER TABLE "event" ALTER COLUMN "id" SET DEFAULT nextval('event_id_seq');
ALTER SEQUENCE "event_id_seq" OWNED BY "event"."id";

-- Releases before this one name no type. What they wrote and still write gets one here (docs/decisions/0039).
CREATE FUNCTION "untyped_event_type"("data" JSONB, "seq" INT) RETURNS TEXT LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE
    WHEN data ? 'retrying' THEN 'task.retrying'
    WHEN NOT data ? 'status' THEN 'video.playable'
    WHEN data->>'status' = 'queued' THEN CASE WHEN seq = 1 THEN 'video.created' ELSE 'video.retried' END
    WHEN data->>'status' = 'processing' AND data ? 'playable' THEN 'video.restarted'
    ELSE 'video.' || (data->>'status')
  END
$$;
CREATE FUNCTION "set_event_type"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  NEW.type := untyped_event_type(NEW.data, NEW.seq);
  RETURN NEW;
END
$$;
CREATE TRIGGER "event_type_of_earlier_release" BEFORE INSERT ON "event"
  FOR EACH ROW WHEN (NEW.type IS NULL) EXECUTE FUNCTION "set_event_type"();
