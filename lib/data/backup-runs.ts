import type { BackupFacts } from "@/lib/domain/system/system-facts";
import type { ReadDatabase, Transaction } from "./database";
import { isJobRunning } from "./job-runs";

export type BackupRun = {
  id: string;
  startedAt: Date;
  durationMs: number;
  /** The name of the finished file; null without one. */
  file: string | null;
  bytes: number | null;
  isEncrypted: boolean;
  problem: string | null;
};

/** Records a run and forgets all others except the last one with a file. */
export async function recordBackupRun(tx: Transaction, { bytes, ...run }: BackupRun): Promise<void> {
  const lastGood = run.file === null ? await findLastGood(tx) : null;
  await tx.backupRun.deleteMany({ where: lastGood === null ? {} : { id: { not: lastGood.id } } });
  await tx.backupRun.create({ data: { ...run, bytes: bytes === null ? null : BigInt(bytes) } });
}

export async function readBackupFacts(db: ReadDatabase, now: Date): Promise<BackupFacts> {
  const good = await findLastGood(db);
  const last = await db.backupRun.findFirst({ orderBy: { startedAt: "desc" } });
  return {
    isRunning: await isJobRunning(db, "back-up", now),
    lastGood:
      good === null || good.file === null
        ? null
        : { at: good.startedAt, file: good.file, bytes: Number(good.bytes), isEncrypted: good.isEncrypted },
    lastFailure: last === null || last.problem === null ? null : { at: last.startedAt, problem: last.problem },
  };
}

function findLastGood(db: Pick<ReadDatabase, "backupRun">) {
  return db.backupRun.findFirst({ where: { file: { not: null } }, orderBy: { startedAt: "desc" } });
}
