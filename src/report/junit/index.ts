import type { Report } from "../../model/report.ts";
import { groupBy } from "../group-by.ts";
import type { Reporter } from "../reporter.ts";
import { exitMeaning, isJudged, troublesOf } from "../verdict.ts";
import { blindCase, countCase, countLine, findingCase, isTold, unknownCase } from "./cases.ts";
import { suiteText, type TestCase, type TestSuite } from "./suite.ts";

/** JUnit XML, which every CI shows: one suite for the run itself, and one for each rule. */
export const junit: Reporter = {
  name: "junit",
  title: "JUnit XML for the test view of a CI: a suite per rule, a test per finding",
  render,
};

function* render(report: Report): Generator<string> {
  yield '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n';
  let id = 0;
  for (const suite of [runSuite(report), ...ruleSuites(report)]) {
    yield* suiteText(suite, id, report.asOf);
    id += 1;
  }
  yield "</testsuites>\n";
}

/** Whether there was a verdict at all. It holds the one test of a report on nothing. */
function runSuite(report: Report): TestSuite {
  const { digests, population, gate, asOf, exitCode } = report;
  const className = "entitlint.run";
  const failed = troublesOf(report).map(
    ({ code, source, rule, text }): TestCase => ({
      name: [code, ...((source ?? rule) ? [source ?? rule ?? ""] : [])].join(" "),
      className,
      ending: { kind: "error", type: code, message: `could not judge: ${text}` },
    }),
  );
  const digest = Object.entries(digests).map(([name, value]) => [`digest.${name}`, value]);
  const counts = Object.entries(population).map(([name, value]) => [`population.${name}`, String(value)]);
  return {
    name: "entitlint",
    properties: {
      asOf,
      failOn: gate.failOn,
      exitCode: String(exitCode),
      ...Object.fromEntries([...digest, ...counts]),
    },
    cases: isJudged(report) ? [{ name: "could judge", className }] : failed,
    output: [`exit code ${exitCode}: ${exitMeaning(report)}`, ...report.notices.map(({ text }) => text)],
  };
}

function ruleSuites(report: Report): TestSuite[] {
  const findings = byRule(report.findings.filter(isTold));
  const unknowns = byRule(report.unknowns);
  const blind = byRule(report.notEvaluable);
  const counts = byRule(report.counts);
  const known = new Map(report.rules.map((rule) => [rule.id, rule]));
  const ids = new Set([...known.keys(), ...findings.keys(), ...unknowns.keys(), ...blind.keys(), ...counts.keys()]);
  return [...ids].flatMap((id) => {
    const rule = known.get(id);
    const cases = [
      ...(findings.get(id) ?? []).map((finding) => findingCase(finding, report, rule?.remediation ?? "")),
      ...(unknowns.get(id) ?? []).map(unknownCase),
      ...(blind.get(id) ?? []).map(blindCase),
      ...(counts.get(id) ?? []).flatMap((count) => countCase(count, report)),
    ];
    if (rule?.off && cases.length === 0) return [];
    const output = (counts.get(id) ?? []).map(countLine);
    const properties = { rule: id, ...(rule && { severity: rule.severity }) };
    return [
      { name: id, properties, cases: cases.length > 0 ? cases : [idle(id)], output: [rule?.title ?? id, ...output] },
    ];
  });
}

function byRule<T extends { readonly rule: string }>(entries: readonly T[]): Map<string, T[]> {
  return groupBy(entries, ({ rule }) => rule);
}

/** A rule that nothing was put before has neither passed nor failed. */
function idle(rule: string): TestCase {
  const message = "nothing was examined";
  return {
    name: "nothing examined",
    className: `${rule}.nowhere`,
    ending: { kind: "skipped", type: "not-examined", message },
  };
}
