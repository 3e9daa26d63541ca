import { expect, test } from "vitest";
import { skippedLabel } from "./bulk-labels";

test("says how many users are skipped and why, as a sentence", () => {
  expect(skippedLabel("has_password", 1)).toBe("1 user has a password already");
  expect(skippedLabel("has_password", 1200)).toBe("1,200 users have a password already");
});
