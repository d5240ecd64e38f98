-- AlterTable
ALTER TABLE "attempt" ADD COLUMN     "error_reason" JSONB;

-- AlterTable
ALTER TABLE "job" ADD COLUMN     "error_reason" JSONB,
ADD COLUMN     "non_standard" JSONB,
ADD COLUMN     "warnings" JSONB NOT NULL DEFAULT '[]';

-- AlterTable
ALTER TABLE "video" ADD COLUMN     "error_reason" JSONB;
