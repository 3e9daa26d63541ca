import type { JobName } from "@/lib/domain/system/system-facts";
import type { Runtime } from "@/lib/runtime";
import { blankOldValues } from "@/lib/services/audit-log/blank-old-values";
import { sealAuditLog } from "@/lib/services/audit-log/seal-audit-log";
import { verifyAuditLog } from "@/lib/services/audit-log/verify-audit-log";
import { findHashCosts } from "@/lib/services/maintenance/find-hash-costs";
import { removeExpired } from "@/lib/services/maintenance/remove-expired";
import { removeOldRecords } from "@/lib/services/maintenance/remove-old-records";
import { refreshSiteRules } from "@/lib/services/passwords/refresh-site-rules";
import { indexUsers } from "@/lib/services/users/index-users";
import { operatorContext, serverContext } from "@/lib/web/server-context";

const HOUR_MS = 60 * 60 * 1000;
// A job that takes longer is cut off and runs again after the next start.
const STOP_MS = 5 * 1000;

/** Runs the hourly jobs now and every hour. A failure is logged, and the next hour tries again. */
export function startHourlyJobs(runtime: Runtime): { stop(): Promise<void> } {
  let running: Promise<void> = Promise.resolve();
  const run = (): void => {
    running = doHourlyJobs(runtime);
  };
  run();
  // The timer must not keep the process alive.
  const timer = setInterval(run, HOUR_MS).unref();
  return {
    // The database is closed afterwards; a later write would leave its WAL file behind.
    stop: async () => {
      clearInterval(timer);
      await Promise.race([running, new Promise<void>((resolve) => setTimeout(resolve, STOP_MS).unref())]);
    },
  };
}

async function doHourlyJobs(runtime: Runtime): Promise<void> {
  const operator = operatorContext(runtime);
  // Not awaited, because it depends on another server.
  void runJob(
    runtime,
    "refresh-site-rules",
    () => refreshSiteRules(operator),
    (isFresh) => (isFresh ? null : "The lists could not be downloaded."),
  );
  // All under one name, which is part of the API.
  await runJob(runtime, "remove-expired", async () => ({
    ...(await findHashCosts(serverContext(runtime))),
    ...(await removeExpired(serverContext(runtime))),
    ...(await removeOldRecords(serverContext(runtime))),
  }));
  await runJob(runtime, "index-users", () => indexUsers(operator));
  await runJob(runtime, "seal-audit-log", () => sealAuditLog(operator));
  await runJob(runtime, "verify-audit-log", () => verifyAuditLog(operator, { scope: "due" }));
  await runJob(runtime, "blank-audit-log", () => blankOldValues(operator));
}

/** Runs one job. Its failure doesn't affect the others. */
async function runJob<Outcome>(
  runtime: Runtime,
  name: JobName,
  work: () => Promise<Outcome>,
  problemOf?: (outcome: Outcome) => string | null,
): Promise<void> {
  try {
    const done = await runtime.jobs.run(name, work, problemOf);
    runtime.logger.debug({ job: name, done }, "hourly job done");
  } catch (cause) {
    runtime.logger.error({ job: name, cause }, "hourly job failed");
  }
}
