import type { Runtime } from "@/lib/runtime";
import { blankOldValues } from "@/lib/services/audit-log/blank-old-values";
import { sealAuditLog } from "@/lib/services/audit-log/seal-audit-log";
import { verifyAuditLog } from "@/lib/services/audit-log/verify-audit-log";
import type { ServiceContext } from "@/lib/services/context";
import { refreshSiteRules } from "@/lib/services/passwords/refresh-site-rules";
import { removeExpired } from "@/lib/services/sessions/remove-expired";
import { indexUsers } from "@/lib/services/users/index-users";
import { serverContext } from "./server-context";

const HOUR_MS = 60 * 60 * 1000;
// Within what a stop may take; what is cut off is done after the next start.
const STOP_MS = 5 * 1000;

/** Ends what has expired, indexes whoever is not yet, seals and checks the audit log, now and every hour; a failure is logged and tried again. */
export function startHourlyJobs(runtime: Runtime): { stop(): Promise<void> } {
  let running: Promise<void> = Promise.resolve();
  const run = (): void => {
    running = doHourlyJobs(runtime).then(
      (done) => runtime.logger.debug(done, "did what is done every hour"),
      (cause: unknown) => runtime.logger.error({ cause }, "the hourly job failed"),
    );
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

async function doHourlyJobs(runtime: Runtime): Promise<object> {
  // Waits for somebody else's server, so nothing here waits for it.
  runtime.jobs
    .run("refresh-site-rules", () => refreshSiteRules(operatorContext(runtime)), (isFresh) => (isFresh ? null : "The lists could not be had."))
    .catch((cause: unknown) => runtime.logger.error({ cause }, "the lists of sites' rules could not be kept"));
  const removed = await runtime.jobs.run("remove-expired", () => removeExpired(serverContext(runtime)));
  const indexed = await runtime.jobs.run("index-users", () => indexUsers(operatorContext(runtime)));
  const sealed = await runtime.jobs.run("seal-audit-log", () => sealAuditLog(operatorContext(runtime)));
  const { state } = await runtime.jobs.run("verify-audit-log", () => verifyAuditLog(operatorContext(runtime), { scope: "due" }));
  const blanked = await runtime.jobs.run("blank-audit-log", () => blankOldValues(operatorContext(runtime)));
  return { removed, indexed, sealed, auditLog: state, blanked };
}

function operatorContext(runtime: Runtime): ServiceContext {
  return { ...serverContext(runtime), actor: { kind: "operator" } };
}
