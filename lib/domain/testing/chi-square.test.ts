import { expect, test } from "vitest";
import { chiSquareP, chiSquareUpperTail } from "./chi-square";

test("the upper tail equals printed tables", () => {
  expect(chiSquareUpperTail(3.841458820694124, 1)).toBeCloseTo(0.05, 12);
  expect(chiSquareUpperTail(18.307038053275146, 10)).toBeCloseTo(0.05, 12);
  expect(chiSquareUpperTail(124.34211340400407, 100)).toBeCloseTo(0.05, 12);
  expect(chiSquareUpperTail(61.098, 100)).toBeCloseTo(0.9993, 3);
});

test("the upper tail of 2 and 4 degrees of freedom equals the closed form", () => {
  for (const x of [0.01, 0.5, 1, 3, 10, 50, 400]) {
    expect(chiSquareUpperTail(x, 2) / Math.exp(-x / 2)).toBeCloseTo(1, 12);
    expect(chiSquareUpperTail(x, 4) / (Math.exp(-x / 2) * (1 + x / 2))).toBeCloseTo(1, 12);
  }
});

test("exactly the expected counts give p = 1, and very uneven ones give p close to 0", () => {
  expect(chiSquareP([100, 100, 100])).toBe(1);
  expect(chiSquareP([200, 100], [200, 100])).toBe(1);
  expect(chiSquareP([200, 100, 0])).toBeLessThan(1e-30);
});
