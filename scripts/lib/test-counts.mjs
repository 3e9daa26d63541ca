/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/**
 * Reads Vitest's JSON report. A file that couldn't be loaded counts as one failure, and so does each test without a result: its
 * process ended.
 *
 * @param {any} report
 * @returns {Counts}
 */
export function countsFromVitest(report) {
  const brokenFiles = report.testResults.filter(
    (/** @type {any} */ file) =>
      file.status === "failed" && !file.assertionResults.some((/** @type {any} */ test) => test.status === "failed"),
  );
  const { numPassedTests: passed, numFailedTests: failed, numPendingTests: pending, numTodoTests: todo } = report;
  const withoutResult = report.numTotalTests - passed - failed - pending - todo;
  return { passed, failed: failed + brokenFiles.length + withoutResult, skipped: pending + todo };
}

/**
 * Reads Playwright's JSON report. A test that passed only when repeated is a failure.
 *
 * @param {any} report
 * @returns {Counts}
 */
export function countsFromPlaywright({ stats, errors }) {
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
  };
}

/**
 * Counts a failure when a runner exited with an error or ran no tests, so that it never counts as a success.
 *
 * @param {Counts} counts
 * @param {number} exitCode
 * @returns {Counts}
 */
export function strictly(counts, exitCode) {
  const ranNothing = counts.passed + counts.failed === 0;
  const endedBadly = exitCode !== 0 && counts.failed === 0;
  return ranNothing || endedBadly ? { ...counts, failed: counts.failed + 1 } : counts;
}

/**
 * @param {Counts[]} runs
 * @returns {Counts}
 */
export function sumOfCounts(runs) {
  const sum = { passed: 0, failed: 0, skipped: 0 };
  for (const { passed, failed, skipped } of runs) {
    sum.passed += passed;
    sum.failed += failed;
    sum.skipped += skipped;
  }
  return sum;
}

/** @param {Counts} counts */
export function countsLine({ passed, failed, skipped }) {
  const line = `${passed} passed, ${failed} failed`;
  return skipped === 0 ? line : `${line}, ${skipped} skipped`;
}
