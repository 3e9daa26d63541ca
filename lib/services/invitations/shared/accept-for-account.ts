import type { Transaction } from "@/lib/data/database";
import { claimInvitation, findOpenInvitation } from "@/lib/data/invitations";
import { findManagedUser } from "@/lib/data/managed-users";
import { findCredentials, type UserCredentials } from "@/lib/data/users";
import type { AcceptAccountInvitationInput } from "@/lib/schemas/invitations";
import { wasMailSent } from "./check-invitation";
import { invalidInvitation, inviterGone } from "./claim-invitation";
import { mayInvite } from "./inviting-rules";
import { verifyEmail } from "../../account-state/change-email";
import { setPassword } from "../../account-state/change-password";
import { checkNewPassword } from "../../accounts/shared/check-new-password";
import type { Context } from "../../context";
import { checkMailedProof } from "../../mail/shared/mailed-proof";
import { proveForNewPassword } from "../../two-factor/shared/prove-for-new-password";

/**
 * Sets the first password of the invited account, once. Removes no second factor: with one, it also takes a code. The
 * mailed link verifies the address. `after` runs last, in the same transaction.
 */
export async function acceptForAccount<Result>(
  context: Context<"writing" | "limits" | "background" | "passwords" | "secrets" | "one-time-codes" | "mail">,
  { token, new_password: password, otp, recovery_code }: AcceptAccountInvitationInput,
  after: (tx: Transaction, user: UserCredentials) => Promise<Result>,
): Promise<Result> {
  const linkHash = context.hashSecretToken(token);
  const { user, invitation } = await checkMailedProof(context, async () => {
    const invitation = await findOpenInvitation(context.db, linkHash, context.now());
    const userId = invitation?.userId ?? null;
    const user = userId === null ? null : await findCredentials(context.db, { id: userId });
    if (invitation === null || user === null || user.status !== "active") throw invalidInvitation(context);
    return { user, invitation };
  });
  await requireStandingInviter(context, context.db, invitation.invitedById);
  const proof = user.twoFactorSince === null ? null : await proveForNewPassword(context, user, { otp, recovery_code });
  const breachCheckDue = await checkNewPassword(context, password, user, "new_password");
  const passwordHash = await context.hasher.hash(password);
  const verifiesEmail = invitation.byMail && (await wasMailSent(context, invitation.mailId));
  return context.write(async (tx) => {
    const use = { userId: user.id, usedById: user.id, now: context.now() };
    const claimed = await claimInvitation(tx, linkHash, use);
    if (claimed === null) throw invalidInvitation(context);
    await requireStandingInviter(context, tx, claimed.invitedById);
    const spent = await proof?.claim(tx);
    const codesLeft = proof?.method === "recovery_code" ? (spent?.recoveryCodesLeft ?? null) : null;
    if (verifiesEmail) await verifyEmail(context, tx, user.id);
    const change = { kind: "first", invitationId: claimed.id, passwordHash, breachCheckDue, codesLeft } as const;
    if (!(await setPassword(context, tx, user, change))) throw invalidInvitation(context);
    return after(tx, user);
  });
}

async function requireStandingInviter(
  context: Context,
  db: Parameters<typeof findManagedUser>[0],
  invitedById: string,
): Promise<void> {
  if (!mayInvite(await findManagedUser(db, invitedById), context.now())) throw inviterGone(context);
}
