import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { copyDatabase, databaseProviders, type DatabaseCopy } from "@/lib/testing/databases";
import { fillDatabase, readAllRows } from "@/lib/testing/filled-database";
import { connectDatabase } from "./connect-database";
import type { OpenDatabase } from "./database";
import type { DatabaseLocation } from "./database-location";
import { readTableFiles, summarizeTableFiles, writeTableFiles } from "./table-files";

describe.each(databaseProviders)("files of tables (%s)", (provider) => {
  let folder: string;
  let copies: DatabaseCopy[];
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "latchkey-table-files-"));
    copies = [];
  });
  afterEach(async () => {
    for (const copy of copies) await copy.remove();
    rmSync(folder, { recursive: true });
  });
  const migrated = async (): Promise<DatabaseLocation> => {
    const copy = await copyDatabase(provider);
    copies.push(copy);
    return copy.location;
  };

  test("have every row and value, and give them back", async () => {
    const [source, target] = [await migrated(), await migrated()];
    await withConnection(source, (database) => fillDatabase(database));
    const expected = await withConnection(source, ({ reader }) => readAllRows(reader));
    const names = await writeTableFiles(source, folder);
    await readTableFiles(folder, target);
    expect(await withConnection(target, ({ reader }) => readAllRows(reader))).toStrictEqual(expected);

    const { rows, lastMigration } = await summarizeTableFiles(folder, names);
    const { _prisma_migrations: migrations, ...counts } = rows;
    expect(counts).toEqual(Object.fromEntries(Object.entries(expected).map(([name, found]) => [name, found.length])));
    expect([migrations, lastMigration]).toEqual([expect.any(Number), expect.stringMatching(/^\d{14}_/)]);
  });

  test("are refused for other columns than those of the tables", async () => {
    const [source, target] = [await migrated(), await migrated()];
    await writeTableFiles(source, folder);
    const file = path.join(folder, "tables", "users.ndjson");
    writeFileSync(file, readFileSync(file, "utf8").replace(`{"name":"email"`, `{"name":"address"`));
    await expect(readTableFiles(folder, target)).rejects.toThrow(/^The table users of the backup has other columns/);
  });
});

async function withConnection<T>(location: DatabaseLocation, work: (database: OpenDatabase) => Promise<T>): Promise<T> {
  const database = await connectDatabase(location);
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}
