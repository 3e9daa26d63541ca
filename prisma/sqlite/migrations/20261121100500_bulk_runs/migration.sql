-- CreateTable
CREATE TABLE "bulk_runs" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "actor_id" TEXT NOT NULL,
    "created_at" DATETIME NOT NULL,
    "action" TEXT NOT NULL,
    "role" TEXT,
    "filter" TEXT,
    "position" TEXT,
    "matched" INTEGER NOT NULL,
    "changed" INTEGER NOT NULL DEFAULT 0,
    "skipped" INTEGER NOT NULL DEFAULT 0,
    "finished_at" DATETIME,
    "undo_begun_at" DATETIME,
    "undo_finished_at" DATETIME,
    "undone_to" INTEGER NOT NULL DEFAULT 0,
    "undone" INTEGER NOT NULL DEFAULT 0,
    "left" INTEGER NOT NULL DEFAULT 0
);

-- CreateTable
CREATE TABLE "bulk_results" (
    "run_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "user_id" TEXT NOT NULL,
    "reason" TEXT,
    "before" TEXT,
    "at" DATETIME NOT NULL,
    "undo" TEXT,

    PRIMARY KEY ("run_id", "number"),
    CONSTRAINT "bulk_results_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "bulk_runs" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "bulk_runs_created_at_idx" ON "bulk_runs"("created_at");
