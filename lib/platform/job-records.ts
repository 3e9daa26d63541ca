import { jobNames, type JobName, type JobRecord } from "@/lib/domain/system/system-facts";
import { isAppError } from "@/lib/errors";

/** Remembers when each job of this process last ran, how long it took, and whether it failed. */
export function createJobRecords(
  now: () => Date,
  count: (name: JobName, outcome: "success" | "failure") => void = () => undefined,
) {
  const records = new Map<JobName, JobRecord>(
    jobNames.map((name) => [name, { name, startedAt: null, durationMs: null, problem: null }]),
  );

  return {
    /** Runs `work` and returns or throws its result; `problemOf` may report a result as a failure. */
    async run<Result>(
      name: JobName,
      work: () => Promise<Result>,
      problemOf: (result: Result) => string | null = () => null,
    ): Promise<Result> {
      const startedAt = now();
      const startMs = performance.now();
      const record = (problem: string | null): void => {
        count(name, problem === null ? "success" : "failure");
        records.set(name, { name, startedAt, durationMs: Math.round(performance.now() - startMs), problem });
      };
      try {
        const result = await work();
        record(problemOf(result));
        return result;
      } catch (error) {
        record(isAppError(error) ? error.message : "See the log.");
        throw error;
      }
    },
    list: (): JobRecord[] => [...records.values()],
  };
}

export type JobRecords = ReturnType<typeof createJobRecords>;
