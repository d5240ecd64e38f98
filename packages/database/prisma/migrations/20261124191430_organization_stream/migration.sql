-- CreateTable
CREATE TABLE "deleted_video" (
    "video_id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "deleted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "deleted_video_pkey" PRIMARY KEY ("video_id")
);

-- CreateIndex
CREATE INDEX "deleted_video_organization_id_deleted_at_idx" ON "deleted_video"("organization_id", "deleted_at");

-- CreateIndex
CREATE INDEX "deleted_video_deleted_at_idx" ON "deleted_video"("deleted_at");

-- CreateIndex
CREATE INDEX "video_organization_id_status_created_at_id_idx" ON "video"("organization_id", "status", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "video_organization_id_source_size_bytes_id_idx" ON "video"("organization_id", "source_size_bytes" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "event_organization_id_created_at_idx" ON "event"("organization_id", "created_at");
