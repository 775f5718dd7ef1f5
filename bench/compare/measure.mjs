// @ts-check
import { spawn, spawnSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * One measured run: wall-clock time from start to end of the process, the time that processors spent on it, and the
 * largest resident memory of any one process of it. The latter two are absent where GNU time is not installed.
 * @typedef {{ seconds: number, processorSeconds?: number, megabytes?: number, exitCode: number }} Sample
 */

const timer = "/usr/bin/time";
const hasTimer = spawnSync(timer, ["-f", "%M", "true"]).status === 0;

/**
 * Runs a command once, its standard output into a file. An exit code of 1 says that something was found; above
 * `highest` the run has failed, and so does this.
 * @param {readonly string[]} command @param {string} outputFile @returns {Promise<Sample>}
 */
export async function measure(command, outputFile, highest = 1) {
  const folder = mkdtempSync(join(tmpdir(), "entitlint-measure-"));
  const memoryFile = join(folder, "memory");
  const [program = "", ...args] = hasTimer ? [timer, "-q", "-o", memoryFile, "-f", "%M %U %S", ...command] : command;
  const output = openSync(outputFile, "w");
  try {
    const started = performance.now();
    const child = spawn(program, args, { stdio: ["ignore", output, "pipe"] });
    /** @type {Buffer[]} */
    const said = [];
    child.stderr.on("data", (chunk) => said.push(chunk));
    const exitCode = await new Promise((resolve, reject) => {
      child.on("error", reject);
      child.on("close", (code) => resolve(code ?? 128));
    });
    const seconds = Math.round(performance.now() - started) / 1000;
    if (exitCode > highest) throw new Error(`${command.join(" ")} ended with ${exitCode}: ${Buffer.concat(said)}`);
    if (!hasTimer) return { seconds, exitCode };
    const [kilobytes = 0, user = 0, system = 0] = readFileSync(memoryFile, "utf8").trim().split(" ").map(Number);
    return {
      seconds,
      processorSeconds: Math.round((user + system) * 100) / 100,
      megabytes: Math.round(kilobytes / 1024),
      exitCode,
    };
  } finally {
    closeSync(output);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {readonly number[]} values */
export function summary(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 ? sorted[middle] : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
  return { median: round(median ?? 0), min: round(sorted[0] ?? 0), max: round(sorted.at(-1) ?? 0) };
}

/** @param {number} value */
function round(value) {
  return Math.round(value * 10_000) / 10_000;
}
