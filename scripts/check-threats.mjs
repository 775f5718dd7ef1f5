// @ts-check
/**
 * Takes each guard of test/threats away in a copy of the checkout, and demands that the test named there fails without it:
 * a guard that no test misses can be lost unseen. `--only ID` (may be repeated) tries some; `--changed` those whose guard,
 * test or entry differs from main.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { changedFiles, commitOf } from "./project/changed-files.mjs";
import { GuardedCopy, textWithout } from "./threats/guarded-copy.mjs";
import { readThreats, root } from "./threats/read-threats.mjs";
import { isAssertion, keyOf, runTests } from "./threats/run-tests.mjs";

/** @typedef {import("./threats/read-threats.mjs").GuardedThreat} GuardedThreat */

const atOnce = 2;
const started = performance.now();
const every = readThreats().flatMap(({ guarded }) => guarded);
const faults = await check(chosen(every));
const seconds = ((performance.now() - started) / 1000).toFixed(0);
console.log(`threats: ${faults} faults, ${seconds} s`);
process.exitCode = faults > 0 ? 1 : 0;

/** @param {readonly GuardedThreat[]} threats @returns {readonly GuardedThreat[]} */
function chosen(threats) {
  const { values } = parseArgs({
    options: { only: { type: "string", multiple: true }, changed: { type: "boolean" } },
  });
  const only = values.only;
  const unknown = (only ?? []).filter((id) => !threats.some((threat) => threat.id === id));
  if (unknown.length > 0) throw new Error(`no guarded threat is called ${unknown.join(" or ")}`);
  // From where this branch left main; from the last commit where there is no main.
  const changed = values.changed
    ? changedFiles(root, commitOf(root, "merge-base", "HEAD", "main") ?? "HEAD")
    : undefined;
  return threats.filter(
    ({ id, file, in: path, test }) =>
      (!only || only.includes(id)) && (!changed || [file, path, test].some((one) => changed.has(one))),
  );
}

/** @param {readonly GuardedThreat[]} threats @returns {Promise<number>} how many are not as they should be */
async function check(threats) {
  if (!existsSync(join(root, "dist/commands/program.js"))) throw new Error("run `npm run build` first");
  // Looked for in every entry, whichever are tried: it costs nothing, and a guard is renamed far from where it is listed.
  const misplaced = every.flatMap((threat) => {
    try {
      textWithout(threat);
      return [];
    } catch (error) {
      return [error instanceof Error ? error.message : String(error)];
    }
  });
  for (const text of misplaced) console.error(text);
  if (misplaced.length > 0 || threats.length === 0) return misplaced.length;
  /** @type {GuardedCopy[]} */
  const copies = [];
  const remove = () => {
    for (const copy of copies) copy.remove();
  };
  for (const signal of ["SIGINT", "SIGTERM"])
    process.once(signal, () => {
      remove();
      process.exit(1);
    });
  try {
    while (copies.length < Math.min(atOnce, threats.length)) copies.push(new GuardedCopy());
    const [first] = copies;
    const sound = first ? await passing(first, threats) : [];
    const left = [...sound];
    const failed = await Promise.all(copies.map((copy) => tryAll(copy, left)));
    return threats.length - sound.length + failed.reduce((sum, count) => sum + count, 0);
  } finally {
    remove();
  }
}

/** Those whose tests pass as long as every guard stands. @param {GuardedCopy} copy @param {readonly GuardedThreat[]} threats */
async function passing(copy, threats) {
  const { tests, output } = await runTests(copy.folder, threats);
  if (tests.size === 0) console.error(output);
  return threats.filter((threat) => {
    const found = tests.get(keyOf(threat));
    if (found?.status === "passed") return true;
    console.error(
      `FAIL ${threat.id}: with the guard, ${found ? `the test ${found.status}` : `there is no ${keyOf(threat)}`}`,
    );
    if (found) console.error(indented(found.message));
    return false;
  });
}

/** Takes one guard after the other. @param {GuardedCopy} copy @param {GuardedThreat[]} left @returns {Promise<number>} */
async function tryAll(copy, left) {
  let failed = 0;
  for (let threat = left.shift(); threat; threat = left.shift()) {
    await copy.without(threat);
    const { tests, output } = await runTests(copy.folder, [threat]);
    copy.restore(threat);
    const found = tests.get(keyOf(threat));
    const why = whyNot(found);
    if (why === undefined) console.log(`ok   ${threat.id}`);
    else {
      failed += 1;
      console.error(`FAIL ${threat.id}: without the guard in ${threat.in}, ${why} (${keyOf(threat)})`);
      console.error(indented(found?.message || output));
    }
  }
  return failed;
}

/** Why a guard counts for nothing; undefined where its test misses it. @param {{ status: string, message: string } | undefined} found */
function whyNot(found) {
  if (found?.status === "passed") return "the test passes all the same";
  if (found?.status !== "failed") return "the test did not run";
  return isAssertion(found.message) ? undefined : "the test breaks instead of finding out";
}

/** @param {string} text */
function indented(text) {
  return text.trim().slice(0, 1_200).replaceAll(/^/gm, "     ");
}
