import { readBackupFacts } from "@/lib/data/backup-runs";
import { AppError } from "@/lib/errors";
import { audit } from "../audit";
import { authorize } from "../authorize";
import type { Context } from "../context";

/** Starts one of the server's own backups in the background. */
export async function requestBackup(context: Context<"writing" | "backups">): Promise<void> {
  authorize(context, "backups:request");
  const { isRunning } = await readBackupFacts(context.db, context.now());
  if (isRunning) throw new AppError("conflict", "A backup is running already.");
  await context.write((tx) => audit(context, tx, "backup.request", { targetId: null }));
  context.backUpSoon();
}
