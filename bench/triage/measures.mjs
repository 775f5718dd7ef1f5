// @ts-check
import { execFileSync } from "node:child_process";
import { join, resolve } from "node:path";
import { measure } from "../compare/measure.mjs";
import { expectations } from "./expectations.mjs";
import { PtyProgram } from "./pty-program.mjs";

const root = resolve(import.meta.dirname, "../..");
const cli = join(root, "dist/cli.js");
const config = join(root, "examples/acme/entitlint.yaml");
const bare = resolve(import.meta.dirname, "../runs/bare-list.mjs");
const size = { columns: 120, rows: 40 };

/** What is gone through: lines, most of them beyond what was seen before, so that the list moves; half pages; to the end and back. */
const walk = ["j".repeat(60), "k".repeat(10), "\u0004\u0004\u0004\u0015", "G", "k".repeat(45), "g"].flatMap((keys) => [
  ...keys,
]);
const perSecond = 10;

/** @typedef {{ file: string, folder: string, report: import("../../src/model/report.ts").Report, rounds: number }} Ground */

/** Seconds of `node -e 0`, of reading and parsing the report's file, and from the start of triage to its first screen; in turn. @param {Ground} ground */
export async function measureStart({ file, folder, report, rounds }) {
  const { summary } = expectations(report);
  const parse = `const from = performance.now(); JSON.parse(require("fs").readFileSync(process.argv[1], "utf8")); console.log((performance.now() - from) / 1000)`;
  /** @type {{ node: number[], parse: number[], first: number[] }} */
  const samples = { node: [], parse: [], first: [] };
  // The first round fills the caches of the disk and is not counted.
  for (let round = 0; round <= rounds; round++) {
    const node = (await measure([process.execPath, "-e", "0"], join(folder, "node.out"))).seconds;
    const parsed = Number(execFileSync(process.execPath, ["-e", parse, file], { encoding: "utf8" }));
    const triage = started(file, folder);
    const first = (await triage.first(summary)) / 1000;
    await triage.end();
    if (round === 0) continue;
    samples.node.push(node);
    samples.parse.push(parsed);
    samples.first.push(first);
  }
  return samples;
}

/**
 * Milliseconds from each key to the screen that came of it, in triage and in a list of as many lines that Ink draws and nothing else; in turn.
 * Afterwards somebody types a filter. Gives the peak memory after all that too.
 * @param {Ground} ground
 */
export async function measureKeys({ file, folder, report, rounds }) {
  const { summary, chosenAfter, filter, filtered, taken } = expectations(report);
  const triage = started(file, folder);
  const list = new PtyProgram([bare, String(report.findings.length)], { ...size, folder });
  const small = new PtyProgram([bare, "1"], { ...size, folder });
  /** @type {{ triage: number[], list: number[], typing: number[] }} */
  const samples = { triage: [], list: [], typing: [] };
  try {
    await small.until(/^› item 0 /m);
    await list.until(/^› item 0 /m);
    await triage.until(summary);
    await triage.press("\r");
    await triage.until(chosenAfter([]));
    // What stands beside the list is looked up from here on, which opens the estate once.
    await triage.until(/Path(?!.*Looking it up)/s);
    /** @type {string[]} */
    const pressed = [];
    for (let round = 0; round < rounds; round++) {
      for (const key of walk) samples.list.push(await list.press(key));
      for (const key of walk) samples.triage.push(await triage.press(key));
      pressed.push(...walk);
      await triage.until(chosenAfter(pressed));
      await list.until(/^› item \d+ /m);
    }
    for (let round = 0; round < rounds; round++) {
      await triage.press("/");
      samples.typing.push(await triage.type(filter, perSecond, filtered));
      await triage.press("\r");
      await triage.until(taken);
      await triage.press("\u001b");
      await triage.until(new RegExp(`^ ${report.findings.length} findings`, "m"));
    }
    return { samples, memory: { triage: triage.peak(), ink: small.peak() } };
  } finally {
    for (const program of [triage, list, small]) await program.end();
  }
}

/** @param {string} file @param {string} folder */
function started(file, folder) {
  return new PtyProgram([cli, "triage", "--report", file, "--config", config], { ...size, folder });
}
