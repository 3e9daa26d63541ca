import { findAuthenticatorSecrets } from "@/lib/data/authenticators";
import { recordWrongCode, type LogInChallengeRow } from "@/lib/data/log-in-challenges";
import {
  commonDrift,
  describeDrift,
  DRIFT_STEPS_MAX,
  STEP_SECONDS,
  type CodeDrift,
} from "@/lib/domain/two-factor/clock-drift";
import { normalizeOneTimeCode } from "@/lib/domain/two-factor/one-time-code";
import { openAuthenticatorSecret } from "./seal-authenticator-secret";
import type { Context } from "../../context";

export type ClockAdvice = { message: string; clockOffSeconds: number };

/**
 * Remembers where a wrong code would fit, and returns advice when the challenge's previous wrong code fits the same
 * difference of clocks. Every wrong code takes the same way here, so that its reply says nothing about that code.
 */
export async function findClockAdvice(
  context: Context<"writing" | "secrets" | "one-time-codes">,
  challenge: LogInChallengeRow,
  text: string,
): Promise<ClockAdvice | null> {
  const drifts = await driftsOf(context, challenge.userId, normalizeOneTimeCode(text));
  await context.write((tx) => recordWrongCode(tx, challenge.id, JSON.stringify(drifts)));
  const drift = commonDrift(readDrifts(challenge.wrongCodeDrifts), drifts);
  if (drift === null) return null;
  return {
    message: `That code is wrong: the clock of the device that shows it is ${describeDrift(drift)}. Set it automatically.`,
    clockOffSeconds: drift * STEP_SECONDS,
  };
}

async function driftsOf(
  context: Context<"reading" | "secrets" | "one-time-codes">,
  userId: string,
  code: string | null,
): Promise<CodeDrift[]> {
  const drifts: CodeDrift[] = [];
  const now = context.now();
  for (const { id, sealedSecret } of await findAuthenticatorSecrets(context.db, userId)) {
    const secret = openAuthenticatorSecret(context, userId, sealedSecret);
    if (secret === null || code === null) continue;
    for (const step of await context.oneTimeCodes.findSteps(secret, code, { now, stepsMax: DRIFT_STEPS_MAX }))
      drifts.push({ authenticatorId: id, step, drift: step - context.oneTimeCodes.stepAt(now) });
  }
  return drifts;
}

/** Only this file writes the column. */
function readDrifts(stored: string | null): CodeDrift[] {
  return stored === null ? [] : (JSON.parse(stored) as CodeDrift[]);
}
