import { afterEach, describe, expect, test } from "vitest";
import type { Runtime } from "@/lib/runtime";
import { readIntegrity } from "@/lib/services/audit-log/read-integrity";
import { requestAuditCheck } from "@/lib/services/audit-log/request-audit-check";
import type { ServiceContext } from "@/lib/services/context";
import { copyDatabase, databaseProviders } from "@/lib/testing/databases";
import { runUnguardedSql } from "@/lib/testing/raw-database";
import { createTestRuntime } from "@/lib/testing/test-runtime";
import { serverContext } from "@/lib/web/server-context";
import { startHourlyJobs } from "./hourly-jobs";
import { runSharedJob } from "./run-job";

const JOB = "verify-audit-log";
const key = "q7Vb2nXk9TzR4mWs8LcYp3HdJf6GaEu1";

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

const contextOf = (runtime: Runtime, role: "admin" | "moderator" = "admin"): ServiceContext => ({
  ...serverContext(runtime),
  actor: { kind: "user", role } as ServiceContext["actor"],
});
const integrity = (runtime: Runtime) => readIntegrity(contextOf(runtime));
const request = (runtime: Runtime) => requestAuditCheck(contextOf(runtime));

/** A gate at which checks wait, and how many have come to it. */
function gateAtChecks({ jobs }: Runtime): { count: number; open(): void } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  const gate = { count: 0, open };
  const { run } = jobs;
  jobs.run = async (name, work, problemOf) => {
    if (name === JOB) {
      gate.count += 1;
      await opened;
    }
    return run(name, work, problemOf);
  };
  return gate;
}

describe.each(databaseProviders)("a requested check of the audit log (%s)", (provider) => {
  async function start(): Promise<Runtime> {
    const copy = await copyDatabase(provider);
    const { location } = copy;
    const url = location.provider === "sqlite" ? `file:${location.file}` : location.url;
    const { runtime, dispose } = await createTestRuntime({ DATABASE_URL: url, ENCRYPTION_KEY: key });
    ends.push(copy.remove, dispose);
    return runtime;
  }

  async function startWithJobs(): Promise<Runtime> {
    const runtime = await start();
    ends.push(startHourlyJobs(runtime).stop);
    // The first run of the jobs includes a check.
    await expect.poll(() => integrity(runtime)).toMatchObject({ state: "intact", checking: false });
    return runtime;
  }

  test("goes on in the background, all requests meanwhile join it, and its result is seen when it ends", async () => {
    const runtime = await startWithJobs();
    await runUnguardedSql(runtime.config.database, ["UPDATE audit_chains SET sealed_count = 5"]);
    const gate = gateAtChecks(runtime);
    await Promise.all([request(runtime), request(runtime)]);
    expect(await integrity(runtime)).toMatchObject({ checking: true, state: "intact" });
    const late = request(runtime);
    gate.open();
    await late;
    expect(await integrity(runtime)).toMatchObject({ checking: false, state: "broken" });
    expect(gate.count).toBe(1);

    await runUnguardedSql(runtime.config.database, ["UPDATE audit_chains SET sealed_count = 0"]);
    await request(runtime);
    expect(await integrity(runtime)).toMatchObject({ checking: false, state: "intact" });
    expect(gate.count).toBe(2);
  });

  test("is refused to moderators", async () => {
    const runtime = await start();
    await expect(requestAuditCheck(contextOf(runtime, "moderator"))).rejects.toMatchObject({ code: "forbidden" });
  });

  if (provider === "postgresql")
    test("waits for the check of another process, which all processes show", async () => {
      const runtime = await startWithJobs();
      const { database } = runtime.config;
      if (database.provider !== "postgresql") throw new Error("not PostgreSQL");
      const other = await createTestRuntime({ DATABASE_URL: database.url, ENCRYPTION_KEY: key });
      ends.push(other.dispose);
      let end = (): void => undefined;
      const ended = new Promise<void>((resolve) => (end = resolve));
      const running = runSharedJob(other.runtime, JOB, { everyMs: null, work: () => ended });
      await expect.poll(() => integrity(runtime)).toMatchObject({ checking: true });
      await runUnguardedSql(database, ["UPDATE audit_chains SET sealed_count = 5"]);
      await request(runtime);
      expect(await integrity(other.runtime)).toMatchObject({ checking: true, state: "intact" });
      end();
      await running;
      await expect.poll(() => integrity(other.runtime)).toMatchObject({ checking: false, state: "broken" });
    });
});
