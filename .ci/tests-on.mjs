// @ts-check
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join, relative } from "node:path";
import { runPhase } from "../scripts/project/run-phase.mjs";

/**
 * Runs a test suite under one Node, which is also the `node` that the tests' own child processes find.
 * A suite that breaks before its tests counts as one failed test, and a run without any test as a failed one.
 * @param {string} node path of the program
 * @param {string} root of the project
 * @param {{ name: string, config: string, env?: Record<string, string | undefined>, exclude?: readonly string[] }} suite what to call it, the file that says which tests are meant, what differs in the environment, and which files are left out
 * @returns {Promise<{ result: import("../scripts/project/run-phase.mjs").PhaseResult, passed: number, failed: number, skipped: number }>}
 */
export async function testsOn(node, root, suite) {
  const folder = mkdtempSync(join(tmpdir(), "entitlint-tests-"));
  const file = join(folder, "tests.json");
  try {
    const version = await runPhase({ name: "version", command: [node, "--version"] });
    const result = await runPhase({
      name: `${suite.name} on Node ${version.ok ? version.output.trim() : node}`,
      command: [
        node,
        join(root, "node_modules/vitest/vitest.mjs"),
        "run",
        `--config=${suite.config}`,
        ...(suite.exclude ?? []).map((files) => `--exclude=${files}`),
        "--reporter=default",
        "--reporter=json",
        `--outputFile.json=${file}`,
      ],
      cwd: root,
      env: { ...suite.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ""}` },
    });
    if (!existsSync(file)) return { result: { ...result, ok: false }, passed: 0, failed: 1, skipped: 0 };
    const report = JSON.parse(readFileSync(file, "utf8"));
    const counts = countsOf(report);
    const ok = result.ok && counts.failed === 0 && counts.passed > 0;
    const output = counts.failed > 0 ? failuresIn(report, root) : result.output;
    return { result: { ...result, ok, output }, ...counts };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @typedef {{ status: string, fullName: string, failureMessages: string[] }} Assertion
 * @typedef {{ name: string, status: string, message: string, assertionResults: Assertion[] }} TestFile
 * @typedef {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number, testResults: TestFile[] }} TestReport
 */

/** Characters of a message that is told whole; a difference of two long texts tells nobody more. */
const longestMessage = 1_500;

/**
 * What failed, and nothing of what passed: thousands of lines of passed tests bury the one that matters.
 * @param {TestReport} report @param {string} root
 */
function failuresIn({ testResults }, root) {
  const failed = testResults.filter(({ status }) => status === "failed");
  return failed
    .flatMap(({ name, message, assertionResults }) => {
      const file = relative(root, name);
      const tests = assertionResults.filter(({ status }) => status === "failed");
      if (tests.length === 0) return [`${file}\n${message.slice(0, longestMessage)}`];
      return tests.map(
        ({ fullName, failureMessages }) =>
          `${file}: ${fullName}\n${failureMessages.join("\n").slice(0, longestMessage)}`,
      );
    })
    .join("\n\n");
}

/** @param {TestReport} report */
function countsOf(report) {
  const broken = report.testResults.filter(
    (suite) => suite.status === "failed" && !suite.assertionResults.some(({ status }) => status === "failed"),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}
