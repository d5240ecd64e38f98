ALTER TABLE "attempt" ADD COLUMN "traceparent" VARCHAR(55);
ALTER TABLE "event" ADD COLUMN "traceparent" VARCHAR(55);
