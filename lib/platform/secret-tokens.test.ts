import { expect, test } from "vitest";
import { hashLookupSecret, hashSecretToken, newSecretToken } from "./secret-tokens";

test("a secret token is 256 random bits that are safe in a URL", () => {
  const tokens = Array.from({ length: 1_000 }, newSecretToken);
  for (const token of tokens) expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/);
  expect(new Set(tokens).size).toBe(tokens.length);
});

test("the stored hash is plain SHA-256, so that later versions can read it", () => {
  // FIPS 180-2, appendix B.1.
  expect(Buffer.from(hashSecretToken("abc"), "base64url").toString("hex")).toBe(
    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
  );
});

test("the slow hash is scrypt, so that later versions can read it", async () => {
  // Password and salt of RFC 7914, section 12; the value is from Python's scrypt with N 4096, r 8, p 1.
  expect(Buffer.from(await hashLookupSecret("pleaseletmein", "SodiumChloride"), "base64url").toString("hex")).toBe(
    "4fba64c9568428969e5cd47c2639181238810058ee82cdc42c1b69c15f006c4a",
  );
});
