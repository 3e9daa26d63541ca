import { describe, expect, test } from "vitest";
import { dummyArgon2idHash, dummyBcryptHash, sampleHash } from "@/lib/domain/accounts/stored-hash";
import { planHashing, planVerification, type HashingSettings } from "./plan-hashing";

const settings: HashingSettings = { algorithm: "bcrypt", bcryptCost: 12, passwordKeys: ["new key", "old key"] };

const passwords = { short: "correct horse", long: "x".repeat(73), NUL: "correct\0horse", surrogate: "correct\ud83d" };
const keyed = planHashing(passwords.long, settings).finish(dummyBcryptHash(12));
const stored = {
  nothing: null,
  "an empty hash": "",
  "a damaged hash": "$2b$12$short",
  "a hash with stray bits in its salt": `$2b$12$${".".repeat(21)}/${".".repeat(31)}`,
  "a hash with stray bits in its digest": `$2b$12$${".".repeat(52)}/`,
  "today's hash": dummyBcryptHash(12),
  "a hash of cost 4": dummyBcryptHash(4),
  "a hash of cost 10": dummyBcryptHash(10),
  "a hash of PHP": dummyBcryptHash(10).replace("2b", "2y"),
  "a keyed hash": keyed,
  "a keyed hash of cost 11": keyed.replace("$12$", "$11$"),
  "a hash of a key that is gone": planHashing(passwords.long, { ...settings, passwordKeys: ["gone"] }).finish(
    dummyBcryptHash(12),
  ),
};

describe.each(Object.entries(stored))("against %s", (_, storedHash) => {
  test.each(Object.entries(passwords))(
    "checking a %s password computes one hash, whose cost is known",
    (_, password) => {
      const { task } = planVerification(password, storedHash, settings);
      // At the cost of the stored hash or, if that can't match, at the server's own.
      const costs = [dummyBcryptHash(12), sampleHash(storedHash ?? "")];
      expect(costs).toContain(sampleHash(task.hash));
    },
  );
});

test("a password within bcrypt's limit is hashed as it is; a longer one as 64 characters that depend on the key", () => {
  for (const password of ["x".repeat(72), "é".repeat(36), "🔑".repeat(18)]) {
    expect(planHashing(password, settings).task.password).toBe(password);
  }
  const inputs = ["x".repeat(73), "x".repeat(74), "é".repeat(37), "🔑".repeat(19), "a\0b", "a\0c"].flatMap((password) =>
    [settings, { ...settings, passwordKeys: ["other"] }].map((each) => planHashing(password, each).task.password),
  );
  for (const input of inputs) expect(input).toMatch(/^[A-Za-z0-9+/]{64}$/);
  expect(new Set(inputs).size).toBe(inputs.length);
});

// Computed with `openssl dgst -sha384 -hmac "new key"`.
test("the input of a keyed hash never changes; otherwise users with long passwords couldn't log in", () => {
  const { task, finish } = planHashing("x".repeat(73), settings);
  expect(task.password).toBe("j2FZhoa/mUh3RPRx00z9UldTIABAb+T9lumzAOeT71chFLW4srF2nFFq5GgjD6ao");
  expect(finish("$2b$…")).toBe("$lk1$y4Hm9fOQ$2b$…");
});

test("without a stored hash one of the configured algorithm is computed", () => {
  const argon2id: HashingSettings = { ...settings, algorithm: "argon2id" };
  expect(planVerification("x", null, settings).task.hash).toBe(dummyBcryptHash(12));
  expect(planVerification("x", null, argon2id).task.hash).toBe(dummyArgon2idHash());
});
