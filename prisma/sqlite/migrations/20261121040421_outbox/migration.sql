-- CreateTable
CREATE TABLE "outbox_mails" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "created_at" DATETIME NOT NULL,
    "template" TEXT NOT NULL,
    "to" TEXT NOT NULL,
    "props" TEXT NOT NULL,
    "sealed_props" TEXT,
    "state" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" DATETIME NOT NULL,
    "leased_until" DATETIME,
    "expires_at" DATETIME,
    "last_error" TEXT,
    "sent_at" DATETIME,
    "user_id" TEXT
);

-- CreateIndex
CREATE INDEX "outbox_mails_state_next_attempt_at_idx" ON "outbox_mails"("state", "next_attempt_at");

-- CreateIndex
CREATE INDEX "outbox_mails_state_created_at_idx" ON "outbox_mails"("state", "created_at");

-- CreateIndex
CREATE INDEX "outbox_mails_user_id_created_at_idx" ON "outbox_mails"("user_id", "created_at");
