import type { Transaction } from "@/lib/data/database";
import { createRefreshToken, type HashedRefreshToken } from "@/lib/data/refresh-tokens";
import { placeOfRefreshToken } from "@/lib/domain/sessions/refresh-token";
import type { Tokens } from "@/lib/schemas/sessions";
import type { Context } from "../../context";

/** What the database knows of a plain refresh token. */
export function hashedRefreshToken({ hashSecretToken }: Context<"secrets">, token: string): HashedRefreshToken {
  const { family, generation } = placeOfRefreshToken(token);
  return { familyHash: hashSecretToken(family), generation, tokenHash: hashSecretToken(token) };
}

/** Stores a session's first refresh token, hashed, and returns the plain token for the client. */
export async function addRefreshToken(
  context: Context<"writing" | "secrets">,
  tx: Transaction,
  session: { id: string; expiresAt: Date },
): Promise<string> {
  const token = context.newSecretToken();
  const row = {
    id: context.newId(),
    sessionId: session.id,
    tokenHash: context.hashSecretToken(token),
    expiresAt: session.expiresAt,
  };
  await createRefreshToken(tx, row, context.now());
  return token;
}

/** The reply with both tokens: a superset of what the tutorials' clients read. */
export async function tokensFor(
  context: Context<"access-tokens">,
  { userId, sessionId, refreshToken }: { userId: string; sessionId: string; refreshToken: string },
): Promise<Tokens> {
  const { token, expiresInSeconds } = await context.accessTokens.sign({ userId, sessionId, now: context.now() });
  return {
    access_token: token,
    token_type: "bearer",
    expires_in: expiresInSeconds,
    refresh_token: refreshToken,
    message: "Login successful",
    user_id: userId,
  };
}
