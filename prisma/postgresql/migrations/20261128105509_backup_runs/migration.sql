-- CreateTable
CREATE TABLE "backup_runs" (
    "id" TEXT NOT NULL,
    "started_at" TIMESTAMP(3) NOT NULL,
    "duration_ms" INTEGER NOT NULL,
    "file" TEXT,
    "bytes" BIGINT,
    "is_encrypted" BOOLEAN NOT NULL,
    "problem" TEXT,

    CONSTRAINT "backup_runs_pkey" PRIMARY KEY ("id")
);
