-- AlterTable
ALTER TABLE "invitations" ADD COLUMN "linked_at" DATETIME;
ALTER TABLE "invitations" ADD COLUMN "run_id" TEXT;
ALTER TABLE "invitations" ADD COLUMN "sealed_link" TEXT;
ALTER TABLE "invitations" ADD COLUMN "user_id" TEXT;

-- CreateIndex
CREATE INDEX "invitations_user_id_idx" ON "invitations"("user_id");

-- CreateIndex
CREATE INDEX "invitations_run_id_id_idx" ON "invitations"("run_id", "id");
