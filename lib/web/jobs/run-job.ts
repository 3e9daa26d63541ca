import type { JobName } from "@/lib/domain/system/system-facts";
import type { Runtime } from "@/lib/runtime";

/** Runs one job. Its failure doesn't affect the others. */
export async function runJob<Outcome>(
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
