import { expect, test } from "vitest";
import { suggestName } from "./suggest-name";

const known = ["length", "use_uppercase", "use_lowercase", "exclude", "mode", "words"];

test.each([
  ["lenght", "length"],
  ["Length", "length"],
  ["use_upercase", "use_uppercase"],
  ["useUppercase", "use_uppercase"],
  ["wrods", "words"],
  ["modes", "mode"],
])("suggests the nearest name for %s", (unknown, expected) => {
  expect(suggestName(unknown, known)).toBe(expected);
});

test.each(["", "x", "colour", "utm_source", "__proto__", "l".repeat(64)])("suggests nothing for %j", (unknown) => {
  expect(suggestName(unknown, known)).toBeUndefined();
});
