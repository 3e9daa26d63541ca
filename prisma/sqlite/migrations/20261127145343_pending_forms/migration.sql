-- CreateTable
CREATE TABLE "pending_forms" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "session_id" TEXT NOT NULL,
    "sealed_content" TEXT NOT NULL,
    "created_at" DATETIME NOT NULL,
    "expires_at" DATETIME NOT NULL,
    "claimed_at" DATETIME,
    CONSTRAINT "pending_forms_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "sessions" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "pending_forms_session_id_idx" ON "pending_forms"("session_id");

-- CreateIndex
CREATE INDEX "pending_forms_expires_at_idx" ON "pending_forms"("expires_at");
