import { removeAuthenticators } from "@/lib/data/authenticators";
import type { Transaction } from "@/lib/data/database";
import { removePendingAuthenticator } from "@/lib/data/pending-authenticators";
import { removeRecoveryCodes } from "@/lib/data/recovery-codes";
import { turnTwoFactorOff, type UserRow } from "@/lib/data/users";
import { AppError } from "@/lib/errors";
import { notifyTwoFactorChange } from "./notify-two-factor-change";
import { audit } from "../../audit";
import type { Context } from "../../context";
import { requiresTwoFactor } from "../../sessions/shared/live-session";
import { logOutEverywhere } from "../../sessions/shared/log-out-everywhere";

/** Removes the user's two-factor authentication with all its data. False when there was none. */
export async function turnOffTwoFactor(
  context: Context<"writing" | "secrets" | "mail">,
  tx: Transaction,
  user: UserRow,
  { exceptSession }: { exceptSession?: string } = {},
): Promise<boolean> {
  if (
    !(await turnTwoFactorOff(tx, user.id, {
      mustChangePassword: wasChosenWithTwoFactor(context, user),
      now: context.now(),
    }))
  )
    return false;
  const authenticators = await removeAuthenticators(tx, user.id);
  await removePendingAuthenticator(tx, user.id);
  await removeRecoveryCodes(tx, user.id);
  await logOutEverywhere(tx, user.id, exceptSession === undefined ? {} : { exceptSession });
  await audit(context, tx, "two_factor.disable", { targetId: user.id, details: { authenticators } });
  await notifyTwoFactorChange(context, tx, user, "off");
  return true;
}

/** Refuses when the server requires two-factor authentication: an authenticator can be replaced, but not removed. */
export function requireTwoFactorOptional(context: Context, user: UserRow): void {
  if (!requiresTwoFactor(context, user.role)) return;
  throw new AppError(
    "conflict",
    "This server requires two-factor authentication. Add another authenticator before you remove this one.",
  );
}

// Under the NIST policy the password may be too short without two-factor authentication, and its length isn't stored.
function wasChosenWithTwoFactor({ settings }: Context, { twoFactorSince, passwordChangedAt }: UserRow): boolean {
  return settings.passwordPolicy === "nist" && twoFactorSince !== null && passwordChangedAt > twoFactorSince;
}
