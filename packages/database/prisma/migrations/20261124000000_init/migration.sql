-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "role" AS ENUM ('owner', 'admin', 'editor', 'viewer');

-- CreateEnum
CREATE TYPE "upload_status" AS ENUM ('waiting', 'uploading', 'completing', 'completed', 'aborted', 'expired');

-- CreateEnum
CREATE TYPE "upload_strategy" AS ENUM ('single', 'multipart');

-- CreateEnum
CREATE TYPE "video_status" AS ENUM ('queued', 'processing', 'completed', 'failed', 'cancelled');

-- CreateEnum
CREATE TYPE "job_status" AS ENUM ('queued', 'running', 'completed', 'failed', 'cancelled');

-- CreateEnum
CREATE TYPE "task_kind" AS ENUM ('fetch', 'probe', 'encode', 'audio', 'images', 'package');

-- CreateEnum
CREATE TYPE "task_status" AS ENUM ('waiting', 'queued', 'running', 'retrying', 'completed', 'failed', 'cancelled');

-- CreateEnum
CREATE TYPE "attempt_status" AS ENUM ('running', 'completed', 'failed', 'lost', 'released', 'cancelled');

-- CreateEnum
CREATE TYPE "rendition_status" AS ENUM ('waiting', 'encoding', 'ready', 'skipped', 'failed');

-- CreateEnum
CREATE TYPE "media_kind" AS ENUM ('video', 'audio');

-- CreateEnum
CREATE TYPE "output_kind" AS ENUM ('mp4', 'hls', 'dash', 'audio', 'poster', 'storyboard', 'preview');

-- CreateTable
CREATE TABLE "organization" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "organization_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "user" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT,
    "password_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "membership" (
    "organization_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "role" "role" NOT NULL,
    "is_personal" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "membership_pkey" PRIMARY KEY ("organization_id","user_id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "refresh_jti" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "user_agent" TEXT,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "upload" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "video_id" UUID NOT NULL,
    "status" "upload_status" NOT NULL DEFAULT 'waiting',
    "strategy" "upload_strategy" NOT NULL,
    "file_name" TEXT NOT NULL,
    "size_bytes" BIGINT NOT NULL,
    "content_type" TEXT NOT NULL,
    "part_size_bytes" BIGINT NOT NULL,
    "part_count" INTEGER NOT NULL,
    "object_key" TEXT NOT NULL,
    "multipart_id" TEXT,
    "video_details" JSONB,
    "asked_details" JSONB,
    "claim_epoch" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "check_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "upload_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "video" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "metadata" JSONB NOT NULL DEFAULT '{}',
    "status" "video_status" NOT NULL DEFAULT 'queued',
    "progress" INTEGER NOT NULL DEFAULT 0,
    "playable" BOOLEAN NOT NULL DEFAULT false,
    "source_key" TEXT NOT NULL,
    "source_etag" TEXT NOT NULL,
    "source_size_bytes" BIGINT NOT NULL,
    "source_file_name" TEXT NOT NULL,
    "probe" JSONB,
    "current_job_id" UUID,
    "published_job_id" UUID,
    "error_code" TEXT,
    "event_seq" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "completed_at" TIMESTAMPTZ(3),

    CONSTRAINT "video_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "job" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "video_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "status" "job_status" NOT NULL DEFAULT 'queued',
    "recipe_name" TEXT NOT NULL,
    "recipe" JSONB NOT NULL,
    "plan" JSONB,
    "plan_hash" TEXT,
    "plan_version" INTEGER,
    "done_weight" INTEGER NOT NULL DEFAULT 0,
    "error_code" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "job_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "task" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "video_id" UUID NOT NULL,
    "job_id" UUID NOT NULL,
    "kind" "task_kind" NOT NULL,
    "name" TEXT NOT NULL,
    "index" INTEGER NOT NULL DEFAULT 0,
    "status" "task_status" NOT NULL DEFAULT 'waiting',
    "epoch" INTEGER NOT NULL DEFAULT 0,
    "priority" INTEGER NOT NULL DEFAULT 0,
    "weight" INTEGER NOT NULL,
    "available_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "worker" TEXT,
    "lease_expires_at" TIMESTAMPTZ(3),
    "failed_tries" INTEGER NOT NULL DEFAULT 0,
    "lost_tries" INTEGER NOT NULL DEFAULT 0,
    "result" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "job_created_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "task_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "attempt" (
    "task_id" UUID NOT NULL,
    "epoch" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "worker" TEXT NOT NULL,
    "status" "attempt_status" NOT NULL DEFAULT 'running',
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),
    "error_code" TEXT,
    "exit_code" INTEGER,
    "log_tail" TEXT,
    "cpu_seconds" DOUBLE PRECISION,
    "max_rss_bytes" BIGINT,

    CONSTRAINT "attempt_pkey" PRIMARY KEY ("task_id","epoch")
);

-- CreateTable
CREATE TABLE "rendition" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "job_id" UUID NOT NULL,
    "index" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "video_codec" TEXT NOT NULL,
    "bitrate_bps" INTEGER NOT NULL,
    "status" "rendition_status" NOT NULL DEFAULT 'waiting',

    CONSTRAINT "rendition_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "media_object" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "job_id" UUID NOT NULL,
    "task_id" UUID NOT NULL,
    "epoch" INTEGER NOT NULL,
    "kind" "media_kind" NOT NULL,
    "track_index" INTEGER NOT NULL,
    "chunk_index" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "size_bytes" BIGINT NOT NULL,
    "init_size" INTEGER NOT NULL,
    "init_hash" TEXT NOT NULL,
    "codecs" TEXT NOT NULL,
    "timescale" INTEGER NOT NULL,
    "segments" JSONB NOT NULL,

    CONSTRAINT "media_object_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "output" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "video_id" UUID NOT NULL,
    "job_id" UUID NOT NULL,
    "kind" "output_kind" NOT NULL,
    "name" TEXT NOT NULL,
    "key" TEXT,
    "size_bytes" BIGINT,
    "content_type" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "output_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "event" (
    "video_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "organization_id" UUID NOT NULL,
    "data" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "event_pkey" PRIMARY KEY ("video_id","seq")
);

-- CreateTable
CREATE TABLE "garbage" (
    "id" UUID NOT NULL,
    "prefix" TEXT NOT NULL,
    "not_before" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "garbage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "idempotency_key" (
    "organization_id" UUID NOT NULL,
    "route" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "body_hash" TEXT NOT NULL,
    "reservation" UUID NOT NULL,
    "status" INTEGER,
    "response" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotency_key_pkey" PRIMARY KEY ("organization_id","route","key")
);

-- CreateIndex
CREATE UNIQUE INDEX "user_email_key" ON "user"("email");

-- CreateIndex
CREATE INDEX "membership_user_id_idx" ON "membership"("user_id");

-- CreateIndex
CREATE INDEX "session_user_id_idx" ON "session"("user_id");

-- CreateIndex
CREATE INDEX "session_expires_at_idx" ON "session"("expires_at");

-- CreateIndex
CREATE INDEX "session_revoked_at_idx" ON "session"("revoked_at");

-- CreateIndex
CREATE UNIQUE INDEX "upload_video_id_key" ON "upload"("video_id");

-- CreateIndex
CREATE INDEX "upload_organization_id_created_at_idx" ON "upload"("organization_id", "created_at");

-- CreateIndex
CREATE INDEX "upload_status_check_at_idx" ON "upload"("status", "check_at");

-- CreateIndex
CREATE INDEX "video_organization_id_created_at_id_idx" ON "video"("organization_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "job_video_id_number_key" ON "job"("video_id", "number");

-- CreateIndex
CREATE INDEX "task_status_priority_job_created_at_idx" ON "task"("status", "priority", "job_created_at");

-- CreateIndex
CREATE INDEX "task_status_lease_expires_at_idx" ON "task"("status", "lease_expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "task_job_id_kind_index_key" ON "task"("job_id", "kind", "index");

-- CreateIndex
CREATE UNIQUE INDEX "rendition_job_id_index_key" ON "rendition"("job_id", "index");

-- CreateIndex
CREATE INDEX "media_object_task_id_idx" ON "media_object"("task_id");

-- CreateIndex
CREATE UNIQUE INDEX "media_object_job_id_kind_track_index_chunk_index_key" ON "media_object"("job_id", "kind", "track_index", "chunk_index");

-- CreateIndex
CREATE INDEX "output_video_id_idx" ON "output"("video_id");

-- CreateIndex
CREATE UNIQUE INDEX "output_job_id_kind_name_key" ON "output"("job_id", "kind", "name");

-- CreateIndex
CREATE INDEX "garbage_not_before_idx" ON "garbage"("not_before");

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "job" ADD CONSTRAINT "job_video_id_fkey" FOREIGN KEY ("video_id") REFERENCES "video"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "task" ADD CONSTRAINT "task_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "job"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attempt" ADD CONSTRAINT "attempt_task_id_fkey" FOREIGN KEY ("task_id") REFERENCES "task"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rendition" ADD CONSTRAINT "rendition_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "job"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "media_object" ADD CONSTRAINT "media_object_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "job"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "media_object" ADD CONSTRAINT "media_object_task_id_fkey" FOREIGN KEY ("task_id") REFERENCES "task"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "output" ADD CONSTRAINT "output_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "job"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "event" ADD CONSTRAINT "event_video_id_fkey" FOREIGN KEY ("video_id") REFERENCES "video"("id") ON DELETE CASCADE ON UPDATE CASCADE;
