import { findRefreshToken } from "@/lib/data/refresh-tokens";
import { findSessionWithUser } from "@/lib/data/sessions";
import type { Introspection } from "@/lib/schemas/sessions";
import { authorizeUser } from "../authorize";
import type { Context } from "../context";
import { actorOf } from "./shared/live-session";

type TokenFacts = { sessionId: string; expiresAt: Date; issuedAt: Date | null; kind: "access_token" | "refresh_token" };

/** Token introspection (RFC 7662): users see their own tokens, administrators all; other tokens count as inactive. */
export async function introspectToken(
  context: Context<"writing" | "background" | "secrets" | "access-tokens">,
  { token }: { token: string },
): Promise<Introspection> {
  const asking = authorizeUser(context, "tokens:introspect");
  const facts = await readToken(context, token);
  const session = facts && (await findSessionWithUser(context.db, { id: facts.sessionId }));
  const owner = actorOf(context, session);
  if (facts === null || session === null || owner === null) return { active: false };
  if (owner.userId !== asking.userId && asking.role !== "admin") return { active: false };
  return {
    active: true,
    token_type: facts.kind,
    sub: owner.userId,
    sid: session.id,
    username: session.user.email,
    exp: Math.floor(facts.expiresAt.getTime() / 1000),
    ...(facts.issuedAt !== null && { iat: Math.floor(facts.issuedAt.getTime() / 1000) }),
  };
}

async function readToken(
  context: Context<"reading" | "secrets" | "access-tokens">,
  token: string,
): Promise<TokenFacts | null> {
  const claims = await context.accessTokens.read(token, context.now());
  if (claims !== null) return { ...claims, kind: "access_token" };
  const row = await findRefreshToken(context.db, context.hashSecretToken(token));
  if (row === null || row.usedAt !== null || row.expiresAt <= context.now()) return null;
  return { sessionId: row.sessionId, expiresAt: row.expiresAt, issuedAt: null, kind: "refresh_token" };
}
