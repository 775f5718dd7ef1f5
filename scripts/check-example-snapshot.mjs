// @ts-check
/**
 * The committed snapshots/ is what `collect` makes of examples/acme. Collects it anew and compares; with `--write` the
 * folder is written instead.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "..");
const committed = join(root, "snapshots");
const asOf = readFileSync(join(root, "examples/acme/as-of.txt"), "utf8").trim();

if (process.argv.includes("--write")) collectInto(committed);
else {
  const folder = mkdtempSync(join(tmpdir(), "entitlint-snapshots-"));
  try {
    collectInto(join(folder, "snapshots"));
    run("scripts/compare-snapshots.mjs", committed, join(folder, "snapshots"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {string} to */
function collectInto(to) {
  run("dist/cli.js", "collect", "--config", "examples/acme/entitlint.yaml", "--as-of", asOf, "--to", to);
}

/** @param {...string} args */
function run(...args) {
  execFileSync(process.execPath, args, { cwd: root, stdio: "inherit" });
}
