import { limitNames, logInOutcomes, type LimitName, type LogInOutcome } from "@/lib/domain/system/metric-labels";
import { jobNames, type JobName } from "@/lib/domain/system/system-facts";

/** The upper bounds of the histograms in milliseconds. */
export const durationBounds = [1, 5, 25, 100, 250, 500, 1_000, 2_500, 10_000];

const STATUS_CLASSES = 6;

/** A histogram: how many durations were within each bound and above the one before, and their sum. */
export class Durations {
  readonly counts: number[] = durationBounds.map(() => 0).concat(0);
  milliseconds = 0;

  add(milliseconds: number): void {
    let place = 0;
    while (milliseconds > (durationBounds[place] ?? Number.POSITIVE_INFINITY)) place += 1;
    this.counts[place] = (this.counts[place] ?? 0) + 1;
    this.milliseconds += milliseconds;
  }
}

type RequestCounts = { statusClasses: number[]; durations: Durations };

/**
 * What the process has done, in plain numbers: counting a request costs a fraction of a microsecond. The names are known in
 * advance, so their number is bounded.
 */
export function createMeter() {
  const requests = new Map<string, RequestCounts>();
  const logIns = new Map<LogInOutcome, number>(logInOutcomes.map((outcome) => [outcome, 0]));
  const limits = new Map<LimitName, number>(limitNames.map((name) => [name, 0]));
  const jobs = new Map<JobName, { success: number; failure: number }>(
    jobNames.map((name) => [name, { success: 0, failure: 0 }]),
  );
  const hashWaits = new Durations();
  let hashRefusals = 0;
  const loopBlocks = { count: 0, milliseconds: 0 };

  return {
    /** `operation`: the id of an operation, or one of `otherRequests`. */
    countRequest(operation: string, status: number, milliseconds: number): void {
      let counts = requests.get(operation);
      if (counts === undefined) {
        counts = { statusClasses: Array<number>(STATUS_CLASSES).fill(0), durations: new Durations() };
        requests.set(operation, counts);
      }
      const statusClass = Math.trunc(status / 100);
      counts.statusClasses[statusClass] = (counts.statusClasses[statusClass] ?? 0) + 1;
      counts.durations.add(milliseconds);
    },
    countLogIn(outcome: LogInOutcome): void {
      logIns.set(outcome, (logIns.get(outcome) ?? 0) + 1);
    },
    countLimitHit(name: LimitName): void {
      limits.set(name, (limits.get(name) ?? 0) + 1);
    },
    countJob(name: JobName, outcome: "success" | "failure"): void {
      const counts = jobs.get(name);
      if (counts !== undefined) counts[outcome] += 1;
    },
    countHashWait(milliseconds: number): void {
      hashWaits.add(milliseconds);
    },
    countHashRefusal(): void {
      hashRefusals += 1;
    },
    countLoopBlock(milliseconds: number): void {
      loopBlocks.count += 1;
      loopBlocks.milliseconds += milliseconds;
    },
    read: () => ({ requests, logIns, limits, jobs, hashWaits, hashRefusals, loopBlocks }),
  };
}

export type Meter = ReturnType<typeof createMeter>;
