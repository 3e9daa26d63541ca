import { recordBackupRun, type BackupRun } from "@/lib/data/backup-runs";
import { AppError, isAppError } from "@/lib/errors";
import { authorize } from "../authorize";
import type { Context } from "../context";

type Made = Pick<BackupRun, "file" | "bytes" | "problem">;

/** Makes one of the server's own backups, ships it and records how that went. Throws its problem. */
export async function runOwnBackup(context: Context<"writing" | "backups">): Promise<{ file: string }> {
  authorize(context, "backups:create");
  const startedAt = context.now();
  const beginMs = performance.now();
  const made = await makeAndShip(context, startedAt);
  await context.write((tx) =>
    recordBackupRun(tx, {
      id: context.newId(),
      startedAt,
      durationMs: Math.round(performance.now() - beginMs),
      isEncrypted: context.backupShelf.isEncrypted,
      ...made,
    }),
  );
  if (made.problem !== null || made.file === null) throw new AppError("unavailable", made.problem ?? "See the log.");
  context.log.info({ file: made.file, bytes: made.bytes }, "a backup is complete");
  return { file: made.file };
}

async function makeAndShip({ backupShelf, log }: Context<"backups">, startedAt: Date): Promise<Made> {
  try {
    const { file, bytes } = await backupShelf.make(startedAt);
    return { file, bytes, problem: await backupShelf.ship(file) };
  } catch (error) {
    log.error({ cause: error }, "a backup failed");
    return { file: null, bytes: null, problem: isAppError(error) ? error.message : "See the log." };
  }
}
