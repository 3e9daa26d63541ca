import Sqlite from "better-sqlite3";
import {
  asMoment,
  type Column,
  type ColumnKind,
  describeTables,
  type FoundTable,
  MARK_TABLE,
  PORTION_ROWS,
  type PortionOptions,
  type Row,
  type Table,
  type TableReader,
  tablesFilledByMigrations,
  type TableTransaction,
  type TableWriter,
  type Value,
  WrongValue,
} from "./tables";

// Another program may be recovering or backing up the file.
const lockWaitMs = 60 * 1000;

/** The types that Prisma's migrations declare. */
const kinds: Readonly<Record<string, ColumnKind>> = {
  TEXT: "text",
  INTEGER: "integer",
  BIGINT: "integer",
  REAL: "number",
  BOOLEAN: "boolean",
  DATETIME: "moment",
  BLOB: "bytes",
};

export async function readSqliteTables<T>(file: string, work: (reader: TableReader) => Promise<T>): Promise<T> {
  const connection = new Sqlite(file, { timeout: lockWaitMs, fileMustExist: true, readonly: true });
  try {
    // The first statement takes the snapshot, and all following ones read it.
    connection.exec("BEGIN");
    return await work({
      tables: listTables(connection),
      portions: (table, options) => portionsOf(connection, table, options),
      counterOf: async (table) => counterOf(connection, table),
      migrations: async () =>
        connection
          .prepare<[], string>(
            `SELECT "migration_name" FROM "_prisma_migrations"
             WHERE "finished_at" IS NOT NULL AND "rolled_back_at" IS NULL ORDER BY "migration_name"`,
          )
          .pluck()
          .all(),
    });
  } finally {
    connection.close();
  }
}

export async function writeSqliteTables<T>(file: string, work: (writer: TableWriter) => Promise<T>): Promise<T> {
  const connection = new Sqlite(file, { timeout: lockWaitMs, fileMustExist: true });
  try {
    connection.pragma("synchronous = FULL");
    connection.pragma("foreign_keys = ON");
    const inserts = new Map<string, Sqlite.Statement>();
    const statementFor = (table: Table): Sqlite.Statement => {
      const statement = inserts.get(table.name) ?? connection.prepare(insertSql(table));
      inserts.set(table.name, statement);
      return statement;
    };
    const tx: TableTransaction = {
      insert: async (table, rows) => {
        const statement = statementFor(table);
        for (const row of rows) statement.run(row.map((value, index) => toSqlite(refuseNaN(table, value, index))));
      },
      setCounter: async (table, last) => setCounter(connection, table, last),
      readMark: async () => readMark(connection),
      writeMark: async (text) => writeMark(connection, text),
      removeMark: async () => void connection.exec(`DROP TABLE IF EXISTS "${MARK_TABLE}"`),
    };
    return await work({
      tables: listTables(connection),
      // A database that was filled by and by has no statistics either.
      analyze: async () => undefined,
      transaction: (run) => inTransaction(connection, () => run(tx)),
    });
  } finally {
    connection.close();
  }
}

async function inTransaction<T>(connection: Sqlite.Database, run: () => Promise<T>): Promise<T> {
  connection.exec("BEGIN IMMEDIATE");
  try {
    const result = await run();
    connection.exec("COMMIT");
    return result;
  } catch (error) {
    if (connection.inTransaction) connection.exec("ROLLBACK");
    throw error;
  }
}

function listTables(connection: Sqlite.Database): Table[] {
  const found = connection
    .prepare<[], { name: string; sql: string }>(
      `SELECT t."name", s."sql" FROM pragma_table_list t JOIN sqlite_master s ON s."type" = 'table' AND s."name" = t."name"
       WHERE t."schema" = 'main' AND t."type" = 'table' AND t."name" NOT LIKE 'sqlite\\_%' ESCAPE '\\'`,
    )
    .all();
  return describeTables(
    found.map(({ name, sql }) => describe(connection, name, sql)),
    kinds,
  );
}

function describe(connection: Sqlite.Database, name: string, sql: string): FoundTable {
  const columns = connection
    .prepare<[string], { name: string; type: string; pk: number }>(
      `SELECT "name", "type", "pk" FROM pragma_table_info(?) ORDER BY "pk"`,
    )
    .all(name);
  const key = columns.filter(({ pk }) => pk > 0).map((column) => column.name);
  const references = connection
    .prepare<[string], string>(`SELECT DISTINCT "table" FROM pragma_foreign_key_list(?)`)
    .pluck()
    .all(name);
  return { name, columns, key, references, counted: /\bAUTOINCREMENT\b/i.test(sql) ? (key[0] ?? null) : null };
}

/** Each portion is read to its end, so that other statements can run between two of them. */
async function* portionsOf(
  connection: Sqlite.Database,
  table: Table,
  { after, size = PORTION_ROWS }: PortionOptions = {},
): AsyncGenerator<Row[], void, void> {
  const expressions = table.key.map(keyExpression);
  const select = (where: string): Sqlite.Statement<unknown[], unknown[]> =>
    connection
      .prepare<unknown[], unknown[]>(
        `SELECT ${[...table.columns.map(({ name }) => quoted(name)), ...expressions].join(", ")} FROM ${quoted(table.name)}
         ${where} ORDER BY ${expressions.join(", ")} LIMIT ${size}`,
      )
      .raw()
      .safeIntegers();
  let last: unknown[] | undefined = after?.map((value) => (value instanceof Date ? value.getTime() : toSqlite(value)));
  const first = select("");
  const following = select(`WHERE (${expressions.join(", ")}) > (${expressions.map(() => "?").join(", ")})`);
  for (;;) {
    const rows = last === undefined ? first.all() : following.all(last);
    const end = rows.at(-1);
    if (end === undefined) return;
    last = end.slice(table.columns.length);
    yield rows.map((row) => table.columns.map((column, index) => fromSqlite(table, column, row[index])));
    if (rows.length < size) return;
  }
}

/** Moments are text or, in older rows, milliseconds, which sort differently. */
function keyExpression({ name, kind }: Column): string {
  const column = quoted(name);
  if (kind !== "moment") return column;
  return `CASE typeof(${column}) WHEN 'text' THEN CAST(round(unixepoch(${column}, 'subsec') * 1000) AS INTEGER) ELSE ${column} END`;
}

/** SQLite's columns accept values of any type. */
function fromSqlite(table: Table, column: Column, value: unknown): Value {
  if (value === null) return null;
  switch (column.kind) {
    case "text":
      if (typeof value === "string") return value;
      break;
    case "integer":
      if (typeof value === "bigint") return value;
      break;
    case "number":
      if (typeof value === "number" || typeof value === "bigint") return Number(value);
      break;
    case "boolean":
      if (value === 0n || value === 1n) return value === 1n;
      break;
    case "moment":
      if (typeof value === "string") return asMoment(table, column, value);
      if (typeof value === "bigint" || typeof value === "number") return asMoment(table, column, Number(value));
      break;
    case "bytes":
      if (Buffer.isBuffer(value)) return value;
      break;
  }
  throw new WrongValue(table, column);
}

/** SQLite would store NULL. */
function refuseNaN(table: Table, value: Value, index: number): Value {
  const column = table.columns[index];
  if (Number.isNaN(value) && column !== undefined) throw new WrongValue(table, column);
  return value;
}

/** As Prisma's adapter writes them. */
function toSqlite(value: Value): string | number | bigint | Buffer | null {
  if (value instanceof Date) return value.toISOString().replace("Z", "+00:00");
  return typeof value === "boolean" ? Number(value) : value;
}

function insertSql(table: Table): string {
  const names = table.columns.map(({ name }) => quoted(name));
  const insert = `INSERT INTO ${quoted(table.name)} (${names.join(", ")}) VALUES (${names.map(() => "?").join(", ")})`;
  if (!tablesFilledByMigrations.includes(table.name)) return insert;
  const key = table.key.map(({ name }) => quoted(name)).join(", ");
  return `${insert} ON CONFLICT (${key}) DO UPDATE SET ${names.map((name) => `${name} = excluded.${name}`).join(", ")}`;
}

function counterOf(connection: Sqlite.Database, { name, counted }: Table): bigint | null {
  if (counted === null) return null;
  const last = connection
    .prepare<[string], bigint>(`SELECT "seq" FROM "sqlite_sequence" WHERE "name" = ?`)
    .pluck()
    .safeIntegers()
    .get(name);
  return last ?? 0n;
}

function setCounter(connection: Sqlite.Database, { name, counted }: Table, last: bigint): void {
  if (counted === null) throw new Error(`The rows of ${name} aren't numbered.`);
  // The table has no unique index.
  connection.prepare(`DELETE FROM "sqlite_sequence" WHERE "name" = ?`).run(name);
  connection.prepare(`INSERT INTO "sqlite_sequence" ("name", "seq") VALUES (?, ?)`).run(name, last);
}

export async function readSqliteMark(file: string): Promise<string | null> {
  const connection = new Sqlite(file, { timeout: lockWaitMs, fileMustExist: true, readonly: true });
  try {
    return readMark(connection);
  } finally {
    connection.close();
  }
}

function readMark(connection: Sqlite.Database): string | null {
  const found = connection.prepare(`SELECT 1 FROM sqlite_master WHERE "type" = 'table' AND "name" = ?`).get(MARK_TABLE);
  if (found === undefined) return null;
  return connection.prepare<[], string>(`SELECT "state" FROM "${MARK_TABLE}"`).pluck().get() ?? null;
}

function writeMark(connection: Sqlite.Database, text: string): void {
  connection.exec(
    `CREATE TABLE IF NOT EXISTS "${MARK_TABLE}" ("id" INTEGER NOT NULL PRIMARY KEY, "state" TEXT NOT NULL)`,
  );
  connection
    .prepare(
      `INSERT INTO "${MARK_TABLE}" ("id", "state") VALUES (1, ?) ON CONFLICT ("id") DO UPDATE SET "state" = excluded."state"`,
    )
    .run(text);
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
