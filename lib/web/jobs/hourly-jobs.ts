import type { Runtime } from "@/lib/runtime";
import { blankOldValues } from "@/lib/services/audit-log/blank-old-values";
import { sealAuditLog } from "@/lib/services/audit-log/seal-audit-log";
import { verifyAuditLog } from "@/lib/services/audit-log/verify-audit-log";
import { findHashCosts } from "@/lib/services/maintenance/find-hash-costs";
import { removeExpired } from "@/lib/services/maintenance/remove-expired";
import { removeOldRecords } from "@/lib/services/maintenance/remove-old-records";
import { indexUsers } from "@/lib/services/users/index-users";
import { operatorContext, serverContext } from "@/lib/web/server-context";
import { runJob } from "./run-job";
import { createSiteRulesJob } from "./site-rules-job";

const HOUR_MS = 60 * 60 * 1000;
// A job that takes longer is cut off and runs again after the next start.
const STOP_MS = 5 * 1000;

/** Runs the hourly jobs now and every hour. A failure is logged, and the next hour tries again. */
export function startHourlyJobs(runtime: Runtime): { stop(): Promise<void> } {
  let running: Promise<void> = Promise.resolve();
  const siteRules = createSiteRulesJob(runtime);
  const run = (): void => {
    // Not awaited, because it depends on another server.
    void siteRules.run();
    running = doHourlyJobs(runtime);
  };
  run();
  // The timer must not keep the process alive.
  const timer = setInterval(run, HOUR_MS).unref();
  return {
    // The database is closed afterwards; a later write would leave its WAL file behind.
    stop: async () => {
      clearInterval(timer);
      siteRules.stop();
      await Promise.race([running, new Promise<void>((resolve) => setTimeout(resolve, STOP_MS).unref())]);
    },
  };
}

async function doHourlyJobs(runtime: Runtime): Promise<void> {
  const operator = operatorContext(runtime);
  // All under one name, which is part of the API.
  await runJob(runtime, "remove-expired", () => cleanUp(runtime));
  await runJob(runtime, "index-users", () => indexUsers(operator));
  await runJob(runtime, "seal-audit-log", () => sealAuditLog(operator));
  await runJob(runtime, "verify-audit-log", () => verifyAuditLog(operator, { scope: "due" }));
  await runJob(runtime, "blank-audit-log", () => blankOldValues(operator));
}

/** Each part runs, whatever fails in the others; the failures are thrown at the end. */
async function cleanUp(runtime: Runtime): Promise<Record<string, number>> {
  let done: Record<string, number> = {};
  const failures: unknown[] = [];
  for (const part of [findHashCosts, removeExpired, removeOldRecords]) {
    try {
      done = { ...done, ...(await part(serverContext(runtime))) };
    } catch (failure) {
      failures.push(failure);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, "Parts of the clean-up failed");
  return done;
}
