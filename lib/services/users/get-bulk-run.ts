import { findBulkResults } from "@/lib/data/bulk-runs";
import { findNames } from "@/lib/data/managed-users";
import { canUndo } from "@/lib/domain/users/plan-undo";
import { BULK_RUN_DAYS, type BulkRunQuery, type BulkRunView } from "@/lib/schemas/bulk-runs";
import { authorizeUser } from "../authorize";
import type { Context } from "../context";
import { changeOf, getRun } from "./shared/bulk-run";

const DAY_MS = 24 * 60 * 60 * 1000;

/** A bulk run: its progress, and the outcome for each account. */
export async function getBulkRun(
  context: Context<"reading">,
  { id, after, size, attention }: BulkRunQuery & { id: string },
): Promise<BulkRunView> {
  authorizeUser(context, "users:disable");
  const run = await getRun(context.db, id);
  const rows = await findBulkResults(context.db, id, { after, take: size + 1, attention });
  const shown = rows.slice(0, size);
  const names = await findNames(
    context.db,
    shown.map(({ userId }) => userId),
  );
  const change = changeOf(run);
  return {
    id,
    action: change.action,
    role: change.action === "set_role" ? change.role : null,
    actor_id: run.actorId,
    created_at: run.createdAt.toISOString(),
    matched: run.matched,
    changed: run.changed,
    skipped: run.skipped,
    finished: run.finishedAt !== null,
    undo: {
      possible: canUndo(change),
      begun: run.undoBegunAt !== null,
      finished: run.undoFinishedAt !== null,
      undone: run.undone,
      left: run.left,
    },
    expires_at: new Date(run.createdAt.getTime() + BULK_RUN_DAYS * DAY_MS).toISOString(),
    results: shown.map(({ number, userId, reason, undo }) => {
      const person = names.get(userId);
      return {
        number,
        id: userId,
        name: person === undefined ? null : (person.fullName ?? person.email),
        ...(reason === null ? { outcome: "changed" as const } : { outcome: "skipped" as const, reason }),
        ...(undo !== null && { undo }),
      };
    }),
    next: rows.length > size ? (shown.at(-1)?.number ?? null) : null,
  };
}
