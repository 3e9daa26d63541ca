import { expect, test } from "vitest";
import { durationInWords, minutesAfter, timeInWords } from "./time-in-words";

test.each([
  [1, "1 minute"],
  [10, "10 minutes"],
  [60, "1 hour"],
  [90, "90 minutes"],
  [120, "2 hours"],
  [24 * 60, "24 hours"],
  [7 * 24 * 60, "7 days"],
])("%i minutes are %s", (minutes, words) => {
  expect(durationInWords(minutes)).toBe(words);
});

test("a time names its zone", () => {
  expect(timeInWords(minutesAfter(new Date("2026-11-21T23:04:59Z"), 60))).toBe("22 November 2026 at 00:04 UTC");
});
