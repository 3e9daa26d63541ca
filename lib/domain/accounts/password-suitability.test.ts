import { expect, test } from "vitest";
import { processorMilliseconds } from "@/lib/testing/processor-time";
import { findPasswordProblem, type PasswordFacts } from "./password-suitability";

const ada: PasswordFacts = {
  email: "ada.lovelace+news@example.org",
  username: "countess",
  fullName: "Ada King Lovelace",
  isCommon: (lowercased) => lowercased === "password1",
};

function problemOf(password: string, facts: Partial<PasswordFacts> = {}): string | null {
  return findPasswordProblem(password, { ...ada, ...facts });
}

test.each([
  "correct horse battery staple",
  "x7$kQ9!z",
  "adapter cable in the drawer",
  "ada ada adapter",
  "the lovelace biography I never read",
  "kingdom of the blind mole",
  "latch key under the mat",
  "example.org is my host",
  "🔑🔒🚪🏠🌙⭐🌧🌈",
  "12345678 and some more",
])("%j is accepted", (password) => {
  expect(problemOf(password)).toBeNull();
});

test.each([
  ["too short", "x7$kQ9!", /at least 8/],
  ["too long", "x".repeat(129), /at most 128/],
  ["common", "PassWord1", /too common/],
  ["common in full-width letters", "ｐａｓｓｗｏｒｄ１", /too common/],
  ["the product", "Latchkey", /name of this product/],
  ["the product in a phrase", "my other LatchKey password", /name of this product/],
  ["the address", "ada.lovelace+news@example.org", /email address/],
  ["the address in upper case", "ADA.LOVELACE+NEWS@EXAMPLE.ORG!", /email address/],
  ["its local part in a phrase", "I am ada.lovelace+news, hello", /email address/],
  ["its local part without the tag", "xx-Ada.Lovelace-xx-unrelated", /email address/],
  ["the username", "countess", /username/],
  ["the username in a phrase", "the COUNTESS of the north", /username/],
  ["the name", "Ada King Lovelace", /consist of/],
  ["the name run together", "adakinglovelace", /consist of/],
  ["the name and a year", "AdaKingLovelace1815!", /consist of/],
  ["the name behind digits", "1815 - ada king lovelace", /consist of/],
  ["the last name and a year", "Lovelace1815", /consist of/],
  ["the last name and many digits", "lovelace83920174658", /consist of/],
  ["the last name twice", "LovelaceLovelace", /consist of/],
  ["a short first name and digits", "ada12345", /consist of/],
  ["a short first name and punctuation", "!!!Ada!!!", /consist of/],
  ["a short first name three times", "AdaAdaAda", /consist of/],
  ["a short first name twice, with digits between", "ada-1815-ada", /consist of/],
  ["both short names in turn", "King-Ada-King", /consist of/],
  ["the last name and too little", "lovelace-x7$", /consist of/],
])("%s is refused", (_, password, reason) => {
  expect(problemOf(password)).toMatch(reason);
});

test("without a name, a username or a long local part only the other rules apply", () => {
  const facts = { email: "al@example.org", username: null, fullName: null };
  expect(problemOf("salt and almonds", facts)).toBeNull();
  expect(problemOf("al@example.org", facts)).toMatch(/email address/);
  expect(problemOf("al-123456789", facts)).toMatch(/consist of/);
  expect(problemOf("12345678", { ...facts, email: null })).toBeNull();
  expect(problemOf("12345678", { email: null, username: "___", fullName: " - " })).toBeNull();
});

test("names in other scripts are found too", () => {
  expect(problemOf("李小龙20241127!", { fullName: "李小龙" })).toMatch(/consist of/);
  expect(problemOf("Ðorđe-1990!!", { fullName: "ĐORĐE" })).toBeNull();
  expect(problemOf("Zoë19901990", { fullName: "Zoe\u0308" })).toMatch(/consist of/);
});

test("a password, name and address of any size are checked in linear time", async () => {
  const milliseconds = await processorMilliseconds(() => {
    problemOf("1".repeat(1_000_000));
    problemOf("1".repeat(127) + "a", { email: `${"1".repeat(64)}@${"1.".repeat(90)}org`, fullName: "1 ".repeat(50) });
  });
  expect(milliseconds).toBeLessThan(150);
});
