-- CreateTable
CREATE TABLE "job_runs" (
    "name" TEXT NOT NULL PRIMARY KEY,
    "holder" TEXT,
    "leased_until" DATETIME,
    "started_at" DATETIME,
    "duration_ms" INTEGER,
    "problem" TEXT,
    "process" TEXT
);
