-- CreateTable
CREATE TABLE "event_consumer" (
    "name" TEXT NOT NULL,
    "xid" xid8 NOT NULL,
    "event_id" BIGINT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "event_consumer_pkey" PRIMARY KEY ("name")
);
