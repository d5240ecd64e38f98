-- AlterTable
ALTER TABLE "task" ADD COLUMN     "outage_tries" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "plan_version" INTEGER,
ADD COLUMN     "rework_tries" INTEGER NOT NULL DEFAULT 0;

-- Lost attempts were counted among the failed ones.
UPDATE "task" SET "failed_tries" = GREATEST(0, "failed_tries" - "lost_tries") WHERE "lost_tries" > 0;

-- Tasks that may still run carry the plan version of their job.
UPDATE "task" SET "plan_version" = "job"."plan_version"
FROM "job"
WHERE "job"."id" = "task"."job_id" AND "job"."plan_version" IS NOT NULL AND "task"."status" <> 'completed';

-- CreateIndex
CREATE INDEX "job_status_plan_version_idx" ON "job"("status", "plan_version");
