// @ts-check
/**
 * Changes shipped rules in every small way and demands that a test or an example notices (`entitlint policy mutate`): those
 * that differ from where this branch left main, they or their tests, and on main itself those of the last commit. `--all`
 * takes all of them, which is for every night. `--seconds N` begins no further rule after N seconds, and names those it leaves.
 */
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { changedFiles, commitOf } from "./project/changed-files.mjs";

const root = resolve(import.meta.dirname, "..");
const rules = "policies/entitlint/rules";
const { values } = parseArgs({ options: { all: { type: "boolean" }, seconds: { type: "string" } } });
const limit = Number(values.seconds ?? Number.POSITIVE_INFINITY);
if (Number.isNaN(limit)) throw new Error("--seconds is a number");

const asked = values.all ? allRules() : changedRules();
const started = performance.now();
const seconds = () => (performance.now() - started) / 1000;
/** @type {string[]} */
const left = [];
let faults = 0;
// One by one, though the command takes several, so that time can run out between two of them.
for (const rule of asked) {
  if (seconds() > limit) {
    left.push(rule);
    continue;
  }
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, "dist/cli.js"), "policy", "mutate", rule],
    {
      cwd: root,
      encoding: "utf8",
    },
  );
  console.log(`${rule}: ${stdout.trim()}${status === 0 ? "" : `\n${stderr}`}`);
  if (status !== 0) faults += 1;
}
if (left.length > 0) console.log(`not begun, because time had run out: ${left.join(", ")}`);
console.log(
  `${asked.length - left.length} rules, ${faults} with changes that nothing notices, ${seconds().toFixed(0)} s`,
);
process.exitCode = faults > 0 ? 1 : 0;

/** Ids of all shipped rules, from their folders. */
function allRules() {
  const scopes = readdirSync(join(root, rules));
  return scopes.flatMap((scope) => readdirSync(join(root, rules, scope)).map(idOf)).sort();
}

/** Ids of the rules that differ from the base. A rule that is gone is nobody's to test. */
function changedRules() {
  const paths = [...changedFiles(root, base())].filter(
    (path) => path.startsWith(`${rules}/`) && path.endsWith(".rego"),
  );
  const changed = new Set(paths.map((path) => idOf(basename(dirname(path)))));
  return allRules().filter((rule) => changed.has(rule));
}

/** Where this branch left main; on main, the commit before. A clone of one commit has none, and compares with itself. */
function base() {
  const head = commitOf(root, "rev-parse", "HEAD") ?? "HEAD";
  for (const main of ["origin/main", "main"]) {
    const shared = commitOf(root, "merge-base", "HEAD", main);
    if (shared && shared !== head) return shared;
  }
  return commitOf(root, "rev-parse", "HEAD^") ?? head;
}

/** @param {string} folder a rule's, named like its package */
function idOf(folder) {
  return folder.replaceAll("_", "-");
}
