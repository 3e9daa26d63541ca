-- DropIndex
DROP INDEX "audit_events_action_at_idx";

-- CreateIndex
CREATE INDEX "users_status_two_factor_since_idx" ON "users"("status", "two_factor_since");

-- CreateIndex
CREATE INDEX "audit_events_action_outcome_at_idx" ON "audit_events"("action", "outcome", "at");
