-- Partial indexes, expression indexes, checks and triggers, which schema.prisma can't express. Migrations create them, and a test
-- compares all but triggers. A query uses an index only if it repeats the condition or the expression literally.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS btree_gin;

-- The dispatcher reads the first tasks of a flow from here, already sorted, and flows in the order of their turn (docs/decisions/0051).
CREATE INDEX "task_queued_idx" ON "task" ("kind", "organization_id", "video_priority", "rank_at", "job_id", "index")
  WHERE "status" = 'queued';
CREATE INDEX "dispatch_flow_turn_idx" ON "dispatch_flow" ("plan_version", "queue", "priority", "virtual_time", "organization_id")
  WHERE "is_eligible";
CREATE INDEX "task_running_idx" ON "task" ("organization_id") WHERE "status" = 'running';
CREATE INDEX "attempt_unsettled_idx" ON "attempt" ("started_at") WHERE NOT "is_settled";

-- For dispatchers of the previous release (docs/decisions/0023); the next release drops it.
CREATE INDEX "task_ready_idx" ON "task" ("kind", "priority", "job_created_at", "job_id", "index")
  WHERE "status" IN ('queued', 'retrying');
CREATE INDEX "task_delayed_idx" ON "task" ("kind", "available_at") WHERE "status" = 'retrying';

CREATE INDEX "upload_unfinished_check_at_idx" ON "upload" ("check_at")
  WHERE "status" IN ('waiting', 'uploading', 'completing');

CREATE INDEX "video_unfinished_idx" ON "video" ("organization_id", "id") WHERE "status" IN ('queued', 'processing');
-- Lists of videos leave out the trash, which can be most of what an index of all videos has.
CREATE INDEX "video_present_created_idx" ON "video" ("organization_id", "created_at" DESC, "id" DESC) WHERE "trashed_at" IS NULL;
CREATE INDEX "video_present_status_idx" ON "video" ("organization_id", "status", "created_at" DESC, "id" DESC)
  WHERE "trashed_at" IS NULL;
CREATE INDEX "video_present_visibility_idx" ON "video" ("organization_id", "visibility", "created_at" DESC, "id" DESC)
  WHERE "trashed_at" IS NULL;
CREATE INDEX "video_present_size_idx" ON "video" ("organization_id", "source_size_bytes" DESC, "id" DESC) WHERE "trashed_at" IS NULL;
CREATE INDEX "video_present_title_idx" ON "video" ("organization_id", lower(normalize("title")), "id") WHERE "trashed_at" IS NULL;
-- For lists of the previous release, which knows no trash; the next release drops it.
CREATE INDEX "video_title_idx" ON "video" ("organization_id", lower(normalize("title")), "id");
-- For searches of the previous release; the next release drops it.
CREATE INDEX "video_names_idx" ON "video"
  USING gin (lower(normalize("title" || E'\n' || "source_file_name")) gin_trgm_ops);

-- What lists of videos search. Only SQL reads the column, and a trigger writes it.
ALTER TABLE "video" ADD COLUMN "search_text" TEXT NOT NULL DEFAULT '';
-- What texts are compared by: without accents, in lower case, and with spaces in place of what separates words in file names. Independent
-- of extensions and locales (docs/decisions/0064).
CREATE FUNCTION "search_form"("given" TEXT) RETURNS TEXT LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT replace(replace(replace(translate(lower(normalize(regexp_replace(regexp_replace(normalize("given", NFKD),
    '[\u0300-\u036f]', '', 'g'), '[\u0009-\u000d _.-]+', ' ', 'g'), NFC)), 'łøđħŧı', 'lodhti'), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe')
$$;
-- Also for rows that processes of the previous release write.
CREATE FUNCTION "describe_video"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."search_text" := ' ' || search_form(concat_ws(' ', NEW."title", NEW."source_file_name", NEW."description",
    array_to_string(NEW."tags", ' ')));
  NEW."duration_ms" := COALESCE(round((NEW."probe" ->> 'durationMs')::numeric), 0);
  RETURN NEW;
END $$;
CREATE TRIGGER "video_describe" BEFORE INSERT OR UPDATE OF "title", "source_file_name", "description", "tags", "probe" ON "video"
  FOR EACH ROW EXECUTE FUNCTION "describe_video"();
CREATE INDEX "video_search_idx" ON "video"
  USING gin ("organization_id", "search_text" gin_trgm_ops, "tag_keys");
CREATE INDEX "video_duration_idx" ON "video" ("organization_id", "duration_ms" DESC, "id" DESC) WHERE "trashed_at" IS NULL;

CREATE INDEX "video_trash_idx" ON "video" ("organization_id", "trashed_at" DESC, "id" DESC) WHERE "trashed_at" IS NOT NULL;
CREATE INDEX "video_trashed_at_idx" ON "video" ("trashed_at", "id") WHERE "trashed_at" IS NOT NULL;

ALTER TABLE "organization" ADD CONSTRAINT "organization_weight_check" CHECK ("weight" BETWEEN 0.001 AND 1000);
ALTER TABLE "organization" ADD CONSTRAINT "organization_concurrent_tasks_check" CHECK ("concurrent_tasks" >= 1);
ALTER TABLE "organization" ADD CONSTRAINT "organization_max_usage_check"
  CHECK ("max_storage_bytes" >= 0 AND "max_monthly_upload_bytes" >= 0 AND "max_monthly_source_seconds" >= 0);

CREATE INDEX "organization_deleted_at_idx" ON "organization" ("deleted_at") WHERE "deleted_at" IS NOT NULL;

-- For pruning history by age.
CREATE INDEX "job_replaced_at_idx" ON "job" ("replaced_at") WHERE "replaced_at" IS NOT NULL;
CREATE INDEX "attempt_ended_at_idx" ON "attempt" ("ended_at")
  WHERE "status" IN ('failed', 'lost', 'released', 'cancelled');

CREATE UNIQUE INDEX "audit_entry_refusal_key" ON "audit_entry" ("organization_id", "refusal_key")
  WHERE "refusal_key" IS NOT NULL;

-- A key ends with the membership of its creator, whatever deletes it, including an API of a previous release (docs/decisions/0057).
CREATE FUNCTION "revoke_keys_of_member"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "api_key" SET "revoked_at" = clock_timestamp()
  WHERE "organization_id" = OLD."organization_id" AND "created_by" = OLD."user_id"
    AND ("revoked_at" IS NULL OR "revoked_at" > clock_timestamp());
  RETURN NULL;
END $$;
CREATE TRIGGER "membership_revoke_keys" AFTER DELETE ON "membership"
  FOR EACH ROW EXECUTE FUNCTION "revoke_keys_of_member"();

-- Counts the videos of each tag except those in the trash, so that lists of tags don't read videos. In the order of keys, so that transactions don't deadlock.
CREATE FUNCTION "count_tags"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  "before" TEXT[] := CASE WHEN TG_OP = 'INSERT' THEN '{}' WHEN OLD."trashed_at" IS NULL THEN OLD."tag_keys" ELSE '{}' END;
  "after" TEXT[] := CASE WHEN TG_OP = 'DELETE' THEN '{}' WHEN NEW."trashed_at" IS NULL THEN NEW."tag_keys" ELSE '{}' END;
  "owner" UUID := CASE WHEN TG_OP = 'DELETE' THEN OLD."organization_id" ELSE NEW."organization_id" END;
  "changed" RECORD;
BEGIN
  FOR "changed" IN
    SELECT "key", true AS "is_new" FROM unnest("after") AS "key" WHERE "key" <> ALL ("before")
    UNION ALL SELECT "key", false FROM unnest("before") AS "key" WHERE "key" <> ALL ("after") ORDER BY "key"
  LOOP
    IF "changed"."is_new" THEN
      INSERT INTO "tag" ("organization_id", "key", "name", "video_count")
      VALUES ("owner", "changed"."key", NEW."tags"[array_position("after", "changed"."key")], 1)
      ON CONFLICT ("organization_id", "key") DO UPDATE SET "video_count" = "tag"."video_count" + 1;
    ELSE
      UPDATE "tag" SET "video_count" = "video_count" - 1 WHERE "organization_id" = "owner" AND "key" = "changed"."key";
      DELETE FROM "tag" WHERE "organization_id" = "owner" AND "key" = "changed"."key" AND "video_count" = 0;
    END IF;
  END LOOP;
  RETURN NULL;
END $$;
CREATE TRIGGER "video_insert_count_tags" AFTER INSERT ON "video"
  FOR EACH ROW WHEN (NEW."tag_keys" <> '{}') EXECUTE FUNCTION "count_tags"();
CREATE TRIGGER "video_update_count_tags" AFTER UPDATE OF "tag_keys", "trashed_at" ON "video"
  FOR EACH ROW WHEN (OLD."tag_keys" <> NEW."tag_keys" OR (OLD."trashed_at" IS NULL) <> (NEW."trashed_at" IS NULL))
  EXECUTE FUNCTION "count_tags"();
CREATE TRIGGER "video_delete_count_tags" AFTER DELETE ON "video"
  FOR EACH ROW WHEN (OLD."tag_keys" <> '{}') EXECUTE FUNCTION "count_tags"();
