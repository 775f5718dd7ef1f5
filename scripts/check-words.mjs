// @ts-check
/**
 * Nothing that is committed may name a person's machine or the mirror a package came from: such text works in one place
 * only. Lock files hold digests, and no addresses.
 */
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { trackedFiles } from "./project/tracked-files.mjs";

const root = resolve(import.meta.dirname, "..");

/** Written in parts, so that this file does not accuse itself. */
const forbidden = [
  { pattern: new RegExp(`(?<![\\w.$}/-])/${"ho"}me/\\w`), why: "names a home folder" },
  { pattern: new RegExp(`(?<![\\w.$}/-])/${"Us"}ers/\\w`), why: "names a home folder" },
  { pattern: new RegExp(`(?<![\\w.$}/-])/${"ro"}ot/\\w`), why: "names a home folder" },
  { pattern: new RegExp(`(?<![\\w.$}/-])/${"wo"}rk/\\w`), why: "names a folder of one machine" },
  {
    pattern: new RegExp(
      `\\b(registry\\.${"npm"}js\\.org|registry\\.${"yarn"}pkg\\.com|proxy\\.${"go"}lang\\.org|sum\\.${"go"}lang\\.org)\\b`,
    ),
    why: "names a package registry",
  },
  { pattern: /"resolved": "https?:/, why: "pins a package to one registry" },
  { pattern: new RegExp(`\\bshared/${"da"}ta\\b`), why: "names a folder beside the checkout", except: /^\.ci\// },
];
/** Other people's text is kept as it is. */
const notOurs = /^(LICENSE|compiler\/THIRD-PARTY-LICENSES\.txt|test\/vendor\/.*|action\/index\.js)$/;

const faults = trackedFiles(root)
  .filter((path) => !notOurs.test(path))
  .flatMap(wordFaults);
for (const fault of faults) console.error(fault);
console.log(`words: ${faults.length} faults`);
process.exitCode = faults.length > 0 ? 1 : 0;

/** @param {string} path @returns {string[]} */
function wordFaults(path) {
  const bytes = readFileSync(join(root, path));
  if (bytes.includes(0)) return [];
  return bytes
    .toString("utf8")
    .split("\n")
    .flatMap((line, index) =>
      forbidden
        .filter(({ pattern, except }) => pattern.test(line) && !except?.test(path))
        .map(({ why }) => `${path}:${index + 1}: ${why}`),
    );
}
