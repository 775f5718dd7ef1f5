// @ts-check
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { runPhase } from "../scripts/project/run-phase.mjs";

/**
 * Runs a test suite under one Node, which is also the `node` that the tests' own child processes find.
 * A suite that breaks before its tests counts as one failed test, and a run without any test as a failed one.
 * @param {string} node path of the program
 * @param {string} root of the project
 * @param {{ name: string, config: string }} suite what to call it, and the file that says which tests are meant
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
        "--reporter=default",
        "--reporter=json",
        `--outputFile.json=${file}`,
      ],
      cwd: root,
      env: { PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ""}` },
    });
    const counts = existsSync(file)
      ? countsOf(JSON.parse(readFileSync(file, "utf8")))
      : { passed: 0, failed: 1, skipped: 0 };
    return { result: { ...result, ok: result.ok && counts.failed === 0 && counts.passed > 0 }, ...counts };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @param {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number, testResults: { status: string, assertionResults: { status: string }[] }[] }} report
 */
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
