import { expect, test } from "vitest";
import { issuerOf, serviceNameOf } from "./service-name";

test("users see the name of the club, or the product's", () => {
  expect(serviceNameOf({ appName: "Rowers" })).toBe("Rowers");
  expect(serviceNameOf({ appName: null })).toBe("Latchkey");
});

test("authenticator apps get a name without a colon", () => {
  expect(issuerOf({ appName: "Rowers: Oslo" })).toBe("Rowers Oslo");
  expect(issuerOf({ appName: null })).toBe("Latchkey");
});
