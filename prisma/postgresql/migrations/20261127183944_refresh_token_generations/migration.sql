-- DropIndex
DROP INDEX "refresh_tokens_token_hash_key";

-- AlterTable
ALTER TABLE "refresh_tokens" ADD COLUMN     "family_hash" TEXT,
ADD COLUMN     "generation" INTEGER NOT NULL DEFAULT 0;

-- Each token of before generations is the first of a family.
UPDATE "refresh_tokens" SET "family_hash" = "token_hash";
ALTER TABLE "refresh_tokens" ALTER COLUMN "family_hash" SET NOT NULL;

-- CreateIndex
CREATE UNIQUE INDEX "refresh_tokens_family_hash_key" ON "refresh_tokens"("family_hash");
