-- CreateTable
CREATE TABLE "backup_runs" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "started_at" DATETIME NOT NULL,
    "duration_ms" INTEGER NOT NULL,
    "file" TEXT,
    "bytes" BIGINT,
    "is_encrypted" BOOLEAN NOT NULL,
    "problem" TEXT
);
