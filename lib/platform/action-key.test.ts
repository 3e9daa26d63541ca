import { expect, test } from "vitest";
import { actionKeyOf } from "./action-key";

test("processes with the same secret have the same key of 256 bits, and it isn't the secret", () => {
  const secret = "a secret that is long enough";
  expect(actionKeyOf(secret)).toBe(actionKeyOf(secret));
  expect(actionKeyOf(secret)).not.toBe(actionKeyOf(`${secret}!`));
  expect(Buffer.from(actionKeyOf(secret), "base64")).toHaveLength(32);
  expect(Buffer.from(actionKeyOf(secret), "base64").toString()).not.toContain(secret);
});
