import { expect, test } from "vitest";
import { groupSecret, normalizeOneTimeCode } from "./one-time-code";

test.each(["123456", "123 456", " 123456\n", "12-34-56", "1 2 3 4 5 6"])("%j is the code 123456", (text) => {
  expect(normalizeOneTimeCode(text)).toBe("123456");
});

test("keeps leading zeros", () => {
  expect(normalizeOneTimeCode("000152")).toBe("000152");
});

test.each(["", "12345", "1234567", "１２３４５６", "-23456", "0x1E24", "12345a", "+12345", "1.2345", "١٢٣٤٥٦"])(
  "%j is not a code",
  (text) => {
    expect(normalizeOneTimeCode(text)).toBeNull();
  },
);

test("a secret is shown in groups of four", () => {
  expect(groupSecret("LGLEREYEPVVWTLYO")).toBe("LGLE REYE PVVW TLYO");
  expect(groupSecret("ABCDE")).toBe("ABCD E");
});
