-- CreateTable
CREATE TABLE "installations" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "created_at" DATETIME NOT NULL,
    "key_check" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "readiness_probes" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "checked_at" DATETIME NOT NULL,
    "nonce" TEXT NOT NULL
);

-- CreateIndex
CREATE INDEX "readiness_probes_checked_at_idx" ON "readiness_probes"("checked_at");
