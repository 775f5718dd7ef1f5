// @ts-check
/** Source files stop at 300 lines and tests at 400; above 150 they are listed, so that somebody asks why. */
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { trackedFiles } from "./project/tracked-files.mjs";

const root = resolve(import.meta.dirname, "..");
const limits = [
  { what: "a test", path: /^test\/.*\.(ts|tsx)$/, stop: 400 },
  { what: "a test of a rule", path: /_test\.(rego|go)$/, stop: 400 },
  { what: "a source file", path: /\.(ts|tsx|mjs|go|rego)$/, stop: 300 },
];
const question = 150;

let faults = 0;
for (const path of trackedFiles(root)) {
  const limit = limits.find((candidate) => candidate.path.test(path));
  if (!limit || /^(test\/(fixtures|vendor)|action)\//.test(path)) continue;
  const lines = readFileSync(join(root, path), "utf8").split("\n").length - 1;
  if (lines > limit.stop) {
    faults += 1;
    console.error(`${path}: ${lines} lines; ${limit.what} ends at ${limit.stop}. Split it by what its parts do.`);
  } else if (lines > question) console.log(`${path}: ${lines} lines`);
}
console.log(`file length: ${faults} faults`);
process.exitCode = faults > 0 ? 1 : 0;
