import { findLogInChallenge } from "@/lib/data/log-in-challenges";
import { CHALLENGE_ATTEMPTS_MAX } from "@/lib/domain/two-factor/two-factor-limits";
import { authorize } from "../authorize";
import type { Context } from "../context";

/** Whether a challenge is still open, and until when; it doesn't reveal the user. */
export async function readChallenge(
  context: Context<"reading" | "secrets">,
  { challenge }: { challenge: string | null },
): Promise<{ attemptsLeft: number; expiresAt: Date } | null> {
  authorize(context, "sessions:start");
  if (challenge === null) return null;
  const key = { tokenHash: context.hashSecretToken(challenge), kind: "browser" } as const;
  const found = await findLogInChallenge(context.db, key, { now: context.now(), attemptsMax: CHALLENGE_ATTEMPTS_MAX });
  return found && { attemptsLeft: CHALLENGE_ATTEMPTS_MAX - found.attempts, expiresAt: found.expiresAt };
}
