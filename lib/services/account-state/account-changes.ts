import type { Transaction } from "@/lib/data/database";
import { endEmailUndos, isAddressKept } from "@/lib/data/email-changes";
import {
  changeUser,
  requireNewPassword,
  setStatus,
  waiveNewPassword,
  type ManagedUser,
  type UserChanges,
} from "@/lib/data/managed-users";
import { endNoticesElsewhere } from "@/lib/data/security-notices";
import { setRole } from "@/lib/data/users";
import type { Role, UserStatus } from "@/lib/domain/users/roles";
import type { EmailAddress } from "@/lib/schemas/account-fields";
import { emailTaken } from "../accounts/shared/create-account";
import { audit } from "../audit";
import type { ServiceContext } from "../context";
import { originOf, queueMail } from "../mail/queue-mail";
import { revokeMailedLinks } from "../recovery/shared/revoke-mailed-links";
import { logOutEverywhere } from "../sessions/log-out-everywhere";

// What is done to one account, alone or among many, in the transaction of the caller, who has asked whether it may.

type Target = { id: string; role: Role; status: UserStatus };

/** False when the account was not in use. */
export async function disableAccount(
  context: ServiceContext,
  tx: Transaction,
  { id, status }: Target,
): Promise<boolean> {
  if (!(await setStatus(tx, id, { from: ["active", "unverified"], to: "disabled", now: context.now() }))) return false;
  await revokeMailedLinks(tx, id);
  const ended = await logOutEverywhere(tx, id);
  await audit(context, tx, "user.disable", {
    targetId: id,
    details: { before: { status }, after: { status: "disabled" }, ended_sessions: ended },
  });
  return true;
}

/** False when the account was not disabled. */
export async function enableAccount(
  context: ServiceContext,
  tx: Transaction,
  { id }: Target,
  to: UserStatus = "active",
): Promise<boolean> {
  if (!(await setStatus(tx, id, { from: ["disabled"], to, now: context.now() }))) return false;
  await audit(context, tx, "user.enable", {
    targetId: id,
    details: { before: { status: "disabled" }, after: { status: to } },
  });
  return true;
}

/** Signed out everywhere at once, purged after 30 days. False when it was deleted already. */
export async function removeAccount(
  context: ServiceContext,
  tx: Transaction,
  { id, status }: Target,
): Promise<boolean> {
  if (!(await setStatus(tx, id, { from: ["active", "unverified", "disabled"], to: "deleted", now: context.now() })))
    return false;
  await revokeMailedLinks(tx, id);
  const ended = await logOutEverywhere(tx, id);
  await audit(context, tx, "user.delete", {
    targetId: id,
    details: { before: { status }, after: { status: "deleted" }, ended_sessions: ended },
  });
  return true;
}

/** Brings a deleted account back until it is purged. False when it was not deleted. */
export async function restoreAccount(
  context: ServiceContext,
  tx: Transaction,
  { id }: Pick<Target, "id">,
  to: UserStatus = "active",
): Promise<boolean> {
  if (!(await setStatus(tx, id, { from: ["deleted"], to, now: context.now() }))) return false;
  await audit(context, tx, "user.restore", {
    targetId: id,
    details: { before: { status: "deleted" }, after: { status: to } },
  });
  return true;
}

/** Nothing else is open to whoever is signed in, from their next request on. */
export async function demandNewPassword(
  context: ServiceContext,
  tx: Transaction,
  { id }: Pick<Target, "id">,
): Promise<void> {
  await requireNewPassword(tx, id, context.now());
  await audit(context, tx, "user.require_password_change", { targetId: id });
}

/** False when no new password was asked for any more. */
export async function waiveDemand(
  context: ServiceContext,
  tx: Transaction,
  { id }: Pick<Target, "id">,
): Promise<boolean> {
  if (!(await waiveNewPassword(tx, id, context.now()))) return false;
  await audit(context, tx, "user.waive_password_change", { targetId: id });
  return true;
}

/** Counts from the next request of each of their sessions. False when they had the role. */
export async function giveRole(
  context: ServiceContext,
  tx: Transaction,
  { id, role: from }: Target,
  to: Role,
): Promise<boolean> {
  if (from === to) return false;
  await setRole(tx, id, to, context.now());
  await audit(context, tx, "role.change", { targetId: id, details: { before: { role: from }, after: { role: to } } });
  return true;
}

/** Gives how many sessions ended. */
export async function endAllSessions(context: ServiceContext, tx: Transaction, { id }: Target): Promise<number> {
  const ended = await logOutEverywhere(tx, id);
  await audit(context, tx, "user.end_sessions", { targetId: id, details: { ended_sessions: ended } });
  return ended;
}

type Profile = {
  full_name?: string | null | undefined;
  username?: string | null | undefined;
  email?: EmailAddress | undefined;
};

/**
 * What is not given stays; an empty name clears. False when all of it was so already. Another address is nobody's until it
 * is confirmed, whatever was mailed to the old one is void, and that one is told. Throws `email_taken`.
 */
export async function changeProfile(
  context: ServiceContext,
  tx: Transaction,
  target: ManagedUser,
  { full_name, username, email }: Profile,
): Promise<boolean> {
  const changes: UserChanges = {
    ...(full_name !== undefined && (full_name || null) !== target.fullName && { fullName: full_name || null }),
    ...(username !== undefined && username !== target.username && { username }),
    ...(email !== undefined &&
      email.address !== target.email && { email: email.address, normalizedEmail: email.normalized }),
  };
  if (Object.keys(changes).length === 0) return false;
  const isMoved = email !== undefined && email.normalized !== target.email.toLowerCase();
  if (isMoved) await moveAddress(context, tx, target, email);
  const saved = await changeUser(
    tx,
    target.id,
    { ...changes, ...(isMoved && { emailVerifiedAt: null }) },
    context.now(),
  );
  const { before, after } = differences(target, saved);
  await audit(context, tx, "user.update", { targetId: target.id, details: { before, after } });
  return true;
}

async function moveAddress(
  context: ServiceContext,
  tx: Transaction,
  target: ManagedUser,
  email: EmailAddress,
): Promise<void> {
  if (await isAddressKept(tx, email.normalized, { exceptFor: target.id, now: context.now() })) throw emailTaken();
  await revokeMailedLinks(tx, target.id);
  // The administrator has the last word: neither mailbox that it had takes it back.
  await endEmailUndos(tx, target.id);
  await endNoticesElsewhere(tx, target.id, email.normalized);
  // Without "This wasn't me": the old mailbox may be whose the account no longer is.
  await queueMail(context, tx, {
    template: "email-change-notice",
    to: target.email,
    props: {
      name: target.fullName,
      changed: originOf(context),
      newEmail: email.address,
      stage: "administered",
      undoMinutes: 0,
    },
    secretProps: { undoLink: null, notMeUrl: null },
    userId: target.id,
  });
}

type Facts = Record<string, string | null>;

function differences(from: ManagedUser, to: ManagedUser): { before: Facts; after: Facts } {
  const before: Facts = {};
  const after: Facts = {};
  for (const [name, field] of [
    ["full_name", "fullName"],
    ["username", "username"],
    ["email", "email"],
  ] as const) {
    if (from[field] === to[field]) continue;
    before[name] = from[field];
    after[name] = to[field];
  }
  return { before, after };
}
