import { createReadStream } from "node:fs";
import { mkdir, open } from "node:fs/promises";
import path from "node:path";
import { StartupError } from "@/lib/errors";
import type { DatabaseLocation } from "./database-location";
import type { DatabaseSummary } from "./database-summary";
import { readTables, writeTables } from "./open-tables";
import { type Column, fromJson, type JsonValue, PORTION_ROWS, type Row, type Table, toJson } from "./tables";

const FOLDER = "tables";
const MIGRATIONS = "_prisma_migrations";

/** The first line of a file; each further line is a row, as a JSON array. */
type Head = { columns: readonly Column[]; counter: string | null };

/** Writes a file for each table, all from one snapshot, while others write. Returns the names of the files in the folder. */
export async function writeTableFiles(location: DatabaseLocation, folder: string): Promise<string[]> {
  await mkdir(path.join(folder, FOLDER), { mode: 0o700 });
  return readTables(location, async (reader) => {
    const migrations = await reader.migrations();
    if (migrations.length === 0)
      throw new StartupError("The database has no tables of Latchkey: correct DATABASE_URL.");
    const names = [
      await writeFile(folder, migrationsTable, { counter: null, portions: [migrations.map((name) => [name])] }),
    ];
    for (const table of reader.tables) {
      const counter = await reader.counterOf(table);
      const head = { counter: counter === null ? null : String(counter) };
      names.push(await writeFile(folder, table, { ...head, portions: reader.portions(table) }));
    }
    return names;
  });
}

/** Reads every row of the files of a folder. */
export async function summarizeTableFiles(folder: string, names: readonly string[]): Promise<DatabaseSummary> {
  const rows: Record<string, number> = {};
  let lastMigration = "";
  let installation: Record<string, JsonValue> = {};
  for (const name of names) {
    const table = path.basename(name, ".ndjson");
    let count = 0;
    for await (const { head, values } of rowsIn(path.join(folder, name))) {
      count += values.length;
      const record = Object.fromEntries(
        head.columns.map((column, index) => [column.name, values.at(-1)?.[index] ?? null]),
      );
      if (table === MIGRATIONS) lastMigration = String(record["migration_name"]);
      if (table === "installations") installation = record;
    }
    rows[table] = count;
  }
  if (lastMigration === "") throw new StartupError("The copy isn't one of a database of Latchkey.");
  const counter = installation["write_counter"];
  return {
    lastMigration,
    createdAt: momentOf(installation["created_at"]),
    rolledBackAt: momentOf(installation["rolled_back_at"]),
    writeCounter: counter === null || counter === undefined ? null : Number(counter),
    rows,
  };
}

/** Writes the rows of the files into the empty tables of the same migration. */
export async function readTableFiles(folder: string, location: DatabaseLocation): Promise<void> {
  await writeTables(location, async (writer) => {
    for (const table of writer.tables) {
      let counter: string | null = null;
      for await (const { head, values } of rowsIn(path.join(folder, nameOf(table)))) {
        if (JSON.stringify(head.columns) !== JSON.stringify(table.columns))
          throw new StartupError(`The table ${table.name} of the backup has other columns than its migration creates.`);
        counter = head.counter;
        const rows = values.map((row) => table.columns.map(({ kind }, index) => fromJson(kind, row[index] ?? null)));
        await writer.transaction((tx) => tx.insert(table, rows));
      }
      const last = counter;
      if (last !== null) await writer.transaction((tx) => tx.setCounter(table, BigInt(last)));
    }
    await writer.analyze();
  });
}

const migrationsTable = { name: MIGRATIONS, columns: [{ name: "migration_name", kind: "text" }] } as const;

function nameOf({ name }: Pick<Table, "name">): string {
  return `${FOLDER}/${name}.ndjson`;
}

async function writeFile(
  folder: string,
  table: Pick<Table, "name" | "columns">,
  { counter, portions }: Pick<Head, "counter"> & { portions: AsyncIterable<readonly Row[]> | Iterable<readonly Row[]> },
): Promise<string> {
  const name = nameOf(table);
  const handle = await open(path.join(folder, name), "wx", 0o600);
  try {
    const head: Head = { columns: table.columns, counter };
    await handle.writeFile(`${JSON.stringify(head)}\n`);
    for await (const rows of portions)
      await handle.writeFile(rows.map((row) => `${JSON.stringify(row.map(toJson))}\n`).join(""));
  } finally {
    await handle.close();
  }
  return name;
}

type Portion = { head: Head; values: JsonValue[][] };

/** At least one portion, which is empty for an empty table. */
async function* rowsIn(file: string): AsyncGenerator<Portion, void, void> {
  let head: Head | null = null;
  let values: JsonValue[][] = [];
  for await (const line of linesIn(file)) {
    if (head === null) {
      head = JSON.parse(line) as Head;
      continue;
    }
    const row = JSON.parse(line) as JsonValue[];
    if (row.length !== head.columns.length)
      throw new StartupError(`${path.basename(file)} has a row of another length.`);
    values.push(row);
    if (values.length < PORTION_ROWS) continue;
    yield { head, values };
    values = [];
  }
  if (head === null) throw new StartupError(`${path.basename(file)} is empty.`);
  yield { head, values };
}

/** Only a line feed ends a line: texts contain the other separators that `readline` knows. */
async function* linesIn(file: string): AsyncGenerator<string, void, void> {
  let begun: Buffer[] = [];
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    let start = 0;
    for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, start)) {
      yield Buffer.concat([...begun, chunk.subarray(start, end)]).toString("utf8");
      begun = [];
      start = end + 1;
    }
    if (start < chunk.length) begun.push(chunk.subarray(start));
  }
}

function momentOf(value: JsonValue | undefined): Date | null {
  return typeof value === "number" ? new Date(value) : null;
}
