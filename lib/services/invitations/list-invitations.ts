import { countInvitations, countStoredLinks, listInvitations as findPage } from "@/lib/data/invitations";
import { invitationStates } from "@/lib/domain/users/invitation";
import type { InvitationList, ListInvitationsInput } from "@/lib/schemas/invitations";
import { authorize } from "../authorize";
import type { Context } from "../context";
import { decodeCursor, encodeCursor } from "../cursor";
import { toInvitationViews } from "./shared/invitation-view";
import { findMatchingUsers } from "../users/shared/matching-users";

const CURSOR = "invitations";

/** One page of the invitations, newest first, and how many are in each state. */
export async function listInvitations(
  context: Context<"reading">,
  { run_id: runId, q, state, size, cursor }: ListInvitationsInput,
): Promise<InvitationList> {
  authorize(context, "users:invite");
  const now = context.now();
  const [before = null] = cursor === undefined ? [] : decodeCursor(cursor, CURSOR, 1);
  const matching = q === undefined || q.trim() === "" ? undefined : await findMatchingUsers(context, q.trim());
  const rows = await findPage(context.longReads, { runId, matching, state, before, take: size + 1, now });
  const shown = rows.slice(0, size);
  const last = shown.at(-1);
  const [pending, used, expired, revoked] = await Promise.all(
    invitationStates.map((name) => countInvitations(context.longReads, name, now, { runId, matching })),
  );
  const counts = { pending: pending ?? 0, used: used ?? 0, expired: expired ?? 0, revoked: revoked ?? 0 };
  return {
    items: await toInvitationViews(context.db, shown, now),
    total: state === undefined ? counts.pending + counts.used + counts.expired + counts.revoked : counts[state],
    size,
    next: rows.length > size && last !== undefined ? encodeCursor([CURSOR, last.id]) : null,
    counts,
    links_waiting: await countStoredLinks(context.longReads, now, { runId }),
  };
}
