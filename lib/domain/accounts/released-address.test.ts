import { expect, test } from "vitest";
import { isReleasedAddress, releasedAddress } from "./released-address";

test("an account without an address has one that no mail can reach", () => {
  expect(releasedAddress("0196b3f2")).toBe("released-0196b3f2@address.invalid");
  expect(isReleasedAddress(releasedAddress("0196b3f2"))).toBe(true);
  expect(isReleasedAddress("ada@example.org")).toBe(false);
  expect(isReleasedAddress("address.invalid@example.org")).toBe(false);
});
