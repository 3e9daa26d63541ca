import { dictionary } from "@zxcvbn-ts/language-common";
import { expect, test } from "vitest";
import { createCommonPasswords } from "./common-passwords";

test("a hundred passwords from all parts of the list are recognised, in any case", async () => {
  const commonPasswords = createCommonPasswords();
  const longEnough = dictionary["passwords-common"].filter((password) => password.length >= 8);
  expect(longEnough.length).toBeGreaterThan(17_000);
  for (let sample = 0; sample < 100; sample += 1) {
    const password = longEnough[Math.floor((sample * longEnough.length) / 100)] ?? "";
    expect([
      password,
      await commonPasswords.includes(password),
      await commonPasswords.includes(password.toUpperCase()),
    ]).toEqual([password, true, true]);
  }
});

test.each(["password1", "qwerty123", "Password123", "12345678", "iloveyou"])("%j is common", async (password) => {
  expect(await createCommonPasswords().includes(password)).toBe(true);
});

test.each([
  "",
  "constructor!",
  "__proto__",
  "toString",
  "correct horse battery staple",
  "x".repeat(1_000_000),
  "password1 ",
])("an uncommon password isn't recognised", async (password) => {
  expect(await createCommonPasswords().includes(password)).toBe(false);
});
