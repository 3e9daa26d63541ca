import { findBulkRun, type BulkRunRow } from "@/lib/data/bulk-runs";
import type { ReadDatabase } from "@/lib/data/database";
import type { BulkChange } from "@/lib/domain/users/plan-bulk";
import type { Role } from "@/lib/domain/users/roles";
import { AppError } from "@/lib/errors";

export async function getRun(db: ReadDatabase, id: string): Promise<BulkRunRow> {
  const run = await findBulkRun(db, id);
  if (run === null) throw new AppError("not_found", "There is no such bulk run, or it is more than 30 days old.");
  return run;
}

/** The change of a run. Only this code writes the columns, with this type. */
export function changeOf({ action, role }: Pick<BulkRunRow, "action" | "role">): BulkChange {
  return action === "set_role"
    ? { action, role: role as Role }
    : { action: action as Exclude<BulkChange["action"], "set_role"> };
}

export function changedMeanwhile(): AppError {
  return new AppError(
    "conflict",
    "Another administrator is continuing this run at the same time. Reload and check it.",
  );
}
