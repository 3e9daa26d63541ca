import type { JobName } from "@/lib/domain/system/system-facts";
import type { Runtime } from "@/lib/runtime";
import { type RunAlone, runJobAlone } from "@/lib/services/maintenance/run-job-alone";
import { operatorContext } from "@/lib/web/server-context";

/** Runs one job in this process. Its failure is logged, and doesn't affect the others; returns its problem. */
export async function runJob<Outcome>(
  runtime: Runtime,
  name: JobName,
  work: () => Promise<Outcome>,
  problemOf?: (outcome: Outcome) => string | null,
): Promise<string | null> {
  try {
    const done = await runtime.jobs.run(name, work, problemOf);
    runtime.logger.debug({ job: name, done }, "hourly job done");
  } catch (cause) {
    runtime.logger.error({ job: name, cause }, "hourly job failed");
  }
  return runtime.jobs.list().find((record) => record.name === name)?.problem ?? null;
}

/**
 * The same in one process at a time. With `everyMs` it runs only when the last run, in whichever process, began so long ago.
 * `failed`: that couldn't be found out, or the run couldn't be recorded.
 */
export async function runSharedJob(
  runtime: Runtime,
  name: JobName,
  { work, ...pauses }: { everyMs: number | null; everyMsAfterProblem?: number; work: () => Promise<unknown> },
): Promise<RunAlone | "failed"> {
  const job = {
    name,
    ...pauses,
    process: runtime.processName,
    isOnlyProcess: runtime.database.provider === "sqlite",
  };
  try {
    return await runJobAlone(operatorContext(runtime), job, async () => ({
      problem: await runJob(runtime, name, work),
    }));
  } catch (cause) {
    runtime.logger.error({ job: name, cause }, "hourly job can't be run, or its run can't be recorded");
    return "failed";
  }
}
