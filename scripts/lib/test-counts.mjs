/**
 * `failures` has the file, the name and the message of each failed test that has them, so that they can be printed again at the
 * end: a run prints thousands of lines.
 *
 * @typedef {{ passed: number, failed: number, skipped: number, failures: string[] }} Counts
 */

/** @type {Counts} */
export const noCounts = { passed: 0, failed: 0, skipped: 0, failures: [] };

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
  const failures = [
    ...report.testResults.flatMap((/** @type {any} */ file) =>
      file.assertionResults
        .filter((/** @type {any} */ test) => test.status === "failed")
        .map((/** @type {any} */ test) => described(file.name, test.fullName, test.failureMessages?.join("\n"))),
    ),
    ...brokenFiles.map((/** @type {any} */ file) => described(file.name, "the file couldn’t be loaded", file.message)),
  ];
  return { passed, failed: failed + brokenFiles.length + withoutResult, skipped: pending + todo, failures };
}

/**
 * Reads Playwright's JSON report. A test that passed only when repeated is a failure.
 *
 * @param {any} report
 * @returns {Counts}
 */
export function countsFromPlaywright({ stats, errors, suites }) {
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
    failures: [
      ...suites.flatMap(failedSpecs),
      ...errors.map((/** @type {any} */ error) => described("outside of the tests", "", error.message)),
    ],
  };
}

/**
 * @param {any} suite
 * @returns {string[]}
 */
function failedSpecs({ specs, suites = [] }) {
  return [
    ...specs.flatMap((/** @type {any} */ spec) =>
      spec.tests
        .filter((/** @type {any} */ { status }) => status === "unexpected" || status === "flaky")
        .map((/** @type {any} */ { projectName, results }) => {
          const message = results.flatMap((/** @type {any} */ result) => result.errors)[0]?.message;
          return described(spec.file, `${spec.title} [${projectName}]`, message);
        }),
    ),
    ...suites.flatMap(failedSpecs),
  ];
}

const messageLines = 12;

/**
 * @param {string} file
 * @param {string} name
 * @param {string | undefined} message
 */
function described(file, name, message = "") {
  const ownLines = message.split("\n").filter((line) => !line.includes("node_modules"));
  const lines = ownLines.slice(0, messageLines);
  return [[file, name].filter(Boolean).join(" › "), ...lines.map((line) => `    ${line}`)].join("\n").trimEnd();
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
  if (!ranNothing && !endedBadly) return counts;
  const failure = `A test runner ended with exit code ${exitCode} ${ranNothing ? "and ran no tests" : "though no test failed"}.`;
  return { ...counts, failed: counts.failed + 1, failures: [...counts.failures, failure] };
}

/**
 * @param {Counts[]} runs
 * @returns {Counts}
 */
export function sumOfCounts(runs) {
  return {
    passed: runs.reduce((sum, { passed }) => sum + passed, 0),
    failed: runs.reduce((sum, { failed }) => sum + failed, 0),
    skipped: runs.reduce((sum, { skipped }) => sum + skipped, 0),
    failures: runs.flatMap(({ failures }) => failures),
  };
}

/** @param {Pick<Counts, "passed" | "failed" | "skipped">} counts */
export function countsLine({ passed, failed, skipped }) {
  const line = `${passed} passed, ${failed} failed`;
  return skipped === 0 ? line : `${line}, ${skipped} skipped`;
}
