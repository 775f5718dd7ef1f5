// @ts-check
/**
 * Compares two snapshot folders byte by byte: `compare-snapshots.mjs A B`, exit code 1 when they differ. Of the manifest
 * only what changes with every collection is left out: when it ran, the run's id, and the link to the manifest before.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { filesBelow } from "./project/files-below.mjs";

const [left, right, ...rest] = process.argv.slice(2);
if (!left || !right || rest.length > 0) throw new Error("usage: compare-snapshots.mjs FOLDER FOLDER");
for (const folder of [left, right])
  if (!existsSync(join(folder, "manifest.json")))
    throw new Error(`${folder} holds no manifest.json: it is no snapshot`);

const differences = differencesOf(left, right);
for (const difference of differences) console.error(difference);
console.log(`${filesBelow(left).length} files compared, ${differences.length} differences`);
process.exitCode = differences.length > 0 ? 1 : 0;

/** @param {string} a @param {string} b @returns {string[]} */
function differencesOf(a, b) {
  const inA = new Set(filesBelow(a));
  const inB = new Set(filesBelow(b));
  return [...new Set([...inA, ...inB])].sort().flatMap((file) => {
    if (!inA.has(file)) return [`${file}: only in ${b}`];
    if (!inB.has(file)) return [`${file}: only in ${a}`];
    return lastingBytes(a, file).equals(lastingBytes(b, file)) ? [] : [`${file}: differs`];
  });
}

/** @param {string} folder @param {string} file @returns {Buffer} */
function lastingBytes(folder, file) {
  const bytes = readFileSync(join(folder, file));
  if (file !== "manifest.json") return bytes;
  const { collectedAt: _at, runId: _run, previous: _previous, ...lasting } = JSON.parse(bytes.toString("utf8"));
  return Buffer.from(JSON.stringify(lasting));
}
