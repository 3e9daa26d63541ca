import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, onTestFinished, test } from "vitest";
import { apiRoutes } from "@/lib/api-routes";
import { isStartupError } from "@/lib/errors";
import { selfSignedCertificate } from "@/lib/testing/certificates";
import { copyDatabase, createEmptyPostgresql, type DatabaseCopy } from "@/lib/testing/databases";
import { type PgBouncer, pgbouncerIsInstalled, startPgBouncer } from "@/lib/testing/pgbouncer";
import { createTestRuntime } from "@/lib/testing/test-runtime";
import { listen } from "@/lib/testing/test-server";
import { connectDatabase } from "./connect-database";
import type { OpenDatabase } from "./database";
import { migrationsFolder } from "./migration-files";
import { openDatabase } from "./open-database";

const migrationsDirectory = migrationsFolder(process.cwd(), "postgresql");

function urlOf({ location }: DatabaseCopy): string {
  if (location.provider !== "postgresql") throw new Error("The copy isn't on PostgreSQL.");
  return location.url;
}

function withParameters(url: string, parameters: Record<string, string>): string {
  const target = new URL(url);
  for (const [name, value] of Object.entries(parameters)) target.searchParams.set(name, value);
  return target.href;
}

/** Another program's connection. */
async function ask<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const connection = new pg.Client(url);
  await connection.connect();
  try {
    return (await connection.query<Row>(sql)).rows;
  } finally {
    await connection.end();
  }
}

const reasonOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "no error",
    (error: unknown) => (isStartupError(error) ? error.message : `not a StartupError: ${String(error)}`),
  );

describe.skipIf(!pgbouncerIsInstalled()).each(["transaction", "session"] as const)(
  "PostgreSQL through PgBouncer (Debian package pgbouncer), %s mode",
  (mode) => {
    let pgbouncer: PgBouncer;
    let copy: DatabaseCopy;
    let pooled: string;
    const opened: OpenDatabase[] = [];

    beforeAll(async () => {
      // In session mode a client keeps its connection, so there must be enough of them.
      pgbouncer = await startPgBouncer(inject("postgresUrl"), { mode, connections: mode === "session" ? 40 : 3 });
    });
    afterAll(() => pgbouncer.stop());
    beforeEach(async () => {
      copy = await copyDatabase("postgresql");
      pooled = pgbouncer.urlOf(urlOf(copy));
    });
    afterEach(async () => {
      await Promise.all(opened.splice(0).map((database) => database.close()));
      await copy.remove();
    });

    async function open(parameters: Record<string, string> = {}): Promise<OpenDatabase> {
      const database = await connectDatabase({ provider: "postgresql", url: withParameters(pooled, parameters) });
      opened.push(database);
      return database;
    }

    test("an empty database is migrated through the pooler, and several processes at once take turns", async () => {
      const empty = await createEmptyPostgresql();
      onTestFinished(() => empty.remove());
      const location = { provider: "postgresql", url: pgbouncer.urlOf(urlOf(empty)) } as const;
      const databases = await Promise.all([1, 2, 3].map(() => openDatabase(location, { migrationsDirectory })));
      expect(await databases[0]?.reader.user.count()).toBe(0);
      await Promise.all(databases.map((database) => database.close()));
      // Other tests use the same server.
      const own = "(SELECT oid FROM pg_database WHERE datname = current_database())";
      const locks = `SELECT * FROM pg_locks WHERE locktype = 'advisory' AND database = ${own}`;
      expect(await ask(urlOf(empty), locks)).toEqual([]);
    });

    test("migrations use the direct connection where there is one", async () => {
      const empty = await createEmptyPostgresql();
      onTestFinished(() => empty.remove());
      const direct = withParameters(urlOf(empty), { application_name: "latchkey-direct" });
      const location = { provider: "postgresql", url: pgbouncer.urlOf(urlOf(empty)), migrationUrl: direct } as const;
      const database = await openDatabase(location, { migrationsDirectory });
      expect(await database.reader.user.count()).toBe(0);
      await database.close();
      const other = await createEmptyPostgresql();
      onTestFinished(() => other.remove());
      const elsewhere = { ...location, url: pgbouncer.urlOf(urlOf(other)) };
      expect(await reasonOf(openDatabase(elsewhere, { migrationsDirectory }))).toMatch(/leads to another database/);
    });

    test("reads and writes mix on few connections, and only writes change anything", async () => {
      const database = await open();
      const write = (id: string) =>
        database.write((tx) => tx.readinessProbe.create({ data: { id, nonce: id, checkedAt: new Date() } }));
      const work = Array.from({ length: 60 }, (_, index) =>
        index % 2 === 0 ? write(`node-${index}`) : database.reader.readinessProbe.count(),
      );
      await Promise.all(work);
      expect(await database.reader.readinessProbe.count()).toBe(30);

      const attempts = Array.from({ length: 20 }, () =>
        database.reader.$queryRaw`DELETE FROM readiness_probes RETURNING id`.then(
          () => "deleted",
          (error: unknown) => String(error),
        ),
      );
      for (const outcome of await Promise.all(attempts)) expect(outcome).toMatch(/read-only transaction/);
      expect(await database.reader.readinessProbe.count()).toBe(30);
    });

    test("serializable writes keep their level", async () => {
      const database = await open();
      const [row] = await database.write(
        (tx) => tx.$queryRaw<{ level: string }[]>`SELECT current_setting('transaction_isolation') AS level`,
        { serializable: true },
      );
      expect(row).toEqual({ level: "serializable" });
    });

    test("nothing is left on the pooler's connections for other programs", async () => {
      const database = await open({ options: "-c lock_timeout=1234", statement_timeout: "4321" });
      await Promise.all(
        Array.from({ length: 20 }, () => [
          database.reader.user.count(),
          database.write((tx) => tx.$queryRaw`SELECT 1 AS one`),
        ]).flat(),
      );
      for (let time = 0; time < 5; time += 1) {
        const [row] = await ask<Record<string, string>>(
          pooled,
          `SELECT current_setting('default_transaction_read_only') AS "readOnly", current_setting('statement_timeout') AS statement,
             current_setting('lock_timeout') AS lock, current_setting('search_path') AS path,
             (SELECT count(*)::text FROM pg_prepared_statements) AS prepared`,
        );
        expect(row).toEqual({ readOnly: "off", statement: "0", lock: "0", path: '"$user", public', prepared: "0" });
      }
    });

    test("each read and write has the limits and the options of the URL", async () => {
      const database = await open({ options: "-c lock_timeout=1234 --work_mem=7MB", application_name: "my latchkey" });
      type Row = { lock: string; memory: string; statement: string; name: string };
      const question = (db: Pick<OpenDatabase["reader"], "$queryRaw">) =>
        db.$queryRaw<
          Row[]
        >`SELECT current_setting('lock_timeout') AS lock, current_setting('work_mem') AS memory, current_setting('statement_timeout') AS statement, current_setting('application_name') AS name`;
      const expected = [{ lock: "1234ms", memory: "7MB", statement: "5s", name: "my latchkey" }];
      expect(await question(database.reader)).toEqual(expected);
      expect(await database.write((tx) => question(tx))).toEqual(expected);
    });

    test("an option that PostgreSQL refuses stops the start with its words", async () => {
      expect(await reasonOf(open({ options: "-c nonsense=1" }))).toMatch(
        /^PostgreSQL at 127\.0\.0\.1:\d+ can't be used: unrecognized configuration parameter "nonsense"\.$/,
      );
    });

    test("two schemas of one database are two installations, and other schemas are left alone", async () => {
      const empty = await createEmptyPostgresql();
      onTestFinished(() => empty.remove());
      const base = pgbouncer.urlOf(urlOf(empty));
      await ask(base, "CREATE TABLE theirs (id int)");
      const openSchema = (schema: string) =>
        openDatabase({ provider: "postgresql", url: withParameters(base, { schema }) }, { migrationsDirectory });
      const [one, two] = [await openSchema("one"), await openSchema("Second schema")];
      await one.write((tx) => tx.readinessProbe.create({ data: { id: "a", nonce: "a", checkedAt: new Date() } }));
      expect([await one.reader.readinessProbe.count(), await two.reader.readinessProbe.count()]).toEqual([1, 0]);
      const raw = await one.reader.$queryRaw<object[]>`SELECT id FROM readiness_probes`;
      expect(raw).toEqual([{ id: "a" }]);
      await Promise.all([one.close(), two.close()]);
      expect(await ask(base, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")).toEqual([
        { tablename: "theirs" },
      ]);
      expect(await reasonOf(openDatabase({ provider: "postgresql", url: base }, { migrationsDirectory }))).toMatch(
        /schema public .* belongs to another program/,
      );
    });

    test("connection_limit is the number of all connections", async () => {
      const database = await open({ connection_limit: "4", application_name: "limited" });
      const sleep = (db: Pick<OpenDatabase["reader"], "$queryRaw">) => db.$queryRaw`SELECT pg_sleep(0.05)::text`;
      const work = Array.from({ length: 12 }, () => [sleep(database.reader), database.write((tx) => sleep(tx))]).flat();
      const counts = ask<{ count: number }>(
        urlOf(copy),
        "SELECT count(*)::int FROM pg_stat_activity WHERE application_name = 'limited'",
      );
      await Promise.all(work);
      expect((await counts)[0]?.count).toBeLessThanOrEqual(4);
    });

    test("users sign up, log in and are read through the pooler", async () => {
      const { runtime, dispose } = await createTestRuntime({
        DATABASE_URL: withParameters(pooled, { pgbouncer: "true" }),
      });
      const server = await listen(runtime);
      const post = (route: string, body: object) =>
        fetch(`${server.origin}${route}`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify(body),
        });
      const password = "correct horse battery 7 Staple";
      const created = await Promise.all(
        Array.from({ length: 8 }, (_, index) =>
          post(apiRoutes.register(), { email: `user-${index}@example.org`, password }),
        ),
      );
      expect(created.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 201));
      const entered = await post(apiRoutes.logIn(), { email: "user-1@example.org", password });
      expect(entered.status).toBe(200);
      expect((await fetch(server.origin + apiRoutes.ready())).status).toBe(200);
      await server.close();
      await dispose();
    });
  },
);

describe.skipIf(!pgbouncerIsInstalled())("TLS to PgBouncer (Debian package pgbouncer)", () => {
  const own = selfSignedCertificate();
  const foreign = selfSignedCertificate({ names: ["db.example.net"] });
  const folder = mkdtempSync(path.join(tmpdir(), "latchkey-authority-"));
  const file = (name: string, text: string): string => {
    writeFileSync(path.join(folder, name), text);
    return path.join(folder, name);
  };
  const authorityOfOwn = file("own.pem", own.certificate);
  const authorityOfForeign = file("foreign.pem", foreign.certificate);
  let plain: PgBouncer;
  let encrypted: PgBouncer;
  let misnamed: PgBouncer;
  let copy: DatabaseCopy;

  beforeAll(async () => {
    copy = await copyDatabase("postgresql");
    const start = (tls?: typeof own) =>
      startPgBouncer(inject("postgresUrl"), { mode: "transaction", ...(tls !== undefined && { tls }) });
    [plain, encrypted, misnamed] = await Promise.all([start(), start(own), start(foreign)]);
  });
  afterAll(async () => {
    await Promise.all([plain, encrypted, misnamed].map((each) => each.stop()));
    await copy.remove();
    rmSync(folder, { recursive: true });
  });

  async function outcomeOf(pgbouncer: PgBouncer, parameters: Record<string, string>): Promise<string> {
    const url = withParameters(pgbouncer.urlOf(urlOf(copy)), parameters);
    return reasonOf(
      connectDatabase({ provider: "postgresql", url }).then(async (database) => {
        await database.reader.user.count();
        await database.close();
      }),
    );
  }

  test.each<[string, () => PgBouncer, Record<string, string>]>([
    ["require accepts any certificate", () => encrypted, { sslmode: "require" }],
    ["no-verify accepts any certificate", () => encrypted, { sslmode: "no-verify" }],
    ["require with an authority checks it", () => encrypted, { sslmode: "require", sslrootcert: authorityOfOwn }],
    ["prefer encrypts where the server can", () => encrypted, { sslmode: "prefer" }],
    ["prefer does without where it can't", () => plain, { sslmode: "prefer" }],
    ["disable", () => plain, { sslmode: "disable" }],
    ["verify-ca", () => encrypted, { sslmode: "verify-ca", sslrootcert: authorityOfOwn }],
    ["verify-ca doesn't check the name", () => misnamed, { sslmode: "verify-ca", sslrootcert: authorityOfForeign }],
    ["verify-full", () => encrypted, { sslmode: "verify-full", sslrootcert: authorityOfOwn }],
    ["accept_invalid_certs", () => misnamed, { sslmode: "require", sslaccept: "accept_invalid_certs" }],
    ["a minimum version", () => encrypted, { sslmode: "require", ssl_min_protocol_version: "TLSv1.2" }],
  ])("%s: works", async (_, pgbouncer, parameters) => {
    expect(await outcomeOf(pgbouncer(), parameters)).toBe("no error");
  });

  test.each<[string, () => PgBouncer, Record<string, string>, RegExp]>([
    ["disable where TLS is required", () => encrypted, { sslmode: "disable" }, /SSL|TLS/],
    ["require where there is none", () => plain, { sslmode: "require" }, /SSL/],
    [
      "require with another authority",
      () => encrypted,
      { sslmode: "require", sslrootcert: authorityOfForeign },
      /cert/,
    ],
    ["verify-full with an unknown authority", () => encrypted, { sslmode: "verify-full" }, /self-signed certificate/],
    [
      "verify-full and another name",
      () => misnamed,
      { sslmode: "verify-full", sslrootcert: authorityOfForeign },
      /127/,
    ],
    ["sslaccept=strict", () => encrypted, { sslmode: "require", sslaccept: "strict" }, /self-signed certificate/],
    [
      "a missing file",
      () => encrypted,
      { sslmode: "verify-ca", sslrootcert: "/nowhere/root.pem" },
      /sslrootcert.*no such/,
    ],
    [
      "channel binding, which PgBouncer hasn't",
      () => encrypted,
      { sslmode: "require", channel_binding: "require" },
      /channel binding/,
    ],
  ])("%s: is refused in words", async (_, pgbouncer, parameters, reason) => {
    expect(await outcomeOf(pgbouncer(), parameters)).toMatch(reason);
  });
});
