/** @typedef {{ passed: number, failed: number }} Count */

/**
 * @param {VitestReport} report what vitest's JSON reporter writes
 * @returns {Count} a file that could not be loaded counts as one failure
 * @typedef {{ assertionResults: { status: string }[], status: string }} VitestFile
 * @typedef {{ numPassedTests: number, numFailedTests: number, testResults: VitestFile[] }} VitestReport
 */
export function countVitest(report) {
  const broken = report.testResults.filter(
    (file) => file.status === "failed" && !file.assertionResults.some((test) => test.status === "failed"),
  );
  return { passed: report.numPassedTests, failed: report.numFailedTests + broken.length };
}

/**
 * @param {PlaywrightReport} report what Playwright's JSON reporter writes
 * @returns {Count} a test that passed only when repeated has failed; so has each error outside a test
 * @typedef {{ stats: { expected: number, unexpected: number, flaky: number }, errors: unknown[] }} PlaywrightReport
 */
export function countPlaywright({ stats, errors }) {
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length };
}

/**
 * @param {Count[]} counts
 * @returns {Count}
 */
export function sum(counts) {
  return counts.reduce((a, b) => ({ passed: a.passed + b.passed, failed: a.failed + b.failed }), {
    passed: 0,
    failed: 0,
  });
}

/**
 * The count of a runner that ended with `code`: one that failed without a failed test has failed once.
 * @param {Count} count
 * @param {number} code
 * @returns {Count}
 */
export function withExitCode(count, code) {
  return code !== 0 && count.failed === 0 ? { ...count, failed: 1 } : count;
}
