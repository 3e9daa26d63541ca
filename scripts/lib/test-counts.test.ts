import { expect, test } from "vitest";
import { countsFromPlaywright, countsFromVitest, countsLine, noCounts, strictly, sumOfCounts } from "./test-counts.mjs";

const failedTest = {
  status: "failed",
  fullName: "a group a name",
  failureMessages: ["expected 1 to be 2\n  at line 3"],
};
const vitestReport = {
  numTotalTests: 8,
  numPassedTests: 5,
  numFailedTests: 1,
  numPendingTests: 1,
  numTodoTests: 1,
  testResults: [
    { name: "lib/passing.test.ts", status: "passed", assertionResults: [{ status: "passed" }] },
    { name: "lib/failing.test.ts", status: "failed", assertionResults: [{ status: "passed" }, failedTest] },
  ],
};
const failure = "lib/failing.test.ts › a group a name\n    expected 1 to be 2\n      at line 3";

test("Vitest's report is counted, with to-dos as skipped and the failed test by name", () => {
  expect(countsFromVitest(vitestReport)).toEqual({ passed: 5, failed: 1, skipped: 2, failures: [failure] });
});

test("a test file that couldn't be loaded is a failure", () => {
  const broken = { name: "lib/broken.test.ts", status: "failed", message: "no such module", assertionResults: [] };
  const { failed, failures } = countsFromVitest({
    ...vitestReport,
    testResults: [...vitestReport.testResults, broken],
  });
  expect(failed).toBe(2);
  expect(failures).toEqual([failure, "lib/broken.test.ts › the file couldn’t be loaded\n    no such module"]);
});

test("tests whose process ended before they had a result are failures", () => {
  expect(countsFromVitest({ ...vitestReport, numTotalTests: 10 })).toMatchObject({ passed: 5, failed: 3, skipped: 2 });
});

test("Playwright's report is counted; flaky tests and errors outside of tests are failures", () => {
  const stats = { expected: 7, unexpected: 1, flaky: 1, skipped: 2 };
  const spec = (title: string, status: string) => ({
    title,
    file: "users.spec.ts",
    tests: [{ projectName: "phone", status, results: [{ errors: [{ message: "timed out" }] }, { errors: [] }] }],
  });
  const suites = [
    { specs: [spec("one", "expected")], suites: [{ specs: [spec("two", "unexpected"), spec("three", "flaky")] }] },
  ];
  expect(countsFromPlaywright({ stats, errors: [{ message: "no server" }], suites })).toEqual({
    passed: 7,
    failed: 3,
    skipped: 2,
    failures: [
      "users.spec.ts › two [phone]\n    timed out",
      "users.spec.ts › three [phone]\n    timed out",
      "outside of the tests\n    no server",
    ],
  });
});

test("a runner that ran no tests has failed", () => {
  expect(strictly({ ...noCounts, skipped: 3 }, 0)).toMatchObject({
    failed: 1,
    failures: [expect.stringContaining("no tests")],
  });
});

test("a runner that exited with an error has failed, whatever it counted", () => {
  expect(strictly({ ...noCounts, passed: 9 }, 1)).toMatchObject({
    failed: 1,
    failures: [expect.stringContaining("code 1")],
  });
  expect(strictly({ ...noCounts, passed: 9, failed: 2 }, 1).failed).toBe(2);
});

test("the last line sums both runners and names skipped tests only when there are any", () => {
  const unit = { ...noCounts, passed: 10 };
  expect(countsLine(sumOfCounts([unit, { ...noCounts, passed: 2, failed: 1 }]))).toBe("12 passed, 1 failed");
  expect(countsLine(sumOfCounts([unit, { ...noCounts, passed: 2, skipped: 4 }]))).toBe(
    "12 passed, 0 failed, 4 skipped",
  );
});

test("the failures of both runners are kept", () => {
  const [one, two] = [
    { ...noCounts, failures: ["one"] },
    { ...noCounts, failures: ["two"] },
  ];
  expect(sumOfCounts([one, two]).failures).toEqual(["one", "two"]);
});
