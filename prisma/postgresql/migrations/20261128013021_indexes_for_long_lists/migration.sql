-- CreateIndex
CREATE INDEX "users_status_sort_name_id_idx" ON "users"("status", "sort_name", "id");

-- CreateIndex
CREATE INDEX "users_without_password_idx" ON "users"("status", "id") WHERE (password_hash = '!');
