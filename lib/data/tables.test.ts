import Sqlite from "better-sqlite3";
import pg from "pg";
import { describe, expect, test } from "vitest";
import { copyDatabase, databaseProviders, withDatabase } from "@/lib/testing/databases";
import { fillDatabase, readAllRows } from "@/lib/testing/filled-database";
import { readModels } from "@/lib/testing/model-fields";
import { runRawSql } from "@/lib/testing/raw-database";
import type { DatabaseLocation, DatabaseProvider } from "./database-location";
import { readTables, writeTables } from "./open-tables";
import {
  createRowDigest,
  keyOf,
  type Row,
  type Table,
  tablesBesideModels,
  tablesFilledByMigrations,
  type TableReader,
} from "./tables";

const kindOfType: Record<string, string> = {
  String: "text",
  Int: "integer",
  BigInt: "integer",
  Float: "number",
  Boolean: "boolean",
  DateTime: "moment",
};

describe.each(databaseProviders)("the tables (%s)", (provider) => {
  test("are those of the models, with every column and its kind", async () => {
    const tables = await withCopy(provider, (location) => readTables(location, async (reader) => reader.tables));
    const describeColumns = (columns: { name: string; kind: string | undefined }[]): string[] =>
      columns.map(({ name, kind }) => `${name} ${kind}`).sort();
    const found = tables.map(({ name, columns }) => [name, describeColumns([...columns])] as const);
    const expected = readModels().map(
      ({ table, fields }) =>
        [table, describeColumns(fields.map(({ column, type }) => ({ name: column, kind: kindOfType[type] })))] as const,
    );
    expect(expected.length).toBeGreaterThan(30);
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(expected));
  });

  test("come after the tables that they refer to", async () => {
    const tables = await withCopy(provider, (location) => readTables(location, async (reader) => reader.tables));
    const placeOf = (name: string | undefined): number => tables.findIndex((table) => table.name === name);
    const models = readModels();
    const references = models.flatMap(({ table, fields }) =>
      fields.flatMap(({ refersTo }) =>
        refersTo === null ? [] : { from: table, to: models.find(({ name }) => name === refersTo.model)?.table },
      ),
    );
    expect(references.length).toBeGreaterThan(10);
    for (const { from, to } of references) expect(placeOf(from)).toBeGreaterThan(placeOf(to));
  });

  test("leave out no other table of the database that isn't named with its reason", async () => {
    const others = await withCopy(provider, async (location) => {
      const known = await readTables(location, async (reader) => reader.tables.map(({ name }) => name));
      return (await listAllTables(location)).filter((name) => !known.includes(name));
    });
    expect(others).toContain("_prisma_migrations");
    // FTS5 keeps its index in tables that it names after it.
    const unnamed = others.filter(
      (name) => !Object.hasOwn(tablesBesideModels, name.replace(/^(user_search_index)_\w+/, "$1")),
    );
    expect(unnamed).toEqual([]);
  });

  test("that migrations fill are named, because their rows are overwritten", async () => {
    const filled = await withCopy(provider, (location) =>
      readTables(location, async (reader) => {
        const names: string[] = [];
        for (const table of reader.tables) if ((await rowsOf(reader, table)).length > 0) names.push(table.name);
        return names;
      }),
    );
    expect(filled).toEqual(tablesFilledByMigrations);
  });

  test("are read as they were at one moment, while others write", async () => {
    await withDatabase(provider, async (database, location) => {
      await fillDatabase(database);
      await readTables(location, async (reader) => {
        const users = tableNamed(reader, "users");
        const before = await rowsOf(reader, users);
        await database.write((tx) => tx.user.updateMany({ data: { hiddenSteps: "changed" } }));
        await database.write((tx) => tx.session.deleteMany());
        expect(await rowsOf(reader, users)).toEqual(before);
        expect((await rowsOf(reader, tableNamed(reader, "sessions"))).length).toBe(before.length);
      });
      expect(await database.reader.session.count()).toBe(0);
    });
  });

  test("are read in the same order in portions of any size, and from any row on", async () => {
    await withDatabase(provider, async (database, location) => {
      await fillDatabase(database);
      await readTables(location, async (reader) => {
        for (const table of reader.tables) {
          const all = await rowsOf(reader, table);
          const keys = all.map((row) => keyOf(table, row));
          expect(await rowsOf(reader, table, { size: 3 }), table.name).toEqual(all);
          for (const [index, key] of keys.entries())
            expect(await rowsOf(reader, table, { after: key, size: 4 }), table.name).toEqual(all.slice(index + 1));
        }
      });
    });
  });

  test("roll a failed transaction back, and take the next one", async () => {
    await withCopy(provider, async (location) => {
      await writeTables(location, async (writer) => {
        const probes = tableNamed(writer, "readiness_probes");
        const row = [new Date(0), "id", "nonce"];
        expect(probes.columns.map(({ name }) => name)).toEqual(["checked_at", "id", "nonce"]);
        await expect(
          writer.transaction(async (tx) => {
            await tx.insert(probes, [row]);
            throw new Error("stopped");
          }),
        ).rejects.toThrow("stopped");
        await writer.transaction((tx) => tx.insert(probes, [row]));
        await expect(writer.transaction((tx) => tx.insert(probes, [row]))).rejects.toThrow(/unique/i);
      });
    });
  });

  test("with a column of an unknown type, or without a key, are refused", async () => {
    await withCopy(provider, async (location) => {
      await runRawSql(location, [`CREATE TABLE "odd" ("id" TEXT NOT NULL PRIMARY KEY, "price" DECIMAL(5, 2))`]);
      await expect(readTables(location, async (reader) => reader.tables)).rejects.toThrow(
        /odd\.price has the unknown type/,
      );
      await runRawSql(location, [`DROP TABLE "odd"`, `CREATE TABLE "odd" ("id" TEXT NOT NULL)`]);
      await expect(readTables(location, async (reader) => reader.tables)).rejects.toThrow(/odd has no primary key/);
    });
  });
});

const pairs = databaseProviders.flatMap((from) => databaseProviders.map((to) => ({ from, to })));

describe.each(pairs)("rows from $from to $to", ({ from, to }) => {
  test("are the same for Prisma's client, in every table, and have the same digests and counters", async () => {
    await withDatabase(from, async (source, sourceLocation) => {
      await fillDatabase(source);
      await source.write((tx) => tx.userSearchText.deleteMany({ where: { key: { gte: 12 } } }));
      await withDatabase(to, async (target, targetLocation) => {
        await moveRows(sourceLocation, targetLocation);
        const expected = await readAllRows(source.reader);
        expect(Object.values(expected).every((rows) => rows.length > 0)).toBe(true);
        expect(await readAllRows(target.reader)).toStrictEqual(expected);
        const summary = await summarize(sourceLocation);
        expect(summary["user_search_texts"]?.counter).toBe(14n);
        expect(await summarize(targetLocation)).toEqual(summary);

        const userId = (await target.reader.user.findFirstOrThrow({ where: { searchText: null } })).id;
        expect(await target.write((tx) => tx.userSearchText.create({ data: { userId, text: "x" } }))).toMatchObject({
          key: 15,
        });
        if (targetLocation.provider === "sqlite")
          // Fails when the index differs from its table.
          await runRawSql(targetLocation, [
            `INSERT INTO "user_search_index" ("user_search_index", "rank") VALUES ('integrity-check', 1)`,
          ]);
      });
    });
  });

  test("of a new table move too: 64-bit integers, bytes and each kind's extremes", async () => {
    await withCopy(from, async (source) => {
      await withCopy(to, async (target) => {
        for (const location of [source, target]) await runRawSql(location, [newTableSql(location.provider)]);
        const rows: Row[] = [
          [9_223_372_036_854_775_807n, Buffer.from([0, 1, 92, 255]), "a", 1e-7],
          [-9_223_372_036_854_775_808n, Buffer.alloc(0), "b", Infinity],
          [9_007_199_254_740_993n, null, "c", null],
          [null, Buffer.from("\\x00"), "d", 0.1 + 0.2],
        ];
        await writeTables(source, (writer) =>
          writer.transaction((tx) => tx.insert(tableNamed(writer, "new_things"), rows)),
        );
        await moveRows(source, target);
        const moved = await readTables(target, (reader) => rowsOf(reader, tableNamed(reader, "new_things")));
        expect(moved).toStrictEqual(rows);
        expect(await summarize(target)).toEqual(await summarize(source));
      });
    });
  });
});

test("a moment in milliseconds, as older versions wrote it, is the moment in text", async () => {
  await withDatabase("sqlite", async ({ reader, write }, location) => {
    await write((tx) =>
      tx.readinessProbe.create({ data: { id: "text", checkedAt: new Date(1_700_000_000_123), nonce: "" } }),
    );
    await runRawSql(location, [`INSERT INTO "readiness_probes" VALUES ('old', 1700000000123, '')`]);
    const rows = await readTables(location, (tables) => rowsOf(tables, tableNamed(tables, "readiness_probes")));
    expect(rows.map(([checkedAt]) => checkedAt)).toEqual([new Date(1_700_000_000_123), new Date(1_700_000_000_123)]);
    expect(await reader.readinessProbe.count()).toBe(2);
  });
});

test("keys that are moments keep their order when some are milliseconds", async () => {
  await withCopy("sqlite", async (location) => {
    const insert = `INSERT INTO "audit_archives" ("ends_at", "first_sequence", "last_sequence", "lines_digest", "link", "seal", "signature", "created_at") VALUES`;
    const moments = ["1700000000123", "'2023-11-14T22:13:20.122+00:00'", "'2023-11-14T22:13:20.124+00:00'"];
    await runRawSql(
      location,
      moments.map((moment, number) => `${insert} (${moment}, ${number}, ${number}, '', '', '', '', 0)`),
    );
    for (const size of [1, 2, 10]) {
      const rows = await readTables(location, (tables) => {
        const archives = tableNamed(tables, "audit_archives");
        return rowsOf(tables, archives, { size }).then((found) => found.map((row) => keyOf(archives, row)[0]));
      });
      expect(rows.map(Number)).toEqual([1_700_000_000_122, 1_700_000_000_123, 1_700_000_000_124]);
    }
  });
});

test("a value that the other database can't hold is refused with its place, and without the value", async () => {
  await withCopy("sqlite", async (source) => {
    await withCopy("postgresql", async (target) => {
      const values = [
        { id: "'a'", checkedAt: "0", nonce: "'secret' || char(0)" },
        { id: "'a'", checkedAt: "'secret'", nonce: "''" },
        { id: "'a'", checkedAt: "0", nonce: "x'00'" },
      ];
      const problems: string[] = [];
      for (const { id, checkedAt, nonce } of values) {
        await runRawSql(source, [
          `DELETE FROM "readiness_probes"`,
          `INSERT INTO "readiness_probes" ("id", "checked_at", "nonce") VALUES (${id}, ${checkedAt}, ${nonce})`,
        ]);
        await moveRows(source, target).catch((error: Error) => problems.push(error.message));
      }
      expect(problems).toEqual([
        "A value in readiness_probes.nonce isn't a text that both databases can hold.",
        "A value in readiness_probes.checked_at isn't a moment that both databases can hold.",
        "A value in readiness_probes.nonce isn't a text that both databases can hold.",
      ]);
    });
  });
});

test("numbers that only PostgreSQL tells apart are equal, and NaN is refused on SQLite", async () => {
  await withCopy("postgresql", async (source) => {
    await withCopy("sqlite", async (target) => {
      for (const location of [source, target]) await runRawSql(location, [newTableSql(location.provider)]);
      await runRawSql(source, [`INSERT INTO "new_things" ("id", "ratio") VALUES ('a', '-0')`]);
      await moveRows(source, target);
      expect(await summarize(target)).toEqual(await summarize(source));
      await runRawSql(target, [`DELETE FROM "new_things"`, `DELETE FROM "audit_events"`]);
      await runRawSql(source, [`UPDATE "new_things" SET "ratio" = 'NaN'`]);
      await expect(moveRows(source, target)).rejects.toThrow(/new_things\.ratio isn't a number that both/);
    });
  });
});

test("the digest tells apart what looks alike", () => {
  const digest = (...rows: Row[]): string => {
    const made = createRowDigest();
    made.add(rows);
    return made.result().sha256;
  };
  const rows: Row[][] = [
    [["a", "b"]],
    [["ab", ""]],
    [["a"], ["b"]],
    [[null]],
    [["null"]],
    [[""]],
    [[0]],
    [[Infinity]],
    [[false]],
  ];
  expect(new Set(rows.map((each) => digest(...each))).size).toBe(rows.length);
});

async function withCopy<T>(provider: DatabaseProvider, work: (location: DatabaseLocation) => Promise<T>): Promise<T> {
  const copy = await copyDatabase(provider);
  try {
    return await work(copy.location);
  } finally {
    await copy.remove();
  }
}

function tableNamed({ tables }: { tables: readonly Table[] }, name: string): Table {
  const table = tables.find((each) => each.name === name);
  if (table === undefined) throw new Error(`There is no table ${name}.`);
  return table;
}

async function rowsOf(reader: TableReader, table: Table, options: { after?: Row; size?: number } = {}): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const portion of reader.portions(table, options)) rows.push(...portion);
  return rows;
}

async function moveRows(source: DatabaseLocation, target: DatabaseLocation): Promise<void> {
  await readTables(source, (reader) =>
    writeTables(target, async (writer) => {
      expect(writer.tables).toEqual(reader.tables);
      for (const table of reader.tables) {
        for await (const rows of reader.portions(table, { size: 5 }))
          await writer.transaction((tx) => tx.insert(table, rows));
        const counter = await reader.counterOf(table);
        if (counter !== null) await writer.transaction((tx) => tx.setCounter(table, counter));
      }
    }),
  );
}

type Summary = Record<string, { rows: number; sha256: string; counter: bigint | null }>;

async function summarize(location: DatabaseLocation): Promise<Summary> {
  return readTables(location, async (reader) => {
    const summary: Summary = {};
    for (const table of reader.tables) {
      const digest = createRowDigest();
      for await (const rows of reader.portions(table)) digest.add(rows);
      summary[table.name] = { ...digest.result(), counter: await reader.counterOf(table) };
    }
    return summary;
  });
}

function newTableSql(provider: DatabaseProvider): string {
  const types =
    provider === "sqlite" ? { bytes: "BLOB", number: "REAL" } : { bytes: "BYTEA", number: "DOUBLE PRECISION" };
  return `CREATE TABLE "new_things" ("id" TEXT NOT NULL PRIMARY KEY, "amount" BIGINT, "ratio" ${types.number}, "content" ${types.bytes})`;
}

async function listAllTables(location: DatabaseLocation): Promise<string[]> {
  if (location.provider === "sqlite") {
    const connection = new Sqlite(location.file);
    const names = connection.prepare<[], string>("SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all();
    connection.close();
    return names;
  }
  const connection = new pg.Client(location.url);
  await connection.connect();
  const { rows } = await connection.query<{ name: string }>(
    "SELECT tablename AS name FROM pg_catalog.pg_tables WHERE schemaname = 'public'",
  );
  await connection.end();
  return rows.map(({ name }) => name);
}
