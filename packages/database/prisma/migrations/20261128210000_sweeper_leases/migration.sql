-- AlterTable
ALTER TABLE "garbage" ADD COLUMN     "attempts" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "taken_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "job" ADD COLUMN     "replaced_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "upload" ADD COLUMN     "swept_until" TIMESTAMPTZ(3);

-- Jobs that were replaced before anybody noted when count from today.
UPDATE "job" SET "replaced_at" = now() FROM "video" JOIN "job" AS "published" ON "published"."id" = "video"."published_job_id"
WHERE "job"."video_id" = "video"."id" AND "job"."number" < "published"."number";
