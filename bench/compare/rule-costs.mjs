// @ts-check
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { measure } from "./measure.mjs";

/**
 * What rules cost on a sample of the documents: seconds of one processor for each rule by itself, costliest first, for
 * reading the sample, and for all rules at once.
 * @typedef {{ documents: number, reading: number, whole: number, rules: { rule: string, seconds: number }[] }} RuleCosts
 */

/** About so many documents are asked; the rest would tell the same. */
const sample = 10_000;

/** @param {import("./prepare.mjs").Prepared} prepared @param {string} folder for what is printed @returns {Promise<RuleCosts>} */
export async function measureRules({ documents, shared, count }, folder) {
  const run = resolve(import.meta.dirname, "../runs/rule-costs.mjs");
  const output = join(folder, "rule-costs.out");
  await measure([process.execPath, run, documents, shared, String(Math.ceil(count / sample))], output);
  return JSON.parse(readFileSync(output, "utf8"));
}

/** The part of all evaluating that the costliest rule takes. @param {RuleCosts} costs */
export function largestPart({ whole, rules }) {
  return (rules[0]?.seconds ?? Number.NaN) / whole;
}
