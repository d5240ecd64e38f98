-- AlterTable
ALTER TABLE "dispatch_class" ADD COLUMN     "measured_seconds" DOUBLE PRECISION NOT NULL DEFAULT 0;

-- Averages included times in which nothing waited.
UPDATE "dispatch_class" SET "cpu_per_second" = 0;

-- NaN is greater than any other number, and a tiny or infinite weight makes turns infinite.
UPDATE "organization" SET "weight" = LEAST(GREATEST("weight", 0.001), 1000) WHERE "weight" NOT BETWEEN 0.001 AND 1000;
ALTER TABLE "organization"
DROP CONSTRAINT "organization_weight_check",
ADD CONSTRAINT "organization_weight_check" CHECK ("weight" BETWEEN 0.001 AND 1000);
