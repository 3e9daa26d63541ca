import { findInvitation, replaceInvitationLinks } from "@/lib/data/invitations";
import { findManagedUser } from "@/lib/data/managed-users";
import { AppError } from "@/lib/errors";
import type { MadeInvitation } from "@/lib/schemas/invitations";
import { audit } from "../audit";
import { authorizeUser, requireRecentAuthentication } from "../authorize";
import type { Context } from "../context";
import { withNewLinks } from "./shared/create-links";
import { noSuchInvitation, toMadeInvitation } from "./shared/invitation-view";
import { requireCapacity, requireInviter } from "./shared/inviting-rules";

/**
 * Creates new links for an invitation, valid for as long as the first ones, and mails one if the first one was mailed.
 * The renewing administrator becomes the inviter.
 */
export async function renewInvitation(
  context: Context<"writing" | "limits" | "secrets" | "mail">,
  { id }: { id: string },
): Promise<MadeInvitation> {
  const actor = authorizeUser(context, "users:invite");
  requireRecentAuthentication(context, actor);
  const found = await findInvitation(context.db, id);
  if (found === null) throw noSuchInvitation();
  if (found.usedAt !== null || found.revokedAt !== null) throw settled();
  const { mailId, email, normalizedEmail, validHours, userId, fullName: name } = found;
  const user = userId === null ? null : await findManagedUser(context.db, userId);
  if (userId !== null && user === null) throw settled();
  const mailTo =
    mailId === null || email === null || normalizedEmail === null
      ? null
      : { address: email, normalized: normalizedEmail };
  return withNewLinks(
    context,
    actor,
    { id, validHours, mailTo, user, name, isReminder: true },
    async ({ link, write }) => {
      const renewed = await context.write(
        async (tx) => {
          await requireInviter(tx, actor);
          if (userId !== null && (await findManagedUser(tx, userId))?.status !== "active")
            throw new AppError("conflict", "The invited account is disabled. Enable it first.");
          const row = await replaceInvitationLinks(tx, id, { ...(await write(tx)), invitedById: actor.userId });
          if (row === null) throw settled();
          await requireCapacity(tx, context.now());
          await audit(context, tx, "invitation.renew", {
            targetId: userId,
            details: { invitation: id, email, role: row.role, mailed: mailTo !== null },
          });
          return row;
        },
        { serializable: true },
      );
      return toMadeInvitation(context, renewed, link);
    },
  );
}

function settled(): AppError {
  return new AppError("conflict", "This invitation was already used or revoked. Create a new one.");
}
