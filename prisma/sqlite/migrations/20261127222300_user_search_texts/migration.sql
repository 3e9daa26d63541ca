-- CreateTable
CREATE TABLE "user_search_texts" (
    "key" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "user_id" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    CONSTRAINT "user_search_texts_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE UNIQUE INDEX "user_search_texts_user_id_key" ON "user_search_texts"("user_id");

-- The index of all groups of three characters. The text is folded already, and is checked in its own table, so the index needs
-- neither positions nor lengths.
CREATE VIRTUAL TABLE "user_search_index" USING fts5("text", content='user_search_texts', content_rowid='key', tokenize='trigram case_sensitive 1', detail='none', columnsize=0);

CREATE TRIGGER "user_search_texts_insert" AFTER INSERT ON "user_search_texts" BEGIN
    INSERT INTO "user_search_index" (rowid, "text") VALUES (new."key", new."text");
END;

CREATE TRIGGER "user_search_texts_delete" AFTER DELETE ON "user_search_texts" BEGIN
    INSERT INTO "user_search_index" ("user_search_index", rowid, "text") VALUES ('delete', old."key", old."text");
END;

CREATE TRIGGER "user_search_texts_update" AFTER UPDATE ON "user_search_texts" BEGIN
    INSERT INTO "user_search_index" ("user_search_index", rowid, "text") VALUES ('delete', old."key", old."text");
    INSERT INTO "user_search_index" (rowid, "text") VALUES (new."key", new."text");
END;

-- A change by a program that doesn't know the text leaves the user without one, never with an old one.
CREATE TRIGGER "users_search_text" AFTER UPDATE OF "email", "username", "full_name" ON "users"
WHEN old."email" IS NOT new."email" OR old."username" IS NOT new."username" OR old."full_name" IS NOT new."full_name"
BEGIN
    DELETE FROM "user_search_texts" WHERE "user_id" = new."id";
END;

-- No earlier version runs beside this one on SQLite.
DELETE FROM "user_search_terms";
