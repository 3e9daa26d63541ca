import type { Runtime } from "@/lib/runtime";
import { removeExpired } from "@/lib/services/sessions/remove-expired";
import { indexUsers } from "@/lib/services/users/index-users";
import { serverContext } from "./server-context";

const HOUR_MS = 60 * 60 * 1000;

/** Ends what has expired and indexes whoever is not yet, now and every hour; a failure is logged and tried again. The returned function stops it. */
export function startHourlyJobs(runtime: Runtime): () => void {
  const run = (): void => {
    doHourlyJobs(runtime).then(
      (done) => runtime.logger.debug(done, "did what is done every hour"),
      (cause: unknown) => runtime.logger.error({ cause }, "the hourly job failed"),
    );
  };
  run();
  // Not a reason to stay alive.
  const timer = setInterval(run, HOUR_MS).unref();
  return () => clearInterval(timer);
}

async function doHourlyJobs(runtime: Runtime): Promise<object> {
  const removed = await removeExpired(serverContext(runtime));
  return { removed, indexed: await indexUsers({ ...serverContext(runtime), actor: { kind: "operator" } }) };
}
