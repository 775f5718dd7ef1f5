// @ts-check
/**
 * Shows what entitlint does, without touching anything: collects the exports of examples/acme into a temporary folder,
 * checks them at the example's own instant, and says which exit code a pipeline would have got.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";

const root = resolve(import.meta.dirname, "..");
const cli = join(root, "dist/cli.js");
const config = relative(root, join(root, "examples/acme/entitlint.yaml"));
const asOf = readFileSync(join(root, "examples/acme/as-of.txt"), "utf8").trim();
const folder = mkdtempSync(join(tmpdir(), "entitlint-start-"));

try {
  process.exitCode = show();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** @returns {number} 0 when there was a report to show, whatever it said */
function show() {
  const snapshot = join(folder, "snapshots");
  const collected = entitlint("collect", "--config", config, "--as-of", asOf, "--to", snapshot);
  if (collected > 2) return gaveUp("collect", collected);
  const judged = entitlint("check", "--config", config, "--as-of", asOf, "--snapshot", snapshot);
  if (judged > 2) return gaveUp("check", judged);
  console.log(`\nThis was an example and ends with 0; in a pipeline, this check would end with exit code ${judged}.`);
  return 0;
}

/** @param {...string} args @returns {number} the exit code; 3 when the program was killed */
function entitlint(...args) {
  const { status, error } = spawnSync(process.execPath, [cli, ...args], { cwd: root, stdio: "inherit" });
  if (error) throw error;
  return status ?? 3;
}

/** @param {string} command @param {number} code */
function gaveUp(command, code) {
  console.error(`\nentitlint ${command} ended with exit code ${code}: there is no report to show.`);
  return code;
}
