-- AlterTable
ALTER TABLE "invitations" ADD COLUMN     "linked_at" TIMESTAMP(3),
ADD COLUMN     "run_id" TEXT,
ADD COLUMN     "sealed_link" TEXT,
ADD COLUMN     "user_id" TEXT;

-- CreateIndex
CREATE INDEX "invitations_user_id_idx" ON "invitations"("user_id");

-- CreateIndex
CREATE INDEX "invitations_run_id_id_idx" ON "invitations"("run_id", "id");
