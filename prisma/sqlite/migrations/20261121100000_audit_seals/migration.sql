-- CreateTable
CREATE TABLE "audit_seals" (
    "event_id" TEXT NOT NULL PRIMARY KEY,
    "sequence" INTEGER NOT NULL,
    "facts_digest" TEXT NOT NULL,
    "personal_digest" TEXT NOT NULL,
    "personal_salt" TEXT,
    "blanked_seal" TEXT,
    "link" TEXT NOT NULL,
    "seal" TEXT NOT NULL,
    CONSTRAINT "audit_seals_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "audit_events" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "audit_chains" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "sealed_count" INTEGER NOT NULL DEFAULT 0,
    "sealed_through" DATETIME,
    "link" TEXT NOT NULL DEFAULT '',
    "seal" TEXT NOT NULL DEFAULT '',
    "signature" TEXT NOT NULL DEFAULT '',
    "checked_count" INTEGER NOT NULL DEFAULT 0,
    "checked_at" DATETIME,
    "fully_checked_at" DATETIME,
    "fault_kind" TEXT,
    "fault" TEXT
);

-- CreateIndex
CREATE UNIQUE INDEX "audit_seals_sequence_key" ON "audit_seals"("sequence");

INSERT INTO "audit_chains" ("id") VALUES ('audit-log');

-- What is recorded stays. A migration that rebuilds one of these tables drops its triggers and has to make them again.
CREATE TRIGGER "audit_events_stay" BEFORE DELETE ON "audit_events"
BEGIN SELECT RAISE(ABORT, 'audit_events is append-only'); END;

CREATE TRIGGER "audit_events_stay_as_they_are" BEFORE UPDATE ON "audit_events"
WHEN NOT (
    NEW."id" IS OLD."id" AND NEW."at" IS OLD."at" AND NEW."action" IS OLD."action" AND NEW."outcome" IS OLD."outcome"
    AND NEW."actor_id" IS OLD."actor_id" AND NEW."target_id" IS OLD."target_id" AND NEW."session_id" IS OLD."session_id"
    AND NEW."request_id" IS OLD."request_id"
    AND NEW."address" IS NULL AND NEW."user_agent" IS NULL AND NEW."details" = '{}'
)
BEGIN SELECT RAISE(ABORT, 'audit_events is append-only'); END;

CREATE TRIGGER "audit_seals_stay" BEFORE DELETE ON "audit_seals"
BEGIN SELECT RAISE(ABORT, 'audit_seals is append-only'); END;

CREATE TRIGGER "audit_seals_stay_as_they_are" BEFORE UPDATE ON "audit_seals"
WHEN NOT (
    NEW."sequence" IS OLD."sequence" AND NEW."event_id" IS OLD."event_id" AND NEW."facts_digest" IS OLD."facts_digest"
    AND NEW."personal_digest" IS OLD."personal_digest" AND NEW."link" IS OLD."link" AND NEW."seal" IS OLD."seal"
    AND NEW."personal_salt" IS NULL AND NEW."blanked_seal" IS NOT NULL
)
BEGIN SELECT RAISE(ABORT, 'audit_seals is append-only'); END;

CREATE TRIGGER "audit_chains_stay" BEFORE DELETE ON "audit_chains"
BEGIN SELECT RAISE(ABORT, 'audit_chains has one row for ever'); END;
