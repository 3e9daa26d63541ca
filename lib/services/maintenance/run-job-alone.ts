import { extendJobLease, findJobLease, leaseJob, recordJobRun, type JobLease } from "@/lib/data/job-runs";
import type { JobName } from "@/lib/domain/system/system-facts";
import { authorize } from "../authorize";
import type { Context } from "../context";

// A process that ended without a word blocks the job for so long.
const LEASE_MS = 5 * 60 * 1000;
const EXTEND_MS = 60 * 1000;

type JobToRun = {
  name: JobName;
  /** The host and process id, for the system page. */
  process: string;
  /** Runs only when the last run, in whichever process, began so long ago. Null runs now. */
  everyMs: number | null;
  /** On SQLite there is no other process, so a lease is that of a former one. */
  isOnlyProcess: boolean;
};

/**
 * Runs a job unless another process is running it, and records the run for all processes. False when it didn't run. A lease
 * that is lost, because this process hung for minutes, doesn't stop the work: each job can run twice at once.
 */
export async function runJobAlone(
  context: Context<"writing" | "probing">,
  { name, process, everyMs, isOnlyProcess }: JobToRun,
  work: () => Promise<{ problem: string | null }>,
): Promise<boolean> {
  authorize(context, "jobs:run");
  const startedAt = context.now();
  const lease = { name, holder: context.nodeId, leasedUntil: new Date(startedAt.getTime() + LEASE_MS) };
  const seen = await findJobLease(context.db, name);
  if (seen !== null && !isOnlyProcess && isLeased(seen, startedAt)) return false;
  if (seen !== null && everyMs !== null && !isDue(seen, startedAt, everyMs)) return false;
  if (!(await context.write((tx) => leaseJob(tx, seen, lease)))) return false;

  const beginMs = performance.now();
  const timer = setInterval(() => void extend(context, name), EXTEND_MS);
  let problem: string | null = "It was cut off.";
  try {
    ({ problem } = await work());
  } finally {
    clearInterval(timer);
    const durationMs = Math.round(performance.now() - beginMs);
    await context.write((tx) => recordJobRun(tx, context.nodeId, { name, startedAt, durationMs, problem, process }));
  }
  return true;
}

/** A lease that ends too far in the future was made while a clock was wrong. */
function isLeased({ leasedUntil }: JobLease, now: Date): boolean {
  return leasedUntil !== null && leasedUntil > now && leasedUntil.getTime() <= now.getTime() + 2 * LEASE_MS;
}

function isDue({ startedAt }: JobLease, now: Date, everyMs: number): boolean {
  return startedAt === null || startedAt > now || now.getTime() - startedAt.getTime() >= everyMs;
}

async function extend(context: Context<"writing" | "probing">, name: JobName): Promise<void> {
  const leasedUntil = new Date(context.now().getTime() + LEASE_MS);
  await context
    .write((tx) => extendJobLease(tx, { name, holder: context.nodeId, leasedUntil }))
    .catch((cause: unknown) => context.log.warn({ cause, job: name }, "the lease of a job can't be extended"));
}
