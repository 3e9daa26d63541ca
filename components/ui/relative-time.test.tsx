import { expect, test } from "vitest";
import { absoluteTime, relativeTime, timeUntil } from "./relative-time";

const now = new Date("2026-11-21T12:00:00Z");

test.each([
  ["2026-11-21T11:59:30Z", "just now"],
  ["2026-11-21T12:00:20Z", "just now"],
  ["2026-11-21T11:59:00Z", "1 minute ago"],
  ["2026-11-21T10:01:00Z", "1 hour ago"],
  ["2026-11-19T12:00:00Z", "2 days ago"],
  ["2026-09-01T12:00:00Z", "2 months ago"],
  ["2024-11-01T12:00:00Z", "2 years ago"],
])("%s is %s", (at, words) => {
  expect(relativeTime(new Date(at), now)).toBe(words);
});

test.each([
  ["2026-11-21T11:59:00Z", "now"],
  ["2026-11-21T12:00:30Z", "in less than a minute"],
  ["2026-11-21T13:00:00Z", "in 1 hour"],
  ["2026-11-28T11:59:00Z", "in 7 days"],
])("%s comes %s", (at, words) => {
  expect(timeUntil(new Date(at), now)).toBe(words);
});

test("a time in UTC shows its time zone", () => {
  expect(absoluteTime(now, "UTC")).toBe("21 Nov 2026, 12:00 UTC");
});
