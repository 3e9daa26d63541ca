-- AlterTable
ALTER TABLE "audit_chains" ADD COLUMN "check_signature" TEXT;

-- CreateTable
CREATE TABLE "audit_archives" (
    "last_sequence" INTEGER NOT NULL,
    "first_sequence" INTEGER NOT NULL,
    "ends_at" DATETIME NOT NULL PRIMARY KEY,
    "lines_digest" TEXT NOT NULL,
    "link" TEXT NOT NULL,
    "seal" TEXT NOT NULL,
    "signature" TEXT NOT NULL,
    "created_at" DATETIME NOT NULL
);

-- CreateIndex
CREATE UNIQUE INDEX "audit_archives_last_sequence_key" ON "audit_archives"("last_sequence");

-- Seals up to the last archived one may be cut, then their events. The seal's foreign key keeps other sealed events.
DROP TRIGGER "audit_seals_stay";
CREATE TRIGGER "audit_seals_stay" BEFORE DELETE ON "audit_seals"
WHEN OLD."sequence" > COALESCE((SELECT max("last_sequence") FROM "audit_archives"), 0)
BEGIN SELECT RAISE(ABORT, 'audit_seals is append-only'); END;

DROP TRIGGER "audit_events_stay";
CREATE TRIGGER "audit_events_stay" BEFORE DELETE ON "audit_events"
WHEN NOT EXISTS (SELECT 1 FROM "audit_archives" WHERE "ends_at" > OLD."at")
BEGIN SELECT RAISE(ABORT, 'audit_events is append-only'); END;

CREATE TRIGGER "audit_archives_stay" BEFORE DELETE ON "audit_archives"
BEGIN SELECT RAISE(ABORT, 'audit_archives is append-only'); END;

CREATE TRIGGER "audit_archives_stay_as_they_are" BEFORE UPDATE ON "audit_archives"
WHEN NOT (
    NEW."first_sequence" IS OLD."first_sequence" AND NEW."last_sequence" IS OLD."last_sequence"
    AND NEW."ends_at" IS OLD."ends_at" AND NEW."lines_digest" IS OLD."lines_digest"
    AND NEW."link" IS OLD."link" AND NEW."seal" IS OLD."seal" AND NEW."created_at" IS OLD."created_at"
)
BEGIN SELECT RAISE(ABORT, 'audit_archives is append-only'); END;
