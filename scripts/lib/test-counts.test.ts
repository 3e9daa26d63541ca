import { expect, test } from "vitest";
import { countsFromPlaywright, countsFromVitest, countsLine, strictly, sumOfCounts } from "./test-counts.mjs";

const vitestReport = {
  numTotalTests: 8,
  numPassedTests: 5,
  numFailedTests: 1,
  numPendingTests: 1,
  numTodoTests: 1,
  testResults: [
    { status: "passed", assertionResults: [{ status: "passed" }] },
    { status: "failed", assertionResults: [{ status: "failed" }] },
  ],
};

test("Vitest's report is counted, with to-dos as skipped", () => {
  expect(countsFromVitest(vitestReport)).toEqual({ passed: 5, failed: 1, skipped: 2 });
});

test("a test file that couldn't be loaded is a failure", () => {
  const broken = { status: "failed", assertionResults: [] };
  const report = { ...vitestReport, testResults: [...vitestReport.testResults, broken] };
  expect(countsFromVitest(report).failed).toBe(2);
});

test("tests whose process ended before they had a result are failures", () => {
  expect(countsFromVitest({ ...vitestReport, numTotalTests: 10 })).toEqual({ passed: 5, failed: 3, skipped: 2 });
});

test("Playwright's report is counted; flaky tests and errors outside of tests are failures", () => {
  const stats = { expected: 7, unexpected: 1, flaky: 1, skipped: 2 };
  expect(countsFromPlaywright({ stats, errors: [{ message: "no server" }] })).toEqual({
    passed: 7,
    failed: 3,
    skipped: 2,
  });
});

test("a runner that ran no tests has failed", () => {
  expect(strictly({ passed: 0, failed: 0, skipped: 3 }, 0).failed).toBe(1);
});

test("a runner that exited with an error has failed, whatever it counted", () => {
  expect(strictly({ passed: 9, failed: 0, skipped: 0 }, 1).failed).toBe(1);
  expect(strictly({ passed: 9, failed: 2, skipped: 0 }, 1).failed).toBe(2);
});

test("the last line sums both runners and names skipped tests only when there are any", () => {
  const unit = { passed: 10, failed: 0, skipped: 0 };
  expect(countsLine(sumOfCounts([unit, { passed: 2, failed: 1, skipped: 0 }]))).toBe("12 passed, 1 failed");
  expect(countsLine(sumOfCounts([unit, { passed: 2, failed: 0, skipped: 4 }]))).toBe("12 passed, 0 failed, 4 skipped");
});
