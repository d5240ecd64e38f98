-- AlterTable
ALTER TABLE "media_object" ADD COLUMN     "content_hash" TEXT;

