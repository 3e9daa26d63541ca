-- CreateIndex
CREATE INDEX "sessions_kind_last_seen_at_idx" ON "sessions"("kind", "last_seen_at");
