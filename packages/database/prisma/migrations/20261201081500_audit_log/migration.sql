-- CreateTable
CREATE TABLE "audit_entry" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
    "action" TEXT NOT NULL,
    "actor_type" "actor_type" NOT NULL,
    "actor_id" UUID,
    "actor_name" TEXT,
    "targets" JSONB NOT NULL,
    "target_ids" UUID[],
    "ip" TEXT,
    "user_agent" TEXT,
    "request_id" TEXT,
    "metadata" JSONB NOT NULL,
    "refusal_key" TEXT,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "audit_entry_organization_id_at_id_idx" ON "audit_entry"("organization_id", "at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "audit_entry_organization_id_action_at_id_idx" ON "audit_entry"("organization_id", "action", "at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "audit_entry_organization_id_actor_id_at_id_idx" ON "audit_entry"("organization_id", "actor_id", "at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "audit_entry_target_ids_idx" ON "audit_entry" USING GIN ("target_ids");

-- CreateIndex
CREATE INDEX "audit_entry_at_idx" ON "audit_entry"("at");

-- AddForeignKey
ALTER TABLE "audit_entry" ADD CONSTRAINT "audit_entry_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE UNIQUE INDEX "audit_entry_refusal_key" ON "audit_entry" ("organization_id", "refusal_key")
  WHERE "refusal_key" IS NOT NULL;
