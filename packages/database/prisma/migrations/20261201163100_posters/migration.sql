-- AlterTable
ALTER TABLE "upload" ADD COLUMN     "poster_of" UUID;

-- AlterTable
ALTER TABLE "video" ADD COLUMN     "asked_poster_job_id" UUID,
ADD COLUMN     "poster_job_id" UUID;

-- AlterTable
ALTER TABLE "job" ADD COLUMN     "poster" JSONB;
