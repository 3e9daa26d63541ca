import { listOpenInvitations, revokeInvitation as markRevoked } from "@/lib/data/invitations";
import { inBackground } from "@/lib/data/time-limits";
import { INVITATION_BATCH_MAX } from "@/lib/domain/users/invitation";
import type { InvitationBatchInput, RevocationReport } from "@/lib/schemas/invitations";
import { audit } from "../audit";
import { authorizeUser } from "../authorize";
import type { Context } from "../context";
import { requireInviter } from "./shared/inviting-rules";

/** Revokes the invitations that are not accepted, pending or expired, in one transaction. */
export async function revokeInvitations(
  context: Context<"writing">,
  { ids, run_id: runId }: InvitationBatchInput,
): Promise<RevocationReport> {
  const actor = authorizeUser(context, "users:invite");
  return inBackground(() =>
    context.write(async (tx) => {
      await requireInviter(tx, actor);
      const found = await listOpenInvitations(tx, { runId, ids, after: null, take: INVITATION_BATCH_MAX + 1 });
      let revoked = 0;
      for (const { id, email, role, userId } of found.slice(0, INVITATION_BATCH_MAX)) {
        // False when it was accepted since it was listed.
        if (!(await markRevoked(tx, id, context.now()))) continue;
        revoked += 1;
        await audit(context, tx, "invitation.revoke", { targetId: userId, details: { invitation: id, email, role } });
      }
      await audit(context, tx, "invitation.revoke_many", { targetId: null, details: { run: runId ?? null, revoked } });
      return { revoked, finished: found.length <= INVITATION_BATCH_MAX };
    }),
  );
}
