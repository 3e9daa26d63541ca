import type { Worker } from "node:worker_threads";
import { afterEach, describe, expect, test } from "vitest";
import { isAppError } from "@/lib/errors";
import { copyDatabase, describeOnBothDatabases, withDatabase } from "@/lib/testing/databases";
import { connectDatabase } from "./connect-database";
import type { LongReadDatabase } from "./database";
import { Prisma } from "./generated/sqlite/client";

const countTo = (db: LongReadDatabase, end: number): Promise<unknown> =>
  db.$queryRaw`WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${end}) SELECT count(*) AS count FROM numbers`;

const probe = (id: string) => ({ id, checkedAt: new Date(0), nonce: id });

describeOnBothDatabases("the long reader", (getDatabase) => {
  test("reads what a write has just committed, as the other reader does", async () => {
    const { longReader, reader, write } = getDatabase();
    for (let round = 0; round < 20; round += 1) {
      const id = `committed-${round}`;
      await write((tx) => tx.readinessProbe.create({ data: probe(id) }));
      const found = await longReader.readinessProbe.findUnique({ where: { id } });
      expect(found).not.toBeNull();
      expect(found).toStrictEqual(await reader.readinessProbe.findUnique({ where: { id } }));
    }
  });

  test("gives values of the same types as the other reader", async () => {
    const { longReader, reader, write } = getDatabase();
    await write((tx) => tx.readinessProbe.create({ data: probe("typed") }));
    const statement = Prisma.sql`SELECT 'text' AS words, 1 AS whole, 1.5 AS part, NULL AS missing, CAST(9007199254740993 AS BIGINT) AS large, p.* FROM readiness_probes p WHERE p.id = 'typed'`;
    const rows = await longReader.$queryRaw<object[]>(statement);
    expect(rows).toHaveLength(1);
    expect(rows).toStrictEqual(await reader.$queryRaw(statement));
  });

  test("can't write", async () => {
    await expect(getDatabase().longReader.$queryRaw`DELETE FROM readiness_probes`).rejects.toThrow(
      /readonly database|read-only transaction/,
    );
  });

  test("is refused inside a write, where it wouldn't see the transaction's changes", async () => {
    const { longReader, write } = getDatabase();
    await expect(write(() => longReader.readinessProbe.count())).rejects.toThrow("Inside write() use its `tx`");
  });

  test("reports a failed statement as the other reader does", async () => {
    const { longReader, reader } = getDatabase();
    const failure = (db: Pick<LongReadDatabase, "$queryRaw">) =>
      db.$queryRaw`SELECT nowhere FROM readiness_probes`.then(
        () => "none",
        (error: Error) => `${error.name}: ${error.message}`,
      );
    expect(await failure(longReader)).toContain("nowhere");
    expect(await failure(longReader)).toBe(await failure(reader));
  });
});

describe("on SQLite the long reader", () => {
  const threads: Worker[] = [];
  const note = (worker: Worker): unknown => threads.push(worker);
  afterEach(() => {
    process.off("worker", note);
    threads.length = 0;
  });

  test("lets reads that start after a long one finish before it", async () => {
    await withDatabase(
      "sqlite",
      async ({ longReader, reader }) => {
        await countTo(longReader, 1);
        const finished: string[] = [];
        const long = countTo(longReader, 1_500_000).then(() => finished.push("long"));
        for (const name of ["first", "second", "third"]) {
          await reader.readinessProbe.count();
          finished.push(name);
        }
        await long;
        expect(finished).toEqual(["first", "second", "third", "long"]);
      },
      { operationMaxMs: 60_000 },
    );
  });

  test("starts its thread with the first long read, and ends it with the database", async () => {
    process.on("worker", note);
    const copy = await copyDatabase("sqlite");
    const { longReader, reader, close } = await connectDatabase(copy.location);
    await reader.readinessProbe.count();
    expect(threads).toHaveLength(0);
    await Promise.all([longReader.readinessProbe.count(), longReader.readinessProbe.count()]);
    expect(threads).toHaveLength(1);
    const ended = new Promise((resolve) => threads[0]?.once("exit", resolve));
    await close();
    expect(await ended).toBe(0);
    const late = await longReader.readinessProbe.count().catch((error: unknown) => error);
    expect(isAppError(late) && late.code).toBe("unavailable");
    expect(threads).toHaveLength(1);
    await copy.remove();
  });

  test("answers 503 when its thread dies, and reads in a new one afterwards", async () => {
    process.on("worker", note);
    await withDatabase("sqlite", async ({ longReader }) => {
      await countTo(longReader, 1);
      const interrupted = countTo(longReader, 3_000_000).catch((error: unknown) => error);
      const queued = longReader.readinessProbe.count().catch((error: unknown) => error);
      await threads[0]?.terminate();
      for (const error of [await interrupted, await queued])
        expect(isAppError(error) && error.code).toBe("unavailable");
      const counts = [longReader.readinessProbe.count(), longReader.readinessProbe.count()];
      expect(await Promise.all(counts)).toEqual([0, 0]);
      expect(threads).toHaveLength(2);
      await expect(longReader.$queryRaw`DELETE FROM readiness_probes`).rejects.toThrow("readonly database");
    });
  });

  test("answers 503 after the time limit of a request", async () => {
    await withDatabase(
      "sqlite",
      async ({ longReader }) => {
        const late = await countTo(longReader, 1_500_000).catch((error: unknown) => error);
        expect(isAppError(late) && late.code).toBe("unavailable");
      },
      { operationMaxMs: 20 },
    );
  });
});
