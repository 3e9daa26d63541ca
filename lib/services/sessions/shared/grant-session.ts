import type { UserCredentials } from "@/lib/data/users";
import { AppError } from "@/lib/errors";
import type { Tokens } from "@/lib/schemas/sessions";
import { addRefreshToken, tokensFor } from "./issue-tokens";
import { requiresTwoFactor } from "./live-session";
import { startSession } from "./start-session";
import { audit } from "../../audit";
import type { Context } from "../../context";
import type { SecondFactorProof } from "../../two-factor/shared/check-second-factor";

/** Creates an API session after a verified log-in, and its first pair of tokens. */
export async function grantSession(
  context: Context<"writing" | "secrets" | "access-tokens">,
  user: UserCredentials,
  proof: SecondFactorProof | null,
): Promise<Tokens> {
  const secondFactor = proof?.method ?? "none";
  const { id: userId, passwordChangedAt } = user;
  const issued = await context.write(async (tx) => {
    const claimed = await proof?.claim(tx);
    const days = context.settings.refreshTokenDays;
    const session = await startSession(context, tx, {
      userId,
      passwordChangedAt,
      secondFactor,
      kind: "api",
      tokenHash: null,
      days,
    });
    // The account was disabled, or its password or second factor changed, during the check.
    if (session === null) throw new AppError("invalid_credentials", "Invalid credentials");
    const refreshToken = await addRefreshToken(context, tx, session);
    await audit(context, tx, "token.issue", {
      targetId: userId,
      actorId: userId,
      sessionId: session.id,
      details: { second_factor: secondFactor },
    });
    return { sessionId: session.id, refreshToken, recoveryCodesLeft: claimed?.recoveryCodesLeft ?? null };
  });
  const tokens = await tokensFor(context, { userId, ...issued });
  return {
    ...tokens,
    // Allows setting up the required two-factor authentication, and little else.
    ...(user.twoFactorSince === null && requiresTwoFactor(context, user.role) && { scope: "enrol" }),
    ...(issued.recoveryCodesLeft !== null && { recovery_codes_left: issued.recoveryCodesLeft }),
  };
}
