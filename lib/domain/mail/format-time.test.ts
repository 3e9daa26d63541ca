import { expect, test } from "vitest";
import { formatDuration, minutesAfter, formatTime } from "./format-time";

test.each([
  [1, "1 minute"],
  [10, "10 minutes"],
  [60, "1 hour"],
  [90, "90 minutes"],
  [120, "2 hours"],
  [24 * 60, "24 hours"],
  [7 * 24 * 60, "7 days"],
])("%i minutes are %s", (minutes, words) => {
  expect(formatDuration(minutes)).toBe(words);
});

test("a time names its time zone", () => {
  expect(formatTime(minutesAfter(new Date("2026-11-21T23:04:59Z"), 60))).toBe("22 November 2026 at 00:04 UTC");
});
