import { getConfig } from "@/lib/config";
import { createRuntime } from "@/lib/create-runtime";
import { inBackground } from "@/lib/data/time-limits";
import { isAppError } from "@/lib/errors";
import type { Runtime } from "@/lib/runtime";
import { asStartupError } from "@/lib/start-failures";
import { startRollbackWatch } from "@/lib/web/jobs/rollback-watch";

/** Runs an operator's command on the configured database and prints its lines. On an error, prints one line and sets exit code 1. */
export async function printFromRuntime(command: (runtime: Runtime) => Promise<string[]>): Promise<void> {
  try {
    const runtime = await createRuntime({ ...getConfig(), logLevel: "warn" });
    try {
      await startRollbackWatch(runtime);
      for (const line of await inBackground(() => command(runtime))) console.log(line);
    } finally {
      await runtime.close();
    }
  } catch (error) {
    console.error(asStartupError(error)?.message ?? (isAppError(error) ? error.message : error));
    process.exitCode = 1;
  }
}
