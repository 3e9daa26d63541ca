-- DropIndex
DROP INDEX "audit_events_at_idx";

-- AlterTable: by bytes, as SQLite compares, whatever the database's own collation is
ALTER TABLE "users" ADD COLUMN     "sort_name" TEXT COLLATE "C" NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "user_search_terms" (
    "user_id" TEXT NOT NULL,
    "term" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "user_search_terms_pkey" PRIMARY KEY ("user_id","term")
);

-- CreateIndex
CREATE INDEX "user_search_terms_term_user_id_idx" ON "user_search_terms"("term", "user_id");

-- CreateIndex
CREATE INDEX "users_sort_name_id_idx" ON "users"("sort_name", "id");

-- CreateIndex
CREATE INDEX "users_created_at_id_idx" ON "users"("created_at", "id");

-- CreateIndex
CREATE INDEX "users_last_sign_in_at_id_idx" ON "users"("last_sign_in_at", "id");

-- CreateIndex
CREATE INDEX "users_two_factor_since_idx" ON "users"("two_factor_since");

-- CreateIndex
CREATE INDEX "audit_events_actor_id_at_idx" ON "audit_events"("actor_id", "at");

-- CreateIndex
CREATE INDEX "audit_events_action_at_idx" ON "audit_events"("action", "at");

-- CreateIndex
CREATE INDEX "audit_events_at_id_idx" ON "audit_events"("at", "id");

-- AddForeignKey
ALTER TABLE "user_search_terms" ADD CONSTRAINT "user_search_terms_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
