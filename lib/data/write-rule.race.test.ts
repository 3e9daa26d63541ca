import { setImmediate as nextTick } from "node:timers/promises";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import { describe, expect, test } from "vitest";
import { copyDatabase, databaseProviders, withDatabase } from "@/lib/testing/databases";
import type { OpenDatabase, ReadDatabase, Transaction } from "./database";
import { PrismaClient } from "./generated/sqlite/client";

// `npm run races` sets more.
const rounds = Number(process.env["RACE_ROUNDS"] ?? 10);
const timeoutMs = 30_000 + rounds * 1_000;
const operationsPerRound = 64;
const readersPerRound = 4;

/** The database functions of the scenario, so that it can also run without the queue. */
type Subject = {
  reader: ReadDatabase;
  write<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  createPlainly(id: string): Promise<unknown>;
};

type Violations = { lost: string[]; risen: string[]; dirty: string[] };

const none: Violations = { lost: [], risen: [], dirty: [] };

describe.each(databaseProviders)("the write rule (%s)", { timeout: timeoutMs }, (provider) => {
  test(`${rounds} rounds of ${operationsPerRound} concurrent writes lose no acknowledged row, restore no deleted row and expose no uncommitted row`, async () => {
    await withDatabase(provider, async (database) => {
      for (let round = 0; round < rounds; round += 1) {
        expect(await runRound(queued(database), `round ${round}`)).toEqual(none);
      }
    });
  });

  test("concurrent read-then-write transactions count every acknowledged one", async () => {
    await withDatabase(provider, async (database) => {
      for (let round = 0; round < rounds; round += 1) {
        const id = `counter ${round}`;
        await database.write((tx) => tx.readinessProbe.create({ data: { id, nonce: "0", checkedAt: new Date() } }));
        const outcomes = await Promise.allSettled(
          Array.from({ length: 16 }, () => database.write((tx) => countUp(tx, id), { serializable: true })),
        );
        const acknowledged = outcomes.filter((outcome) => outcome.status === "fulfilled").length;
        const row = await database.reader.readinessProbe.findUnique({ where: { id } });

        expect(row?.nonce).toBe(String(acknowledged));
        expect(acknowledged).toBeGreaterThan(0);
      }
    });
  });
});

// Checks the scenario itself: without the queue it must detect lost writes.
test("one SQLite client without the queue loses acknowledged writes", async () => {
  const copy = await copyDatabase("sqlite");
  if (copy.location.provider !== "sqlite") throw new Error("This test is about SQLite.");
  const client = new PrismaClient({ adapter: new PrismaBetterSqlite3({ url: copy.location.file }) });
  const unqueued: Subject = {
    reader: client,
    write: (work) => client.$transaction(work, { maxWait: 30_000, timeout: 30_000 }),
    createPlainly: (id) => client.readinessProbe.create({ data: row(id) }),
  };

  const violations = await runRound(unqueued, "unqueued");
  await client.$disconnect();
  await copy.remove();

  expect(violations.lost).not.toEqual([]);
  expect(violations.dirty).not.toEqual([]);
});

function queued(database: OpenDatabase): Subject {
  return {
    reader: database.reader,
    write: (work) => database.write(work),
    createPlainly: (id) => database.write((tx) => tx.readinessProbe.create({ data: row(id) })),
  };
}

async function runRound(subject: Subject, name: string): Promise<Violations> {
  const dirty = new Set<string>();
  let running = true;
  const readers = Array.from({ length: readersPerRound }, async () => {
    while (running) {
      for (const id of findUnfinished(await idsOf(subject.reader, name))) dirty.add(id);
      await nextTick();
    }
  });

  const acknowledged: string[] = [];
  const refused: string[] = [];
  await Promise.all(
    Array.from({ length: operationsPerRound }, async (_, index) => {
      const operation = operations[index % operations.length] ?? commitPair;
      const id = `${name}, operation ${index}`;
      // Staggered, so that later clients meet open transactions.
      for (let tick = 0; tick < index; tick += 1) await nextTick();
      await operation(subject, id).then(
        (ids) => acknowledged.push(...ids),
        () => refused.push(id),
      );
    }),
  );
  running = false;
  await Promise.all(readers);

  const present = await idsOf(subject.reader, name);
  return {
    lost: acknowledged.filter((id) => !present.includes(id)),
    risen: present.filter((id) => refused.some((operation) => id.startsWith(`${operation}:`))),
    dirty: [...dirty],
  };
}

/** Each returns the ids whose writes were acknowledged. */
const operations: ((subject: Subject, id: string) => Promise<string[]>)[] = [
  commitPair,
  createOne,
  rollBack,
  createOne,
  violate,
  createOne,
];

/** Two rows that must exist together. */
async function commitPair({ write }: Subject, id: string): Promise<string[]> {
  const ids = [`${id}: pair a`, `${id}: pair b`];
  await write(async (tx) => {
    for (const each of ids) {
      await tx.readinessProbe.create({ data: row(each) });
      await nextTick();
    }
  });
  return ids;
}

async function createOne({ createPlainly }: Subject, id: string): Promise<string[]> {
  await createPlainly(`${id}: one`);
  return [`${id}: one`];
}

async function rollBack({ write }: Subject, id: string): Promise<string[]> {
  return write(async (tx) => {
    await tx.readinessProbe.create({ data: row(`${id}: never`) });
    await nextTick();
    throw new Error("The work failed after its write");
  });
}

async function violate({ write }: Subject, id: string): Promise<string[]> {
  return write(async (tx) => {
    await tx.readinessProbe.create({ data: row(`${id}: never`) });
    await nextTick();
    await tx.readinessProbe.create({ data: row(`${id}: never`) });
    return [];
  });
}

function findUnfinished(ids: string[]): string[] {
  const all = new Set(ids);
  const halves = ids.filter((id) => id.endsWith(": pair a") && !all.has(id.replace(/a$/, "b")));
  return [...halves, ...ids.filter((id) => id.endsWith(": never"))];
}

async function countUp(tx: Transaction, id: string): Promise<void> {
  const { nonce } = await tx.readinessProbe.findUniqueOrThrow({ where: { id } });
  await nextTick();
  await tx.readinessProbe.update({ where: { id }, data: { nonce: String(Number(nonce) + 1) } });
}

async function idsOf(reader: ReadDatabase, name: string): Promise<string[]> {
  const rows = await reader.readinessProbe.findMany({
    where: { id: { startsWith: `${name},` } },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

function row(id: string): { id: string; nonce: string; checkedAt: Date } {
  return { id, nonce: "", checkedAt: new Date() };
}
