import { isLeased } from "@/lib/domain/system/job-lease";
import type { JobName, SharedJobRecord } from "@/lib/domain/system/system-facts";
import type { ReadDatabase, Transaction } from "./database";

// One row for each job that only one process at a time runs.

export type JobLease = SharedJobRecord & { holder: string | null; leasedUntil: Date | null };

export async function findJobLease(db: ReadDatabase, name: JobName): Promise<JobLease | null> {
  const row = await db.jobRun.findUnique({ where: { name } });
  return row && { ...row, name };
}

/** Whether a process runs a job with a lease of the usual length. */
export async function isJobRunning(db: ReadDatabase, name: JobName, now: Date): Promise<boolean> {
  const lease = await findJobLease(db, name);
  return lease !== null && isLeased(lease.leasedUntil, now);
}

/** The last run of each job, by whichever process. */
export async function listJobRuns(db: ReadDatabase): Promise<SharedJobRecord[]> {
  const rows = await db.jobRun.findMany({
    where: { startedAt: { not: null } },
    select: { name: true, startedAt: true, durationMs: true, problem: true, process: true },
  });
  return rows.map((row) => ({ ...row, name: row.name as JobName }));
}

/**
 * Leases a job to one process until `leasedUntil`, if it still is as it was `seen`. Of concurrent callers in any process only
 * one gets true.
 */
export async function leaseJob(
  tx: Transaction,
  seen: JobLease | null,
  lease: { name: JobName; holder: string; leasedUntil: Date },
): Promise<boolean> {
  if (seen === null) await tx.$executeRaw`INSERT INTO job_runs (name) VALUES (${lease.name}) ON CONFLICT DO NOTHING`;
  const { name, ...data } = lease;
  const { count } = await tx.jobRun.updateMany({
    where: {
      name,
      holder: seen?.holder ?? null,
      leasedUntil: seen?.leasedUntil ?? null,
      startedAt: seen?.startedAt ?? null,
    },
    data,
  });
  return count === 1;
}

/** False when another process has the lease by now. */
export async function extendJobLease(
  tx: Transaction,
  { name, holder, leasedUntil }: { name: JobName; holder: string; leasedUntil: Date },
): Promise<boolean> {
  const { count } = await tx.jobRun.updateMany({ where: { name, holder }, data: { leasedUntil } });
  return count === 1;
}

/** Ends a lease and records the run; false when another process has the lease by now. */
export async function recordJobRun(
  tx: Transaction,
  holder: string,
  { name, ...run }: SharedJobRecord,
): Promise<boolean> {
  const { count } = await tx.jobRun.updateMany({
    where: { name, holder },
    data: { ...run, holder: null, leasedUntil: null },
  });
  return count === 1;
}
