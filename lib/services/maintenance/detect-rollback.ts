import { advanceWriteCounter, findInstallation, type InstallationRow } from "@/lib/data/installation";
import { authorize } from "../authorize";
import type { Context } from "../context";
import { beginNewHistory } from "./shared/begin-new-history";

/** `problem` says why the mark could not be written. */
type RollbackCheck = { rolledBack: boolean; wrote: boolean; problem: string | null };

type Seen = Pick<InstallationRow, "createdAt" | "rolledBackAt" | "writeCounter">;

type RollbackContext = Context<"writing" | "rollback-detection" | "one-time-codes">;

/**
 * Compares the database with the high-water mark of this node. A write counter below the mark means that an older database was
 * restored: then everything that is used once, or that may have been ended since, ends, and a new history of the database begins,
 * of which no node has a mark. Otherwise the mark follows the counter, which grows when `hasWritten`. A node without a mark
 * trusts the database.
 */
export async function detectRollback(
  context: RollbackContext,
  { hasWritten }: { hasWritten: boolean },
): Promise<RollbackCheck> {
  authorize(context, "database:detect-rollback");
  const installation = await findInstallation(context.db);
  if (installation === null) return { rolledBack: false, wrote: false, problem: null };

  const mark = context.highWaterMarks.read(installation);
  if (mark !== null && installation.writeCounter < mark) {
    const begun = await endAccess(context, installation, mark);
    if (begun === null) return { rolledBack: false, wrote: false, problem: null };
    return { rolledBack: true, wrote: true, problem: raiseMark(context, begun) };
  }

  const seen = hasWritten ? await context.write(advanceWriteCounter) : installation;
  return { rolledBack: false, wrote: hasWritten, problem: raiseMark(context, seen) };
}

/** The server works without a mark, so a data folder that can't be written is a problem to report and no failure. */
function raiseMark({ highWaterMarks }: RollbackContext, seen: Seen): string | null {
  try {
    highWaterMarks.raise(seen, seen.writeCounter);
    return null;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    return `The high-water mark can't be written (${reason}), so a restored older database would not be found.`;
  }
}

/** Begins a new history of the database and returns it; null when another node was first. */
async function endAccess(
  context: RollbackContext,
  { createdAt, writeCounter, rolledBackAt: last }: InstallationRow,
  mark: number,
): Promise<Seen | null> {
  const begun = await beginNewHistory(context, last);
  if (begun === null) return null;
  context.log.warn(
    { ...begun.ended, writeCounter, highWaterMark: mark },
    "the database is older than it was: a backup was restored. All sessions were ended; links, invitations and recovery codes no longer work. Passwords, roles and statuses are those of the backup",
  );
  return { createdAt, rolledBackAt: begun.at, writeCounter };
}
