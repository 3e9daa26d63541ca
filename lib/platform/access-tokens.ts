import { createSecretKey } from "node:crypto";
import { SignJWT } from "jose";
import { readCompactJws, type HmacAlgorithm } from "./compact-jws";
import { newId } from "./ids";
import { keyIdOf } from "./key-id";

export type AccessTokenOptions = {
  /** Newest first: the first key signs, all keys verify. */
  secrets: readonly string[];
  algorithm: HmacAlgorithm;
  issuer: string;
  audience: string;
  ttlSeconds: number;
};

// RFC 9068 §2.1: prevents tokens for other purposes from being accepted as access tokens.
const TOKEN_TYPE = "at+jwt";

// How far the clocks of two nodes may differ: a token that one of them signs is used at the other at once. It applies to
// `iat` and `nbf` only; `exp` stays exact, so that no token lives longer than it says.
const CLOCK_SKEW_SECONDS = 60;

/** Signs access tokens with jose, and verifies them without it (see compact-jws.ts). */
export function createAccessTokens({ secrets, algorithm, issuer, audience, ttlSeconds }: AccessTokenOptions) {
  const keys = new Map(secrets.map((secret) => [keyIdOf(secret), createSecretKey(Buffer.from(secret))]));
  const [newest] = keys;
  if (newest === undefined) throw new Error("There is no secret to sign access tokens with.");
  const [keyId, key] = newest;

  return {
    async sign({ userId, sessionId, now }: { userId: string; sessionId: string; now: Date }) {
      const issuedAt = Math.floor(now.getTime() / 1000);
      const token = await new SignJWT({ sid: sessionId })
        .setProtectedHeader({ alg: algorithm, typ: TOKEN_TYPE, kid: keyId })
        .setIssuer(issuer)
        .setAudience(audience)
        .setSubject(userId)
        .setIssuedAt(issuedAt)
        .setNotBefore(issuedAt)
        .setExpirationTime(issuedAt + ttlSeconds)
        .setJti(newId())
        .sign(key);
      return { token, expiresInSeconds: ttlSeconds };
    },
    async read(token: string, now: Date) {
      const jws = readCompactJws(token, { algorithm, keys });
      if (jws?.header.typ !== TOKEN_TYPE) return null;
      const { iss, aud, sub, sid, jti, iat, nbf, exp } = jws.payload;
      if (iss !== issuer || aud !== audience || !isName(sub) || !isName(sid) || !isName(jti)) return null;
      if (!isTime(iat) || !isTime(nbf) || !isTime(exp)) return null;

      const nowSeconds = now.getTime() / 1000;
      // Also refuses an invalid Date: comparisons with NaN are false.
      const isValidNow = nowSeconds < exp && Math.max(iat, nbf) <= nowSeconds + CLOCK_SKEW_SECONDS;
      if (!isValidNow) return null;
      return { userId: sub, sessionId: sid, issuedAt: new Date(iat * 1000), expiresAt: new Date(exp * 1000), id: jti };
    },
  };
}

function isName(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}

// Whole seconds up to the year 9999: the values that we write and a Date can hold.
function isTime(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 253_402_300_799;
}
