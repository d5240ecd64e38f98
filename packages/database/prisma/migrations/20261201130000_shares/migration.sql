-- CreateTable
CREATE TABLE "share" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "video_id" UUID NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "sealed_token" TEXT NOT NULL,
    "password_hash" TEXT,
    "allow_download" BOOLEAN NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3),

    CONSTRAINT "share_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "share_token_hash_key" ON "share"("token_hash");

-- CreateIndex
CREATE INDEX "share_video_id_id_idx" ON "share"("video_id", "id");

-- CreateIndex
CREATE INDEX "share_expires_at_idx" ON "share"("expires_at");

-- AddForeignKey
ALTER TABLE "share" ADD CONSTRAINT "share_video_id_fkey" FOREIGN KEY ("video_id") REFERENCES "video"("id") ON DELETE CASCADE ON UPDATE CASCADE;
