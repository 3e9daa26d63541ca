import { findRefreshToken, replaceRefreshToken } from "@/lib/data/refresh-tokens";
import { endSession, findSessionWithUser, touchSession } from "@/lib/data/sessions";
import { nextRefreshToken, placeOfRefreshToken } from "@/lib/domain/sessions/refresh-token";
import { AppError } from "@/lib/errors";
import type { Tokens } from "@/lib/schemas/sessions";
import { hashedRefreshToken, tokensFor } from "./issue-tokens";
import { actorOf } from "./live-session";
import { audit } from "../../audit";
import type { Context } from "../../context";

const refusal = (): AppError =>
  new AppError("invalid_credentials", "The refresh token is invalid, expired or already used.");

/**
 * Exchanges a refresh token for the next pair. A second use of any of the session's tokens, even in parallel, ends the whole
 * session (RFC 9700 section 4.14.2).
 */
export async function grantByRefreshToken(
  context: Context<"writing" | "background" | "secrets" | "access-tokens">,
  plainToken: string,
): Promise<Tokens> {
  const token = hashedRefreshToken(context, plainToken);
  const known = await findRefreshToken(context.db, token);
  const session = known && (await findSessionWithUser(context.db, { id: known.sessionId }));
  const actor = actorOf(context, session);
  if (session === null || actor === null) throw refusal();

  const next = nextRefreshToken(placeOfRefreshToken(plainToken), context.newSecretToken());
  const nextHash = context.hashSecretToken(next);
  const refreshToken = await context.write(async (tx) => {
    // Lock order: session, then token, as in `endSession`; otherwise PostgreSQL deadlocks.
    const { address, userAgent } = context.request;
    await touchSession(tx, session.id, { now: context.now(), address, userAgent: userAgent?.slice(0, 500) ?? null });
    if (await replaceRefreshToken(tx, token, { nextHash, now: context.now() })) return next;
    const ended = await endSession(tx, { id: session.id, userId: actor.userId });
    if (ended)
      await audit(context, tx, "token.reuse", {
        outcome: "failure",
        targetId: actor.userId,
        actorId: null,
        sessionId: session.id,
      });
    return null;
  });
  if (refreshToken === null) throw refusal();
  return tokensFor(context, { userId: actor.userId, sessionId: session.id, refreshToken });
}
