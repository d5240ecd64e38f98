CREATE EXTENSION IF NOT EXISTS btree_gin;

-- AlterTable
ALTER TABLE "video" ADD COLUMN     "tag_keys" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "tags" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- CreateTable
CREATE TABLE "tag" (
    "organization_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "video_count" INTEGER NOT NULL,

    CONSTRAINT "tag_pkey" PRIMARY KEY ("organization_id","key")
);

-- AddForeignKey
ALTER TABLE "tag" ADD CONSTRAINT "tag_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Counts the videos of each tag, so that lists of tags don't read videos. In the order of keys, so that transactions don't deadlock.
CREATE FUNCTION "count_tags"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  "before" TEXT[] := CASE WHEN TG_OP = 'INSERT' THEN '{}' ELSE OLD."tag_keys" END;
  "after" TEXT[] := CASE WHEN TG_OP = 'DELETE' THEN '{}' ELSE NEW."tag_keys" END;
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
CREATE TRIGGER "video_update_count_tags" AFTER UPDATE OF "tag_keys" ON "video"
  FOR EACH ROW WHEN (OLD."tag_keys" <> NEW."tag_keys") EXECUTE FUNCTION "count_tags"();
CREATE TRIGGER "video_delete_count_tags" AFTER DELETE ON "video"
  FOR EACH ROW WHEN (OLD."tag_keys" <> '{}') EXECUTE FUNCTION "count_tags"();
