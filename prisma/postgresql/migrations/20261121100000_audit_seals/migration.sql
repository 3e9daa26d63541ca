-- CreateTable
CREATE TABLE "audit_seals" (
    "event_id" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL,
    "facts_digest" TEXT NOT NULL,
    "personal_digest" TEXT NOT NULL,
    "personal_salt" TEXT,
    "blanked_seal" TEXT,
    "link" TEXT NOT NULL,
    "seal" TEXT NOT NULL,

    CONSTRAINT "audit_seals_pkey" PRIMARY KEY ("event_id")
);

-- CreateTable
CREATE TABLE "audit_chains" (
    "id" TEXT NOT NULL,
    "sealed_count" INTEGER NOT NULL DEFAULT 0,
    "sealed_through" TIMESTAMP(3),
    "link" TEXT NOT NULL DEFAULT '',
    "seal" TEXT NOT NULL DEFAULT '',
    "signature" TEXT NOT NULL DEFAULT '',
    "checked_count" INTEGER NOT NULL DEFAULT 0,
    "checked_at" TIMESTAMP(3),
    "fully_checked_at" TIMESTAMP(3),
    "fault_kind" TEXT,
    "fault" TEXT,

    CONSTRAINT "audit_chains_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "audit_seals_sequence_key" ON "audit_seals"("sequence");

-- AddForeignKey
ALTER TABLE "audit_seals" ADD CONSTRAINT "audit_seals_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "audit_events"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

INSERT INTO "audit_chains" ("id") VALUES ('audit-log');

-- What is recorded stays.
CREATE FUNCTION "refuse_audit_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; END;
$$;

CREATE TRIGGER "audit_events_stay" BEFORE DELETE ON "audit_events" FOR EACH ROW EXECUTE FUNCTION "refuse_audit_change"();
CREATE TRIGGER "audit_events_stay_at_all" BEFORE TRUNCATE ON "audit_events" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_audit_change"();
CREATE TRIGGER "audit_events_stay_as_they_are" BEFORE UPDATE ON "audit_events" FOR EACH ROW
WHEN (
    (NEW."id", NEW."at", NEW."action", NEW."outcome", NEW."actor_id", NEW."target_id", NEW."session_id", NEW."request_id")
    IS DISTINCT FROM
    (OLD."id", OLD."at", OLD."action", OLD."outcome", OLD."actor_id", OLD."target_id", OLD."session_id", OLD."request_id")
    OR NEW."address" IS NOT NULL OR NEW."user_agent" IS NOT NULL OR NEW."details" <> '{}'
)
EXECUTE FUNCTION "refuse_audit_change"();

CREATE TRIGGER "audit_seals_stay" BEFORE DELETE ON "audit_seals" FOR EACH ROW EXECUTE FUNCTION "refuse_audit_change"();
CREATE TRIGGER "audit_seals_stay_at_all" BEFORE TRUNCATE ON "audit_seals" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_audit_change"();
CREATE TRIGGER "audit_seals_stay_as_they_are" BEFORE UPDATE ON "audit_seals" FOR EACH ROW
WHEN (
    (NEW."sequence", NEW."event_id", NEW."facts_digest", NEW."personal_digest", NEW."link", NEW."seal")
    IS DISTINCT FROM
    (OLD."sequence", OLD."event_id", OLD."facts_digest", OLD."personal_digest", OLD."link", OLD."seal")
    OR NEW."personal_salt" IS NOT NULL OR NEW."blanked_seal" IS NULL
)
EXECUTE FUNCTION "refuse_audit_change"();

CREATE TRIGGER "audit_chains_stay" BEFORE DELETE ON "audit_chains" FOR EACH ROW EXECUTE FUNCTION "refuse_audit_change"();
CREATE TRIGGER "audit_chains_stay_at_all" BEFORE TRUNCATE ON "audit_chains" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_audit_change"();
