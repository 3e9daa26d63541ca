import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import Sqlite from "better-sqlite3";
import pg from "pg";
import { afterEach, describe, expect, test } from "vitest";
import { startNode } from "@/lib/testing/child-process";
import { createEmptyPostgresql, databaseProviders } from "@/lib/testing/databases";
import { runRawSql } from "@/lib/testing/raw-database";
import type { DatabaseLocation, DatabaseProvider } from "./database-location";
import { migrateDatabase, pendingMigrations } from "./migrate";
import { migrationsFolder, readMigrations } from "./migration-files";

const first = {
  name: "20260101000000_first",
  sql: "CREATE TABLE things (id TEXT PRIMARY KEY); INSERT INTO things VALUES ('kept');",
};
const second = { name: "20260102000000_second", sql: "CREATE TABLE others (id TEXT PRIMARY KEY);" };
const broken = {
  name: second.name,
  sql: `${second.sql} INSERT INTO others VALUES ('half done'); INSERT INTO nowhere VALUES (1);`,
};

const clearing: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const clear of clearing.splice(0)) await clear();
});

test.each(databaseProviders)("refresh tokens of before generations each begin a family (%s)", async (provider) => {
  const location = await emptyDatabase(provider);
  const all = readMigrations(migrationsFolder(process.cwd(), provider));
  const place = all.findIndex(({ name }) => name.endsWith("_refresh_token_generations"));
  await migrateDatabase(location, migrationsOf(...all.slice(0, place)));
  const at = "'2026-01-01 00:00:00'";
  await runRawSql(location, [
    `INSERT INTO users (id, email, normalized_email, password_hash, password_changed_at, role, status, created_at, updated_at)
     VALUES ('u', 'a', 'a', 'h', ${at}, 'user', 'active', ${at}, ${at})`,
    `INSERT INTO sessions (id, user_id, kind, created_at, last_seen_at, expires_at, authenticated_at)
     VALUES ('s', 'u', 'api', ${at}, ${at}, ${at}, ${at})`,
    `INSERT INTO refresh_tokens (id, session_id, token_hash, created_at, expires_at, used_at)
     VALUES ('1', 's', 'used', ${at}, ${at}, ${at}), ('2', 's', 'newest', ${at}, ${at}, NULL)`,
  ]);
  await migrateDatabase(location, migrationsOf(...all.slice(0, place + 1)));
  expect(
    await valuesOf(
      location,
      "SELECT family_hash || ' ' || token_hash || ' ' || generation || ' ' || (used_at IS NULL) FROM refresh_tokens ORDER BY id",
    ),
  ).toEqual(
    provider === "sqlite" ? ["used used 0 0", "newest newest 0 1"] : ["used used 0 false", "newest newest 0 true"],
  );
});

describe.each(databaseProviders)("migrations (%s)", (provider) => {
  test("are applied in order, once", async () => {
    const location = await emptyDatabase(provider);
    const folder = migrationsOf(second, first);
    expect(await pendingMigrations(location, folder)).toEqual([first.name, second.name]);
    expect(await migrateDatabase(location, folder)).toEqual([first.name, second.name]);
    expect(await migrateDatabase(location, folder)).toEqual([]);
    expect(await pendingMigrations(location, folder)).toEqual([]);
    expect(await valuesOf(location, "SELECT id FROM things")).toEqual(["kept"]);
  });

  test("a failed one is rolled back completely, and succeeds after a fix", async () => {
    const location = await emptyDatabase(provider);
    await expect(migrateDatabase(location, migrationsOf(first, broken))).rejects.toThrow(
      /^The migration 20260102000000_second failed and was rolled back: .*nowhere/,
    );
    expect(await pendingMigrations(location, migrationsOf(first, second))).toEqual([second.name]);
    expect(await migrateDatabase(location, migrationsOf(first, second))).toEqual([second.name]);
    expect(await valuesOf(location, "SELECT id FROM others")).toEqual([]);
  });

  test("a database from a newer version is refused", async () => {
    const location = await emptyDatabase(provider);
    await migrateDatabase(location, migrationsOf(first, second));
    const refusal =
      /^The database was migrated by a newer version of Latchkey \(it has the migration 20260102000000_second\)/;
    await expect(migrateDatabase(location, migrationsOf(first))).rejects.toThrow(refusal);
    await expect(pendingMigrations(location, migrationsOf(first))).rejects.toThrow(refusal);
  });

  test("one that was changed after it was applied is refused", async () => {
    const location = await emptyDatabase(provider);
    await migrateDatabase(location, migrationsOf(first));
    const changed = { ...first, sql: `${first.sql} -- changed` };
    await expect(migrateDatabase(location, migrationsOf(changed, second))).rejects.toThrow(
      /differs from the one that was applied to this database/,
    );
    expect(await pendingMigrations(location, migrationsOf(first, second))).toEqual([second.name]);
  });

  test("one that another tool started and never finished is refused", async () => {
    const location = await emptyDatabase(provider);
    await migrateDatabase(location, migrationsOf(first));
    await valuesOf(location, `UPDATE "_prisma_migrations" SET "finished_at" = NULL`);
    await expect(migrateDatabase(location, migrationsOf(first, second))).rejects.toThrow(/never finished/);
  });

  test("another program's database is refused and not changed", async () => {
    const location = await emptyDatabase(provider);
    await valuesOf(location, "CREATE TABLE invoices (id TEXT)");
    await expect(migrateDatabase(location, migrationsOf(first))).rejects.toThrow(/belongs to another program/);
  });

  test("processes that start together apply each migration once", async () => {
    const location = await emptyDatabase(provider);
    const folder = migrationsOf(first, second);
    const processes = Array.from({ length: 4 }, () => startNode(migrateSource, JSON.stringify(location), folder));
    const outcomes = await Promise.all(processes.map((each) => each.ended));

    expect(outcomes.map((outcome) => outcome.exitCode)).toEqual([0, 0, 0, 0]);
    const applied = outcomes.flatMap(({ output }) => [...output.matchAll(/applied (\S+)/g)].map((match) => match[1]));
    expect(applied.sort()).toEqual([first.name, second.name]);
    expect(await valuesOf(location, `SELECT migration_name FROM "_prisma_migrations" ORDER BY 1`)).toEqual([
      first.name,
      second.name,
    ]);
  });

  test("one whose process is killed changes nothing, and the next process applies it", async () => {
    const location = await emptyDatabase(provider);
    await migrateDatabase(location, migrationsOf(first));
    const endless = provider === "sqlite" ? endlessOnSqlite : "SELECT pg_sleep(60);";
    const slow = migrationsOf(first, {
      ...second,
      sql: `${second.sql} INSERT INTO others VALUES ('half'); ${endless}`,
    });
    const process = startNode(migrateSource, JSON.stringify(location), slow);
    await process.printed("begins");
    await new Promise((resolve) => setTimeout(resolve, 700));
    await process.killHard();

    expect(await migrateDatabase(location, migrationsOf(first, second))).toEqual([second.name]);
    expect(await valuesOf(location, "SELECT id FROM others")).toEqual([]);
  });
});

describe("migrations of SQLite", () => {
  const family = {
    name: first.name,
    sql: `CREATE TABLE parents (id TEXT PRIMARY KEY);
          CREATE TABLE children (id TEXT PRIMARY KEY, parent_id TEXT NOT NULL REFERENCES parents (id) ON DELETE CASCADE);
          INSERT INTO parents VALUES ('p'); INSERT INTO children VALUES ('c', 'p');`,
  };

  test("a table rebuild in Prisma's notation keeps the rows that refer to the table", async () => {
    const location = await emptyDatabase("sqlite");
    const rebuild = {
      name: second.name,
      sql: `PRAGMA defer_foreign_keys=ON; PRAGMA foreign_keys=OFF;
            CREATE TABLE new_parents (id TEXT PRIMARY KEY, note TEXT);
            INSERT INTO new_parents (id) SELECT id FROM parents;
            DROP TABLE parents; ALTER TABLE new_parents RENAME TO parents;
            PRAGMA foreign_keys=ON; PRAGMA defer_foreign_keys=OFF;`,
    };
    await migrateDatabase(location, migrationsOf(family, rebuild));
    expect(await valuesOf(location, "SELECT id FROM children")).toEqual(["c"]);
  });

  test("one that would leave orphaned rows is refused", async () => {
    const location = await emptyDatabase("sqlite");
    const careless = { name: second.name, sql: "DELETE FROM parents;" };
    await expect(migrateDatabase(location, migrationsOf(family, careless))).rejects.toThrow(
      /1 rows would refer to rows that don't exist/,
    );
    expect(await valuesOf(location, "SELECT id FROM parents")).toEqual(["p"]);
  });

  test("one that ends its own transaction is refused", async () => {
    const location = await emptyDatabase("sqlite");
    const committing = { name: first.name, sql: `${first.sql} COMMIT;` };
    await expect(migrateDatabase(location, migrationsOf(committing))).rejects.toThrow(
      /must not end its own transaction/,
    );
  });
});

const migrateSource = `
  import { migrateDatabase } from "@/lib/data/migrate";
  const [location, folder] = process.argv.slice(1);
  console.log("begins");
  for (const name of await migrateDatabase(JSON.parse(location), folder)) console.log("applied " + name);`;

const endlessOnSqlite = `
  WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 1000000000)
  INSERT INTO others SELECT 'row ' || n FROM numbers;`;

async function emptyDatabase(provider: DatabaseProvider): Promise<DatabaseLocation> {
  if (provider === "postgresql") {
    const copy = await createEmptyPostgresql();
    clearing.push(copy.remove);
    return copy.location;
  }
  const file = path.join(temporaryFolder(), "empty.db");
  writeFileSync(file, "");
  return { provider, file };
}

function migrationsOf(...migrations: { name: string; sql: string }[]): string {
  const folder = temporaryFolder();
  for (const { name, sql } of migrations) {
    mkdirSync(path.join(folder, name));
    writeFileSync(path.join(folder, name, "migration.sql"), sql);
  }
  writeFileSync(path.join(folder, "migration_lock.toml"), "");
  return folder;
}

function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "latchkey-migrate-"));
  clearing.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Runs a statement and returns the first column of its rows. */
async function valuesOf(location: DatabaseLocation, sql: string): Promise<unknown[]> {
  if (location.provider === "sqlite") {
    const connection = new Sqlite(location.file);
    const statement = connection.prepare<[], unknown>(sql);
    const values = statement.reader ? statement.pluck().all() : (statement.run(), []);
    connection.close();
    return values;
  }
  const connection = new pg.Client(location.url);
  await connection.connect();
  const { rows } = await connection.query<unknown[]>({ text: sql, rowMode: "array" });
  await connection.end();
  return rows.map(([value]) => value);
}
