-- CreateEnum
CREATE TYPE "priority" AS ENUM ('high', 'normal', 'low');

-- AlterTable
ALTER TABLE "organization" ADD COLUMN     "concurrent_tasks" INTEGER,
ADD COLUMN     "priority" "priority" NOT NULL DEFAULT 'normal',
ADD COLUMN     "weight" DOUBLE PRECISION NOT NULL DEFAULT 1,
ADD CONSTRAINT "organization_weight_check" CHECK ("weight" > 0),
ADD CONSTRAINT "organization_concurrent_tasks_check" CHECK ("concurrent_tasks" >= 1);

-- AlterTable
ALTER TABLE "video" ADD COLUMN     "priority" "priority";

-- AlterTable
ALTER TABLE "job" ADD COLUMN     "estimated_cpu_seconds" DOUBLE PRECISION;

-- AlterTable
ALTER TABLE "task" ADD COLUMN     "estimated_cpu_seconds" DOUBLE PRECISION NOT NULL DEFAULT 1,
ADD COLUMN     "rank_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "video_priority" "priority" NOT NULL DEFAULT 'high';

-- AlterTable
ALTER TABLE "attempt" ADD COLUMN     "charged_cpu_seconds" DOUBLE PRECISION,
ADD COLUMN     "is_settled" BOOLEAN NOT NULL DEFAULT true;

-- Attempts that exist already are never charged.
ALTER TABLE "attempt" ALTER COLUMN "is_settled" SET DEFAULT false;

-- CreateTable
CREATE TABLE "dispatch_flow" (
    "plan_version" INTEGER NOT NULL,
    "queue" TEXT NOT NULL,
    "priority" "priority" NOT NULL,
    "organization_id" UUID NOT NULL,
    "virtual_time" DOUBLE PRECISION NOT NULL,
    "is_eligible" BOOLEAN NOT NULL,

    CONSTRAINT "dispatch_flow_pkey" PRIMARY KEY ("plan_version","queue","priority","organization_id")
);

-- CreateTable
CREATE TABLE "dispatch_class" (
    "plan_version" INTEGER NOT NULL,
    "queue" TEXT NOT NULL,
    "priority" "priority" NOT NULL,
    "virtual_time" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "last_start" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "clock" DOUBLE PRECISION NOT NULL DEFAULT 0,

    CONSTRAINT "dispatch_class_pkey" PRIMARY KEY ("plan_version","queue","priority")
);
