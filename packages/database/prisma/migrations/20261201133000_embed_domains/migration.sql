-- AlterTable
ALTER TABLE "organization" ADD COLUMN     "embed_domains" TEXT[] DEFAULT ARRAY[]::TEXT[];
