-- CreateTable
CREATE TABLE "bulk_runs" (
    "id" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL,
    "action" TEXT NOT NULL,
    "role" TEXT,
    "filter" TEXT,
    "position" TEXT,
    "matched" INTEGER NOT NULL,
    "changed" INTEGER NOT NULL DEFAULT 0,
    "skipped" INTEGER NOT NULL DEFAULT 0,
    "finished_at" TIMESTAMP(3),
    "undo_begun_at" TIMESTAMP(3),
    "undo_finished_at" TIMESTAMP(3),
    "undone_to" INTEGER NOT NULL DEFAULT 0,
    "undone" INTEGER NOT NULL DEFAULT 0,
    "left" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "bulk_runs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "bulk_results" (
    "run_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "user_id" TEXT NOT NULL,
    "reason" TEXT,
    "before" TEXT,
    "at" TIMESTAMP(3) NOT NULL,
    "undo" TEXT,

    CONSTRAINT "bulk_results_pkey" PRIMARY KEY ("run_id","number")
);

-- CreateIndex
CREATE INDEX "bulk_runs_created_at_idx" ON "bulk_runs"("created_at");

-- AddForeignKey
ALTER TABLE "bulk_results" ADD CONSTRAINT "bulk_results_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "bulk_runs"("id") ON DELETE CASCADE ON UPDATE CASCADE;
