-- AlterTable
ALTER TABLE "job" ADD COLUMN     "chapters" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "texts" JSONB NOT NULL DEFAULT '[]';
