-- AlterTable
ALTER TABLE "job" ADD COLUMN     "kept_weight" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "video" ADD COLUMN     "generation" INTEGER NOT NULL DEFAULT 1;

-- A cancelled reprocess used to leave its video cancelled, although the published result was still served.
UPDATE "video" SET "status" = 'completed', "progress" = 100, "playable" = true, "error_code" = NULL,
  "completed_at" = "job"."finished_at", "current_job_id" = "job"."id"
FROM "job" WHERE "job"."id" = "video"."published_job_id" AND "video"."status" = 'cancelled';

-- Nor is a cancelled attempt an error.
UPDATE "attempt" SET "error_code" = NULL WHERE "status" = 'cancelled' AND "error_code" = 'CANCELLED';
