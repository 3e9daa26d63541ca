import { createHash, randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { findPasswordWeakness, findSecretWeakness } from "./find-secret-weakness";

const sha256 = (text: string): string => createHash("sha256").update(text).digest("base64url");
const weaknessOf = (secret: string): string | null => findSecretWeakness(secret, sha256);

describe("a secret that signs or encrypts", () => {
  test.each([
    ["FastAPI's documentation", "09d25e094faa6ca2556c818166b7a9563b93f7099f6f0f4caa6cf63b88e8d3e7"],
    ["the same in capitals", "09D25E094FAA6CA2556C818166B7A9563B93F7099F6F0F4CAA6CF63B88E8D3E7"],
    ["jwt.io", "a-string-secret-at-least-256-bits-long"],
    ["jwt.io for HS512", "a-valid-string-secret-that-is-at-least-512-bits-long-which-is-very-long"],
    ["RFC 7515 appendix A.1", "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow"],
    ["a Spring Security tutorial", "404E635266556A586E3272357538782F413F4428472B4B6250645367566B5970"],
    ["Flask's documentation", "192b9bdd22ab9ed4d12e236c78afcb9a393ec15f71bbf5dc987d54727823bcbf"],
    ["Supabase's local set-up", "super-secret-jwt-token-with-at-least-32-characters-long"],
    ["a command that was copied instead of run", "$(openssl rand -base64 48) # run this"],
    ["a placeholder", "replace_me_with_a_long_random_value"],
    [
      "FastAPI's in the quotes of an environment file",
      '"09d25e094faa6ca2556c818166b7a9563b93f7099f6f0f4caa6cf63b88e8d3e7"',
    ],
    ["a phrase in base64", Buffer.from("this-is-a-secret-key-for-jwt").toString("base64")],
    [
      "a phrase in base64url with Laravel's prefix",
      `base64:${Buffer.from("change me in production").toString("base64url")}`,
    ],
    ["a phrase in hex", Buffer.from("thisismysecretkeyfortheserver").toString("hex")],
    ["letters written as digits", "s3cr3t-k3y-th4t-1s-v3ry-l0ng-4nd-s4f3"],
    ["dummy text", "lorem ipsum dolor sit amet consectetur"],
    ["a keyboard pattern", "1q2w3e4r5t6y7u8i9o0p1q2w3e4r5t6y7u"],
    ["the path of a secret", "/run/secrets/latchkey_auth_secret_file"],
    ["Django's start", "django-insecure-4k2l5v@9s8f7g6h5j4k3l2m1n0b9v8c7x6z5"],
  ])("is refused as a sample: %s", (_, secret) => {
    expect(weaknessOf(secret)).toBe("is a sample value");
  });

  test.each([
    ["is too short", "kJ8#mQ2$vX9@wL5!nR3%tY7^pZ1&cB4"],
    ["repeats itself", "a".repeat(64)],
    ["repeats itself", "kJ8mQ2vX9wLkJ8mQ2vX9wLkJ8mQ2vX9wLkJ8"],
    ["is a sequence", "1234567890qwertyuiopasdfghjklzxcvbnm"],
    ["is a sequence", "zyxwvutsrqponmlkjihgfedcba9876543210"],
    ["is too short", `"${"kJ8#mQ2$vX9@wL5!nR3%tY7^pZ1&cB4"}"`],
    ["is a sequence", "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"],
    ["is a sequence", Buffer.from(Array.from({ length: 32 }, (_, index) => index)).toString("base64")],
    ["is a sequence", "aabbccddeeffgghhiijjkkllmmnnooppqqrr"],
    ["is made of words", "the-rain-in-spain-stays-mainly-in-the-plain"],
    ["is made of words", "thisisaverylongsentencethatnobodyelseknows"],
    ["is made of words", "Correct-Horse-Battery-Staple-Harbour-Lantern-1"],
  ])("%s: %s", (weakness, secret) => expect(weaknessOf(secret)).toBe(weakness));

  test.each(["base64", "base64url", "hex"] as const)("2,000 random secrets in %s are accepted", (encoding) => {
    const refused = Array.from({ length: 2_000 }, () => randomBytes(32).toString(encoding)).filter(
      (secret) => weaknessOf(secret) !== null,
    );
    expect(refused).toEqual([]);
  });
});

describe("the first administrator's password", () => {
  test.each([
    ["is a sample value", "changethis"],
    ["is a sample value", "MyPassword123!"],
    ["repeats itself", "abcabcabcabc"],
    ["is a sequence", "12345678abcd"],
    ["is a sequence", "qwertyuiop12"],
    ["is a single word", "administrator1"],
    ["is a single word", "Sunshine2024!"],
    ["is a single word", "Adm1n1strat0r!"],
    ["is a sample value", "P@ssw0rd!"],
    ["is a sample value", "1q2w3e4r5t"],
    [null, "harbour lantern 58 cedar"],
    [null, "correct-horse-battery-staple"],
    [null, "kJ8#mQ2$vX9@"],
  ])("%s: %s", (weakness, password) => expect(findPasswordWeakness(password, sha256)).toBe(weakness));
});
