import { expect, test } from "vitest";
import { isLeased } from "./job-lease";

const now = new Date("2026-11-28T12:00:00Z");
const after = (milliseconds: number): Date => new Date(now.getTime() + milliseconds);

test.each([
  { leasedUntil: null, holds: false },
  { leasedUntil: after(-1), holds: false },
  { leasedUntil: after(0), holds: false },
  { leasedUntil: after(1), holds: true },
  { leasedUntil: after(600_000), holds: true },
  { leasedUntil: after(600_001), holds: false },
])("a lease of five minutes until $leasedUntil holds at 12:00: $holds", ({ leasedUntil, holds }) => {
  expect(isLeased(leasedUntil, now)).toBe(holds);
});
