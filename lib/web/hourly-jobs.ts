import type { Runtime } from "@/lib/runtime";
import { removeExpired } from "@/lib/services/sessions/remove-expired";
import { serverContext } from "./server-context";

const HOUR_MS = 60 * 60 * 1000;

/** Ends what has expired, now and every hour; a failure is logged and tried again. The returned function stops it. */
export function startHourlyJobs(runtime: Runtime): () => void {
  const run = (): void => {
    removeExpired(serverContext(runtime)).then(
      (removed) => runtime.logger.debug(removed, "removed what had expired"),
      (cause: unknown) => runtime.logger.error({ cause }, "the hourly job failed"),
    );
  };
  run();
  // Not a reason to stay alive.
  const timer = setInterval(run, HOUR_MS).unref();
  return () => clearInterval(timer);
}
