import { expect, test } from "vitest";
import { passwordStrength, timeToCrack } from "./password-strength";

test.each([
  [0, "weak"],
  [49.999, "weak"],
  [50, "fair"],
  [69.999, "fair"],
  [70, "good"],
  [89.999, "good"],
  [90, "strong"],
  [127.999, "strong"],
  [128, "very strong"],
  [900, "very strong"],
] as const)("%d bits are %s", (bits, level) => {
  expect(passwordStrength(bits)).toBe(level);
});

test.each([
  [0, "less than a second"],
  [7.64, "less than a second"],
  [7.65, "1 second"],
  [13.55, "59 seconds"],
  [13.56, "1 minute"],
  [20, "1 hour"],
  [21, "2 hours"],
  [26, "3 days"],
  [30, "2 months"],
  [34, "2 years"],
  [42.5, "985 years"],
  [42.53, "1 thousand years"],
  [52.6, "1 million years"],
  [62.5, "1 billion years"],
  [66.2, "13 billion years"],
  [66.26, "longer than the universe has existed"],
  [900, "longer than the universe has existed"],
  [2000, "longer than the universe has existed"],
] as const)("%d bits keep 100 guesses a second busy for %s", (bits, words) => {
  expect(timeToCrack(bits, "online")).toBe(words);
});

test.each([
  [40, "less than a second"],
  [50, "9 minutes"],
  [60, "6 days"],
  [70, "18 years"],
  [78.5, "6 thousand years"],
  [90, "19 million years"],
  [99.4, "13 billion years"],
  [99.5, "longer than the universe has existed"],
] as const)("%d bits keep 10^12 guesses a second busy for %s", (bits, words) => {
  expect(timeToCrack(bits, "offline")).toBe(words);
});
