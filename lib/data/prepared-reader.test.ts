import pg from "pg";
import { describe, expect, onTestFinished, test } from "vitest";
import { copyDatabase, databaseProviders, describeOnBothDatabases, withDatabase } from "@/lib/testing/databases";
import { pgbouncerIsInstalled, startPgBouncer } from "@/lib/testing/pgbouncer";
import { createUser, setStatus } from "./account-state";
import { connectDatabase } from "./connect-database";
import { preparedReaderOn } from "./postgresql-prepared-reader";
import { askServer } from "./postgresql-server";
import type { PreparedStatement } from "./prepared-reader";
import { createSession, endSession, findSessionWithUser } from "./sessions";
import { openPreparedReader } from "./sqlite-prepared-reader";

const now = new Date("2026-01-02T03:04:05.678Z");
const userId = "reader";

const newUser = {
  id: userId,
  email: "reader@example.org",
  normalizedEmail: "reader@example.org",
  username: null,
  fullName: null,
  passwordHash: "hash",
  breachCheckDue: false,
  role: "user" as const,
};

const newSession = (id: string) => ({
  id,
  userId,
  kind: "browser" as const,
  tokenHash: `hash of ${id}`,
  expiresAt: now,
  secondFactorAt: null,
  address: null,
  userAgent: null,
});

const findUserEmail: PreparedStatement = {
  sql: ({ parameter, table }) => `SELECT email FROM ${table("users")} WHERE id = ${parameter}`,
  columns: [{ field: "email", type: "text" }],
};
const deleteUser: PreparedStatement = {
  sql: ({ parameter, table }) => `DELETE FROM ${table("users")} WHERE id = ${parameter} RETURNING email`,
  columns: [{ field: "email", type: "text" }],
};

describeOnBothDatabases("the prepared lookup of a session", (getDatabase) => {
  test("sees each committed change at once, and no other", async () => {
    const { reader, write } = getDatabase();
    await write((tx) => createUser(tx, newUser, now));
    for (let round = 0; round < 10; round += 1) {
      const id = `session-${round}`;
      const find = () => findSessionWithUser(reader, { id });
      await write((tx) => createSession(tx, newSession(id), now));
      expect((await find())?.user.status).toBe("active");

      const failed = write(async (tx) => {
        await endSession(tx, { id, userId });
        throw new Error("rolled back");
      });
      await Promise.all([expect(failed).rejects.toThrow("rolled back"), find(), find()]);
      expect(await find()).not.toBeNull();

      await write((tx) => setStatus(tx, userId, { from: ["active"], to: "disabled", now }));
      expect((await find())?.user.status).toBe("disabled");
      await write((tx) => setStatus(tx, userId, { from: ["disabled"], to: "active", now }));

      // Lookups that run beside the end may see the session or not; one that starts after it may not.
      const beside = Array.from({ length: 10 }, find);
      await write((tx) => endSession(tx, { id, userId }));
      expect(await Promise.all(Array.from({ length: 10 }, find))).toEqual(Array(10).fill(null));
      await Promise.all(beside);
    }
  });

  test("is refused inside a write, which must read with its own transaction", async () => {
    const { reader, write } = getDatabase();
    await expect(write(() => findSessionWithUser(reader, { id: "any" }))).rejects.toThrow(
      "Inside write() use its `tx`",
    );
  });
});

test.each(databaseProviders)("a closed database (%s) refuses the lookup as unavailable", async (provider) => {
  const reader = await withDatabase(provider, (database) => Promise.resolve(database.reader));
  await expect(findSessionWithUser(reader, { id: "any" })).rejects.toMatchObject({ code: "unavailable" });
});

test("SQLite refuses a write of a prepared statement", async () => {
  await withDatabase("sqlite", async ({ write, reader }, location) => {
    if (location.provider !== "sqlite") throw new Error("not SQLite");
    await write((tx) => createUser(tx, newUser, now));
    const prepared = openPreparedReader(location.file);
    onTestFinished(prepared.close);
    await expect(prepared.findOne(deleteUser, userId)).rejects.toThrow("readonly database");
    expect(await prepared.findOne(findUserEmail, userId)).toEqual({ email: newUser.email });
    expect(await reader.user.count()).toBe(1);
  });
});

describe("on PostgreSQL", () => {
  /** One connection, so that the next statement finds what the last one prepared. */
  async function connect(): Promise<{ pool: pg.Pool; url: string }> {
    const copy = await copyDatabase("postgresql");
    if (copy.location.provider !== "postgresql") throw new Error("not PostgreSQL");
    const pool = new pg.Pool({ connectionString: copy.location.url, max: 1 });
    onTestFinished(async () => {
      await pool.end();
      await copy.remove();
    });
    return { pool, url: copy.location.url };
  }

  const namesOn = async (pool: pg.Pool): Promise<string[]> =>
    (await pool.query<{ name: string }>("SELECT name FROM pg_prepared_statements")).rows.map(({ name }) => name);

  test("a statement that writes is refused", async () => {
    const { pool } = await connect();
    const prepared = preparedReaderOn(pool, { hasNames: true, schema: "public" });
    await expect(prepared.findOne(deleteUser, userId)).rejects.toThrow("The reader can't write");
  });

  test("a direct connection keeps the statement under a name, and one behind a pooler gets it unnamed", async () => {
    const { pool } = await connect();
    await preparedReaderOn(pool, { hasNames: false, schema: "public" }).findOne(findUserEmail, userId);
    expect(await namesOn(pool)).toEqual([]);
    const named = preparedReaderOn(pool, { hasNames: true, schema: "public" });
    await named.findOne(findUserEmail, userId);
    await named.findOne(findUserEmail, userId);
    expect(await namesOn(pool)).toEqual([expect.stringMatching(/^latchkey_[0-9a-f]{16}$/)]);
  });

  test("a statement reads the schema of the URL, and the connection's settings don't matter", async () => {
    const { pool, url } = await connect();
    await pool.query(`ALTER SCHEMA public RENAME TO "other Schema"; CREATE SCHEMA public`);
    const target = new URL(url);
    target.searchParams.set("schema", "other Schema");
    const database = await connectDatabase({ provider: "postgresql", url: target.href });
    onTestFinished(() => database.close());
    await database.write(async (tx) => {
      await createUser(tx, newUser, now);
      await createSession(tx, newSession("elsewhere"), now);
    });
    expect((await findSessionWithUser(database.reader, { id: "elsewhere" }))?.user.id).toBe(userId);
  });

  test("a statement whose name was lost or taken is run again without a name, from then on", async () => {
    for (const disturb of [
      "DEALLOCATE ALL",
      "DROP TRIGGER users_search_text ON users; ALTER TABLE users ALTER COLUMN email TYPE varchar(999)",
    ]) {
      const { pool } = await connect();
      await pool.query(`INSERT INTO users (id, email, normalized_email, password_hash, password_changed_at, role, status, created_at, updated_at)
        VALUES ('${userId}', 'a', 'a', 'h', now(), 'user', 'active', now(), now())`);
      const named = preparedReaderOn(pool, { hasNames: true, schema: "public" });
      await named.findOne(findUserEmail, userId);
      await pool.query(disturb);
      expect(await named.findOne(findUserEmail, userId)).toEqual({ email: "a" });
    }
  });

  test.skipIf(!pgbouncerIsInstalled())("a pooler is told from PostgreSQL itself", async () => {
    const { pool, url } = await connect();
    expect(await askServer(pool, "public")).toMatchObject({ isDirect: true });
    for (const mode of ["transaction", "session"] as const) {
      const pgbouncer = await startPgBouncer(url, { mode });
      const pooled = new pg.Pool({ connectionString: pgbouncer.urlOf(url) });
      try {
        expect(await askServer(pooled, "public")).toMatchObject({ isDirect: false });
      } finally {
        await pooled.end();
        await pgbouncer.stop();
      }
    }
  });
});
