import { expect, test } from "vitest";
import { compareMeans, twoSidedP } from "./welch.mjs";

// From tables of Student's t distribution.
test.each([
  [12.7062, 1, 0.05],
  [2.77645, 4, 0.05],
  [3.16927, 10, 0.01],
  [2.0423, 30, 0.05],
  [2.62589, 100, 0.01],
  [0, 7, 1],
])("the probability beyond ±%f with %i degrees of freedom is %f", (t, freedom, p) => {
  expect(twoSidedP(t, freedom)).toBeCloseTo(p, 5);
  expect(twoSidedP(-t, freedom)).toBeCloseTo(p, 5);
});

// Four values each, with variances 5/3 and 20/3.
test("two samples with different variances are compared by Welch's test", () => {
  const { difference, p } = compareMeans([1, 2, 3, 4], [2, 4, 6, 8]);
  expect(difference).toBe(-2.5);
  expect(p).toBeCloseTo(
    twoSidedP(-2.5 / Math.sqrt(5 / 12 + 5 / 3), (25 / 12) ** 2 / ((5 / 12) ** 2 / 3 + (5 / 3) ** 2 / 3)),
    9,
  );
});
