import type { ReadDatabase, Transaction } from "@/lib/data/database";
import { findManagedUsers } from "@/lib/data/managed-users";
import { findUserPage } from "@/lib/data/user-list";
import { countActiveAdministrators } from "@/lib/data/users";
import { planBulk, type BulkChange, type BulkTarget, type SkipReason } from "@/lib/domain/users/plan-bulk";
import type { Role } from "@/lib/domain/users/roles";
import { BULK_MAX, type BulkInput, type BulkReport } from "@/lib/schemas/users";
import { audit } from "../audit";
import { authorizeUser, requireRecentAuthentication } from "../authorize";
import type { ServiceContext } from "../context";
import { disableAccount, enableAccount, endAllSessions, giveRole, removeAccount } from "./account-changes";
import { findActing } from "./manage";
import { oldestFirst, readUserCursor, toUserFilter, userCursor } from "./user-filter";

// So many in one transaction: others get their turn in between, and a conflict repeats little.
const CHUNK = 50;

type Outcome = { id: string; reason: SkipReason | null };

/** Changes many accounts, those named or those that match, and tells of each what became of it. */
export async function changeUsers(context: ServiceContext, input: BulkInput): Promise<BulkReport> {
  const actor = authorizeUser(context, "users:disable");
  const { change, dry_run } = input;
  if (!dry_run && (change.action === "delete" || change.action === "set_role")) requireRecentAuthentication(context, actor);
  const { ids, next } = await findTargets(context, input);
  if (dry_run) {
    const { outcomes } = await plan(context.db, { id: actor.userId, role: actor.role }, ids, change);
    return toReport(outcomes, { dry_run, next });
  }

  const outcomes: Outcome[] = [];
  for (let start = 0; start < ids.length; start += CHUNK) {
    const chunk = ids.slice(start, start + CHUNK);
    outcomes.push(...(await context.write(async (tx) => changeChunk(context, tx, await findActing(tx, actor), chunk, change), { serializable: true })));
  }
  return toReport(outcomes, { dry_run, next });
}

type Acting = { id: string; role: Role };

async function changeChunk(context: ServiceContext, tx: Transaction, acting: Acting, ids: readonly string[], change: BulkChange): Promise<Outcome[]> {
  const { targets, outcomes } = await plan(tx, acting, ids, change);
  for (const { id, reason } of outcomes) {
    const target = targets.get(id);
    if (reason === null && target !== undefined) await changeOne(context, tx, target, change);
  }
  return outcomes;
}

async function plan(db: ReadDatabase, acting: Acting, ids: readonly string[], change: BulkChange): Promise<{ targets: ReadonlyMap<string, BulkTarget>; outcomes: Outcome[] }> {
  const found = await findManagedUsers(db, ids);
  const reasons = planBulk(acting, found, change, await countActiveAdministrators(db));
  const reasonOf = new Map(found.map(({ id }, index) => [id, reasons[index] ?? null]));
  return {
    targets: new Map(found.map((user) => [user.id, user])),
    outcomes: ids.map((id) => ({ id, reason: reasonOf.has(id) ? (reasonOf.get(id) ?? null) : "not_found" })),
  };
}

async function changeOne(context: ServiceContext, tx: Transaction, target: BulkTarget, change: BulkChange): Promise<void> {
  switch (change.action) {
    case "disable":
      await disableAccount(context, tx, target);
      return;
    case "enable":
      await enableAccount(context, tx, target);
      return;
    case "end_sessions":
      await endAllSessions(context, tx, target);
      return;
    case "delete":
      await removeAccount(context, tx, target);
      return;
    case "set_role":
      await giveRole(context, tx, target, change.role);
  }
}

async function findTargets(context: ServiceContext, { ids, filter, cursor }: BulkInput): Promise<{ ids: string[]; next: string | null }> {
  if (ids !== undefined) return { ids: [...new Set(ids)], next: null };
  const after = cursor === undefined ? null : readUserCursor(cursor, oldestFirst);
  const { users } = await findUserPage(context.db, { filter: toUserFilter(filter ?? {}), order: oldestFirst, window: { after, skip: 0, take: BULK_MAX + 1 } });
  const taken = users.slice(0, BULK_MAX);
  const last = taken.at(-1);
  return { ids: taken.map(({ id }) => id), next: users.length > BULK_MAX && last !== undefined ? userCursor(last, oldestFirst) : null };
}

function toReport(outcomes: Outcome[], { dry_run, next }: { dry_run: boolean; next: string | null }): BulkReport {
  const changed = outcomes.filter(({ reason }) => reason === null).length;
  return {
    dry_run,
    matched: outcomes.length,
    changed,
    skipped: outcomes.length - changed,
    results: outcomes.map(({ id, reason }) => (reason === null ? { id, outcome: "changed" } : { id, outcome: "skipped", reason })),
    next,
  };
}
