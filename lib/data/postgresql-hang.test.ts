import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { isAppError } from "@/lib/errors";
import { type PostgresServer, startEmbeddedPostgres } from "@/lib/testing/embedded-postgres";
import { connectDatabase } from "./connect-database";
import type { OpenDatabase } from "./database";
import { findSessionWithUser } from "./sessions";
import { inBackground } from "./time-limits";

const OPERATION_MS = 400;
const limits = { operationMaxMs: OPERATION_MS, writeMaxMs: OPERATION_MS, writeWaitMaxMs: OPERATION_MS };

let server: PostgresServer;
const opened: OpenDatabase[] = [];
beforeAll(async () => {
  server = await startEmbeddedPostgres();
}, 60_000);
afterEach(async () => {
  server.thaw();
  await Promise.all(opened.splice(0).map((database) => database.close()));
});
afterAll(() => server.stop());

async function open(): Promise<OpenDatabase> {
  const database = await connectDatabase(
    {
      provider: "postgresql",
      // Connecting takes longer than the short limit on a busy machine.
      url: `${server.url("postgres")}?connect_timeout=20&connection_limit=20`,
    },
    { limits },
  );
  opened.push(database);
  return database;
}

const read = (database: OpenDatabase) => database.reader.$queryRaw`SELECT 1 AS one`;
const write = (database: OpenDatabase) => database.write((tx) => tx.$queryRaw`SELECT 1 AS one`);
/** Without the short limit, which the first connections can exceed on a busy machine. */
const warm = (database: OpenDatabase, connections: number) =>
  inBackground(() => Promise.all(Array.from({ length: connections }, () => [read(database), write(database)]).flat()));
const codeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => "done",
    (error: unknown) => (isAppError(error) ? error.code : error),
  );

test("reads and writes on warm connections of a hung PostgreSQL are refused as unavailable, and work again after it", async () => {
  const database = await open();
  await warm(database, 10);
  server.freeze();
  const lookUp = () => findSessionWithUser(database.reader, { id: "any" });
  const work = Array.from({ length: 10 }, () => [read(database), write(database), lookUp()].map(codeOf)).flat();
  expect(new Set(await Promise.all(work))).toEqual(new Set(["unavailable"]));
  server.thaw();
  await expect.poll(() => codeOf(read(database)), { timeout: 10_000 }).toBe("done");
  await expect.poll(() => codeOf(write(database)), { timeout: 10_000 }).toBe("done");
});

test("a database closes while PostgreSQL hangs, also with reads and writes under way", async () => {
  const database = await open();
  await warm(database, 1);
  server.freeze();
  const work = [codeOf(read(database)), codeOf(write(database))];
  await database.close();
  expect(await Promise.all(work)).toEqual(["unavailable", "unavailable"]);
});

test("a job's statement may take longer than a request's", async () => {
  const database = await open();
  const sleep = () => database.write((tx) => tx.$queryRaw`SELECT pg_sleep(1)::text`);
  expect(await codeOf(sleep())).toBe("unavailable");
  expect(await codeOf(inBackground(sleep))).toBe("done");
});
