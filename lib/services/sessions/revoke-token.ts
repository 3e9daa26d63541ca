import { findRefreshToken } from "@/lib/data/refresh-tokens";
import { endSession, findSessionWithUser } from "@/lib/data/sessions";
import { audit } from "../audit";
import { authorize } from "../authorize";
import type { Context } from "../context";
import { hashedRefreshToken } from "./shared/issue-tokens";

/** Ends the session of a token. Possession is enough, and an unknown token is no error (RFC 7009 section 2.2). */
export async function revokeToken(
  context: Context<"writing" | "secrets" | "access-tokens">,
  { token }: { token: string },
): Promise<Record<string, never>> {
  authorize(context, "sessions:start");
  const refreshToken = await findRefreshToken(context.db, hashedRefreshToken(context, token));
  const sessionId = refreshToken?.sessionId ?? (await context.accessTokens.read(token, context.now()))?.sessionId;
  const session = sessionId === undefined ? null : await findSessionWithUser(context.db, { id: sessionId });
  if (session !== null) {
    await context.write(async (tx) => {
      if (!(await endSession(tx, { id: session.id, userId: session.user.id }))) return;
      await audit(context, tx, "token.revoke", {
        targetId: session.user.id,
        actorId: session.user.id,
        sessionId: session.id,
      });
    });
  }
  return {};
}
