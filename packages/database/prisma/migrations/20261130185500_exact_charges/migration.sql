-- AlterTable
ALTER TABLE "attempt" ADD COLUMN     "charged_weight" DOUBLE PRECISION,
ADD COLUMN     "priority" "priority";

-- AlterTable
ALTER TABLE "dispatch_class" ADD COLUMN     "carried_time" DOUBLE PRECISION NOT NULL DEFAULT 0,
ADD COLUMN     "floor_time" DOUBLE PRECISION NOT NULL DEFAULT 0,
ADD COLUMN     "woken_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "dispatch_flow" ADD COLUMN     "carried_time" DOUBLE PRECISION NOT NULL DEFAULT 0,
ADD COLUMN     "floor_time" DOUBLE PRECISION NOT NULL DEFAULT 0,
ADD COLUMN     "woken_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "deleted_attempt" (
    "task_id" UUID NOT NULL,
    "epoch" INTEGER NOT NULL,
    "organization_id" UUID NOT NULL,
    "plan_version" INTEGER NOT NULL,
    "kind" "task_kind" NOT NULL,
    "priority" "priority" NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "cpu_seconds" DOUBLE PRECISION NOT NULL,
    "charged_cpu_seconds" DOUBLE PRECISION,
    "charged_weight" DOUBLE PRECISION,
    "deleted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "deleted_attempt_pkey" PRIMARY KEY ("task_id","epoch")
);
