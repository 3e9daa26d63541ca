-- CreateTable
CREATE TABLE "address_releases" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "user_id" TEXT NOT NULL,
    "normalized_email" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "created_at" DATETIME NOT NULL,
    "expires_at" DATETIME NOT NULL,
    CONSTRAINT "address_releases_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_installations" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "created_at" DATETIME NOT NULL,
    "key_check" TEXT NOT NULL,
    "epoch" INTEGER NOT NULL DEFAULT 0,
    "rolled_back_at" DATETIME
);
INSERT INTO "new_installations" ("created_at", "id", "key_check") SELECT "created_at", "id", "key_check" FROM "installations";
DROP TABLE "installations";
ALTER TABLE "new_installations" RENAME TO "installations";
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- CreateIndex
CREATE UNIQUE INDEX "address_releases_user_id_key" ON "address_releases"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "address_releases_token_hash_key" ON "address_releases"("token_hash");

-- CreateIndex
CREATE INDEX "address_releases_expires_at_idx" ON "address_releases"("expires_at");
