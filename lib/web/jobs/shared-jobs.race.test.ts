import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Runtime } from "@/lib/runtime";
import { copyDatabase, type DatabaseCopy } from "@/lib/testing/databases";
import { createTestRuntime } from "@/lib/testing/test-runtime";
import { runSharedJob } from "./run-job";

const ROUNDS = Number(process.env["RACE_ROUNDS"] ?? 10);
const MINUTE_MS = 60 * 1000;
const HOUR_MS = 60 * MINUTE_MS;
const JOB = "index-users";
const key = "q7Vb2nXk9TzR4mWs8LcYp3HdJf6GaEu1";

describe("a job of several processes", () => {
  let copy: DatabaseCopy;
  let now = new Date("2026-11-21T12:00:00Z");
  const processes: Runtime[] = [];
  const ends: (() => Promise<void>)[] = [];

  beforeAll(async () => {
    copy = await copyDatabase("postgresql");
    if (copy.location.provider !== "postgresql") throw new Error("not PostgreSQL");
    for (const name of ["web-1", "web-2", "web-3"]) {
      const settings = { DATABASE_URL: copy.location.url, ENCRYPTION_KEY: key };
      const { runtime, dispose } = await createTestRuntime(settings, { now: () => now });
      processes.push(Object.assign(runtime, { processName: name }));
      ends.push(dispose);
    }
  });
  afterEach(() => first().database.write((tx) => tx.jobRun.deleteMany()));
  afterAll(async () => {
    for (const end of ends) await end();
    await copy.remove();
  });

  const first = (): Runtime => processes[0] as Runtime;
  const pass = (milliseconds: number): void => void (now = new Date(now.getTime() + milliseconds));
  const record = () => first().database.reader.jobRun.findUniqueOrThrow({ where: { name: JOB } });
  const runEverywhere = (everyMs: number | null, work: (runtime: Runtime) => Promise<unknown>) =>
    Promise.all(processes.map((runtime) => runSharedJob(runtime, JOB, { everyMs, work: () => work(runtime) })));

  test(
    "runs in one of them at a time, and once an hour",
    async () => {
      for (let round = 0; round < ROUNDS; round += 1) {
        const ran: string[] = [];
        let atOnce = 0;
        await runEverywhere(HOUR_MS, async ({ processName }) => {
          atOnce += 1;
          expect(atOnce).toBe(1);
          await new Promise((resolve) => setImmediate(resolve));
          ran.push(processName);
          atOnce -= 1;
        });
        expect(ran).toHaveLength(1);
        expect(await record()).toMatchObject({ startedAt: now, problem: null, process: ran[0], holder: null });
        pass(HOUR_MS - 1);
        await runEverywhere(HOUR_MS, () => Promise.reject(new Error("too early")));
        expect(await record()).toMatchObject({ process: ran[0], problem: null });
        pass(1);
      }
    },
    20_000 * ROUNDS,
  );

  test("is left to the process that runs it, also by one that starts, until five minutes after a crash", async () => {
    let crash = (): void => undefined;
    const crashed = new Promise<void>((resolve) => (crash = resolve));
    let hasBegun = (): void => undefined;
    const begun = new Promise<void>((resolve) => (hasBegun = resolve));
    const hanging = runSharedJob(first(), JOB, { everyMs: null, work: () => (hasBegun(), crashed) });
    await begun;
    const ran: string[] = [];
    const others = async (): Promise<void> => {
      for (const runtime of processes.slice(1))
        await runSharedJob(runtime, JOB, { everyMs: null, work: async () => ran.push(runtime.processName) });
    };
    await others();
    expect(ran).toEqual([]);
    pass(5 * MINUTE_MS);
    await others();
    expect(ran).toEqual(["web-2", "web-3"]);
    crash();
    await hanging;
    // What the first process reports after it lost the lease doesn't count.
    expect(await record()).toMatchObject({ process: "web-3", holder: null });
  });

  test("has its failure in the record, and runs again an hour later", async () => {
    await runSharedJob(first(), JOB, { everyMs: HOUR_MS, work: () => Promise.reject(new Error("secret detail")) });
    expect(await record()).toMatchObject({ problem: "See the log.", process: "web-1" });
    pass(HOUR_MS);
    await runSharedJob(first(), JOB, { everyMs: HOUR_MS, work: () => Promise.resolve() });
    expect(await record()).toMatchObject({ problem: null });
  });
});

test("on SQLite a lease of a process that was killed doesn't hold up the next one", async () => {
  const { runtime, dispose } = await createTestRuntime();
  await runtime.database.write((tx) =>
    tx.jobRun.create({ data: { name: JOB, holder: "killed", leasedUntil: new Date(Date.now() + MINUTE_MS) } }),
  );
  let ran = false;
  await runSharedJob(runtime, JOB, { everyMs: HOUR_MS, work: async () => void (ran = true) });
  expect(ran).toBe(true);
  await dispose();
});
