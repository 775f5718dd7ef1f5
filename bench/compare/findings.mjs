// @ts-check
import { readFileSync } from "node:fs";
import { canonicalLine } from "../../dist/canonical.js";
import { mergeCauses } from "../../dist/judge/causes.js";
import { settleFindings, settleUnknowns } from "../../dist/judge/settle.js";
import { gatherShared } from "../../dist/judge/shared-unknowns.js";

/**
 * What one evaluator gave for one document: a violation (`deny`) or an undecidable case (`unknown`), whole.
 * @typedef {{ verdict: "deny" | "unknown", subject: string, finding: Record<string, unknown> }} Raw
 */

/** Reads lines of `{read, deny, unknown}`. @param {string} file @returns {Raw[]} */
export function readLines(file) {
  const lines = readFileSync(file, "utf8").split("\n");
  return lines.flatMap((line) => (line === "" ? [] : ofDocument(JSON.parse(line))));
}

/** Reads the value of the query that `opa eval` was asked. @param {string} file @returns {Raw[]} */
export function readOpa(file) {
  const { result } = JSON.parse(readFileSync(file, "utf8"));
  return result[0].expressions[0].value.flatMap(ofDocument);
}

/** Reads conftest's report, which knows violations alone and not whose they are. @param {string} file @returns {Raw[]} */
export function readConftest(file) {
  /** @type {{ failures?: { msg: string, metadata: Record<string, unknown> }[] }[]} */
  const results = JSON.parse(readFileSync(file, "utf8"));
  return results.flatMap(({ failures = [] }) =>
    failures.map(({ msg, metadata }) => {
      const { query: _, ...rest } = metadata;
      return { verdict: /** @type {const} */ ("deny"), subject: "", finding: { ...rest, msg } };
    }),
  );
}

/** @param {{ read: string, deny: Record<string, unknown>[], unknown: Record<string, unknown>[] }} value @returns {Raw[]} */
function ofDocument({ read, deny, unknown }) {
  return [
    ...deny.map((finding) => ({ verdict: /** @type {const} */ ("deny"), subject: read, finding })),
    ...unknown.map((finding) => ({ verdict: /** @type {const} */ ("unknown"), subject: read, finding })),
  ];
}

/** One line for each finding, sorted, every field of it included. @param {readonly Raw[]} raw */
export function comparable(raw) {
  return raw.map(({ verdict, subject, finding }) => `${verdict} ${subject} ${canonicalLine(finding)}`).sort();
}

/**
 * The same for what conftest can tell: violations of subjects, without the document's id.
 * @param {readonly Raw[]} raw @param {readonly import("../../src/model/rule.ts").Rule[]} rules
 */
export function comparableDenials(raw, rules) {
  const ofSubjects = new Set(rules.filter(({ scope }) => scope === "subject").map(({ id }) => id));
  const denials = raw.filter(({ verdict, finding }) => verdict === "deny" && ofSubjects.has(String(finding.rule)));
  return denials.map(({ finding }) => canonicalLine(finding)).sort();
}

/** What a report of ours says, one line for each finding and unknown. @param {string} file */
export function comparableReport(file) {
  return reportLines(JSON.parse(readFileSync(file, "utf8")));
}

/**
 * What the report has to say if these are the raw findings: each once, causes under what they explain,
 * cases of one cause together.
 * @param {readonly Raw[]} raw @param {readonly import("../../src/model/rule.ts").Rule[]} rules
 */
export function comparableJudged(raw, rules) {
  const judged = new Map(rules.map((rule) => [rule.id, { rule, off: false, required: false }]));
  /** @param {Raw["verdict"]} wanted */
  const placed = (wanted) =>
    raw
      .filter(({ verdict }) => verdict === wanted)
      .map(({ subject, finding }) => /** @type {any} */ ({ ...finding, subject, scope: "subject" }));
  const { findings } = mergeCauses(settleFindings(placed("deny"), judged), judged);
  return reportLines({ findings, unknowns: gatherShared(settleUnknowns(placed("unknown"), judged), judged) });
}

/** @typedef {{ declared?: object, name?: string, place?: object }} Entry @param {{ findings: Entry[], unknowns: Entry[] }} report */
function reportLines({ findings, unknowns }) {
  // Where an object stands, and what a subject is called, is added after judging, from what evaluators do not see.
  return [...findings, ...unknowns]
    .map(({ declared: _, name: _name, place: _place, ...rest }) => canonicalLine(rest))
    .sort();
}

/** The first difference between two sorted lists of lines, or nothing. @param {readonly string[]} expected @param {readonly string[]} found */
export function firstDifference(expected, found) {
  const length = Math.max(expected.length, found.length);
  for (let at = 0; at < length; at++) {
    if (expected[at] === found[at]) continue;
    return `${expected.length} expected, ${found.length} found; first: ${expected[at] ?? "nothing"} <> ${found[at] ?? "nothing"}`;
  }
  return undefined;
}
