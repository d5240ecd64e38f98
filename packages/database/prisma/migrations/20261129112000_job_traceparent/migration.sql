-- AlterTable
ALTER TABLE "job" ADD COLUMN     "traceparent" VARCHAR(55);
