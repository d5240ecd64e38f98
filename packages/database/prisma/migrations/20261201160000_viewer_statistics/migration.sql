-- AlterTable
ALTER TABLE "organization" ADD COLUMN     "viewer_statistics" BOOLEAN NOT NULL DEFAULT true;

-- CreateTable
CREATE TABLE "video_statistics" (
    "video_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "organization_id" UUID NOT NULL,
    "plays" INTEGER NOT NULL,
    "sessions" INTEGER NOT NULL,
    "watched_ms" BIGINT NOT NULL,
    "heat" INTEGER[],

    CONSTRAINT "video_statistics_pkey" PRIMARY KEY ("video_id","day")
);

-- CreateIndex
CREATE INDEX "video_statistics_organization_id_day_idx" ON "video_statistics"("organization_id", "day");

-- CreateIndex
CREATE INDEX "video_statistics_day_idx" ON "video_statistics"("day");

-- AddForeignKey
ALTER TABLE "video_statistics" ADD CONSTRAINT "video_statistics_video_id_fkey" FOREIGN KEY ("video_id") REFERENCES "video"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "video_statistics" ADD CONSTRAINT "video_statistics_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;
