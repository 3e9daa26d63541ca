import { findOpenInvitation } from "@/lib/data/invitations";
import { findMailState } from "@/lib/data/mail";
import { findManagedUser } from "@/lib/data/managed-users";
import { findCredentials } from "@/lib/data/users";
import type { EmailAddress } from "@/lib/domain/accounts/email-address";
import type { Role } from "@/lib/domain/users/roles";
import { AppError } from "@/lib/errors";
import { invalidInvitation, inviterGone } from "./claim-invitation";
import { mayInvite } from "./inviting-rules";
import { emailTaken } from "../../account-state/create-account";
import type { Context } from "../../context";
import { checkMailedProof } from "../../mail/shared/mailed-proof";

export type CheckedInvitation = {
  id: string;
  linkHash: string;
  role: Role;
  /** For the new account's profile. */
  fullName: string | null;
  email: EmailAddress;
  /** The link was mailed to that address. */
  verifiesEmail: boolean;
};

/** Refuses an invalid invitation before the password is hashed; `claimInvitationForAccount` decides in the transaction. */
export async function checkInvitation(
  context: Context<"reading" | "limits" | "secrets">,
  { token, email }: { token: string; email: EmailAddress | undefined },
): Promise<CheckedInvitation> {
  const linkHash = context.hashSecretToken(token);
  const invitation = await checkMailedProof(context, async () => {
    const found = await findOpenInvitation(context.db, linkHash, context.now());
    if (found === null || found.userId !== null) throw invalidInvitation(context);
    return found;
  });
  if (!mayInvite(await findManagedUser(context.db, invitation.invitedById), context.now())) throw inviterGone(context);

  const { id, role, fullName, byMail, mailId } = invitation;
  const bound =
    invitation.email === null || invitation.normalizedEmail === null
      ? null
      : { address: invitation.email, normalized: invitation.normalizedEmail };
  if (bound === null) {
    if (email === undefined) throw refuseEmail("Is required");
    return { id, linkHash, role, fullName, email, verifiesEmail: false };
  }
  if (email !== undefined && email.normalized !== bound.normalized)
    throw refuseEmail("This isn't the address that was invited");
  // In every sign-up mode: the holder of the link may learn whether its address has an account.
  if ((await findCredentials(context.db, { normalizedEmail: bound.normalized })) !== null) throw emailTaken();
  return { id, linkHash, role, fullName, email: bound, verifiesEmail: byMail && (await wasMailSent(context, mailId)) };
}

/** Without a mail transport an administrator reads the link in the outbox, so it verifies no mailbox. */
export async function wasMailSent(context: Context<"reading">, mailId: string | null): Promise<boolean> {
  const mail = mailId === null ? null : await findMailState(context.db, mailId);
  return mail !== null && mail.state !== "held";
}

function refuseEmail(message: string): AppError {
  return new AppError("validation", `email: ${message}.`, {
    fieldErrors: [{ path: ["email"], message, type: "invited_address" }],
  });
}
