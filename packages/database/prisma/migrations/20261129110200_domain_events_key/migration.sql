ALTER TABLE "event" ALTER COLUMN "id" SET NOT NULL, ALTER COLUMN "type" SET NOT NULL;
ALTER TABLE "event" DROP CONSTRAINT "event_is_typed";

-- An event of an upload has no video and no number.
ALTER TABLE "event" DROP CONSTRAINT "event_pkey";
ALTER TABLE "event" ADD CONSTRAINT "event_pkey" PRIMARY KEY USING INDEX "event_id_key";
ALTER TABLE "event" ALTER COLUMN "video_id" DROP NOT NULL, ALTER COLUMN "seq" DROP NOT NULL;
