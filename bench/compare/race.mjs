// @ts-check
import { comparable, comparableDenials, comparableJudged, comparableReport, firstDifference } from "./findings.mjs";
import { measure, summary } from "./measure.mjs";

/**
 * What became of one contestant. `void` rows found something else and count for nothing; a `reference` other than OPA was
 * held to nothing but itself, and proves nothing.
 * @typedef {{ name: string, state: "equal" | "void" | "skipped" | "floor" | "reference", reason?: string, notes?: string, findings?: number,
 *   command?: string, seconds?: { median: number, min: number, max: number },
 *   megabytes?: { median: number, min: number, max: number }, samples?: import("./measure.mjs").Sample[] }} Row
 */

/**
 * Runs all contestants in turn, `rounds` times, and holds the findings of every run to those of OPA; without OPA, to those
 * of our evaluation alone, which is said.
 * @param {(import("./contestants.mjs").Contestant | import("./contestants.mjs").Absent)[]} contestants
 * @param {{ rounds: number, outputFile: (name: string) => string, tell: (text: string) => void,
 *   show: (command: readonly string[]) => string, rules: readonly import("../../src/model/rule.ts").Rule[] }} how
 * @returns {Promise<{ rows: Row[], reference: string }>}
 */
export async function race(contestants, how) {
  const present = contestants.flatMap((one) => ("missing" in one ? [] : [one]));
  const judge =
    present.find(({ name }) => name.startsWith("opa eval")) ?? present.find(({ expected }) => expected === "raw");
  if (!judge) throw new Error("there is nothing to hold findings to");
  /** @type {Map<string, { samples: import("./measure.mjs").Sample[], difference?: string | undefined, findings: number }>} */
  const results = new Map(present.map(({ name }) => [name, { samples: [], findings: 0 }]));
  const inTurn = [judge, ...present.filter((one) => one !== judge)];
  /** @type {ReturnType<typeof expectations> | undefined} */
  let expected;
  for (let round = 0; round < how.rounds; round++) {
    for (const one of inTurn) {
      if (one.once && round > 0) continue;
      const file = how.outputFile(one.name);
      const result = results.get(one.name);
      if (!result) continue;
      const sample = await measure(one.command, file);
      result.samples.push(sample);
      how.tell(`${one.name}: ${sample.seconds} s, ${sample.megabytes ?? "?"} MB`);
      if (one === judge) expected ??= expectations(file, one, how.rules);
      if (one.expected === "none" || !expected) continue;
      const found = foundBy(one, file, how.rules);
      result.findings = found.length;
      result.difference ??= firstDifference(expected[one.expected], found);
    }
  }
  const rows = contestants.map((one) => {
    if ("missing" in one) return { name: one.name, state: /** @type {const} */ ("skipped"), reason: one.missing };
    const { samples = [], difference, findings = 0 } = results.get(one.name) ?? {};
    const row = rowOf(one, samples, difference, findings, how.show(one.command));
    const unproven = one === judge && !one.name.startsWith("opa eval");
    return unproven ? { ...row, state: /** @type {const} */ ("reference") } : row;
  });
  return { rows, reference: judge.name };
}

/**
 * What a contestant found, in the form that it is compared in.
 * @param {import("./contestants.mjs").Contestant} one @param {string} file @param {readonly import("../../src/model/rule.ts").Rule[]} rules
 */
function foundBy(one, file, rules) {
  if (one.expected === "judged") return comparableReport(file);
  return one.expected === "denials" ? comparableDenials(one.read(file), rules) : comparable(one.read(file));
}

/** @param {string} file @param {import("./contestants.mjs").Contestant} judge @param {readonly import("../../src/model/rule.ts").Rule[]} rules */
function expectations(file, judge, rules) {
  const raw = judge.read(file);
  if (raw.length === 0) throw new Error(`${judge.name} found nothing at all, so there is nothing to compare`);
  return { raw: comparable(raw), denials: comparableDenials(raw, rules), judged: comparableJudged(raw, rules) };
}

/**
 * @param {import("./contestants.mjs").Contestant} one @param {import("./measure.mjs").Sample[]} samples
 * @param {string | undefined} difference @param {number} findings @param {string} command @returns {Row}
 */
function rowOf(one, samples, difference, findings, command) {
  const memory = samples.flatMap(({ megabytes }) => (megabytes === undefined ? [] : [megabytes]));
  return {
    name: one.name,
    state: one.expected === "none" ? "floor" : difference === undefined ? "equal" : "void",
    ...(difference !== undefined && { reason: difference }),
    ...(one.notes && { notes: one.notes }),
    ...(one.expected !== "none" && { findings }),
    command,
    seconds: summary(samples.map(({ seconds }) => seconds)),
    ...(memory.length > 0 && { megabytes: summary(memory) }),
    samples,
  };
}
