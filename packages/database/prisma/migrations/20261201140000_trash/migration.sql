-- AlterTable
ALTER TABLE "video" ADD COLUMN     "trashed_at" TIMESTAMPTZ(3);

-- Counts the videos of each tag except those in the trash, so that lists of tags don't read videos. In the order of keys, so that transactions don't deadlock.
CREATE OR REPLACE FUNCTION "count_tags"() RETURNS trigger LANGUAGE plpgsql AS $$
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
DROP TRIGGER "video_update_count_tags" ON "video";
CREATE TRIGGER "video_update_count_tags" AFTER UPDATE OF "tag_keys", "trashed_at" ON "video"
  FOR EACH ROW WHEN (OLD."tag_keys" <> NEW."tag_keys" OR (OLD."trashed_at" IS NULL) <> (NEW."trashed_at" IS NULL))
  EXECUTE FUNCTION "count_tags"();
