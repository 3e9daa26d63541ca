import { setTimeout as pause } from "node:timers/promises";
import type { JobName } from "@/lib/domain/system/system-facts";
import type { Runtime } from "@/lib/runtime";
import { archiveOldMonths } from "@/lib/services/audit-log/archive-old-months";
import { blankOldValues } from "@/lib/services/audit-log/blank-old-values";
import { sealAuditLog } from "@/lib/services/audit-log/seal-audit-log";
import { verifyAuditLog } from "@/lib/services/audit-log/verify-audit-log";
import { findHashCosts } from "@/lib/services/maintenance/find-hash-costs";
import { removeExpired } from "@/lib/services/maintenance/remove-expired";
import { removeOldRecords } from "@/lib/services/maintenance/remove-old-records";
import { indexUsers } from "@/lib/services/users/index-users";
import { operatorContext, serverContext } from "@/lib/web/server-context";
import { runJob, runSharedJob } from "./run-job";
import { createSiteRulesJob } from "./site-rules-job";

const HOUR_MS = 60 * 60 * 1000;
// How often it is checked whether an hour has passed since the last run of a job, in whichever process.
const CHECK_MS = 5 * 60 * 1000;
// How often a requested check of the audit log is tried again while another process checks.
const BUSY_MS = 2 * 1000;
// A job that takes longer is cut off and runs again after the next start.
const STOP_MS = 5 * 1000;

/**
 * Runs the hourly jobs now and every hour, those on the database in one process at a time. A failure is logged, and the next
 * hour tries again.
 */
export function startHourlyJobs(runtime: Runtime): { stop(): Promise<void> } {
  const siteRules = createSiteRulesJob(runtime);
  const runOwn = async (): Promise<void> => {
    // Not awaited, because it depends on another server.
    void siteRules.run();
    await runJob(runtime, "learn-hash-costs", () => findHashCosts(serverContext(runtime)));
  };
  const run = async (everyMs: number | null): Promise<void> => {
    for (const [name, work] of sharedJobs(runtime)) await runSharedJob(runtime, name, { everyMs, work });
  };
  // One after another, also when a run takes longer than the time to the next check.
  let running = runOwn().then(() => run(null));
  let isStopped = false;
  const after = (next: () => Promise<void>) => (): Promise<void> =>
    (running = running.then(() => (isStopped ? undefined : next())));
  const checkWholeLog = async (): Promise<void> => {
    const job = { everyMs: null, work: () => verifyAuditLog(operatorContext(runtime), { scope: "all" }) };
    while (!isStopped && (await runSharedJob(runtime, "verify-audit-log", job)) === "busy")
      await pause(BUSY_MS, undefined, { ref: false });
  };
  let requested: Promise<void> | null = null;
  runtime.auditCheckRequests = {
    add: () => (requested ??= after(checkWholeLog)().finally(() => (requested = null))),
    isWaiting: () => requested !== null,
  };
  // The timers must not keep the process alive.
  const timers = [
    setInterval(after(runOwn), HOUR_MS).unref(),
    setInterval(
      after(() => run(HOUR_MS)),
      CHECK_MS,
    ).unref(),
  ];
  return {
    // The database is closed afterwards; a later write would leave its WAL file behind.
    stop: async () => {
      isStopped = true;
      timers.forEach(clearInterval);
      siteRules.stop();
      await Promise.race([running, new Promise<void>((resolve) => setTimeout(resolve, STOP_MS).unref())]);
    },
  };
}

function sharedJobs(runtime: Runtime): [JobName, () => Promise<unknown>][] {
  const operator = operatorContext(runtime);
  return [
    // All under one name, which is part of the API.
    ["remove-expired", () => cleanUp(runtime)],
    ["index-users", () => indexUsers(operator)],
    ["seal-audit-log", () => sealAuditLog(operator)],
    ["verify-audit-log", () => verifyAuditLog(operator, { scope: "due" })],
    ["blank-audit-log", () => blankOldValues(operator)],
    ["archive-audit-log", () => archiveOldMonths(operator)],
  ];
}

/** Each part runs, whatever fails in the others; the failures are thrown at the end. */
async function cleanUp(runtime: Runtime): Promise<Record<string, number>> {
  let done: Record<string, number> = {};
  const failures: unknown[] = [];
  for (const part of [removeExpired, removeOldRecords]) {
    try {
      done = { ...done, ...(await part(serverContext(runtime))) };
    } catch (failure) {
      failures.push(failure);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, "Parts of the clean-up failed");
  return done;
}
