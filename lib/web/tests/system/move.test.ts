import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { parseConfig, readDatabaseUrl } from "@/lib/config";
import { createMoveContext } from "@/lib/create-move-context";
import { connectDatabase } from "@/lib/data/connect-database";
import type { DatabaseLocation, DatabaseProvider } from "@/lib/data/database-location";
import { migrateDatabase, pendingMigrations } from "@/lib/data/migrate";
import { migrationsFolder, readMigrations } from "@/lib/data/migration-files";
import { lockSqliteFile } from "@/lib/data/sqlite-lock";
import { moveDatabase } from "@/lib/services/moves/move-database";
import { createApiClient, type ApiClient } from "@/lib/testing/api-client";
import { codeAt, enrolledPerson } from "@/lib/testing/authenticator";
import { startNode } from "@/lib/testing/child-process";
import { copyDatabase, createEmptyPostgresql, databaseProviders, type DatabaseCopy } from "@/lib/testing/databases";
import { fillDatabase, readAllRows } from "@/lib/testing/filled-database";
import { newestMail, tokenIn } from "@/lib/testing/mailbox";
import { runRawSql } from "@/lib/testing/raw-database";
import { startRollbackWatch } from "@/lib/web/jobs/rollback-watch";
import { blankSettings } from "@/scripts/lib/test-environment.mjs";

const other = { sqlite: "postgresql", postgresql: "sqlite" } as const satisfies Record<DatabaseProvider, string>;

let root: string;
let copies: DatabaseCopy[];
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "latchkey-move-"));
  copies = [];
});
afterEach(async () => {
  for (const copy of copies) await copy.remove();
  rmSync(root, { recursive: true, force: true });
});

const keep = async (made: Promise<DatabaseCopy>): Promise<DatabaseLocation> => {
  const copy = await made;
  copies.push(copy);
  return copy.location;
};
const migrated = (provider: DatabaseProvider): Promise<DatabaseLocation> => keep(copyDatabase(provider));
/** Nothing at all: no file, or a database without tables. */
const nothing = async (provider: DatabaseProvider): Promise<DatabaseLocation> =>
  provider === "postgresql"
    ? keep(createEmptyPostgresql())
    : { provider, file: path.join(root, `new${copies.length}`, "latchkey.db") };
const filled = async (provider: DatabaseProvider): Promise<DatabaseLocation> => {
  const location = await migrated(provider);
  await withConnection(location, (database) => fillDatabase(database));
  return location;
};
const urlOf = (location: DatabaseLocation): string =>
  location.provider === "sqlite" ? `file:${location.file}` : location.url;
const contextOf = (source: DatabaseLocation, target: DatabaseLocation) => {
  const config = parseConfig({ DATA_DIR: root, DATABASE_URL: urlOf(source) }, process.cwd());
  return { ...createMoveContext(config, readDatabaseUrl("--to", urlOf(target), process.cwd())), portionRows: 10 };
};
const move = (source: DatabaseLocation, target: DatabaseLocation) =>
  moveDatabase(contextOf(source, target), () => undefined);
const refusalOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "done",
    (error: Error) => error.message.replaceAll(root, ""),
  );

describe.each(databaseProviders)("a move from %s to the other database", (provider) => {
  // A move leaves it as it is, so the tests share it.
  let source: DatabaseLocation;
  let removeSource: () => Promise<void>;
  beforeAll(async () => {
    const copy = await copyDatabase(provider);
    removeSource = copy.remove;
    source = copy.location;
    await withConnection(source, (database) => fillDatabase(database));
  });
  afterAll(() => removeSource());

  test("has every row of every table, and the source is unchanged", async () => {
    await runRawSql(source, ["ANALYZE"]);
    const target = await nothing(other[provider]);
    const before = await allRows(source);
    const moved = await move(source, target);
    expect(await allRows(target)).toStrictEqual(before);
    expect(await allRows(source)).toStrictEqual(before);
    expect(Object.fromEntries(moved.map(({ name, rows }) => [name, rows]))).toEqual(
      Object.fromEntries(Object.entries(before).map(([name, rows]) => [name, rows.length])),
    );
    expect(await pendingMigrations(target, migrationsFolder(process.cwd(), target.provider))).toEqual([]);
  });

  test("goes on after it was killed while it copies and while it compares; no server starts on the part", async () => {
    const target = await migrated(other[provider]);
    // The comparison is the same in both directions, and a process takes seconds to start.
    for (const reached of ["copied users 10", ...(provider === "sqlite" ? ["compared users 14"] : [])]) {
      const child = startNode(moveSource, urlOf(source), urlOf(target), root, reached);
      const output = await child.printed(reached);
      await child.killHard();
      if (reached.startsWith("compared")) expect(output).toContain("continued users 0\n");
      await expect(migrateDatabase(target, migrationsFolder(process.cwd(), target.provider))).rejects.toThrow(
        /^The database is the target of a move that isn't finished/,
      );
    }
    const steps = new Set<string>();
    await moveDatabase(contextOf(source, target), (step) => steps.add(step));
    expect(steps).toContain("continued");
    expect(await allRows(target)).toStrictEqual(await allRows(source));
    expect(await pendingMigrations(target, migrationsFolder(process.cwd(), target.provider))).toEqual([]);
  });

  test("is refused after an interruption when the source has changed, and names the table that differs", async () => {
    const own = await filled(provider);
    const target = await migrated(other[provider]);
    const stop = (at: string) =>
      refusalOf(
        moveDatabase(contextOf(own, target), (step, table) => {
          if (`${step} ${table}` === at) throw new Error("stopped");
        }),
      );
    expect(await stop("copied sessions")).toBe("stopped");
    const another = await filled(provider);
    await runRawSql(another, [
      `UPDATE "installations" SET "write_counter" = "write_counter" + 1 WHERE "write_counter" = 1`,
    ]);
    expect(await refusalOf(move(another, target))).toMatch(/part of a move from another database, or the source has/);

    // As by a server that crashed before it counted the write.
    await runRawSql(own, [`UPDATE "users" SET "hidden_steps" = 'other'`]);
    expect(await refusalOf(move(own, target))).toMatch(/^The target differs from the source: users \(14 rows, and 14/);
    expect(await refusalOf(move(own, target))).toMatch(/^The target differs from the source: users/);
  });

  test("refuses a target with rows, one of another version, and a source of an older version", async () => {
    const used = await filled(other[provider]);
    expect(await refusalOf(move(source, used))).toMatch(/^The target has rows \(in /);

    const newer = await migrated(other[provider]);
    const name = "29990101000000_later";
    await runRawSql(newer, [
      `INSERT INTO "_prisma_migrations" ("id", "checksum", "migration_name", "finished_at") VALUES ('x', '', '${name}', '2026-01-01 00:00:00')`,
    ]);
    expect(await refusalOf(move(source, newer))).toMatch(/^The database was migrated by a newer version/);
    expect(await refusalOf(move(newer, source))).toMatch(/^The database was migrated by a newer version/);

    const older = await olderDatabase(provider);
    expect(await refusalOf(move(older, used))).toMatch(/^The source has the tables of an older/);
    expect(await refusalOf(move(await migrated(provider), used))).toMatch(/^The source is empty/);
  });

  test("refuses while a server uses the source or the target", async () => {
    const target = await migrated(other[provider]);
    for (const location of [source, target]) {
      const release = location.provider === "sqlite" ? lockSqliteFile(location.file) : await useAsServer(location);
      expect(await refusalOf(move(source, target))).toMatch(
        /^(Another Latchkey process is using|A Latchkey server is using the PostgreSQL database at)/,
      );
      await release();
    }
    await move(source, target);
  });

  test("into itself is refused, however it is written", async () => {
    const again = anotherNameOf(source);
    for (const target of [source, again])
      expect(await refusalOf(move(source, target))).toMatch(/^The target is the database that DATABASE_URL leads to/);
  });
});

test("a missing source and a foreign target are refused, and nothing is created", async () => {
  const missing: DatabaseLocation = { provider: "sqlite", file: path.join(root, "missing", "latchkey.db") };
  expect(await refusalOf(move(missing, await nothing("sqlite")))).toMatch(/^\/missing\/latchkey.db doesn't exist/);
  const source = await filled("sqlite");
  const file = path.join(root, "notes.txt");
  writeFileSync(file, "notes");
  expect(await refusalOf(move(source, { provider: "sqlite", file }))).toMatch(/notes.txt is not a SQLite database/);
});

test("sessions, tokens, links and two-factor authentication stay valid, there and back", async () => {
  const folder = path.join(root, "data");
  mkdirSync(folder);
  const started: ApiClient[] = [];
  const start = async (location: DatabaseLocation): Promise<ApiClient> => {
    const node = await createApiClient("sqlite", { DATA_DIR: folder, DATABASE_URL: urlOf(location) });
    started.push(node);
    await startRollbackWatch(node.runtime);
    return node;
  };
  try {
    const sqlite: DatabaseLocation = { provider: "sqlite", file: path.join(folder, "latchkey.db") };
    const postgresql = await nothing("postgresql");
    const back: DatabaseLocation = { provider: "sqlite", file: path.join(folder, "back.db") };
    const first = await start(sqlite);
    const now = new Date();
    const ada = await enrolledPerson(first, "ada", now);
    const user = await first.person("user");
    await first.send("POST", "/api/v1/users/request-password-reset", { email: user.email });
    await first.runtime.settle();
    const reset = tokenIn((await newestMail(first.runtime, user.email, "password-reset")).link);
    await started.pop()?.dispose();

    await move(sqlite, postgresql);
    const second = await start(postgresql);
    expect((await second.get("/users/me", user.access)).status).toBe(200);
    const refreshed = await second.form("/api/v1/token", { grant_type: "refresh_token", refresh_token: user.refresh });
    expect(refreshed.status).toBe(200);
    await started.pop()?.dispose();

    await move(postgresql, back);
    const third = await start(back);
    expect((await third.get("/users/me", refreshed.body.access_token)).status).toBe(200);
    const code = await codeAt(ada.secret, new Date(now.getTime() + 30_000));
    const { email, password } = { email: ada.email, password: user.password };
    expect((await third.send("POST", "/api/v1/users/login", { email, password, otp: code })).status).toBe(200);
    expect(
      (
        await third.send("POST", "/api/v1/users/reset-password", {
          token: reset,
          new_password: "harbour-lantern-58-cedar",
        })
      ).status,
    ).toBe(200);
    await started.pop()?.dispose();

    // What was left behind is older than what the node has seen.
    const old = await start(sqlite);
    expect((await old.get("/users/me", user.access)).status).toBe(401);
  } finally {
    for (const node of started) await node.dispose();
  }
});

test("the command prints each table and the setting without the password, and says how it is used", async () => {
  const source = await filled("sqlite");
  const target = await nothing("postgresql");
  const url = new URL(urlOf(target));
  const secret = "hidden-password-17";
  url.username = `mover_${path.basename(root).toLowerCase()}`;
  url.password = secret;
  await runRawSql(target, [`CREATE ROLE "${url.username}" LOGIN SUPERUSER PASSWORD '${secret}'`]);
  const shown = new URL(url);
  shown.password = "PASSWORD";
  const done = await runCommand(source, "--to", url.href);
  expect(done.output).not.toContain(secret);
  expect(done.output).toMatch(/^users: 14 rows, sha256 [0-9a-f]{64}$/m);
  expect(done.output).toContain(`\nDATABASE_URL=${shown.href}\n`);
  expect(done.exitCode).toBe(0);

  const refused = await runCommand(source, "--to", url.href);
  expect([refused.exitCode, refused.output.trim().split("\n").length]).toEqual([1, 1]);
  expect(() => readDatabaseUrl("--to", `postgresql://user:${secret}@`, "/")).toThrow(/^--to is not understood/);
});

const moveSource = `
  import { parseConfig, readDatabaseUrl } from "@/lib/config";
  import { createMoveContext } from "@/lib/create-move-context";
  import { moveDatabase } from "@/lib/services/moves/move-database";
  const [source, target, folder, reached] = process.argv.slice(1);
  const config = parseConfig({ DATA_DIR: folder, DATABASE_URL: source }, process.cwd());
  const context = { ...createMoveContext(config, readDatabaseUrl("--to", target, process.cwd())), portionRows: 10 };
  await moveDatabase(context, (step, table, rows) => {
    const line = step + " " + table + " " + rows;
    process.stdout.write(line + "\\n");
    // Waits to be killed.
    if (line === reached) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 60_000);
  });`;

async function withConnection<T>(
  location: DatabaseLocation,
  work: (database: Awaited<ReturnType<typeof connectDatabase>>) => Promise<T>,
): Promise<T> {
  const database = await connectDatabase(location);
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

function allRows(location: DatabaseLocation): Promise<Record<string, unknown[]>> {
  return withConnection(location, (database) => readAllRows(database.reader));
}

async function useAsServer(location: DatabaseLocation): Promise<() => Promise<void>> {
  const database = await connectDatabase(location);
  await database.reader.user.count();
  return database.close;
}

async function olderDatabase(provider: DatabaseProvider): Promise<DatabaseLocation> {
  const location = await nothing(provider);
  const folder = path.join(root, `older-${provider}`);
  const [first] = readMigrations(migrationsFolder(process.cwd(), provider));
  mkdirSync(path.join(folder, first?.name ?? ""), { recursive: true });
  writeFileSync(path.join(folder, first?.name ?? "", "migration.sql"), first?.sql ?? "");
  if (location.provider === "sqlite") {
    mkdirSync(path.dirname(location.file), { recursive: true });
    writeFileSync(location.file, "");
  }
  await migrateDatabase(location, folder);
  return location;
}

function anotherNameOf(location: DatabaseLocation): DatabaseLocation {
  if (location.provider === "postgresql") {
    const url = new URL(location.url);
    url.protocol = "postgres:";
    url.searchParams.set("application_name", "another");
    return { ...location, url: url.href };
  }
  const file = path.join(root, "link.db");
  symlinkSync(location.file, file);
  return { ...location, file };
}

async function runCommand(
  source: DatabaseLocation,
  ...args: string[]
): Promise<{ exitCode: number | null; output: string }> {
  const child = spawn(process.execPath, ["--import", "tsx", "scripts/move.ts", ...args], {
    env: {
      PATH: process.env["PATH"] ?? "",
      NODE_ENV: "test",
      ...blankSettings(process.cwd()),
      DATA_DIR: root,
      DATABASE_URL: urlOf(source),
    },
  });
  let output = "";
  child.stdout.on("data", (chunk) => (output += String(chunk)));
  child.stderr.on("data", (chunk) => (output += String(chunk)));
  await once(child, "close");
  return { exitCode: child.exitCode, output };
}
