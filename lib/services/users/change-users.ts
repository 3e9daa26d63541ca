import { advanceBulkRun, createBulkRun, findBulkRun, type BulkRunRow } from "@/lib/data/bulk-runs";
import type { ReadDatabase } from "@/lib/data/database";
import type { ManagedUser } from "@/lib/data/managed-users";
import { countByState, findUserPage, positionOf, type ListPosition } from "@/lib/data/user-list";
import { countActiveAdministrators } from "@/lib/data/users";
import { previewBulk, planBulk, type BulkChange, type SkipReason } from "@/lib/domain/users/plan-bulk";
import type { Role } from "@/lib/domain/users/roles";
import { AppError } from "@/lib/errors";
import type { BulkInput, BulkReport } from "@/lib/schemas/bulk-runs";
import { userFilterSchema, type UserFilterInput } from "@/lib/schemas/users";
import { requirePasswordChange } from "../account-state/change-password";
import { changeRole } from "../account-state/change-role";
import { deleteAccount, disableAccount, enableAccount, restoreAccount } from "../account-state/change-status";
import { writeAccountState, type AccountTransaction } from "../account-state/write-account-state";
import { audit } from "../audit";
import { authorizeUser, requireRecentAuthentication, type UserActor } from "../authorize";
import type { Context } from "../context";
import { changeOf, changedMeanwhile, findBulkTargets, getRun } from "./shared/bulk-run";
import { endAllSessions } from "./shared/end-all-sessions";
import { requireActiveActor } from "./shared/manage-user";
import { oldestFirst, readUserCursor, toUserFilter, userCursor } from "./shared/user-filter";
import { inviteUser } from "../invitations/shared/invite-user";

// Rows per transaction: other writes run in between, and a conflict repeats little.
const CHUNK = 50;

type Outcome = { id: string; reason: SkipReason | null; before: string | null };
type Acting = { id: string; role: Role };
type Changing = Context<"writing" | "secrets" | "mail">;

/**
 * Changes many accounts, given by id or by filter, and reports the outcome of each. A run is stored, so that it can be
 * continued and undone.
 */
export async function changeUsers(context: Changing, input: BulkInput): Promise<BulkReport> {
  const actor = authorizeUser(context, "users:disable");
  if (input.kind === "try") return dryRun(context, actor, input);
  requireRecentAuthentication(context, actor);
  let run = input.kind === "start" ? await startRun(context, actor, input) : await getRun(context.db, input.run_id);
  if (run.actorId !== actor.userId)
    throw new AppError("forbidden", "Only the administrator who started this run can continue it.");

  const outcomes: Outcome[] = [];
  while (run.finishedAt === null && outcomes.length < input.size) {
    const step = await takeStep(context, actor, run, Math.min(CHUNK, input.size - outcomes.length));
    outcomes.push(...step.outcomes);
    run = step.run;
  }
  return toReport(outcomes, { run_id: run.id, finished: run.finishedAt !== null, next: null });
}

async function dryRun(
  context: Context<"reading">,
  actor: UserActor,
  { change, ids, filter, cursor, size }: Extract<BulkInput, { kind: "try" | "start" }>,
): Promise<BulkReport> {
  const after = cursor === undefined ? null : readUserCursor(cursor, oldestFirst);
  const { users } =
    ids !== undefined
      ? { users: [] }
      : await findUserPage(context.longReads, {
          filter: toUserFilter(filter ?? {}, context.now()),
          order: oldestFirst,
          window: { after, skip: 0, take: size + 1 },
        });
  const taken = users.slice(0, size);
  const last = taken.at(-1);
  const { outcomes } = await plan(
    context,
    context.db,
    { id: actor.userId, role: actor.role },
    ids === undefined ? taken.map(({ id }) => id) : [...new Set(ids)].slice(0, size),
    change,
  );
  return toReport(outcomes, {
    run_id: null,
    finished: users.length <= size,
    next: users.length > size && last !== undefined ? userCursor(last, oldestFirst) : null,
  });
}

async function startRun(
  context: Context<"writing">,
  actor: UserActor,
  { change, ids, filter }: Extract<BulkInput, { kind: "try" | "start" }>,
): Promise<BulkRunRow> {
  const role = change.action === "set_role" ? change.role : null;
  const named = [...new Set(ids)];
  const matched = filter === undefined ? named.length : await countMatching(context, actor, filter, change);
  return context.write(async (tx) => {
    await requireActiveActor(tx, actor);
    const run = await createBulkRun(tx, {
      id: context.newId(),
      actorId: actor.userId,
      createdAt: context.now(),
      action: change.action,
      role,
      filter: filter === undefined ? null : JSON.stringify(filter),
      position: filter === undefined ? JSON.stringify(named) : null,
      matched,
    });
    await audit(context, tx, "user.change_many", {
      targetId: null,
      details: { run: run.id, change: change.action, role, matched, filter: run.filter },
    });
    return run;
  });
}

async function countMatching(
  context: Context<"reading">,
  actor: UserActor,
  filter: UserFilterInput,
  change: BulkChange,
): Promise<number> {
  const { others, isExceptedAmong } = await countByState(context.longReads, toUserFilter(filter, context.now()), {
    exceptId: actor.userId,
  });
  return previewBulk({ id: actor.userId, role: actor.role }, { others, isSelfAmong: isExceptedAmong }, change, 0)
    .matched;
}

/** Changes the next accounts of a run and records the outcomes in one transaction. */
async function takeStep(
  context: Changing,
  actor: UserActor,
  run: BulkRunRow,
  size: number,
): Promise<{ run: BulkRunRow; outcomes: Outcome[] }> {
  const { ids, position, finished } = await findNext(context, run, size);
  return writeAccountState(context, async (tx) => {
    const outcomes = await changeChunk(context, tx, actor, await requireActiveActor(tx, actor), { run, ids });
    // Taken after the changes, so that undoing recognises any later event as a change by another user.
    const now = context.now();
    const noted = outcomes.map(({ id, ...outcome }) => ({ ...outcome, userId: id }));
    if (!(await advanceBulkRun(tx, run, { outcomes: noted, position, finished, now }))) throw changedMeanwhile();
    const advanced = await findBulkRun(tx, run.id);
    if (advanced === null) throw changedMeanwhile();
    return { run: advanced, outcomes };
  });
}

async function findNext(
  context: Context<"reading">,
  run: BulkRunRow,
  size: number,
): Promise<{ ids: string[]; position: string | null; finished: boolean }> {
  const stored: unknown = run.position === null ? null : JSON.parse(run.position);
  if (run.filter === null) {
    // Only startRun and this function write it.
    const left = stored as string[];
    return { ids: left.slice(0, size), position: JSON.stringify(left.slice(size)), finished: left.length <= size };
  }
  const filter = toUserFilter(userFilterSchema.parse(JSON.parse(run.filter)), context.now());
  const { users } = await findUserPage(context.longReads, {
    filter,
    order: oldestFirst,
    window: { after: stored as ListPosition | null, skip: 0, take: size + 1 },
  });
  const taken = users.slice(0, size);
  const last = taken.at(-1);
  return {
    ids: taken.map(({ id }) => id),
    position: last === undefined ? run.position : JSON.stringify(positionOf(last, oldestFirst)),
    finished: users.length <= size,
  };
}

async function changeChunk(
  context: Changing,
  tx: AccountTransaction,
  actor: UserActor,
  acting: Acting,
  { run, ids }: { run: BulkRunRow; ids: readonly string[] },
): Promise<Outcome[]> {
  const change = changeOf(run);
  const { targets, outcomes } = await plan(context, tx, acting, ids, change);
  for (const { id, reason } of outcomes) {
    const target = targets.get(id);
    if (reason === null && target !== undefined) await changeOne(context, tx, target, { change, actor, runId: run.id });
  }
  return outcomes;
}

async function plan(
  context: Context,
  db: ReadDatabase,
  acting: Acting,
  ids: readonly string[],
  change: BulkChange,
): Promise<{ targets: ReadonlyMap<string, ManagedUser>; outcomes: Outcome[] }> {
  const found = await findBulkTargets(context, db, ids, change);
  const reasons = planBulk(acting, found, change, await countActiveAdministrators(db));
  const reasonOf = new Map(found.map(({ id }, index) => [id, reasons[index] ?? null]));
  const targets = new Map(found.map((user) => [user.id, user]));
  const outcomes = ids.map((id): Outcome => {
    const reason = reasonOf.has(id) ? (reasonOf.get(id) ?? null) : "not_found";
    const target = targets.get(id);
    return {
      id,
      reason,
      before:
        reason === null && target !== undefined ? (change.action === "set_role" ? target.role : target.status) : null,
    };
  });
  return { targets, outcomes };
}

async function changeOne(
  context: Changing,
  tx: AccountTransaction,
  target: ManagedUser,
  { change, actor, runId }: { change: BulkChange; actor: UserActor; runId: string },
): Promise<unknown> {
  switch (change.action) {
    case "disable":
      return disableAccount(context, tx, target);
    case "enable":
      return enableAccount(context, tx, target);
    case "end_sessions":
      return endAllSessions(context, tx, target);
    case "require_password_change":
      return requirePasswordChange(context, tx, target);
    case "delete":
      return deleteAccount(context, tx, target, "user.delete");
    case "restore":
      return restoreAccount(context, tx, target);
    case "set_role":
      return changeRole(context, tx, target, change.role);
    case "invite":
      return inviteUser(context, tx, actor, { target, runId });
  }
}

function toReport(outcomes: Outcome[], rest: Pick<BulkReport, "run_id" | "finished" | "next">): BulkReport {
  const changed = outcomes.filter(({ reason }) => reason === null).length;
  return {
    dry_run: rest.run_id === null,
    matched: outcomes.length,
    changed,
    skipped: outcomes.length - changed,
    results: outcomes.map(({ id, reason }) =>
      reason === null ? { id, outcome: "changed" } : { id, outcome: "skipped", reason },
    ),
    ...rest,
  };
}
