import { createHash, randomBytes } from "node:crypto";

/** 256 random bits for a link, cookie or refresh token; only the hash is stored. */
export function newSecretToken(): string {
  return randomBytes(32).toString("base64url");
}

/** The stored hash of a secret token. A fast hash is enough for 256 random bits. */
export function hashSecretToken(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}
