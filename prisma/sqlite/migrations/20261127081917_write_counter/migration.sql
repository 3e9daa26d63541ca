-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_installations" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "created_at" DATETIME NOT NULL,
    "key_check" TEXT NOT NULL,
    "write_counter" INTEGER NOT NULL DEFAULT 0,
    "rolled_back_at" DATETIME
);
INSERT INTO "new_installations" ("created_at", "id", "key_check") SELECT "created_at", "id", "key_check" FROM "installations";
DROP TABLE "installations";
ALTER TABLE "new_installations" RENAME TO "installations";
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
