-- CreateTable
CREATE TABLE "audit_erasure" (
    "user_id" UUID NOT NULL,
    "deleted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),

    CONSTRAINT "audit_erasure_pkey" PRIMARY KEY ("user_id")
);

-- DropIndex
DROP INDEX "audit_entry_organization_id_actor_id_at_id_idx";

-- CreateIndex
CREATE INDEX "audit_entry_actor_id_organization_id_at_id_idx" ON "audit_entry"("actor_id", "organization_id", "at" DESC, "id" DESC);
