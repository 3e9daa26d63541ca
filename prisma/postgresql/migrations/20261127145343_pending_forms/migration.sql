-- CreateTable
CREATE TABLE "pending_forms" (
    "id" TEXT NOT NULL,
    "session_id" TEXT NOT NULL,
    "sealed_content" TEXT NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL,
    "expires_at" TIMESTAMP(3) NOT NULL,
    "claimed_at" TIMESTAMP(3),

    CONSTRAINT "pending_forms_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "pending_forms_session_id_idx" ON "pending_forms"("session_id");

-- CreateIndex
CREATE INDEX "pending_forms_expires_at_idx" ON "pending_forms"("expires_at");

-- AddForeignKey
ALTER TABLE "pending_forms" ADD CONSTRAINT "pending_forms_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "sessions"("id") ON DELETE CASCADE ON UPDATE CASCADE;
