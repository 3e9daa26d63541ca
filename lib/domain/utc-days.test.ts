import { expect, test } from "vitest";
import { lastUtcDays } from "./utc-days";

test("the last day is the one of the moment, without gaps before it", () => {
  const days = lastUtcDays(new Date("2026-03-01T00:00:00.000Z"), 3);
  expect(days.map(({ date }) => date)).toEqual(["2026-02-27", "2026-02-28", "2026-03-01"]);
  expect(days.map(({ end }) => end.toISOString())).toEqual([
    "2026-02-28T00:00:00.000Z",
    "2026-03-01T00:00:00.000Z",
    "2026-03-02T00:00:00.000Z",
  ]);
  expect(lastUtcDays(new Date("2026-02-28T23:59:59.999Z"), 1)[0]?.start.toISOString()).toBe("2026-02-28T00:00:00.000Z");
});
