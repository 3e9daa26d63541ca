import type { Transaction } from "@/lib/data/database";
import { claimLogInChallenge, countChallengeAttempt, createLogInChallenge } from "@/lib/data/log-in-challenges";
import type { SessionKind } from "@/lib/data/sessions";
import { findCredentials, type UserCredentials } from "@/lib/data/users";
import type { RecoveryCodeUse } from "@/lib/domain/mail/mail-templates";
import { CHALLENGE_ATTEMPTS_MAX, CHALLENGE_SECONDS } from "@/lib/domain/two-factor/two-factor-limits";
import { AppError, isAppError } from "@/lib/errors";
import { checkSecondFactor, type SecondFactorAnswer, type SecondFactorProof } from "./check-second-factor";
import { findClockAdvice, type ClockAdvice } from "./clock-advice";
import type { Context } from "../../context";
import { findKnownDevice } from "../../sessions/shared/find-known-device";

/** The answers that a challenge accepts, as the API names them. */
export const secondFactorMethods = ["totp", "recovery_code"] as const;

const expired = (): AppError =>
  new AppError("mfa_expired", "This log-in took too long or had too many wrong codes. Start again with your password.");

/** Creates a challenge: the password was correct, and the second factor is required. Returns its secret. */
export async function createChallenge(
  context: Context<"writing" | "secrets">,
  user: UserCredentials,
  kind: SessionKind,
): Promise<string> {
  const token = context.newSecretToken();
  const now = context.now();
  const challenge = {
    id: context.newId(),
    tokenHash: context.hashSecretToken(token),
    userId: user.id,
    kind,
    passwordChangedAt: user.passwordChangedAt,
    expiresAt: new Date(now.getTime() + CHALLENGE_SECONDS * 1000),
  };
  await context.write((tx) => createLogInChallenge(tx, challenge, now));
  return token;
}

/**
 * Checks the answer to a challenge, for its own account only. Attempts are counted before the code is checked, and
 * errors say how many are left. `claim` uses up challenge and code together.
 */
export async function answerChallenge(
  context: Context<"writing" | "limits" | "background" | "secrets" | "one-time-codes" | "mail">,
  { token, kind, ...answer }: SecondFactorAnswer & { token: string; kind: SessionKind },
): Promise<{ user: UserCredentials; proof: SecondFactorProof }> {
  const key = { tokenHash: context.hashSecretToken(token), kind };
  const challenge = await context.write((tx) =>
    countChallengeAttempt(tx, key, { now: context.now(), attemptsMax: CHALLENGE_ATTEMPTS_MAX }),
  );
  const user = challenge && (await findCredentials(context.db, { id: challenge.userId }));
  if (challenge === null || user === null || user.status !== "active" || user.twoFactorSince === null) throw expired();

  const attemptsLeft = CHALLENGE_ATTEMPTS_MAX - challenge.attempts;
  try {
    const proof = await checkSecondFactor(context, user.id, answer, await logInUse(context, user.id, kind));
    const claim = async (tx: Transaction): Promise<{ recoveryCodesLeft: number | null }> => {
      if (!(await claimLogInChallenge(tx, challenge.id, context.now()))) throw expired();
      return proof.claim(tx).catch((error: unknown) => {
        throw withAttemptsLeft(error, attemptsLeft);
      });
    };
    // The password that was verified; a password set since then is a different one.
    return {
      user: { ...user, passwordChangedAt: challenge.passwordChangedAt },
      proof: { method: proof.method, claim },
    };
  } catch (error) {
    const isWrongCode = isAppError(error) && error.code === "otp_invalid" && answer.otp !== undefined;
    const advice = isWrongCode ? await findClockAdvice(context, challenge, answer.otp ?? "") : null;
    throw withAttemptsLeft(error, attemptsLeft, advice);
  }
}

function withAttemptsLeft(error: unknown, attemptsLeft: number, advice: ClockAdvice | null = null): unknown {
  if (!isAppError(error) || (error.code !== "otp_invalid" && error.code !== "otp_reused")) return error;
  if (attemptsLeft === 0) return expired();
  return new AppError(error.code, advice?.message ?? error.message, {
    extensions: {
      attempts_left: attemptsLeft,
      ...(advice !== null && { clock_off_seconds: advice.clockOffSeconds }),
    },
  });
}

async function logInUse(
  context: Context<"reading" | "secrets">,
  userId: string,
  kind: SessionKind,
): Promise<RecoveryCodeUse> {
  return kind === "browser" && (await findKnownDevice(context, userId)) === null ? "new-browser-log-in" : "log-in";
}
