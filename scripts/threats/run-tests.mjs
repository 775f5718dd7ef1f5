// @ts-check
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runPhase } from "../project/run-phase.mjs";

/** @typedef {import("./read-threats.mjs").GuardedThreat} GuardedThreat */

/**
 * How the tests of some threats ended.
 * @typedef {object} Outcome
 * @property {ReadonlyMap<string, { status: string, message: string }>} tests by file and name
 * @property {string} output of the run
 */

/** More than any single test takes, building included, on a machine that has much else to do. */
const limitSeconds = 300;

/** Runs in a copy just the tests that the threats name. @param {string} folder @param {readonly GuardedThreat[]} threats @returns {Promise<Outcome>} */
export async function runTests(folder, threats) {
  const scratch = mkdtempSync(join(tmpdir(), "entitlint-threat-report-"));
  const file = join(scratch, "tests.json");
  try {
    const { output } = await runPhase({
      name: "tests",
      command: [
        process.execPath,
        join(folder, "node_modules/vitest/vitest.mjs"),
        "run",
        ...new Set(threats.map(({ test }) => test)),
        `--testNamePattern=${patternOf(threats)}`,
        `--maxWorkers=${threats.length > 1 ? 2 : 1}`,
        // A test that only took too long has found nothing out.
        "--testTimeout=120000",
        "--reporter=json",
        `--outputFile=${file}`,
      ],
      cwd: folder,
      env: { ENTITLINT_EVERYTHING: "1", NO_COLOR: "1" },
      limitSeconds: limitSeconds * Math.max(1, threats.length / 20),
    });
    return { tests: existsSync(file) ? testsIn(readFileSync(file, "utf8"), folder) : new Map(), output };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** What a test is found by. @param {Pick<GuardedThreat, "test" | "name">} threat */
export function keyOf({ test, name }) {
  return `${test}: ${name}`;
}

/** Whether a test failed because something that it expects does not hold, and not because it broke.
 * @param {string} message with the stack below it */
export function isAssertion(message) {
  const [, firstFrame = ""] = /\n\s+at (.*)/.exec(message) ?? [];
  // Some expectations throw plain errors: that a promise was not rejected, or that what should be a text is none.
  return (
    /^(?:AssertionError|Error: Property failed after|Error: Snapshot )/.test(message) ||
    /@vitest\/expect\//.test(firstFrame)
  );
}

/** The test runner matches names with spaces between their parts. @param {readonly GuardedThreat[]} threats */
function patternOf(threats) {
  const names = new Set(threats.map(({ name }) => name.replaceAll(" > ", " ")));
  return `^\\s*(?:${[...names].map((name) => name.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&")).join("|")})$`;
}

/**
 * @param {string} text @param {string} folder
 * @returns {Map<string, { status: string, message: string }>}
 */
function testsIn(text, folder) {
  /** @type {{ testResults: { name: string, message: string, assertionResults: { ancestorTitles: string[], title: string, status: string, failureMessages?: string[] }[] }[] }} */
  const report = JSON.parse(text);
  return new Map(
    report.testResults.flatMap(({ name, assertionResults }) =>
      assertionResults.map(({ ancestorTitles, title, status, failureMessages = [] }) => {
        const test = name.slice(folder.length + 1);
        const key = keyOf({ test, name: [...ancestorTitles, title].filter((part) => part !== "").join(" > ") });
        return [key, { status, message: failureMessages[0] ?? "" }];
      }),
    ),
  );
}
