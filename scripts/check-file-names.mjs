// @ts-check
/**
 * Files are named by verb or thing: kebab-case, snake_case where Rego or Go asks for it. Names that say nothing about
 * what is inside are refused.
 */
import { resolve } from "node:path";
import { trackedFiles } from "./project/tracked-files.mjs";

const root = resolve(import.meta.dirname, "..");
const kebab = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$/;
const snake = /^[a-z0-9]+(_[a-z0-9]+)*(\.[a-z0-9]+)*$/;
const either = /^[a-z0-9]+([-_][a-z0-9]+)*(\.[a-z0-9]+)*$/;
const empty = /(^|[-_.])(utils?|helpers?|manager|misc|common-utils)([-_.]|$)/;

/** Names that tools, standards or people's habits fix. */
const fixed = new Set(["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE", "THIRD-PARTY-LICENSES.txt"]);

const faults = trackedFiles(root)
  .filter((path) => !exempt(path))
  .flatMap(nameFaults);
for (const fault of faults) console.error(fault);
console.log(`file names: ${faults.length} faults`);
process.exitCode = faults.length > 0 ? 1 : 0;

/** Fixtures, examples and vendored files keep the names that their makers gave them. @param {string} path */
function exempt(path) {
  return /^(test\/(fixtures|vendor)|examples\/[^/]+|snapshots)\//.test(path);
}

/** @param {string} path @returns {string[]} */
function nameFaults(path) {
  const parts = path.split("/");
  return parts.flatMap((part, index) => {
    if (fixed.has(part) || /^\.[a-z]/.test(part)) return [];
    // In policies/ a folder is part of a package's name; beside the Rego lie files that are named for rule ids.
    const isPolicy = path.startsWith("policies/") && (index < parts.length - 1 || part.endsWith(".rego"));
    const wanted = isPolicy || part.endsWith(".go") ? snake : path.startsWith("policies/") ? either : kebab;
    if (!wanted.test(part)) return [`${path}: "${part}" is not ${wanted === snake ? "snake_case" : "kebab-case"}`];
    return empty.test(part) ? [`${path}: "${part}" says nothing; name it by what it does or holds`] : [];
  });
}
