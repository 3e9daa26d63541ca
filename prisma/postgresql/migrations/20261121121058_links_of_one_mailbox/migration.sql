-- DropIndex
DROP INDEX "password_resets_user_id_key";

-- AlterTable
ALTER TABLE "pending_authenticators" ADD COLUMN     "session_id" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "password_resets" ADD COLUMN     "mailed" BOOLEAN NOT NULL DEFAULT true;

-- AlterTable
ALTER TABLE "security_notices" ADD COLUMN     "mailed_to" TEXT;

-- CreateIndex
CREATE UNIQUE INDEX "password_resets_user_id_mailed_key" ON "password_resets"("user_id", "mailed");
