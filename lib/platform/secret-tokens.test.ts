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
  // RFC 7914, section 12: the third vector, cut to 32 bytes.
  expect(Buffer.from(await hashLookupSecret("pleaseletmein", "SodiumChloride"), "base64url").toString("hex")).toBe(
    "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2",
  );
});
