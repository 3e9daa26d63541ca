import type { Transaction } from "@/lib/data/database";
import { createInvitation, revokeInvitationsOfUsers } from "@/lib/data/invitations";
import type { ManagedUser } from "@/lib/data/managed-users";
import { INVITATION_HOURS_DEFAULT } from "@/lib/domain/users/invitation";
import { createLinks } from "./create-links";
import { audit } from "../../audit";
import type { UserActor } from "../../authorize";
import type { Context } from "../../context";
import { mailWayOf } from "../../mail/shared/mail-way";

/**
 * Invites a user to set the first password. Replaces earlier invitations of the account. Without a mail transport the
 * link waits to be downloaded.
 */
export async function inviteUser(
  context: Context<"writing" | "secrets" | "mail">,
  tx: Transaction,
  actor: UserActor,
  { target, runId }: { target: ManagedUser; runId: string },
): Promise<void> {
  const { canMail } = mailWayOf(context);
  const id = context.newId();
  const now = context.now();
  const { email, normalizedEmail, role } = target;
  const validHours = INVITATION_HOURS_DEFAULT;
  const { write } = createLinks(context, actor, {
    id,
    validHours,
    mailTo: canMail ? { address: email } : null,
    user: target,
    isStored: !canMail,
  });
  await revokeInvitationsOfUsers(tx, [target.id], now);
  const invitation = {
    id,
    email,
    normalizedEmail,
    role,
    fullName: null,
    note: null,
    userId: target.id,
    runId,
    validHours,
  };
  await createInvitation(tx, { ...invitation, invitedById: actor.userId, ...(await write(tx)) }, now);
  await audit(context, tx, "invitation.create", {
    targetId: target.id,
    details: { invitation: id, after: { email, role, hours: validHours, mailed: canMail }, run: runId },
  });
}
