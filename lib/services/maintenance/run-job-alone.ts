import { extendJobLease, findJobLease, leaseJob, recordJobRun, type JobLease } from "@/lib/data/job-runs";
import { isLeased, LEASE_MS } from "@/lib/domain/system/job-lease";
import type { JobName } from "@/lib/domain/system/system-facts";
import { authorize } from "../authorize";
import type { Context } from "../context";

// How often a lease is extended in its time.
const EXTENSIONS = 5;

type JobToRun = {
  name: JobName;
  /** The host and process id, for the system page. */
  process: string;
  /** Runs only when the last run, in whichever process, began so long ago. Null runs now. */
  everyMs: number | null;
  /** The same after a run with a problem. */
  everyMsAfterProblem?: number;
  leaseMs?: number;
  /** On SQLite there is no other process, so a lease is that of a former one. */
  isOnlyProcess: boolean;
};

/** `busy`: another process runs it. `early`: the last run was too recent. */
export type RunAlone = "ran" | "busy" | "early";

/**
 * Runs a job unless another process is running it, and records the run for all processes. A lease that is lost, because this process hung for minutes, doesn't stop the work: each job can run twice at once.
 */
export async function runJobAlone(
  context: Context<"writing" | "probing">,
  { name, process, everyMs, everyMsAfterProblem, isOnlyProcess, leaseMs = LEASE_MS }: JobToRun,
  work: () => Promise<{ problem: string | null }>,
): Promise<RunAlone> {
  authorize(context, "jobs:run");
  const startedAt = context.now();
  const lease = { name, holder: context.nodeId, leasedUntil: new Date(startedAt.getTime() + leaseMs) };
  const seen = await findJobLease(context.db, name);
  if (seen !== null && !isOnlyProcess && isLeased(seen.leasedUntil, startedAt, leaseMs)) return "busy";
  const pauseMs = seen?.problem == null ? everyMs : (everyMsAfterProblem ?? everyMs);
  if (seen !== null && pauseMs !== null && !isDue(seen, startedAt, pauseMs)) return "early";
  if (!(await context.write((tx) => leaseJob(tx, seen, lease)))) return "busy";

  const beginMs = performance.now();
  const timer = setInterval(() => void extend(context, name, leaseMs), leaseMs / EXTENSIONS);
  let problem: string | null = "See the log.";
  try {
    ({ problem } = await work());
  } finally {
    clearInterval(timer);
    const durationMs = Math.round(performance.now() - beginMs);
    await context.write((tx) => recordJobRun(tx, context.nodeId, { name, startedAt, durationMs, problem, process }));
  }
  return "ran";
}

function isDue({ startedAt }: JobLease, now: Date, everyMs: number): boolean {
  return startedAt === null || startedAt > now || now.getTime() - startedAt.getTime() >= everyMs;
}

async function extend(context: Context<"writing" | "probing">, name: JobName, leaseMs: number): Promise<void> {
  const leasedUntil = new Date(context.now().getTime() + leaseMs);
  await context
    .write((tx) => extendJobLease(tx, { name, holder: context.nodeId, leasedUntil }))
    .catch((cause: unknown) => context.log.warn({ cause, job: name }, "the lease of a job can't be extended"));
}
