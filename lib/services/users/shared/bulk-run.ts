import { findBulkRun, type BulkRunRow } from "@/lib/data/bulk-runs";
import type { ReadDatabase } from "@/lib/data/database";
import { findManagedUsers, type ManagedUser } from "@/lib/data/managed-users";
import { findInviteObstacles } from "@/lib/data/user-list";
import type { BulkChange, BulkTarget } from "@/lib/domain/users/plan-bulk";
import type { Role } from "@/lib/domain/users/roles";
import { AppError } from "@/lib/errors";
import type { Context } from "../../context";

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

/** The accounts of a bulk run that exist, in the order of the ids, with what its plan has to know. */
export async function findBulkTargets(
  context: Context,
  db: ReadDatabase,
  ids: readonly string[],
  { action }: BulkChange,
): Promise<(ManagedUser & BulkTarget)[]> {
  const found = await findManagedUsers(db, ids);
  if (action !== "invite") return found;
  const obstacles = await findInviteObstacles(db, ids, context.now());
  return found.map((user) => ({ ...user, inviteObstacle: obstacles.get(user.id) ?? null }));
}

export function changedMeanwhile(): AppError {
  return new AppError(
    "conflict",
    "Another administrator is continuing this run at the same time. Reload and check it.",
  );
}
