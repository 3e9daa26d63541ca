import pg from "pg";
import { StartupError } from "@/lib/errors";
import { quotedName } from "./postgresql-connection";
import { inTransaction, type PostgresqlSession, withPostgresql } from "./postgresql-session";
import {
  asMoment,
  type Column,
  type ColumnKind,
  describeTables,
  type FoundTable,
  MARK_TABLE,
  PORTION_ROWS,
  type PortionOptions,
  type ReadOptions,
  type Row,
  type Table,
  type TableReader,
  tablesFilledByMigrations,
  type TableTransaction,
  type TableWriter,
  type Value,
  WrongValue,
} from "./tables";

const applicationName = "latchkey-tables";
// lock_not_available, PostgreSQL appendix A.
const LOCK_TIMEOUT = "55P03";

/** The types that Prisma's migrations declare. */
const kinds: Readonly<Record<string, ColumnKind>> = {
  text: "text",
  int4: "integer",
  int8: "integer",
  float8: "number",
  bool: "boolean",
  timestamp: "moment",
  bytea: "bytes",
};

/** What a value is cast to from text. */
const casts: Record<ColumnKind, string> = {
  text: "text",
  integer: "bigint",
  number: "double precision",
  boolean: "boolean",
  moment: "timestamp(3)",
  bytes: "bytea",
};

export function readPostgresqlTables<T>(
  url: string,
  work: (reader: TableReader) => Promise<T>,
  { stopsWriters = false }: ReadOptions = {},
): Promise<T> {
  return withPostgresql(url, applicationName, async (session) => {
    const tables = stopsWriters ? await inTransaction(session, "ONLY", () => listTables(session)) : [];
    return inTransaction(session, "ONLY", async () => {
      // All statements read one snapshot.
      await session.connection.query("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
      // Takes no snapshot itself, so what was committed before is in it, and nothing is committed after.
      if (stopsWriters) await lockTables(session, tables);
      // As many digits as a number needs to be the same again.
      await session.connection.query("SET LOCAL extra_float_digits = 1");
      return work({
        tables: await listTables(session),
        portions: (table, options) => portionsOf(session, table, options),
        counterOf: (table) => counterOf(session, table),
        migrations: () => listMigrations(session),
      });
    });
  });
}

async function lockTables({ connection }: PostgresqlSession, tables: readonly Table[]): Promise<void> {
  const names = tables.map(({ name }) => quotedName(name));
  await connection.query("SET LOCAL lock_timeout = '60s'");
  try {
    await connection.query(`LOCK TABLE ${names.join(", ")} IN SHARE MODE`);
  } catch (cause) {
    if (!(cause instanceof pg.DatabaseError && cause.code === LOCK_TIMEOUT)) throw cause;
    throw new StartupError("Another program has been writing to the database for a minute: stop it first.", { cause });
  }
}

export function readPostgresqlMark(url: string): Promise<string | null> {
  return withPostgresql(url, applicationName, (session) => inTransaction(session, "ONLY", () => readMark(session, "")));
}

async function readMark({ connection }: PostgresqlSession, lock: "" | "FOR UPDATE"): Promise<string | null> {
  const { rows: found } = await connection.query<{ isThere: boolean }>(
    `SELECT to_regclass('${MARK_TABLE}') IS NOT NULL AS "isThere"`,
  );
  if (found[0]?.isThere !== true) return null;
  const { rows } = await connection.query<{ state: string }>(`SELECT "state" FROM "${MARK_TABLE}" ${lock}`);
  return rows[0]?.state ?? null;
}

async function writeMark({ connection }: PostgresqlSession, text: string): Promise<void> {
  await connection.query(
    `CREATE TABLE IF NOT EXISTS "${MARK_TABLE}" ("id" INTEGER NOT NULL PRIMARY KEY, "state" TEXT NOT NULL)`,
  );
  await connection.query(
    `INSERT INTO "${MARK_TABLE}" ("id", "state") VALUES (1, $1) ON CONFLICT ("id") DO UPDATE SET "state" = excluded."state"`,
    [text],
  );
}

export function writePostgresqlTables<T>(url: string, work: (writer: TableWriter) => Promise<T>): Promise<T> {
  return withPostgresql(url, applicationName, async (session) => {
    const tx: TableTransaction = {
      insert: (table, rows) => insertRows(session, table, rows),
      setCounter: (table, last) => setCounter(session, table, last),
      readMark: () => readMark(session, "FOR UPDATE"),
      writeMark: (text) => writeMark(session, text),
      removeMark: async () => void (await session.connection.query(`DROP TABLE IF EXISTS "${MARK_TABLE}"`)),
    };
    const tables = await inTransaction(session, "ONLY", () => listTables(session));
    return work({
      tables,
      analyze: () =>
        inTransaction(session, "WRITE", async () => {
          await session.connection.query(`ANALYZE ${tables.map(({ name }) => quotedName(name)).join(", ")}`);
        }),
      transaction: (run) => inTransaction(session, "WRITE", () => run(tx)),
    });
  });
}

async function listTables({ connection, target }: PostgresqlSession): Promise<Table[]> {
  const { rows } = await connection.query<FoundTable>(tablesSql, [target.schema]);
  return describeTables(rows, kinds);
}

async function listMigrations({ connection }: PostgresqlSession): Promise<string[]> {
  const { rows: found } = await connection.query<{ isThere: boolean }>(
    `SELECT to_regclass('_prisma_migrations') IS NOT NULL AS "isThere"`,
  );
  if (found[0]?.isThere !== true) return [];
  const { rows } = await connection.query<{ name: string }>(
    `SELECT "migration_name" AS "name" FROM "_prisma_migrations"
     WHERE "finished_at" IS NOT NULL AND "rolled_back_at" IS NULL ORDER BY "migration_name" COLLATE "C"`,
  );
  return rows.map(({ name }) => name);
}

const tablesSql = `
  SELECT c.relname::text AS "name",
    (SELECT json_agg(json_build_object('name', a.attname, 'type', t.typname) ORDER BY a.attnum)
      FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
      WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS "columns",
    (SELECT coalesce(json_agg(a.attname ORDER BY k.position), '[]')
      FROM pg_catalog.pg_constraint p CROSS JOIN unnest(p.conkey) WITH ORDINALITY AS k (number, position)
      JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.number
      WHERE p.conrelid = c.oid AND p.contype = 'p') AS "key",
    (SELECT coalesce(json_agg(DISTINCT r.relname::text), '[]')
      FROM pg_catalog.pg_constraint f JOIN pg_catalog.pg_class r ON r.oid = f.confrelid WHERE f.conrelid = c.oid AND f.contype = 'f') AS "references",
    (SELECT a.attname::text FROM pg_catalog.pg_attribute a
      WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        AND pg_get_serial_sequence(c.oid::regclass::text, a.attname) IS NOT NULL LIMIT 1) AS "counted"
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = $1 AND c.relkind IN ('r', 'p')
    AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')`;

async function* portionsOf(
  { connection }: PostgresqlSession,
  table: Table,
  { after, size = PORTION_ROWS }: PortionOptions = {},
): AsyncGenerator<Row[], void, void> {
  // Text is compared by its bytes, as on SQLite, whatever the database's language is. The cursor sorts once.
  // With `t`, because a bare name would be the text that is selected.
  const keys = table.key.map(({ name, kind }) => `t.${quotedName(name)}${kind === "text" ? ' COLLATE "C"' : ""}`);
  const places = table.key.map(({ kind }, index) => `$${index + 1}::text::${casts[kind]}`);
  const where = after === undefined ? "" : `WHERE (${keys.join(", ")}) > (${places.join(", ")})`;
  await connection.query(
    `DECLARE portions NO SCROLL CURSOR FOR SELECT ${table.columns.map(asText).join(", ")} FROM ${quotedName(table.name)} t
     ${where} ORDER BY ${keys.join(", ")}`,
    after?.map((value) => toPostgresql(value)) ?? [],
  );
  try {
    for (;;) {
      const { rows } = await connection.query<(string | null)[]>({
        text: `FETCH ${size} FROM portions`,
        rowMode: "array",
      });
      if (rows.length > 0)
        yield rows.map((row) => table.columns.map((column, index) => fromText(table, column, row[index] ?? null)));
      if (rows.length < size) return;
    }
  } finally {
    // After an error the transaction is over, and the cursor with it.
    await connection.query("CLOSE portions").catch(() => undefined);
  }
}

/** Independent of the settings of the server, the role and the connection. */
function asText({ name, kind }: Column): string {
  const column = quotedName(name);
  switch (kind) {
    case "moment":
      return `(extract(epoch FROM ${column}) * 1000)::bigint::text`;
    case "bytes":
      return `encode(${column}, 'hex')`;
    default:
      return `${column}::text`;
  }
}

function fromText(table: Table, column: Column, text: string | null): Value {
  if (text === null) return null;
  switch (column.kind) {
    case "text":
      return text;
    case "integer":
      return BigInt(text);
    case "number":
      // SQLite has no -0.
      return Number(text) + 0;
    case "boolean":
      return text === "true";
    case "moment":
      return asMoment(table, column, Number(text));
    case "bytes":
      return Buffer.from(text, "hex");
  }
}

function toPostgresql(value: Value): string | null {
  if (value === null || typeof value === "string") return value;
  if (value instanceof Date) return value.toISOString().replace("Z", "");
  return Buffer.isBuffer(value) ? `\\x${value.toString("hex")}` : String(value);
}

async function insertRows({ connection }: PostgresqlSession, table: Table, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return;
  const columns = table.columns.map((column, index) => {
    const values = rows.map((row) => toPostgresql(row[index] ?? null));
    // The only character that PostgreSQL's text can't hold.
    if (column.kind === "text" && values.some((value) => value?.includes("\0"))) throw new WrongValue(table, column);
    return values;
  });
  await connection.query(insertSql(table), columns);
}

/** One array for each column, so that the number of rows isn't limited by that of parameters. */
function insertSql(table: Table): string {
  const names = table.columns.map(({ name }) => quotedName(name));
  const values = table.columns.map(({ kind }, index) => `v.c${index}::${casts[kind]}`);
  const arrays = table.columns.map((_, index) => `$${index + 1}::text[]`);
  const insert = `INSERT INTO ${quotedName(table.name)} (${names.join(", ")}) SELECT ${values.join(", ")}
    FROM unnest(${arrays.join(", ")}) AS v (${table.columns.map((_, index) => `c${index}`).join(", ")})`;
  if (!tablesFilledByMigrations.includes(table.name)) return insert;
  const key = table.key.map(({ name }) => quotedName(name)).join(", ");
  return `${insert} ON CONFLICT (${key}) DO UPDATE SET ${names.map((name) => `${name} = excluded.${name}`).join(", ")}`;
}

async function counterOf({ connection }: PostgresqlSession, table: Table): Promise<bigint | null> {
  if (table.counted === null) return null;
  const { rows } = await connection.query<{ sequence: string }>(`SELECT ${sequenceSql} AS "sequence"`, [
    quotedName(table.name),
    table.counted,
  ]);
  const sequence = rows[0]?.sequence;
  if (sequence === undefined) throw new Error(`The rows of ${table.name} have no sequence.`);
  // The name comes quoted from the server.
  const state = await connection.query<{ last: string }>(
    `SELECT (CASE WHEN is_called THEN last_value ELSE last_value - 1 END)::text AS "last" FROM ${sequence}`,
  );
  return BigInt(state.rows[0]?.last ?? 0);
}

async function setCounter({ connection }: PostgresqlSession, { name, counted }: Table, last: bigint): Promise<void> {
  if (counted === null) throw new Error(`The rows of ${name} aren't numbered.`);
  // A sequence begins at 1, and 0 says that it gave no number yet.
  await connection.query(`SELECT setval(${sequenceSql}::regclass, greatest($3::bigint, 1), $3::bigint > 0)`, [
    quotedName(name),
    counted,
    String(last),
  ]);
}

const sequenceSql = "pg_get_serial_sequence($1, $2)";
