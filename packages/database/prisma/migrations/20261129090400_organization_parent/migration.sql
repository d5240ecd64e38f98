-- no-transaction
-- Existing rows are checked afterwards, so that no table is locked while they are read.
ALTER TABLE "upload" DROP CONSTRAINT IF EXISTS "upload_organization_id_fkey";
ALTER TABLE "upload" ADD CONSTRAINT "upload_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE NOT VALID;
ALTER TABLE "upload" VALIDATE CONSTRAINT "upload_organization_id_fkey";

ALTER TABLE "video" DROP CONSTRAINT IF EXISTS "video_organization_id_fkey";
ALTER TABLE "video" ADD CONSTRAINT "video_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE NOT VALID;
ALTER TABLE "video" VALIDATE CONSTRAINT "video_organization_id_fkey";

ALTER TABLE "deleted_video" DROP CONSTRAINT IF EXISTS "deleted_video_organization_id_fkey";
ALTER TABLE "deleted_video" ADD CONSTRAINT "deleted_video_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE NOT VALID;
ALTER TABLE "deleted_video" VALIDATE CONSTRAINT "deleted_video_organization_id_fkey";

ALTER TABLE "idempotency_key" DROP CONSTRAINT IF EXISTS "idempotency_key_organization_id_fkey";
ALTER TABLE "idempotency_key" ADD CONSTRAINT "idempotency_key_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE NOT VALID;
ALTER TABLE "idempotency_key" VALIDATE CONSTRAINT "idempotency_key_organization_id_fkey";
