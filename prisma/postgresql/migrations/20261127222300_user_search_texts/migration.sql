-- CreateTable
CREATE TABLE "user_search_texts" (
    "key" SERIAL NOT NULL,
    "user_id" TEXT NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "user_search_texts_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE UNIQUE INDEX "user_search_texts_user_id_key" ON "user_search_texts"("user_id");

-- AddForeignKey
ALTER TABLE "user_search_texts" ADD CONSTRAINT "user_search_texts_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A change by a program that doesn't know the text, such as an earlier version that still runs, leaves the user without one,
-- never with an old one.
CREATE FUNCTION "forget_user_search_text"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('DELETE FROM %I.user_search_texts WHERE user_id = $1', TG_TABLE_SCHEMA) USING new."id";
    RETURN NULL;
END
$$;

CREATE TRIGGER "users_search_text" AFTER UPDATE OF "email", "username", "full_name" ON "users" FOR EACH ROW
WHEN (old."email" IS DISTINCT FROM new."email" OR old."username" IS DISTINCT FROM new."username" OR old."full_name" IS DISTINCT FROM new."full_name")
EXECUTE FUNCTION "forget_user_search_text"();
