-- AlterTable
ALTER TABLE "membership" ADD COLUMN     "joined_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- Until now, members joined when the account and the organization existed.
UPDATE "membership" SET "joined_at" = GREATEST("user"."created_at", "organization"."created_at")
FROM "user", "organization" WHERE "user"."id" = "user_id" AND "organization"."id" = "organization_id";
