import type { JobName } from "@/lib/domain/system/system-facts";
import type { Runtime } from "@/lib/runtime";
import { blankOldValues } from "@/lib/services/audit-log/blank-old-values";
import { sealAuditLog } from "@/lib/services/audit-log/seal-audit-log";
import { verifyAuditLog } from "@/lib/services/audit-log/verify-audit-log";
import { removeExpired } from "@/lib/services/maintenance/remove-expired";
import { removeOldRecords } from "@/lib/services/maintenance/remove-old-records";
import { refreshSiteRules } from "@/lib/services/passwords/refresh-site-rules";
import { indexUsers } from "@/lib/services/users/index-users";
import { operatorContext, serverContext } from "@/lib/web/server-context";

const HOUR_MS = 60 * 60 * 1000;
// Within what a stop may take; what is cut off is done after the next start.
const STOP_MS = 5 * 1000;

/** Ends what has expired, indexes whoever is not yet, seals and checks the audit log, now and every hour; a failure is logged and tried again. */
export function startHourlyJobs(runtime: Runtime): { stop(): Promise<void> } {
  let running: Promise<void> = Promise.resolve();
  const run = (): void => {
    running = doHourlyJobs(runtime);
  };
  run();
  // Not a reason to stay alive.
  const timer = setInterval(run, HOUR_MS).unref();
  return {
    // The database is closed after it: a write that comes later would leave its journal beside the file.
    stop: async () => {
      clearInterval(timer);
      await Promise.race([running, new Promise<void>((resolve) => setTimeout(resolve, STOP_MS).unref())]);
    },
  };
}

async function doHourlyJobs(runtime: Runtime): Promise<void> {
  const operator = operatorContext(runtime);
  // Waits for somebody else's server, so nothing here waits for it.
  void attempt(
    runtime,
    "refresh-site-rules",
    () => refreshSiteRules(operator),
    (isFresh) => (isFresh ? null : "The lists could not be had."),
  );
  // Both under one name, which is part of the API.
  await attempt(runtime, "remove-expired", async () => ({
    ...(await removeExpired(serverContext(runtime))),
    ...(await removeOldRecords(serverContext(runtime))),
  }));
  await attempt(runtime, "index-users", () => indexUsers(operator));
  await attempt(runtime, "seal-audit-log", () => sealAuditLog(operator));
  await attempt(runtime, "verify-audit-log", () => verifyAuditLog(operator, { scope: "due" }));
  await attempt(runtime, "blank-audit-log", () => blankOldValues(operator));
}

/** Runs one job, and lets none of the others fail by it. */
async function attempt<Outcome>(
  runtime: Runtime,
  name: JobName,
  work: () => Promise<Outcome>,
  problemOf?: (outcome: Outcome) => string | null,
): Promise<void> {
  try {
    const done = await runtime.jobs.run(name, work, problemOf);
    runtime.logger.debug({ job: name, done }, "did what is done every hour");
  } catch (cause) {
    runtime.logger.error({ job: name, cause }, "an hourly job failed");
  }
}
