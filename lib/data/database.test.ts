import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { isAppError } from "@/lib/errors";
import { type ChildProcess, startNode } from "@/lib/testing/child-process";
import { copyDatabase, databaseProviders, describeOnBothDatabases, withDatabase } from "@/lib/testing/databases";
import { connectDatabase } from "./connect-database";
import type { OpenDatabase, ReadDatabase, Transaction } from "./database";
import { isUniqueViolation } from "./database-errors";

describeOnBothDatabases("a database", (getDatabase) => {
  test("the reader has no write method, and its connection refuses writes", async () => {
    const { reader } = getDatabase();
    // @ts-expect-error -- a write outside write() must not compile.
    const create = reader.readinessProbe.create({ data: row("sneaky") });
    await expect(create).rejects.toThrow(/readonly database|read-only transaction/);
    // @ts-expect-error -- raw statements that write aren't there either.
    expect(() => reader.$executeRaw).not.toThrow();
    await expect(reader.$queryRaw`DELETE FROM readiness_probes`).rejects.toThrow(
      /readonly database|read-only transaction/,
    );
  });

  test("a function that reads accepts a transaction too", async () => {
    const countProbes = (db: ReadDatabase): Promise<number> => db.readinessProbe.count({ where: { id: "counted" } });
    const counted = await getDatabase().write(async (tx) => {
      await tx.readinessProbe.create({ data: row("counted") });
      return countProbes(tx);
    });
    expect(counted).toBe(1);
  });

  test("a nested write is refused at once instead of deadlocking", async () => {
    const database = getDatabase();
    const startedAt = performance.now();
    const nested = database.write(() => database.write(async () => "never"));
    await expect(nested).rejects.toThrow("Inside write() use its `tx`");
    expect(performance.now() - startedAt).toBeLessThan(1_000);
  });

  test("the reader is refused inside a write, where it wouldn't see the transaction's changes", async () => {
    const database = getDatabase();
    await expect(database.write(() => database.reader.readinessProbe.count())).rejects.toThrow(
      "Inside write() use its `tx`",
    );
    expect(await database.reader.readinessProbe.count({ where: { id: "nobody" } })).toBe(0);
  });

  test("work that a write left running may read after the write", async () => {
    const database = getDatabase();
    const leftRunning = await database.write(async () => ({
      later: pause(50).then(() => database.reader.readinessProbe.count()),
    }));
    await expect(leftRunning.later).resolves.toBeTypeOf("number");
  });

  test("a unique violation is distinguished from other errors by the index's fields", async () => {
    const database = getDatabase();
    await database.write((tx) => tx.readinessProbe.create({ data: row("twice") }));
    const error = await failureOf(database.write((tx) => tx.readinessProbe.create({ data: row("twice") })));

    expect(isUniqueViolation(error)).toBe(true);
    expect(isUniqueViolation(error, "id")).toBe(true);
    expect(isUniqueViolation(error, "nonce")).toBe(false);
    expect(isUniqueViolation(new Error("something else"))).toBe(false);
  });

  test("a unique index over several columns is recognised by its fields in order", async () => {
    const database = getDatabase();
    const error = await failureOf(
      database.write(async (tx) => {
        await tx.$executeRaw`CREATE TABLE memberships (user_id TEXT, team_id TEXT)`;
        await tx.$executeRaw`CREATE UNIQUE INDEX memberships_user_id_team_id_key ON memberships (user_id, team_id)`;
        await tx.$executeRaw`INSERT INTO memberships VALUES ('u', 't')`;
        await tx.$executeRaw`INSERT INTO memberships VALUES ('u', 't')`;
      }),
    );
    expect(isUniqueViolation(error, "userId", "teamId")).toBe(true);
    expect(isUniqueViolation(error, "userId")).toBe(false);
  });

  test("an error about invalid arguments doesn't contain the values", async () => {
    const wrong = { id: "quoted", checkedAt: new Date(), nonce: { secret: "hunter2" } };
    // @ts-expect-error -- the wrong type is the point.
    const error = await failureOf(getDatabase().write((tx) => tx.readinessProbe.create({ data: wrong })));
    expect(error).toBeInstanceOf(Error);
    expect(error instanceof Error ? `${error.message} ${error.stack}` : "").not.toContain("hunter2");
  });

  test("a failed commit stores nothing, and the next write succeeds", async () => {
    const database = getDatabase();
    await database.write(async (tx) => {
      await tx.$executeRaw`CREATE TABLE parents (id TEXT PRIMARY KEY)`;
      await tx.$executeRaw`CREATE TABLE children (parent_id TEXT REFERENCES parents (id) DEFERRABLE INITIALLY DEFERRED)`;
    });
    const orphan = database.write(async (tx) => {
      await tx.readinessProbe.create({ data: row("with the orphan") });
      await tx.$executeRaw`INSERT INTO children VALUES ('nobody')`;
    });
    await expect(orphan).rejects.toThrow();

    await database.write((tx) => tx.readinessProbe.create({ data: row("after the orphan") }));
    const ids = await database.reader.readinessProbe.findMany({
      where: { id: { endsWith: "the orphan" } },
      select: { id: true },
    });
    expect(ids).toEqual([{ id: "after the orphan" }]);
  });
});

describe.each(databaseProviders)("limits (%s)", (provider) => {
  test("work that never ends is rolled back after a timeout, and doesn't block the next write", async () => {
    await withDatabase(
      provider,
      async (database) => {
        const hanging = database.write(async (tx) => {
          await tx.readinessProbe.create({ data: row("hanging") });
          await new Promise(() => undefined);
        });
        await expectUnavailable(hanging);
        await database.write((tx) => tx.readinessProbe.create({ data: row("next") }));
        expect(await database.reader.readinessProbe.findMany({ select: { id: true } })).toEqual([{ id: "next" }]);
      },
      { writeMaxMs: 1_000, writeWaitMaxMs: 1_000 },
    );
  });

  test("a write that waits too long for its turn is refused and never runs", async () => {
    await withDatabase(
      provider,
      async (database) => {
        let end: (() => void) | undefined;
        const ended = new Promise<void>((resolve) => (end = resolve));
        const slow = database.write(async (tx) => {
          await tx.readinessProbe.create({ data: row("slow") });
          await ended;
        });
        await expectUnavailable(database.write((tx) => tx.readinessProbe.create({ data: row("late") })));
        end?.();
        await slow;
        expect(await database.reader.readinessProbe.findMany({ select: { id: true } })).toEqual([{ id: "slow" }]);
      },
      { writeWaitMaxMs: 1_000, connectionsMax: 1 },
    );
  });

  test("closing waits for running writes and refuses new ones", async () => {
    const copy = await copyDatabase(provider);
    const database = await connectDatabase(copy.location);
    const running = Array.from({ length: 5 }, (_, index) =>
      database.write((tx) => tx.readinessProbe.create({ data: row(`${index}`) })),
    );
    const closed = database.close();
    await expectUnavailable(database.write((tx) => tx.readinessProbe.create({ data: row("after") })));
    await Promise.all([...running, closed, database.close()]);
    await expectUnavailable(database.reader.readinessProbe.count());

    const reopened = await connectDatabase(copy.location, { access: "read" });
    expect(await reopened.reader.readinessProbe.count()).toBe(5);
    await expect(reopened.write(async () => undefined)).rejects.toThrow("opened for reading only");
    await reopened.close();
    await copy.remove();
  });
});

describe("SQLite", () => {
  test("writes above the queue's limit are refused at once", async () => {
    await withDatabase(
      "sqlite",
      async (database) => {
        const outcomes = await Promise.allSettled(
          Array.from({ length: 10 }, (_, index) =>
            database.write((tx) => tx.readinessProbe.create({ data: row(`${index}`) })),
          ),
        );
        expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(4);
        expect(await database.reader.readinessProbe.count()).toBe(4);
      },
      { writesWaitingMax: 3 },
    );
  });

  test("a missing file is refused in one sentence, and not created", async () => {
    await expect(connectDatabase({ provider: "sqlite", file: "/nowhere/latchkey.db" })).rejects.toThrow(
      /^\/nowhere\/latchkey\.db can't be opened: .+\.$/,
    );
  });

  test("closing waits for the whole queue", async () => {
    const copy = await copyDatabase("sqlite");
    const database = await connectDatabase(copy.location, { limits: { writesWaitingMax: 3 } });
    const writes = Array.from({ length: 4 }, (_, index) =>
      database.write((tx) => tx.readinessProbe.create({ data: row(`${index}`) })),
    );
    await database.close();
    await Promise.all(writes);
    await copy.remove();
  });

  test("the writer syncs every commit and keeps foreign keys on, also after errors", async () => {
    await withDatabase("sqlite", async (database) => {
      const settings = (): Promise<unknown[]> =>
        database.write(async (tx) => [
          await tx.$queryRaw`PRAGMA journal_mode`,
          await tx.$queryRaw`PRAGMA synchronous`,
          await tx.$queryRaw`PRAGMA foreign_keys`,
          await tx.$queryRaw`PRAGMA busy_timeout`,
        ]);
      const expected = [[{ journal_mode: "wal" }], [{ synchronous: 2n }], [{ foreign_keys: 1n }], [{ timeout: 10n }]];

      expect(await settings()).toEqual(expected);
      await failureOf(database.write((tx) => tx.$executeRaw`INSERT INTO no_such_table VALUES (1)`));
      expect(await settings()).toEqual(expected);
    });
  });

  test("a lock that another process holds for 1 s is waited for without blocking the event loop", async () => {
    await withLockedDatabase(1_000, async (database) => {
      const delay = monitorEventLoopDelay({ resolution: 10 });
      delay.enable();
      const writing = database.write((tx) => tx.readinessProbe.create({ data: row("waited") }));
      expect(await database.reader.readinessProbe.count()).toBe(0);
      await writing;
      delay.disable();

      expect(await database.reader.readinessProbe.count()).toBe(1);
      expect(delay.max / 1e6).toBeLessThan(500);
    });
  });

  test("a lock that another process holds for 6 s gives 503 with Retry-After, and the database recovers by itself", async () => {
    await withLockedDatabase(6_000, async (database, holder) => {
      const delay = monitorEventLoopDelay({ resolution: 10 });
      delay.enable();
      const startedAt = performance.now();
      const writes = Array.from({ length: 8 }, (_, index) =>
        database.write((tx) => tx.readinessProbe.create({ data: row(`${index}`) })),
      );
      await Promise.all(writes.map(expectUnavailable));
      const waitedMs = performance.now() - startedAt;
      delay.disable();

      expect(waitedMs).toBeLessThan(5_500);
      expect(delay.max / 1e6).toBeLessThan(500);
      await holder.ended;
      await database.write((tx) => tx.readinessProbe.create({ data: row("recovered") }));
      expect(await database.reader.readinessProbe.findMany({ select: { id: true } })).toEqual([{ id: "recovered" }]);
    });
  });
});

describe("PostgreSQL", () => {
  test("deadlocked transactions are retried until both are committed", async () => {
    await withDatabase("postgresql", async (database) => {
      await database.write((tx) => tx.readinessProbe.createMany({ data: [row("a"), row("b")] }));
      let attempts = 0;
      let bothHoldOne: (() => void) | undefined;
      const held = new Promise<void>((resolve) => (bothHoldOne = resolve));
      const updateBoth = (first: string, second: string) => async (tx: Transaction) => {
        attempts += 1;
        await tx.readinessProbe.update({ where: { id: first }, data: { nonce: first } });
        if (attempts >= 2) bothHoldOne?.();
        await held;
        await tx.readinessProbe.update({ where: { id: second }, data: { nonce: first } });
      };
      await Promise.all([database.write(updateBoth("a", "b")), database.write(updateBoth("b", "a"))]);
      expect(attempts).toBe(3);
    });
  });

  test("serializable writes keep an invariant over two rows", async () => {
    await withDatabase("postgresql", async (database) => {
      await database.write((tx) => tx.readinessProbe.createMany({ data: [row("first"), row("second")] }));
      const removeUnlessLast = (id: string): Promise<void> =>
        database.write(
          async (tx) => {
            if ((await tx.readinessProbe.count()) < 2) throw new Error("The last one stays");
            await pause(50);
            await tx.readinessProbe.delete({ where: { id } });
          },
          { serializable: true },
        );
      await Promise.allSettled([removeUnlessLast("first"), removeUnlessLast("second")]);
      expect(await database.reader.readinessProbe.count()).toBe(1);
    });
  });

  test("a lost connection gives 503, and the next query reconnects", async () => {
    await withDatabase("postgresql", async (database) => {
      const cut = database.write(async (tx) => {
        await tx.readinessProbe.create({ data: row("cut") });
        await tx.$queryRaw`SELECT pg_terminate_backend(pg_backend_pid())`;
      });
      await expectUnavailable(cut);
      await database.write((tx) => tx.readinessProbe.create({ data: row("again") }));
      expect(await database.reader.readinessProbe.findMany({ select: { id: true } })).toEqual([{ id: "again" }]);
    });
  });

  test("an unreachable server is refused in one sentence without the password", async () => {
    const location = { provider: "postgresql", url: "postgresql://user:hunter2@127.0.0.1:1/none" } as const;
    const error = await failureOf(connectDatabase(location));
    expect(String(error)).toMatch(/^StartupError: PostgreSQL at 127\.0\.0\.1:1 can't be used/);
    expect(String(error)).not.toContain("hunter2");
  });
});

async function withLockedDatabase(
  milliseconds: number,
  work: (database: OpenDatabase, holder: ChildProcess) => Promise<void>,
): Promise<void> {
  await withDatabase("sqlite", async (database, location) => {
    if (location.provider !== "sqlite") throw new Error("This test is about SQLite.");
    const holder = startNode(
      `import Sqlite from "better-sqlite3";
       const [file, milliseconds] = process.argv.slice(1);
       const connection = new Sqlite(file);
       connection.exec("BEGIN IMMEDIATE");
       console.log("locked");
       setTimeout(() => connection.close(), Number(milliseconds));`,
      location.file,
      String(milliseconds),
    );
    await holder.printed("locked");
    try {
      await work(database, holder);
    } finally {
      await holder.killHard();
    }
  });
}

async function expectUnavailable(outcome: Promise<unknown>): Promise<void> {
  const error = await failureOf(outcome);
  expect(isAppError(error) ? { code: error.code, retries: error.retryAfterSeconds } : error).toEqual({
    code: "unavailable",
    retries: 3,
  });
}

async function failureOf(outcome: Promise<unknown>): Promise<unknown> {
  return outcome.then(
    () => {
      throw new Error("This should have failed.");
    },
    (error: unknown) => error,
  );
}

function row(id: string): { id: string; nonce: string; checkedAt: Date } {
  return { id, nonce: "", checkedAt: new Date() };
}
