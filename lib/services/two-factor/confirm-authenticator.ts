import { countAuthenticators, createAuthenticators } from "@/lib/data/authenticators";
import type { Transaction } from "@/lib/data/database";
import { claimPendingAuthenticator, findPendingAuthenticator } from "@/lib/data/pending-authenticators";
import { replaceRecoveryCodes } from "@/lib/data/recovery-codes";
import { stampAuthentication } from "@/lib/data/sessions";
import { turnTwoFactorOn } from "@/lib/data/users";
import { STEPS_AHEAD, STEPS_BACK } from "@/lib/domain/two-factor/clock-drift";
import { normalizeOneTimeCode } from "@/lib/domain/two-factor/one-time-code";
import { AUTHENTICATORS_MAX } from "@/lib/domain/two-factor/two-factor-limits";
import { AppError } from "@/lib/errors";
import type { ConfirmAuthenticatorInput, ConfirmedAuthenticator } from "@/lib/schemas/two-factor";
import { audit } from "../audit";
import { authorizeUser, requireRecentAuthentication, type UserActor } from "../authorize";
import type { Context } from "../context";
import { countCodeAttempt } from "./shared/code-throttle";
import { drawRecoveryCodes } from "./shared/draw-recovery-codes";
import { notifyTwoFactorChange } from "./shared/notify-two-factor-change";
import { requireVerifiedEmail } from "./shared/require-verified-email";
import { openAuthenticatorSecret } from "./shared/seal-authenticator-secret";
import { tooManyAuthenticators } from "./shared/too-many-authenticators";
import { logOutEverywhere } from "../sessions/shared/log-out-everywhere";
import { replyWithNewAccess, rotateSession } from "../sessions/shared/rotate-session";

const NAME_DEFAULT = "Authenticator";

/**
 * Adds the pending authenticator after its first valid code, and rotates the current session. The first one turns
 * two-factor authentication on, creates ten recovery codes, and ends all other sessions.
 */
export async function confirmAuthenticator(
  context: Context<"writing" | "random" | "limits" | "secrets" | "access-tokens" | "one-time-codes" | "mail">,
  { otp, name = NAME_DEFAULT }: ConfirmAuthenticatorInput,
): Promise<ConfirmedAuthenticator> {
  const actor = authorizeUser(context, "two-factor:manage-own");
  requireVerifiedEmail(context, actor);
  requireRecentAuthentication(context, actor);
  const { sealedSecret, step } = await checkPendingCode(context, actor, otp);
  const id = context.newId();
  // Before the transaction, because their hashes take long.
  const hasCodes = (await countAuthenticators(context.db, actor.userId)) > 0;
  const recoveryCodes = hasCodes ? null : await drawRecoveryCodes(context, actor.userId);

  const { isFirst, session } = await context.write(
    async (tx) => {
      if (!(await claimPendingAuthenticator(tx, actor.userId, sealedSecret))) throw nothingPending();
      await createAuthenticators(tx, [{ id, userId: actor.userId, name, sealedSecret, lastStep: step }], context.now());
      if ((await countAuthenticators(tx, actor.userId)) > AUTHENTICATORS_MAX) throw tooManyAuthenticators();
      await audit(context, tx, "authenticator.add", { details: { name } });
      if (!(await turnTwoFactorOn(tx, actor.userId, context.now()))) {
        await notifyTwoFactorChange(context, tx, actor.profile, "authenticator-added", name);
        return { isFirst: false, session: await rotateSession(context, tx, actor) };
      }
      // Turning it off in between removed the pending authenticator too.
      if (recoveryCodes === null) throw nothingPending();
      await replaceRecoveryCodes(tx, actor.userId, recoveryCodes.rows, context.now());
      await endPasswordOnlySessions(context, tx, actor);
      await notifyTwoFactorChange(context, tx, actor.profile, "on", name);
      return { isFirst: true, session: await rotateSession(context, tx, actor) };
    },
    { serializable: true },
  );
  await replyWithNewAccess(context, session);
  return {
    message: isFirst ? "Two-factor authentication is on." : "Authenticator added.",
    id,
    ...(isFirst && recoveryCodes !== null && { recovery_codes: recoveryCodes.shown }),
  };
}

async function checkPendingCode(
  context: Context<"reading" | "limits" | "secrets" | "one-time-codes">,
  actor: UserActor,
  otp: string,
): Promise<{ sealedSecret: string; step: number }> {
  const pending = await findPendingAuthenticator(context.db, actor);
  const secret = pending && openAuthenticatorSecret(context, actor.userId, pending.sealedSecret);
  if (pending === null || secret === null) throw nothingPending();

  const attempt = await countCodeAttempt(context, actor.userId);
  const code = normalizeOneTimeCode(otp);
  const step =
    code === null
      ? null
      : await context.oneTimeCodes.findStep(secret, code, {
          now: context.now(),
          stepsBack: STEPS_BACK,
          stepsAhead: STEPS_AHEAD,
        });
  if (step === null) {
    const message =
      "That code is wrong. Check that the app shows this account, and that your device sets its clock automatically.";
    throw new AppError("wrong_code", message, { fieldErrors: [{ path: ["otp"], message, type: "otp_invalid" }] });
  }
  await attempt.succeeded();
  return { sealedSecret: pending.sealedSecret, step };
}

/** Ends the sessions that were started without a second factor; the current one has just verified it. */
async function endPasswordOnlySessions(context: Context<"writing">, tx: Transaction, actor: UserActor): Promise<void> {
  const ended = await logOutEverywhere(tx, actor.userId, { exceptSession: actor.sessionId });
  await stampAuthentication(tx, actor.sessionId, { secondFactor: true, now: context.now() });
  await audit(context, tx, "two_factor.enable", { details: { ended_sessions: ended } });
}

function nothingPending(): AppError {
  return new AppError("conflict", "There is no authenticator to confirm. Start again.");
}
