import { findLastEvents } from "@/lib/data/audit-events";
import { advanceUndo, findBulkRun, findUndoable, type BulkResultRow, type BulkRunRow } from "@/lib/data/bulk-runs";
import { findManagedUsers } from "@/lib/data/managed-users";
import { countActiveAdministrators } from "@/lib/data/users";
import type { AuditAction } from "@/lib/domain/users/audit-actions";
import type { BulkAction, BulkChange } from "@/lib/domain/users/plan-bulk";
import { canUndo, planUndo, type LeftReason, type UndoTarget } from "@/lib/domain/users/plan-undo";
import type { Role } from "@/lib/domain/users/roles";
import { AppError } from "@/lib/errors";
import { BULK_MAX, type UndoReport } from "@/lib/schemas/bulk-runs";
import { cancelPasswordChange } from "../account-state/change-password";
import { changeRole } from "../account-state/change-role";
import { deleteAccount, disableAccount, enableAccount, restoreAccount } from "../account-state/change-status";
import { writeAccountState, type AccountTransaction } from "../account-state/write-account-state";
import { audit } from "../audit";
import { authorizeUser, requireRecentAuthentication, type UserActor } from "../authorize";
import type { Context } from "../context";
import { changeOf, getRun, changedMeanwhile } from "./shared/bulk-run";
import { requireActiveActor } from "./shared/manage-user";

const CHUNK = 50;

type Outcome = { number: number; userId: string; undo: "undone" | LeftReason };

/** Undoes the changes of a run, except where an account was changed again since; a running run ends. */
export async function undoBulkRun(
  context: Context<"writing">,
  { id, size = BULK_MAX }: { id: string; size?: number },
): Promise<UndoReport> {
  const actor = authorizeUser(context, "users:disable");
  requireRecentAuthentication(context, actor);
  let run = await getRun(context.db, id);
  if (!canUndo(changeOf(run))) throw new AppError("conflict", "Ended sessions can't be restored.");
  if (run.undoFinishedAt !== null) throw new AppError("conflict", "This run was already undone.");

  const outcomes: Outcome[] = [];
  while (run.undoFinishedAt === null && outcomes.length < size) {
    const step = await takeStep(context, actor, run.id, Math.min(CHUNK, size - outcomes.length));
    outcomes.push(...step.outcomes);
    run = step.run;
  }
  const undone = outcomes.filter(({ undo }) => undo === "undone").length;
  return {
    run_id: id,
    undone,
    left: outcomes.length - undone,
    results: outcomes.map(({ userId, undo }) =>
      undo === "undone" ? { id: userId, outcome: "undone" } : { id: userId, outcome: "left", reason: undo },
    ),
    finished: run.undoFinishedAt !== null,
  };
}

async function takeStep(
  context: Context<"writing">,
  actor: UserActor,
  id: string,
  size: number,
): Promise<{ run: BulkRunRow; outcomes: Outcome[] }> {
  return writeAccountState(context, async (tx) => {
    const acting = await requireActiveActor(tx, actor);
    const run = await getRun(tx, id);
    // A moderator who can undo only a part of the run would also end the undo for the rest.
    if (acting.role !== "admin" && run.actorId !== acting.id)
      throw new AppError("forbidden", "Only an administrator can undo another user's run.");
    const results = await findUndoable(tx, run, size + 1);
    const taken = results.slice(0, size);
    if (run.undoBegunAt === null)
      await audit(context, tx, "user.undo_many", {
        targetId: null,
        details: { run: id, change: run.action, changed: run.changed },
      });
    const outcomes = await undoChunk(context, tx, { acting, run, results: taken });
    if (!(await advanceUndo(tx, run, { outcomes, finished: results.length <= size, now: context.now() })))
      throw changedMeanwhile();
    const advanced = await findBulkRun(tx, id);
    if (advanced === null) throw changedMeanwhile();
    return { run: advanced, outcomes };
  });
}

type Chunk = { acting: { id: string; role: Role }; run: BulkRunRow; results: readonly BulkResultRow[] };

async function undoChunk(
  context: Context<"writing">,
  tx: AccountTransaction,
  { acting, run, results }: Chunk,
): Promise<Outcome[]> {
  const [first] = results;
  if (first === undefined) return [];
  const change = changeOf(run);
  const targetIds = results.map(({ userId }) => userId);
  const found = new Map((await findManagedUsers(tx, targetIds)).map((user) => [user.id, user]));
  const lastEvents = await findLastEvents(tx, { targetIds, actions: counterActions[change.action], after: first.at });
  const there = results.flatMap((result) => {
    const user = found.get(result.userId);
    const lastEvent = lastEvents.get(result.userId);
    return user === undefined
      ? []
      : [{ ...user, before: result.before ?? "", isChangedSince: lastEvent !== undefined && lastEvent > result.at }];
  });
  const reasons = planUndo(acting, there, change, await countActiveAdministrators(tx));
  const reasonOf = new Map(there.map(({ id }, index) => [id, reasons[index] ?? null]));
  for (const target of there) if (reasonOf.get(target.id) === null) await undoOne(context, tx, target, change);
  return results.map(({ number, userId }) => ({
    number,
    userId,
    undo: reasonOf.has(userId) ? (reasonOf.get(userId) ?? "undone") : "not_found",
  }));
}

const statusEvents = [
  "user.disable",
  "user.enable",
  "user.delete",
  "user.restore",
  "account.delete",
] as const satisfies AuditAction[];

/** Events that show that the same property was changed again since. */
const counterActions: Record<BulkAction, readonly AuditAction[]> = {
  disable: statusEvents,
  enable: statusEvents,
  delete: statusEvents,
  restore: statusEvents,
  set_role: ["role.change"],
  require_password_change: [
    "user.require_password_change",
    "user.waive_password_change",
    "password.change",
    "password.reset",
    "password.first",
    "password.temporary",
    "two_factor.disable",
  ],
  end_sessions: [],
  invite: [],
};

async function undoOne(
  context: Context<"writing">,
  tx: AccountTransaction,
  target: UndoTarget,
  { action }: BulkChange,
): Promise<unknown> {
  // The column holds what changeUsers read before its change: a role for set_role, else a status.
  const statusBefore = target.before === "disabled" ? "disabled" : "active";
  switch (action) {
    case "disable":
      return enableAccount(context, tx, target);
    case "enable":
      return disableAccount(context, tx, target);
    case "delete":
      return restoreAccount(context, tx, target, statusBefore);
    case "restore":
      return deleteAccount(context, tx, target, "user.delete");
    case "set_role":
      return changeRole(context, tx, target, target.before as Role);
    case "require_password_change":
      return cancelPasswordChange(context, tx, target);
    case "end_sessions":
    case "invite":
      return;
  }
}
