-- AlterTable
ALTER TABLE "users" ADD COLUMN "email_verified_at" DATETIME;
ALTER TABLE "users" ADD COLUMN "frozen_until" DATETIME;

-- CreateTable
CREATE TABLE "password_resets" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "user_id" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "asked_hash" TEXT,
    "sealed_code" TEXT,
    "code_attempts" INTEGER NOT NULL DEFAULT 0,
    "code_expires_at" DATETIME NOT NULL,
    "created_at" DATETIME NOT NULL,
    "expires_at" DATETIME NOT NULL,
    CONSTRAINT "password_resets_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "pending_sign_ups" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "email" TEXT NOT NULL,
    "normalized_email" TEXT NOT NULL,
    "username" TEXT,
    "full_name" TEXT,
    "password_hash" TEXT NOT NULL,
    "breach_check_due" BOOLEAN NOT NULL,
    "token_hash" TEXT NOT NULL,
    "asked_hash" TEXT,
    "sealed_code" TEXT,
    "code_attempts" INTEGER NOT NULL DEFAULT 0,
    "code_expires_at" DATETIME NOT NULL,
    "created_at" DATETIME NOT NULL,
    "expires_at" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "email_changes" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "user_id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "normalized_email" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "sealed_code" TEXT NOT NULL,
    "code_attempts" INTEGER NOT NULL DEFAULT 0,
    "code_expires_at" DATETIME NOT NULL,
    "created_at" DATETIME NOT NULL,
    "expires_at" DATETIME NOT NULL,
    CONSTRAINT "email_changes_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "email_undos" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "user_id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "normalized_email" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "created_at" DATETIME NOT NULL,
    "expires_at" DATETIME NOT NULL,
    CONSTRAINT "email_undos_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "security_notices" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "user_id" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "session_id" TEXT,
    "created_at" DATETIME NOT NULL,
    "expires_at" DATETIME NOT NULL,
    "used_at" DATETIME,
    CONSTRAINT "security_notices_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE UNIQUE INDEX "password_resets_user_id_key" ON "password_resets"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "password_resets_token_hash_key" ON "password_resets"("token_hash");

-- CreateIndex
CREATE UNIQUE INDEX "password_resets_asked_hash_key" ON "password_resets"("asked_hash");

-- CreateIndex
CREATE INDEX "password_resets_expires_at_idx" ON "password_resets"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "pending_sign_ups_token_hash_key" ON "pending_sign_ups"("token_hash");

-- CreateIndex
CREATE UNIQUE INDEX "pending_sign_ups_asked_hash_key" ON "pending_sign_ups"("asked_hash");

-- CreateIndex
CREATE INDEX "pending_sign_ups_normalized_email_idx" ON "pending_sign_ups"("normalized_email");

-- CreateIndex
CREATE INDEX "pending_sign_ups_expires_at_idx" ON "pending_sign_ups"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "email_changes_user_id_key" ON "email_changes"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "email_changes_token_hash_key" ON "email_changes"("token_hash");

-- CreateIndex
CREATE INDEX "email_changes_expires_at_idx" ON "email_changes"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "email_undos_token_hash_key" ON "email_undos"("token_hash");

-- CreateIndex
CREATE INDEX "email_undos_normalized_email_idx" ON "email_undos"("normalized_email");

-- CreateIndex
CREATE INDEX "email_undos_user_id_idx" ON "email_undos"("user_id");

-- CreateIndex
CREATE INDEX "email_undos_expires_at_idx" ON "email_undos"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "security_notices_token_hash_key" ON "security_notices"("token_hash");

-- CreateIndex
CREATE INDEX "security_notices_user_id_idx" ON "security_notices"("user_id");

-- CreateIndex
CREATE INDEX "security_notices_expires_at_idx" ON "security_notices"("expires_at");
