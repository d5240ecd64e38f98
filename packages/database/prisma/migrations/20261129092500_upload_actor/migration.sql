-- CreateEnum
CREATE TYPE "actor_type" AS ENUM ('user', 'apiKey', 'playback', 'system');

-- Until now every upload was announced by a user. A constant default fills the rows without rewriting the table.
ALTER TABLE "upload" ADD COLUMN     "actor_type" "actor_type" NOT NULL DEFAULT 'user';
ALTER TABLE "upload" ALTER COLUMN "actor_type" DROP DEFAULT;

ALTER TABLE "upload" RENAME COLUMN "user_id" TO "actor_id";
ALTER TABLE "upload" ALTER COLUMN "actor_id" DROP NOT NULL;
