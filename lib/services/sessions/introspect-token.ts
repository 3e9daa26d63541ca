import { findRefreshToken } from "@/lib/data/refresh-tokens";
import { findSessionWithUser } from "@/lib/data/sessions";
import type { Introspection } from "@/lib/schemas/sessions";
import { authorize, authorizeUser, type UserActor } from "../authorize";
import type { Context } from "../context";
import { hashedRefreshToken } from "./shared/issue-tokens";
import { actorOf } from "./shared/live-session";

type TokenFacts = {
  sessionId: string;
  /** The user that the token names; a refresh token names none. */
  userId: string | null;
  expiresAt: Date;
  issuedAt: Date | null;
  kind: "access_token" | "refresh_token";
};

/**
 * Token introspection (RFC 7662): users see their own tokens, administrators all. Without an access token to authenticate
 * with, as OAuth2 clients send it, the access token in question is its own proof. Other tokens count as inactive.
 */
export async function introspectToken(
  context: Context<"writing" | "background" | "secrets" | "access-tokens">,
  { token }: { token: string },
): Promise<Introspection> {
  const asking = context.actor.kind === "anonymous" ? null : authorizeUser(context, "tokens:introspect");
  authorize(context, "sessions:start");
  const facts = await readToken(context, token);
  const session = facts && (await findSessionWithUser(context.db, { id: facts.sessionId }));
  const owner = actorOf(context, session);
  if (facts === null || session === null || owner === null || !isAccepted(facts, owner)) return { active: false };
  const isProof = facts.kind === "access_token";
  const mayRead = asking === null ? isProof : asking.role === "admin" || asking.userId === owner.userId;
  if (!mayRead) return { active: false };
  return {
    active: true,
    token_type: facts.kind,
    sub: owner.userId,
    sid: session.id,
    ...(owner.mustSetUpTwoFactor && { scope: "enrol" }),
    username: session.user.email,
    exp: Math.floor(facts.expiresAt.getTime() / 1000),
    ...(facts.issuedAt !== null && { iat: Math.floor(facts.issuedAt.getTime() / 1000) }),
  };
}

/** The conditions of `identifyBearer`: what the API refuses isn't active. */
function isAccepted(facts: TokenFacts, owner: UserActor): boolean {
  return owner.sessionKind === "api" && (facts.userId === null || facts.userId === owner.userId);
}

async function readToken(
  context: Context<"reading" | "secrets" | "access-tokens">,
  token: string,
): Promise<TokenFacts | null> {
  const claims = await context.accessTokens.read(token, context.now());
  if (claims !== null) return { ...claims, kind: "access_token" };
  const row = await findRefreshToken(context.db, hashedRefreshToken(context, token));
  if (row === null || !row.isNewest || row.expiresAt <= context.now()) return null;
  return { sessionId: row.sessionId, userId: null, expiresAt: row.expiresAt, issuedAt: null, kind: "refresh_token" };
}
