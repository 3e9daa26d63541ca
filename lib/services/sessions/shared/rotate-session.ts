import type { Transaction } from "@/lib/data/database";
import { moveSecurityNotices } from "@/lib/data/security-notices";
import { findSessionWithUser, renewSession, type SessionKind } from "@/lib/data/sessions";
import { AppError } from "@/lib/errors";
import { addRefreshToken, tokensFor } from "./issue-tokens";
import { requiresTwoFactor } from "./live-session";
import type { UserActor } from "../../authorize";
import type { Context } from "../../context";

/** The new id and secret of the current session. */
export type RotatedSession = {
  id: string;
  userId: string;
  kind: SessionKind;
  expiresAt: Date;
  /** The value of a browser's cookie, or an API client's refresh token. */
  secret: string;
  mustSetUpTwoFactor: boolean;
};

/**
 * Gives the current session a new id and secret in the transaction of a sensitive change, so that copies of its cookie or
 * tokens stop working with the commit. Refuses with `unauthorized` when the session has ended meanwhile, which rolls the
 * change back: of parallel changes in one session only one succeeds.
 */
export async function rotateSession(
  context: Context<"writing" | "secrets">,
  tx: Transaction,
  actor: UserActor,
): Promise<RotatedSession> {
  const rotated = await rotateLiveSession(context, tx, actor);
  if (rotated !== null) return rotated;
  throw sessionEnded();
}

/** The error for a session that has ended since the request was authenticated. */
export function sessionEnded(): AppError {
  return new AppError("unauthorized", "This session has ended. Log in again.", { tokenRefused: true });
}

/** The same; null when the session has ended. */
export async function rotateLiveSession(
  context: Context<"writing" | "secrets">,
  tx: Transaction,
  { sessionId, sessionKind: kind, userId }: UserActor,
): Promise<RotatedSession | null> {
  const id = context.newId();
  const cookie = kind === "browser" ? context.newSecretToken() : null;
  const tokenHash = cookie === null ? null : context.hashSecretToken(cookie);
  if (!(await renewSession(tx, { id: sessionId, userId }, { id, tokenHash }))) return null;
  // "This wasn't me" in the mail about this session's log-in ends the session under its new id.
  await moveSecurityNotices(tx, { userId, from: sessionId, to: id });
  const session = await findSessionWithUser(tx, { id });
  if (session === null) return null;
  const { expiresAt, user } = session;
  return {
    id,
    userId,
    kind,
    expiresAt,
    secret: cookie ?? (await addRefreshToken(context, tx, session)),
    mustSetUpTwoFactor: user.twoFactorSince === null && requiresTwoFactor(context, user.role),
  };
}

/** After the commit: adds the new access to the reply, as a cookie or as tokens. */
export async function replyWithNewAccess(
  context: Context<"access-tokens">,
  { id: sessionId, userId, kind, expiresAt, secret, mustSetUpTwoFactor }: RotatedSession,
): Promise<void> {
  if (kind === "browser") {
    context.newAccess = { kind, sessionToken: secret, expiresAt };
    return;
  }
  const tokens = await tokensFor(context, { userId, sessionId, refreshToken: secret });
  context.newAccess = { kind, tokens: { ...tokens, ...(mustSetUpTwoFactor && { scope: "enrol" }) } };
}
