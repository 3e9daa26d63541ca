import { createInvitation as saveInvitation } from "@/lib/data/invitations";
import { findCredentials } from "@/lib/data/users";
import type { CreateInvitationInput, MadeInvitation } from "@/lib/schemas/invitations";
import { emailTaken } from "../account-state/create-account";
import { audit } from "../audit";
import { authorizeUser, requireRecentAuthentication } from "../authorize";
import type { Context } from "../context";
import { withNewLinks } from "./shared/create-links";
import { toMadeInvitation } from "./shared/invitation-view";
import { requireCapacity, requireInviter } from "./shared/inviting-rules";

/** Invites a user by mail, or by a link that the administrator shares and that is shown once. */
export async function createInvitation(
  context: Context<"writing" | "limits" | "secrets" | "mail">,
  { email, full_name: fullName, role = "user", note, expires_in_hours: validHours, send }: CreateInvitationInput,
): Promise<MadeInvitation> {
  const actor = authorizeUser(context, "users:invite");
  requireRecentAuthentication(context, actor);
  if (email !== undefined && (await findCredentials(context.db, { normalizedEmail: email.normalized })) !== null)
    throw emailTaken();
  const id = context.newId();
  const invitation = {
    id,
    email: email?.address ?? null,
    normalizedEmail: email?.normalized ?? null,
    role,
    fullName: fullName || null,
    note: note || null,
    userId: null,
    runId: null,
    invitedById: actor.userId,
    validHours,
  };
  return withNewLinks(
    context,
    actor,
    { id, validHours, mailTo: send ? (email ?? null) : null, name: fullName || null },
    async ({ link, write }) => {
      const made = await context.write(
        async (tx) => {
          const now = context.now();
          await requireInviter(tx, actor);
          const row = await saveInvitation(tx, { ...invitation, ...(await write(tx)) }, now);
          await requireCapacity(tx, now);
          await audit(context, tx, "invitation.create", {
            targetId: null,
            details: { invitation: id, after: { email: invitation.email, role, hours: validHours, mailed: send } },
          });
          return row;
        },
        // Of concurrent requests for the last free invitation, one succeeds.
        { serializable: true },
      );
      return toMadeInvitation(context, made, link);
    },
  );
}
