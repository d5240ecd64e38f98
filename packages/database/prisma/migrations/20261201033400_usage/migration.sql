-- AlterTable
ALTER TABLE "organization" ADD COLUMN     "max_storage_bytes" BIGINT,
ADD COLUMN     "max_monthly_upload_bytes" BIGINT,
ADD COLUMN     "max_monthly_source_seconds" INTEGER;
ALTER TABLE "organization" ADD CONSTRAINT "organization_max_usage_check"
  CHECK ("max_storage_bytes" >= 0 AND "max_monthly_upload_bytes" >= 0 AND "max_monthly_source_seconds" >= 0);

-- AlterTable
ALTER TABLE "video" ADD COLUMN     "output_bytes" BIGINT NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "job" ADD COLUMN     "counted_cpu_ms" BIGINT NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "garbage" ADD COLUMN     "organization_id" UUID,
ADD COLUMN     "size_bytes" BIGINT;

-- CreateTable
CREATE TABLE "usage_counter" (
    "organization_id" UUID NOT NULL,
    "reserved_bytes" BIGINT NOT NULL DEFAULT 0,
    "source_bytes" BIGINT NOT NULL DEFAULT 0,
    "output_bytes" BIGINT NOT NULL DEFAULT 0,
    "video_count" INTEGER NOT NULL DEFAULT 0,
    "month" DATE NOT NULL,
    "uploaded_bytes" BIGINT NOT NULL DEFAULT 0,
    "source_ms" BIGINT NOT NULL DEFAULT 0,
    "cpu_ms" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "usage_counter_pkey" PRIMARY KEY ("organization_id")
);

-- CreateTable
CREATE TABLE "usage_entry" (
    "id" BIGSERIAL NOT NULL,
    "organization_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "reference" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "reserved_bytes" BIGINT NOT NULL DEFAULT 0,
    "source_bytes" BIGINT NOT NULL DEFAULT 0,
    "output_bytes" BIGINT NOT NULL DEFAULT 0,
    "video_count" INTEGER NOT NULL DEFAULT 0,
    "month" DATE NOT NULL,
    "uploaded_bytes" BIGINT NOT NULL DEFAULT 0,
    "source_ms" BIGINT NOT NULL DEFAULT 0,
    "cpu_ms" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "usage_entry_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "usage_entry_organization_id_idx" ON "usage_entry"("organization_id");

-- CreateIndex
CREATE UNIQUE INDEX "usage_entry_reason_reference_key" ON "usage_entry"("reason", "reference");

-- AddForeignKey
ALTER TABLE "usage_counter" ADD CONSTRAINT "usage_counter_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "usage_entry" ADD CONSTRAINT "usage_entry_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;
