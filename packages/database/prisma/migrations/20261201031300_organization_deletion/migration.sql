-- AlterTable
ALTER TABLE "organization" ADD COLUMN     "deleted_at" TIMESTAMPTZ(3),
ADD COLUMN     "swept_until" TIMESTAMPTZ(3);

CREATE INDEX "organization_deleted_at_idx" ON "organization" ("deleted_at") WHERE "deleted_at" IS NOT NULL;
