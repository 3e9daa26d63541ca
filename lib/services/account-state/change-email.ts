import { setEmail, setEmailVerified } from "@/lib/data/account-state";
import type { Transaction } from "@/lib/data/database";
import { endEmailUndos, isAddressKept, type EmailUndoRow } from "@/lib/data/email-changes";
import type { ManagedUser } from "@/lib/data/managed-users";
import { endPasswordReset } from "@/lib/data/password-resets";
import { endNoticesElsewhere } from "@/lib/data/security-notices";
import { findCredentials, type UserCredentials } from "@/lib/data/users";
import type { EmailAddress } from "@/lib/domain/accounts/email-address";
import { releasedAddress } from "@/lib/domain/accounts/released-address";
import { AppError } from "@/lib/errors";
import { audit } from "../audit";
import type { Context } from "../context";
import { disableAccount } from "./change-status";
import { emailTaken } from "./create-account";
import { isLastAdministrator } from "./require-administrator-left";
import type { AccountTransaction } from "./write-account-state";
import { originOf, queueMail } from "../mail/shared/queue-mail";
import { revokeMailedLinks } from "../recovery/shared/revoke-mailed-links";
import { logOutEverywhere } from "../sessions/shared/log-out-everywhere";

type NewEmail = { email: string; normalizedEmail: string };

/** Records that the user opened a link or typed a code that was mailed to the account's address. */
export async function verifyEmail(context: Context<"writing">, tx: Transaction, id: string): Promise<void> {
  if (await setEmailVerified(tx, id, context.now()))
    await audit(context, tx, "account.verify", { targetId: id, actorId: id });
}

/** Changes the address to one that its owner has verified. False when the account has another address or status by now. */
export async function changeEmail(
  context: Context<"writing">,
  tx: Transaction,
  user: UserCredentials,
  { email, normalizedEmail }: NewEmail,
): Promise<boolean> {
  const now = context.now();
  if (await isAddressKept(tx, normalizedEmail, { exceptFor: user.id, now })) return false;
  if (!(await setVerifiedEmail(context, tx, user, { email, normalizedEmail }))) return false;
  // A reset link in the old mailbox must no longer open the account.
  await endPasswordReset(tx, user.id);
  await audit(context, tx, "email.change", {
    targetId: user.id,
    actorId: user.id,
    details: { from: user.email, to: email },
  });
  return true;
}

/** Undoes a change of address. False when another account has the earlier address, or this one isn't active. */
export async function restoreEmail(
  context: Context<"writing">,
  tx: Transaction,
  user: UserCredentials,
  { email, normalizedEmail }: EmailUndoRow,
): Promise<boolean> {
  if (normalizedEmail === user.normalizedEmail) return true;
  const owner = await findCredentials(tx, { normalizedEmail });
  if (owner !== null && owner.id !== user.id) return false;
  if (!(await setVerifiedEmail(context, tx, user, { email, normalizedEmail }))) return false;
  // Otherwise an attacker could freeze the account again and again with notices that were mailed to their address.
  await endNoticesElsewhere(tx, user.id, normalizedEmail);
  await audit(context, tx, "email.undo", {
    targetId: user.id,
    actorId: null,
    details: { from: user.email, to: email },
  });
  return true;
}

async function setVerifiedEmail(
  context: Context,
  tx: Transaction,
  { id, normalizedEmail: from }: UserCredentials,
  to: NewEmail,
): Promise<boolean> {
  const now = context.now();
  return setEmail(tx, id, { from, to, verifiedAt: now, statuses: ["active"], now });
}

/**
 * Changes the address for an administrator: the new one isn't verified, all links to the old one are revoked, and the old
 * one is notified. Refuses with `email_taken` while the address is reserved for another account.
 */
export async function replaceEmail(
  context: Context<"writing" | "secrets" | "mail">,
  tx: Transaction,
  target: ManagedUser,
  { address, normalized }: EmailAddress,
): Promise<void> {
  const now = context.now();
  if (await isAddressKept(tx, normalized, { exceptFor: target.id, now })) throw emailTaken();
  const isSaved = await setEmail(tx, target.id, {
    from: target.normalizedEmail,
    to: { email: address, normalizedEmail: normalized },
    verifiedAt: null,
    statuses: ["active", "disabled"],
    now,
  });
  if (!isSaved) throw new AppError("conflict", "This account was changed at the same time. Try again.");
  await revokeMailedLinks(context, tx, target.id);
  // The administrator decides: no earlier mailbox of the account may undo it.
  await endEmailUndos(tx, target.id);
  await endNoticesElsewhere(tx, target.id, normalized);
  // Without "This wasn't me": the account may not belong to the reader of the old mailbox.
  await queueMail(context, tx, {
    template: "email-change-notice",
    to: target.email,
    props: {
      name: target.fullName,
      changed: originOf(context),
      newEmail: address,
      stage: "administered",
      undoMinutes: 0,
    },
    secretProps: { undoLink: null, notMeUrl: null },
    userId: target.id,
  });
}

/**
 * Removes an unverified address from an account with two-factor authentication, so that the owner of the mailbox can use
 * it. Disables the account, unless it is the last administrator. False when the address was verified, or is another one.
 */
export async function releaseEmail(
  context: Context<"writing">,
  tx: AccountTransaction,
  user: UserCredentials,
): Promise<boolean> {
  const now = context.now();
  if (user.emailVerifiedAt !== null || user.twoFactorSince === null) return false;
  // The token is unguessable, so no sign-up can take the placeholder first.
  const placeholder = releasedAddress(context.newId());
  const isSaved = await setEmail(tx, user.id, {
    from: user.normalizedEmail,
    to: { email: placeholder, normalizedEmail: placeholder },
    verifiedAt: null,
    statuses: ["active", "disabled"],
    now,
  });
  if (!isSaved) return false;
  await audit(context, tx, "email.release", { targetId: user.id, actorId: null, details: { from: user.email } });
  if (await isLastAdministrator(tx, user)) {
    await revokeMailedLinks(context, tx, user.id);
    await logOutEverywhere(tx, user.id);
  } else await disableAccount(context, tx, user, { reason: "address_released" });
  return true;
}
