import { randomBytes } from "node:crypto";
import pg from "pg";
import { parsePostgresqlUrl } from "@/lib/domain/system/postgresql-url";
import { StartupError } from "@/lib/errors";
import type { DatabaseLocation } from "./database-location";
import { takeAlone } from "./exclusive-use";
import { placeOf, quotedName } from "./postgresql-connection";
import { inTransaction, type PostgresqlSession, withPostgresql } from "./postgresql-session";

// Other names than a server's, which would refuse the restore.
const applicationName = "latchkey-restore";
// insufficient_privilege, PostgreSQL appendix A.
const NOT_ALLOWED = "42501";

type PostgresqlLocation = Extract<DatabaseLocation, { provider: "postgresql" }>;

/** The bytes of all tables without their indexes. */
export async function sizeOfPostgresql(location: PostgresqlLocation): Promise<number> {
  return withPostgresql(urlOf(location), "latchkey-backup", (session) =>
    inTransaction(session, "ONLY", async () => {
      const { rows } = await session.connection.query<{ bytes: string }>(
        `SELECT coalesce(sum(pg_table_size(c.oid)), 0)::text AS "bytes"
         FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
         WHERE n.nspname = $1 AND c.relkind IN ('r', 'p')`,
        [session.target.schema],
      );
      return Number(rows[0]?.bytes ?? 0);
    }),
  );
}

/** Creates an empty schema beside the one that is used, in the same database. Refuses to do so beside another program. */
export async function createWorkSchema(location: PostgresqlLocation): Promise<PostgresqlLocation> {
  const name = `latchkey_restore_${randomBytes(6).toString("hex")}`;
  const url = new URL(urlOf(location));
  url.searchParams.set("schema", name);
  url.searchParams.set("application_name", applicationName);
  const parsed = parsePostgresqlUrl(url.href);
  // What is done to this schema must not be done to another one.
  if ("problem" in parsed || parsed.target.schema !== name)
    throw new StartupError("options in DATABASE_URL sets search_path: use the parameter schema instead for a restore.");
  await withPostgresql(urlOf(location), applicationName, async (session) => {
    const { schema, url } = session.target;
    await inTransaction(session, "WRITE", async () => {
      const tables = await relationsIn(session, schema);
      if (tables.length > 0 && !tables.includes("_prisma_migrations"))
        throw new StartupError(
          `The schema ${schema} of the PostgreSQL database belongs to another program: use an empty one in DATABASE_URL.`,
        );
      try {
        await session.connection.query(`CREATE SCHEMA ${quotedName(name)}`);
      } catch (cause) {
        if (!(cause instanceof pg.DatabaseError && cause.code === NOT_ALLOWED)) throw cause;
        throw new StartupError(
          `PostgreSQL at ${placeOf(url)} doesn't let the role of DATABASE_URL create a schema: grant it CREATE on the database.`,
          { cause },
        );
      }
    });
  });
  return { provider: "postgresql", url: url.href };
}

export async function dropWorkSchema(work: PostgresqlLocation): Promise<void> {
  await withPostgresql(work.url, applicationName, (session) =>
    inTransaction(session, "WRITE", async () => {
      await session.connection.query(`DROP SCHEMA IF EXISTS ${quotedName(session.target.schema)} CASCADE`);
    }),
  );
}

/**
 * Puts the tables of the work schema in place of those that are used, and keeps these in another schema, in one transaction.
 * Returns whether there were any.
 */
export async function replaceByWorkSchema(
  location: PostgresqlLocation,
  { work, kept }: { work: PostgresqlLocation; kept: string },
): Promise<boolean> {
  const workSchema = new URL(work.url).searchParams.get("schema") ?? "";
  return withPostgresql(urlOf(location), applicationName, (session) =>
    inTransaction(session, "WRITE", async () => {
      const { connection, target } = session;
      await connection.query("SET LOCAL lock_timeout = '60s'");
      // Refuses a server that was started during the restore: it would keep using the old tables.
      await takeAlone(location);
      const { rows } = await connection.query("SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = $1", [
        target.schema,
      ]);
      if (rows.length === 0) await connection.query(`CREATE SCHEMA ${quotedName(target.schema)}`);
      const hadTables = (await relationsIn(session, target.schema)).length > 0;
      if (hadTables) {
        await connection.query(`CREATE SCHEMA ${quotedName(kept)}`);
        await moveAll(session, { from: target.schema, to: kept });
      }
      await moveAll(session, { from: workSchema, to: target.schema });
      // Created with the search index when the database didn't have it.
      for (const extension of await namesOf(session, extensionsSql, workSchema))
        await connection.query(`ALTER EXTENSION ${quotedName(extension)} SET SCHEMA ${quotedName(target.schema)}`);
      await connection.query(`DROP SCHEMA ${quotedName(workSchema)}`);
      return hadTables;
    }),
  );
}

/** Indexes, triggers and sequences follow their tables. */
async function moveAll(session: PostgresqlSession, { from, to }: { from: string; to: string }): Promise<void> {
  for (const name of await relationsIn(session, from))
    await session.connection.query(`ALTER TABLE ${quotedName(from)}.${quotedName(name)} SET SCHEMA ${quotedName(to)}`);
  for (const signature of await namesOf(session, routinesSql, from))
    await session.connection.query(`ALTER ROUTINE ${quotedName(from)}.${signature} SET SCHEMA ${quotedName(to)}`);
}

function relationsIn(session: PostgresqlSession, schema: string): Promise<string[]> {
  return namesOf(session, relationsSql, schema);
}

async function namesOf({ connection }: PostgresqlSession, sql: string, schema: string): Promise<string[]> {
  const { rows } = await connection.query<{ name: string }>(sql, [schema]);
  return rows.map(({ name }) => name);
}

const notOfExtension = (catalogue: string, oid: string): string =>
  `NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend d
    WHERE d.classid = 'pg_catalog.${catalogue}'::regclass AND d.objid = ${oid} AND d.deptype = 'e')`;

const relationsSql = `
  SELECT c.relname::text AS "name" FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = $1 AND c.relkind IN ('r', 'p', 'v', 'm') AND ${notOfExtension("pg_class", "c.oid")} ORDER BY 1`;

const routinesSql = `
  SELECT format('%I(%s)', p.proname, pg_get_function_identity_arguments(p.oid)) AS "name"
  FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
  WHERE n.nspname = $1 AND ${notOfExtension("pg_proc", "p.oid")} ORDER BY 1`;

const extensionsSql = `
  SELECT e.extname::text AS "name" FROM pg_catalog.pg_extension e JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace
  WHERE n.nspname = $1`;

function urlOf({ url, migrationUrl }: PostgresqlLocation): string {
  return migrationUrl ?? url;
}
