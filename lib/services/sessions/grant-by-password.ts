import { AppError } from "@/lib/errors";
import type { Tokens } from "@/lib/schemas/sessions";
import { audit } from "../audit";
import type { ServiceContext } from "../context";
import { checkCredentials } from "./check-credentials";
import { addRefreshToken, tokensFor } from "./issue-tokens";
import { startSession } from "./start-session";

/** Trades a password for tokens, whose session stands in its owner's list. */
export async function grantByPassword(context: ServiceContext, input: { identifier: string; password: string }): Promise<Tokens> {
  if (!context.settings.passwordGrant) throw new AppError("forbidden", "This server takes no passwords from programs.");
  const user = await checkCredentials(context, input);
  const issued = await context.write(async (tx) => {
    const session = await startSession(context, tx, { userId: user.id, kind: "api", tokenHash: null, days: context.settings.refreshTokenDays });
    if (session === null) return null;
    const refreshToken = await addRefreshToken(context, tx, session);
    await audit(context, tx, "token.issue", { targetId: user.id, actorId: user.id, sessionId: session.id });
    return { sessionId: session.id, refreshToken };
  });
  // The account was disabled while the password was being checked.
  if (issued === null) throw new AppError("invalid_credentials", "Invalid credentials");
  return tokensFor(context, { userId: user.id, ...issued });
}
