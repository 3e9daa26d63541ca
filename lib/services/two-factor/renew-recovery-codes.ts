import { countAuthenticators } from "@/lib/data/authenticators";
import { replaceRecoveryCodes } from "@/lib/data/recovery-codes";
import { setCodesSavedAt } from "@/lib/data/users";
import { AppError } from "@/lib/errors";
import type { RecoveryCodes } from "@/lib/schemas/two-factor";
import { audit } from "../audit";
import { authorizeUser, requireRecentAuthentication } from "../authorize";
import type { Context } from "../context";
import { drawRecoveryCodes } from "./shared/draw-recovery-codes";
import { notifyTwoFactorChange } from "./shared/notify-two-factor-change";
import { replyWithNewAccess, rotateSession } from "../sessions/shared/rotate-session";

/**
 * Creates ten new recovery codes, which are shown once, and rotates the current session; all older codes stop working.
 */
export async function renewRecoveryCodes(
  context: Context<"writing" | "random" | "secrets" | "access-tokens" | "mail">,
): Promise<RecoveryCodes> {
  const actor = authorizeUser(context, "two-factor:manage-own");
  requireRecentAuthentication(context, actor);
  const { rows, shown } = await drawRecoveryCodes(context, actor.userId);
  const session = await context.write(
    async (tx) => {
      if ((await countAuthenticators(tx, actor.userId)) === 0)
        throw new AppError("conflict", "Turn two-factor authentication on first.");
      // Lock order: user, then recovery codes, as in `turnOffTwoFactor`; otherwise PostgreSQL deadlocks.
      await setCodesSavedAt(tx, actor.userId, null);
      await replaceRecoveryCodes(tx, actor.userId, rows, context.now());
      await audit(context, tx, "recovery_codes.renew");
      await notifyTwoFactorChange(context, tx, actor.profile, "recovery-codes-renewed");
      return rotateSession(context, tx, actor);
    },
    { serializable: true },
  );
  await replyWithNewAccess(context, session);
  return { message: "New codes created. Only these codes work now.", recovery_codes: shown };
}
