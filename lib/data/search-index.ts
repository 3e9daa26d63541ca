import { soughtOf, trigramsOf } from "@/lib/domain/users/search-terms";
import { attachment } from "./attachment";
import type { LongReadDatabase } from "./database";
import { Prisma } from "./generated/sqlite/client";
import { escapedForLike } from "./like-pattern";

/**
 * How words are found in the texts of users: by groups of three characters, or, on a PostgreSQL without pg_trgm, only by
 * the starts of words.
 */
export type SearchIndex = "fts5" | "pg_trgm" | "starts";

const indexes = attachment<LongReadDatabase, SearchIndex>("searchIndex");

/** Remembers which index a database has. */
export function withSearchIndex(db: LongReadDatabase, index: SearchIndex): LongReadDatabase {
  indexes.attach(db, index);
  return db;
}

export function searchIndexOf(db: LongReadDatabase): SearchIndex {
  const index = indexes.of(db);
  if (index === undefined) throw new Error("This database was opened without its search index.");
  return index;
}

/** Conditions for the text `s` of one user, who is known already. */
export function textContains(words: readonly string[], index: SearchIndex): Prisma.Sql {
  const conditions = words.map((word) => {
    const sought = soughtOf(word, { anywhere: index !== "starts" });
    return index === "fts5"
      ? Prisma.sql`instr(s.text, ${sought}) > 0`
      : Prisma.sql`s.text LIKE ${`%${escapedForLike(sought)}%`}`;
  });
  return Prisma.join(conditions, " AND ");
}

/** All texts `s` with the words, found by the index: what follows FROM. */
export function textsWith(words: readonly string[], index: SearchIndex): Prisma.Sql {
  const contains = textContains(words, index);
  switch (index) {
    case "fts5":
      // CROSS JOIN keeps the order: the index first.
      return Prisma.sql`user_search_index CROSS JOIN user_search_texts s WHERE user_search_index MATCH ${groupsOf(words)} AND s.key = user_search_index.rowid AND ${contains}`;
    case "pg_trgm":
      return Prisma.sql`user_search_texts s WHERE ${contains}`;
    case "starts":
      return Prisma.sql`user_search_texts s WHERE ${startsOfTexts} @@ CAST(${startsOf(words)} AS tsquery) AND ${contains}`;
  }
}

/** As `textsWith`, but on SQLite by the index alone, with a few texts too many. */
export function textsLike(words: readonly string[], index: SearchIndex): Prisma.Sql {
  return index === "fts5"
    ? Prisma.sql`user_search_index WHERE user_search_index MATCH ${groupsOf(words)}`
    : textsWith(words, index);
}

const trigramIndex = "user_search_texts_trigrams";
const startIndex = "user_search_texts_starts";
// The words of a text as they are: a parser would take addresses apart.
const startsExpression = "array_to_tsvector(string_to_array(ltrim(s.text), '  '))";
const startsOfTexts = Prisma.raw(startsExpression);

/** Whether PostgreSQL has the index of groups of three characters, in a schema. */
export const hasTrigramIndexSql = `EXISTS (
  SELECT 1 FROM pg_catalog.pg_index i
  JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relname = '${trigramIndex}' AND n.nspname = $1 AND i.indisvalid)`;

/**
 * Creates the index on PostgreSQL. pg_trgm comes with PostgreSQL, but the role may be refused to create it, or the package may
 * be missing; then starts of words are indexed. A later start that may create it creates the better index.
 */
export const createSearchIndexSql = `DO $$
DECLARE place text;
BEGIN
  BEGIN
    CREATE EXTENSION IF NOT EXISTS pg_trgm;
  EXCEPTION WHEN OTHERS THEN
    NULL;
  END;
  SELECT n.nspname INTO place FROM pg_catalog.pg_extension e JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace
    WHERE e.extname = 'pg_trgm' AND has_schema_privilege(n.oid, 'USAGE');
  IF place IS NULL THEN
    CREATE INDEX IF NOT EXISTS ${startIndex} ON user_search_texts USING gin ((${startsExpression.replace("s.text", "text")}));
  ELSE
    EXECUTE format('CREATE INDEX IF NOT EXISTS ${trigramIndex} ON user_search_texts USING gin (text %I.gin_trgm_ops)', place);
  END IF;
END
$$`;

function groupsOf(words: readonly string[]): string {
  const groups = words.flatMap((word) => trigramsOf(soughtOf(word, { anywhere: true })));
  return [...new Set(groups)].map((group) => `"${group.replaceAll('"', '""')}"`).join(" AND ");
}

function startsOf(words: readonly string[]): string {
  return words.map((word) => `'${word.replaceAll("\\", "\\\\").replaceAll("'", "''")}':*`).join(" & ");
}
