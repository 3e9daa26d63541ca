import { countByState, findUserPage } from "@/lib/data/user-list";
import { countActiveAdministrators, type ProfileRow } from "@/lib/data/users";
import {
  previewBulk,
  planBulk,
  skipReasons,
  type BulkChange,
  type BulkPreview,
  type SkipReason,
} from "@/lib/domain/users/plan-bulk";
import type { NamedTarget } from "@/lib/schemas/bulk-runs";
import type { UserFilterInput } from "@/lib/schemas/users";
import { authorizeUser } from "../authorize";
import type { Context } from "../context";
import { findBulkTargets } from "./shared/bulk-run";
import { toUserFilter } from "./shared/user-filter";

type Choice = { change: BulkChange; ids?: readonly string[] | undefined; filter?: UserFilterInput | undefined };

// Of the users that match a filter; the given ones are all named.
const NAMED_MAX = 20;

/** Counts what a change of the given or matching users would do, and names them: all that are given, or the first that match. */
export async function previewChange(
  context: Context<"reading">,
  { change, ids, filter = {} }: Choice,
): Promise<BulkPreview & { named: NamedTarget[] }> {
  const { userId, role } = authorizeUser(context, "users:disable");
  const actor = { id: userId, role };
  const administrators = await countActiveAdministrators(context.db);
  if (ids === undefined) {
    const { others, isExceptedAmong } = await countByState(context.longReads, toUserFilter(filter, context.now()), {
      exceptId: userId,
      ...(change.action === "invite" && { invitedAt: context.now() }),
    });
    const { users } = await findUserPage(context.longReads, {
      filter: toUserFilter(filter, context.now()),
      order: { sort: "name", descending: false },
      window: { after: null, skip: 0, take: NAMED_MAX },
    });
    return {
      ...previewBulk(actor, { others, isSelfAmong: isExceptedAmong }, change, administrators),
      named: users.map((user) => nameTarget(user, null)),
    };
  }
  const found = await findBulkTargets(context, context.db, ids, change);
  const reasons = planBulk(actor, found, change, administrators);
  const counts = skipReasons.map((reason) => ({
    reason,
    count: reason === "not_found" ? new Set(ids).size - found.length : reasons.filter((one) => one === reason).length,
  }));
  return {
    matched: new Set(ids).size,
    changed: reasons.filter((reason) => reason === null).length,
    skipped: counts.filter(({ count }) => count > 0),
    named: found.map((user, place) => nameTarget(user, reasons[place] ?? null)),
  };
}

function nameTarget(
  { id, email, username, fullName }: ProfileRow & { id: string },
  reason: SkipReason | null,
): NamedTarget {
  return { id, email, username, full_name: fullName, reason };
}
