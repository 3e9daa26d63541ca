-- CreateTable
CREATE TABLE "presets" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "user_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "normalized_name" TEXT NOT NULL,
    "settings" TEXT NOT NULL,
    "created_at" DATETIME NOT NULL,
    "updated_at" DATETIME NOT NULL,
    CONSTRAINT "presets_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "receipts" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "user_id" TEXT NOT NULL,
    "made_at" DATETIME NOT NULL,
    "label" TEXT,
    "bits" REAL NOT NULL,
    "kind" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    CONSTRAINT "receipts_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "receipt_keys" (
    "user_id" TEXT NOT NULL PRIMARY KEY,
    "sealed_key" TEXT NOT NULL,
    "created_at" DATETIME NOT NULL,
    CONSTRAINT "receipt_keys_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE UNIQUE INDEX "presets_user_id_normalized_name_key" ON "presets"("user_id", "normalized_name");

-- CreateIndex
CREATE INDEX "receipts_user_id_made_at_id_idx" ON "receipts"("user_id", "made_at", "id");

-- CreateIndex
CREATE INDEX "receipts_user_id_fingerprint_idx" ON "receipts"("user_id", "fingerprint");
