-- CreateTable
CREATE TABLE "job_runs" (
    "name" TEXT NOT NULL,
    "holder" TEXT,
    "leased_until" TIMESTAMP(3),
    "started_at" TIMESTAMP(3),
    "duration_ms" INTEGER,
    "problem" TEXT,
    "process" TEXT,

    CONSTRAINT "job_runs_pkey" PRIMARY KEY ("name")
);
