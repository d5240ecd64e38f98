-- CreateTable
CREATE TABLE "api_key" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "created_by" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "hash" BYTEA NOT NULL,
    "prefix" TEXT NOT NULL,
    "scopes" TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_key_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "api_key_hash_key" ON "api_key"("hash");

-- CreateIndex
CREATE INDEX "api_key_organization_id_id_idx" ON "api_key"("organization_id", "id");

-- CreateIndex
CREATE INDEX "api_key_created_by_organization_id_idx" ON "api_key"("created_by", "organization_id");

-- AddForeignKey
ALTER TABLE "api_key" ADD CONSTRAINT "api_key_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A key ends with the membership of its creator, whatever deletes it, including an API of a previous release (docs/decisions/0057).
CREATE FUNCTION "revoke_keys_of_member"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "api_key" SET "revoked_at" = clock_timestamp()
  WHERE "organization_id" = OLD."organization_id" AND "created_by" = OLD."user_id"
    AND ("revoked_at" IS NULL OR "revoked_at" > clock_timestamp());
  RETURN NULL;
END $$;
CREATE TRIGGER "membership_revoke_keys" AFTER DELETE ON "membership"
  FOR EACH ROW EXECUTE FUNCTION "revoke_keys_of_member"();
