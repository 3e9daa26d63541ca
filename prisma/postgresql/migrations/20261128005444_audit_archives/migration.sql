-- AlterTable
ALTER TABLE "audit_chains" ADD COLUMN     "check_signature" TEXT;

-- CreateTable
CREATE TABLE "audit_archives" (
    "last_sequence" INTEGER NOT NULL,
    "first_sequence" INTEGER NOT NULL,
    "ends_at" TIMESTAMP(3) NOT NULL,
    "lines_digest" TEXT NOT NULL,
    "link" TEXT NOT NULL,
    "seal" TEXT NOT NULL,
    "signature" TEXT NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "audit_archives_pkey" PRIMARY KEY ("ends_at")
);

-- CreateIndex
CREATE UNIQUE INDEX "audit_archives_last_sequence_key" ON "audit_archives"("last_sequence");

-- Seals up to the last archived one may be cut, then their events. The seal's foreign key keeps other sealed events.
CREATE FUNCTION "refuse_audit_cut"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE archived boolean;
BEGIN
  IF TG_TABLE_NAME = 'audit_seals' THEN
    EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I.audit_archives WHERE last_sequence >= $1)', TG_TABLE_SCHEMA)
      INTO archived USING OLD."sequence";
  ELSE
    EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I.audit_archives WHERE ends_at > $1)', TG_TABLE_SCHEMA)
      INTO archived USING OLD."at";
  END IF;
  IF NOT archived THEN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN OLD;
END;
$$;

DROP TRIGGER "audit_seals_stay" ON "audit_seals";
CREATE TRIGGER "audit_seals_stay" BEFORE DELETE ON "audit_seals" FOR EACH ROW EXECUTE FUNCTION "refuse_audit_cut"();
DROP TRIGGER "audit_events_stay" ON "audit_events";
CREATE TRIGGER "audit_events_stay" BEFORE DELETE ON "audit_events" FOR EACH ROW EXECUTE FUNCTION "refuse_audit_cut"();

CREATE TRIGGER "audit_archives_stay" BEFORE DELETE ON "audit_archives" FOR EACH ROW EXECUTE FUNCTION "refuse_audit_change"();
CREATE TRIGGER "audit_archives_stay_at_all" BEFORE TRUNCATE ON "audit_archives" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_audit_change"();
CREATE TRIGGER "audit_archives_stay_as_they_are" BEFORE UPDATE ON "audit_archives" FOR EACH ROW
WHEN (
    (NEW."first_sequence", NEW."last_sequence", NEW."ends_at", NEW."lines_digest", NEW."link", NEW."seal", NEW."created_at")
    IS DISTINCT FROM
    (OLD."first_sequence", OLD."last_sequence", OLD."ends_at", OLD."lines_digest", OLD."link", OLD."seal", OLD."created_at")
)
EXECUTE FUNCTION "refuse_audit_change"();
