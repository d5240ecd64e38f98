-- CreateEnum
CREATE TYPE "visibility" AS ENUM ('private', 'unlisted', 'public');

-- AlterTable
ALTER TABLE "video" ADD COLUMN     "description" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "visibility" "visibility" NOT NULL DEFAULT 'private';
