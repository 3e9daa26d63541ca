import { expect, test } from "vitest";
import { planConnections } from "./plan-connections";

test.each([
  { configured: null, available: 97, reading: 4, writing: 5 },
  { configured: null, available: 500, reading: 10, writing: 10 },
  { configured: null, available: 10, reading: 2, writing: 2 },
  { configured: null, available: null, reading: 10, writing: 10 },
  { configured: 7, available: 97, reading: 3, writing: 4 },
  { configured: 400, available: 97, reading: 200, writing: 200 },
  { configured: 1, available: null, reading: 1, writing: 1 },
])(
  "of $available connections, with $configured configured, $reading read and $writing write",
  ({ configured, available, ...expected }) => {
    expect(planConnections({ configured, available })).toEqual(expected);
  },
);

test("ten processes fit into PostgreSQL's default", () => {
  const { reading, writing } = planConnections({ configured: null, available: 97 });
  expect(10 * (reading + writing)).toBeLessThanOrEqual(97);
});
