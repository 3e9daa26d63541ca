import { expect, test } from "vitest";
import { processorMilliseconds } from "@/lib/testing/processor-time";
import { findPasswordLengthProblem, passwordMinFor } from "./password-length";

test.each([
  "x".repeat(8),
  "x".repeat(128),
  "🔑".repeat(8),
  "🔑".repeat(128),
  " ".repeat(8),
  "\0".repeat(8),
  "e\u0301".repeat(8),
  // Each letter of these is three code points before normalisation.
  "\u1112\u1161\u11ab".repeat(128),
])("8 to 128 code points of any type are accepted", (password) => {
  expect(findPasswordLengthProblem(password)).toBeNull();
});

test.each(["", "x".repeat(7), "🔑".repeat(7), "e\u0301".repeat(7)])("under 8 code points is too short", (password) => {
  expect(findPasswordLengthProblem(password)).toBe("Must be at least 8 characters");
});

test.each(["x".repeat(129), "🔑".repeat(129), "x".repeat(257), "e\u0301".repeat(129)])(
  "over 128 code points is too long",
  (password) => {
    expect(findPasswordLengthProblem(password)).toBe("Must be at most 128 characters");
  },
);

test.each(["password\ud83d", "\udd11password", "pass\udd11\ud83dword"])("a lone surrogate is refused", (password) => {
  expect(findPasswordLengthProblem(password)).toMatch(/surrogate/);
});

test.each(["x", "🔑", "\ud83d"])("a million characters are refused without being scanned", async (part) => {
  const password = part.repeat(1_000_000);
  const milliseconds = await processorMilliseconds(() =>
    expect(findPasswordLengthProblem(password)).toBe("Must be at most 128 characters"),
  );
  expect(milliseconds).toBeLessThan(150);
});

test("the minimum is longer for a password without a second factor", () => {
  expect(passwordMinFor("nist", false)).toBe(15);
  expect(passwordMinFor("nist", true)).toBe(8);
  expect(passwordMinFor("tutorial", false)).toBe(8);
  expect(findPasswordLengthProblem("x".repeat(14), 15)).toBe("Must be at least 15 characters");
  expect(findPasswordLengthProblem("🔑".repeat(15), 15)).toBeNull();
});
