import {
  setBreachChecked,
  setMustChangePassword,
  setPasswordHash,
  upgradePasswordHash,
} from "@/lib/data/account-state";
import type { Transaction } from "@/lib/data/database";
import type { UserCredentials, UserRow } from "@/lib/data/users";
import { NO_PASSWORD } from "@/lib/domain/accounts/stored-hash";
import { routes } from "@/lib/routes";
import { audit } from "../audit";
import type { Context } from "../context";
import { notifyOwner } from "../mail/shared/notify-owner";
import { originOf } from "../mail/shared/queue-mail";
import { revokeMailedLinks } from "../recovery/shared/revoke-mailed-links";
import { logOutEverywhere } from "../sessions/shared/log-out-everywhere";

/** How a password was set. */
export type PasswordChange =
  | { kind: "change"; exceptSession: string }
  /** `codesLeft`: if a recovery code was used, the number left. */
  | { kind: "reset"; codesLeft: number | null }
  /** By an invitation, for an account without a password. */
  | { kind: "first"; invitationId: string; codesLeft: number | null }
  /** The user has to change it at the first log-in. */
  | { kind: "temporary" };

export type NewPasswordHash = { passwordHash: string; breachCheckDue: boolean };

/**
 * Sets a password, revokes mailed links and ends sessions. False when the account is not active by now or, unless the
 * password is temporary, has another password than the one that was read before hashing.
 */
export async function setPassword(
  context: Context<"writing" | "secrets" | "mail">,
  tx: Transaction,
  user: UserCredentials,
  { passwordHash, breachCheckDue, ...change }: NewPasswordHash & PasswordChange,
): Promise<boolean> {
  const isSaved = await setPasswordHash(tx, user.id, {
    passwordHash,
    breachCheckDue,
    mustChangePassword: change.kind === "temporary",
    expected: expectedOf(user, change),
    now: context.now(),
  });
  if (!isSaved) return false;
  // A link that verifies the account's own address stays valid, unless the operator secures the account.
  await revokeMailedLinks(
    context,
    tx,
    user.id,
    change.kind === "temporary" ? {} : { ownAddress: user.normalizedEmail },
  );
  const ended = await logOutEverywhere(
    tx,
    user.id,
    change.kind === "change" ? { exceptSession: change.exceptSession } : {},
  );
  // The user is the actor of a reset, although the request has no session.
  if (change.kind === "first")
    await audit(context, tx, "password.first", {
      targetId: user.id,
      actorId: user.id,
      details: { ended_sessions: ended, invitation: change.invitationId },
    });
  else
    await audit(context, tx, auditActionOf[change.kind], {
      targetId: user.id,
      ...(change.kind === "reset" && { actorId: user.id }),
      details: { ended_sessions: ended },
    });
  if (change.kind !== "temporary") await notify(context, tx, user, change);
  return true;
}

const auditActionOf = {
  change: "password.change",
  reset: "password.reset",
  temporary: "password.temporary",
} as const satisfies Record<Exclude<PasswordChange["kind"], "first">, string>;

function expectedOf(
  { passwordHash, passwordChangedAt }: UserCredentials,
  { kind }: PasswordChange,
): { passwordHash?: string; passwordChangedAt?: Date } {
  switch (kind) {
    case "change":
      return { passwordHash };
    case "reset":
      // Not the hash: a log-in beside the reset may upgrade it.
      return { passwordChangedAt };
    case "first":
      return { passwordHash: NO_PASSWORD };
    case "temporary":
      return {};
  }
}

async function notify(
  context: Context<"writing" | "secrets" | "mail">,
  tx: Transaction,
  user: UserRow,
  change: Exclude<PasswordChange, { kind: "temporary" }>,
): Promise<void> {
  const codesLeft = change.kind === "change" ? null : change.codesLeft;
  await notifyOwner(context, tx, user, {
    kind: "password-changed",
    template: "password-changed",
    props: {
      changed: originOf(context),
      by: change.kind === "first" ? "invitation" : change.kind,
      codesLeft,
      codesUrl: context.settings.publicOrigin + routes.recoveryCodes(),
    },
    secretProps: {},
  });
}

/** From their next request on, the user's sessions can do nothing but change the password. */
export async function requirePasswordChange(
  context: Context<"writing">,
  tx: Transaction,
  { id }: { id: string },
): Promise<void> {
  await setMustChangePassword(tx, id, { to: true, now: context.now() });
  await audit(context, tx, "user.require_password_change", { targetId: id });
}

/** False when no password change was required. */
export async function cancelPasswordChange(
  context: Context<"writing">,
  tx: Transaction,
  { id }: { id: string },
): Promise<boolean> {
  if (!(await setMustChangePassword(tx, id, { to: false, now: context.now() }))) return false;
  await audit(context, tx, "user.waive_password_change", { targetId: id });
  return true;
}

/** Stores the password that a user logged in with under the current scheme. */
export async function rehashPassword(tx: Transaction, id: string, hashes: { from: string; to: string }): Promise<void> {
  await upgradePasswordHash(tx, id, hashes);
}

/** Records the late result of a breach check. */
export async function recordBreachCheck(
  tx: Transaction,
  user: { id: string; passwordHash: string },
  { mustChange }: { mustChange: boolean },
): Promise<void> {
  await setBreachChecked(tx, user, { mustChange });
}
