-- AlterTable
ALTER TABLE "security_notices" ADD COLUMN "mailed_to" TEXT;

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_pending_authenticators" (
    "user_id" TEXT NOT NULL PRIMARY KEY,
    "session_id" TEXT NOT NULL DEFAULT '',
    "sealed_secret" TEXT NOT NULL,
    "created_at" DATETIME NOT NULL,
    CONSTRAINT "pending_authenticators_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "new_pending_authenticators" ("created_at", "sealed_secret", "user_id") SELECT "created_at", "sealed_secret", "user_id" FROM "pending_authenticators";
DROP TABLE "pending_authenticators";
ALTER TABLE "new_pending_authenticators" RENAME TO "pending_authenticators";
CREATE INDEX "pending_authenticators_created_at_idx" ON "pending_authenticators"("created_at");
CREATE TABLE "new_password_resets" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "user_id" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "asked_hash" TEXT,
    "sealed_code" TEXT,
    "mailed" BOOLEAN NOT NULL DEFAULT true,
    "code_attempts" INTEGER NOT NULL DEFAULT 0,
    "code_expires_at" DATETIME NOT NULL,
    "created_at" DATETIME NOT NULL,
    "expires_at" DATETIME NOT NULL,
    CONSTRAINT "password_resets_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "new_password_resets" ("asked_hash", "code_attempts", "code_expires_at", "created_at", "expires_at", "id", "sealed_code", "token_hash", "user_id") SELECT "asked_hash", "code_attempts", "code_expires_at", "created_at", "expires_at", "id", "sealed_code", "token_hash", "user_id" FROM "password_resets";
DROP TABLE "password_resets";
ALTER TABLE "new_password_resets" RENAME TO "password_resets";
CREATE UNIQUE INDEX "password_resets_token_hash_key" ON "password_resets"("token_hash");
CREATE UNIQUE INDEX "password_resets_asked_hash_key" ON "password_resets"("asked_hash");
CREATE INDEX "password_resets_expires_at_idx" ON "password_resets"("expires_at");
CREATE UNIQUE INDEX "password_resets_user_id_mailed_key" ON "password_resets"("user_id", "mailed");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
