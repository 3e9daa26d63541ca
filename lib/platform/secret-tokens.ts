import { createHash, randomBytes } from "node:crypto";

/** 256 random bits for a link, cookie or refresh token; only its hash is stored. */
export function newSecretToken(): string {
  return randomBytes(32).toString("base64url");
}

/** What is stored of a secret token. One fast pass is enough: there are 2^256 tokens to try, not a dictionary. */
export function hashSecretToken(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}
