import { acceptStep, findAuthenticatorSecrets } from "@/lib/data/authenticators";
import type { Transaction } from "@/lib/data/database";
import { claimRecoveryCode, countRecoveryCodes, findRecoveryCode } from "@/lib/data/recovery-codes";
import { findCredentials, markCodesSaved } from "@/lib/data/users";
import type { RecoveryCodeUse } from "@/lib/domain/mail/mail-templates";
import { STEPS_AHEAD, STEPS_BACK } from "@/lib/domain/two-factor/clock-drift";
import { normalizeOneTimeCode } from "@/lib/domain/two-factor/one-time-code";
import { normalizeRecoveryCode } from "@/lib/domain/two-factor/recovery-code";
import { AppError } from "@/lib/errors";
import { routes } from "@/lib/routes";
import { countCodeAttempt } from "./code-throttle";
import { hashRecoveryCode } from "./hash-recovery-code";
import { openAuthenticatorSecret } from "./seal-authenticator-secret";
import { audit } from "../../audit";
import type { Context } from "../../context";
import { checked } from "../../limit";
import { notifyOwner } from "../../mail/shared/notify-owner";
import { originOf } from "../../mail/shared/queue-mail";

/** An authenticator code, or a recovery code. */
export type SecondFactorAnswer = { otp?: string | undefined; recovery_code?: string | undefined };

/** What a recovery code was used for. */
export type SecondFactorUse = RecoveryCodeUse | "reset";

/** A valid second factor; `claim` uses it up in the transaction that depends on it. */
export type SecondFactorProof = {
  method: "totp" | "recovery_code";
  /**
   * Refuses with `otp_reused` when another caller was first. Returns the number of recovery codes left if one was used, or if
   * none are left; otherwise null.
   */
  claim(tx: Transaction): Promise<{ recoveryCodesLeft: number | null }>;
};

/** Checks a code or a recovery code within the account's budget; refuses with `otp_invalid` or `otp_reused`. */
export async function checkSecondFactor(
  context: Context<"writing" | "limits" | "background" | "secrets" | "one-time-codes" | "mail">,
  userId: string,
  answer: SecondFactorAnswer,
  use: SecondFactorUse,
): Promise<SecondFactorProof> {
  const attempt = await countCodeAttempt(context, userId);
  const proof = await checked(attempt, () =>
    answer.recovery_code === undefined
      ? checkCode(context, userId, answer.otp ?? "")
      : checkRecoveryCode(context, userId, answer.recovery_code, use),
  );
  // A correct code isn't a guess, even if something else fails before it is claimed.
  await attempt.refund();
  return {
    method: proof.method,
    claim: async (tx) => {
      const claimed = await proof.claim(tx);
      // Outside the transaction: the counter may be in Redis, and a write must not wait for it.
      context.defer(() => attempt.succeeded());
      return claimed;
    },
  };
}

async function checkCode(
  context: Context<"writing" | "background" | "secrets" | "one-time-codes">,
  userId: string,
  text: string,
): Promise<SecondFactorProof> {
  const code = normalizeOneTimeCode(text);
  const now = context.now();
  const secrets = await findAuthenticatorSecrets(context.db, userId);
  for (const { id, sealedSecret } of secrets) {
    const secret = openAuthenticatorSecret(context, userId, sealedSecret);
    if (secret === null || code === null) continue;
    const step = await context.oneTimeCodes.findStep(secret, code, {
      now,
      stepsBack: STEPS_BACK,
      stepsAhead: STEPS_AHEAD,
    });
    if (step !== null) return { method: "totp", claim: (tx) => claimStep(context, tx, { id, userId, step }) };
  }
  context.defer(() => recordWrongAnswer(context, userId));
  throw new AppError("otp_invalid", "That code is wrong.");
}

async function claimStep(
  context: Context,
  tx: Transaction,
  { id, userId, step }: { id: string; userId: string; step: number },
): Promise<{ recoveryCodesLeft: number | null }> {
  if (!(await acceptStep(tx, id, step, context.now())))
    throw new AppError("otp_reused", "That code was already used. Wait for the next one.");
  const { remaining } = await countRecoveryCodes(tx, userId);
  return { recoveryCodesLeft: remaining === 0 ? 0 : null };
}

async function checkRecoveryCode(
  context: Context<"writing" | "background" | "secrets" | "mail">,
  userId: string,
  text: string,
  use: SecondFactorUse,
): Promise<SecondFactorProof> {
  const code = normalizeRecoveryCode(text);
  const key = code === null ? null : { userId, codeHash: await hashRecoveryCode(context, userId, code) };
  const found = key === null ? null : await findRecoveryCode(context.db, key);
  if (key !== null && found?.used === false)
    return { method: "recovery_code", claim: (tx) => claimCode(context, tx, key, use) };
  context.defer(() => recordWrongAnswer(context, userId));
  throw found === null ? new AppError("otp_invalid", "That recovery code is wrong.") : recoveryCodeUsed();
}

async function claimCode(
  context: Context<"writing" | "secrets" | "mail">,
  tx: Transaction,
  key: { userId: string; codeHash: string },
  use: SecondFactorUse,
): Promise<{ recoveryCodesLeft: number }> {
  // A user who enters a recovery code has saved the codes. Lock order: user, then recovery codes, as in `turnOffTwoFactor`.
  await markCodesSaved(tx, key.userId, context.now());
  if (!(await claimRecoveryCode(tx, key, context.now()))) throw recoveryCodeUsed();
  const { remaining } = await countRecoveryCodes(tx, key.userId);
  await audit(context, tx, "recovery_code.use", {
    targetId: key.userId,
    actorId: key.userId,
    details: { left: remaining },
  });
  // A reset sends its own mail, which also says that a recovery code was used.
  const user = use === "reset" ? null : await findCredentials(tx, { id: key.userId });
  if (use !== "reset" && user !== null) {
    const codesUrl = context.settings.publicOrigin + routes.recoveryCodes();
    const props = { used: originOf(context), codesLeft: remaining, use, codesUrl };
    await notifyOwner(context, tx, user, {
      kind: "recovery-code-used",
      template: "recovery-code-used",
      props,
      secretProps: {},
    });
  }
  return { recoveryCodesLeft: remaining };
}

function recoveryCodeUsed(): AppError {
  return new AppError("otp_reused", "That recovery code was already used. Enter another one.");
}

async function recordWrongAnswer(context: Context<"writing">, userId: string): Promise<void> {
  await context.write((tx) =>
    audit(context, tx, "two_factor.code", { outcome: "failure", targetId: userId, actorId: null }),
  );
}
