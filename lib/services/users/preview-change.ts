import { countByState } from "@/lib/data/user-list";
import { countActiveAdministrators } from "@/lib/data/users";
import { previewBulk, planBulk, skipReasons, type BulkChange, type BulkPreview } from "@/lib/domain/users/plan-bulk";
import type { UserFilterInput } from "@/lib/schemas/users";
import { authorizeUser } from "../authorize";
import type { Context } from "../context";
import { findBulkTargets } from "./shared/bulk-run";
import { toUserFilter } from "./shared/user-filter";

type Choice = { change: BulkChange; ids?: readonly string[] | undefined; filter?: UserFilterInput | undefined };

/** Counts what a change of the given or matching users would do, without listing them. */
export async function previewChange(
  context: Context<"reading">,
  { change, ids, filter = {} }: Choice,
): Promise<BulkPreview> {
  const { userId, role } = authorizeUser(context, "users:disable");
  const actor = { id: userId, role };
  const administrators = await countActiveAdministrators(context.db);
  if (ids === undefined) {
    const { others, isExceptedAmong } = await countByState(context.db, toUserFilter(filter), {
      exceptId: userId,
      ...(change.action === "invite" && { invitedAt: context.now() }),
    });
    return previewBulk(actor, { others, isSelfAmong: isExceptedAmong }, change, administrators);
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
  };
}
