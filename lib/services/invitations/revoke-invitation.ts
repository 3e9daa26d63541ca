import { findInvitation, revokeInvitation as markRevoked } from "@/lib/data/invitations";
import { AppError } from "@/lib/errors";
import type { Message } from "@/lib/schemas/accounts";
import { audit } from "../audit";
import { authorizeUser } from "../authorize";
import type { Context } from "../context";
import { noSuchInvitation } from "./shared/invitation-view";
import { requireInviter } from "./shared/inviting-rules";

/** Revokes an invitation and its links. Revoking it again is no error. */
export async function revokeInvitation(context: Context<"writing">, { id }: { id: string }): Promise<Message> {
  const actor = authorizeUser(context, "users:invite");
  await context.write(async (tx) => {
    await requireInviter(tx, actor);
    const isRevoked = await markRevoked(tx, id, context.now());
    const invitation = await findInvitation(tx, id);
    if (invitation === null) throw noSuchInvitation();
    if (invitation.usedAt !== null)
      throw new AppError("conflict", "This invitation was already used to create an account.");
    if (!isRevoked) return;
    await audit(context, tx, "invitation.revoke", {
      targetId: invitation.userId,
      details: { invitation: id, email: invitation.email, role: invitation.role },
    });
  });
  return { message: "Invitation revoked" };
}
