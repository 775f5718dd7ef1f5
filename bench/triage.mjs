// @ts-check
/**
 * `node bench/triage.mjs [--findings N] [--rounds R] [--smoke] [--out FILE]`: opens a report of 100,000 findings in `entitlint triage`, in a
 * pseudo-terminal, and compares what that takes with `node -e 0`, with `JSON.parse` of the same file, and with a list of as many lines
 * that Ink draws and nothing else; all in the same run. `--smoke` is the small run for CI: every screen has to be right, and no limit is
 * demanded.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { machine } from "./compare/machine.mjs";
import { printLimits } from "./compare/tables.mjs";
import { figuresOf, triageLimits } from "./triage/limits.mjs";
import { measureKeys, measureStart } from "./triage/measures.mjs";
import { writeReport } from "./triage/write-report.mjs";

const { values } = parseArgs({
  options: {
    smoke: { type: "boolean", default: false },
    findings: { type: "string", default: "100000" },
    rounds: { type: "string", default: "9" },
    out: { type: "string", default: join(import.meta.dirname, "triage-results.json") },
  },
});
const count = values.smoke ? 2_000 : Number(values.findings);
const rounds = values.smoke ? 1 : Number(values.rounds);
const folder = mkdtempSync(join(tmpdir(), "entitlint-triage-"));
const load = { before: loadavg()[0] };

try {
  const file = join(folder, "report.json");
  const { bytes, report } = writeReport({ count, seed: 1, file });
  const ground = { file, folder, report, rounds };
  const start = await measureStart(ground);
  const { samples, memory } = await measureKeys(ground);
  const figures = figuresOf({ bytes, start, samples, memory });
  console.log(JSON.stringify(figures, undefined, 2));
  if (!values.smoke) {
    const limits = triageLimits(figures);
    printLimits(limits);
    const results = {
      machine: machine(),
      load: { ...load, after: loadavg()[0] },
      findings: count,
      rounds,
      figures,
      limits,
    };
    // Thousands of numbers as one line for each kind.
    const lists = Object.entries({ ...start, ...samples }).map(([name, list]) => [name, list.map(shortened).join(" ")]);
    const whole = { ...results, samples: Object.fromEntries(lists) };
    writeFileSync(values.out, `${JSON.stringify(whole, undefined, 2)}\n`);
    if (limits.some(({ state }) => state === "MISS")) process.exitCode = 1;
  } else console.log("all screens are right");
} finally {
  rmSync(folder, { recursive: true, force: true });
}
// The terminals that were opened would keep the process alive.
process.exit();

/** @param {number} value of seconds or milliseconds */
function shortened(value) {
  return Number(value.toPrecision(3));
}
