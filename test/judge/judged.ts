import { expect } from "vitest";
import { type Judgement, judge } from "../../src/judge/index.ts";
import type { JudgedRule } from "../../src/judge/settle.ts";
import type { Evaluation, PlacedFinding } from "../../src/model/evaluation.ts";
import { Report } from "../../src/model/report.ts";
import { Rule } from "../../src/model/rule.ts";

const digest = "0".repeat(64);

/** A rule that examines grants, unless told otherwise. */
export function ruleOf(id: string, more: Partial<Rule> = {}): Rule {
  return Rule.parse({
    ...{ id, scope: "subject", title: `Title of ${id}`, description: "d", origin: "test", remediation: "mend it" },
    ...{ severity: "high", examines: "grant", reasons: { disabled: "inactive", deleted: "inactive" } },
    ...more,
  });
}

/** A finding about a grant of the forge. */
export function finding(rule: string, more: Partial<PlacedFinding> = {}): PlacedFinding {
  return {
    ...{ rule, msg: "held", id: "grant:forge/main/g1", app: "forge", reason: "disabled" },
    ...{ subject: "identity:hr/main/1", account: "account:forge/main/a1", grant: "grant:forge/main/g1" },
    scope: "subject",
    ...more,
  };
}

/** The report on the forge, where nine of everything were examined. */
export function judged(
  given: Partial<Evaluation>,
  more: Partial<Omit<Judgement, "rules">>,
  rules: readonly JudgedRule[],
): Report {
  const report = judge({
    ...{ toolVersion: "1", asOf: "2026-11-22T08:00:00Z", failOn: "medium", blind: {}, partlyBlind: [] },
    digests: { policies: digest, access: digest, config: digest },
    files: { config: "entitlint.yaml" },
    rules: new Map(rules.map((entry) => [entry.rule.id, entry])),
    evaluation: { documents: 1, findings: [], unknowns: [], failures: [], figures: [], ...given },
    examined: { of: () => 9, total: () => 9, apps: ["forge"] },
    sources: [{ system: "forge", role: "application", required: true, declares: false, kinds: [] }],
    ...{ obstacles: [], notices: [], fieldsRead: [] },
    counted: { kinds: { people: 1, machines: 0, unclassified: 0 }, apps: [], arrivals: [], fans: new Map(), most: [] },
    ...{ homeOf: () => undefined, systemsOf: () => undefined, nameOf: () => undefined, declaredAt: () => undefined },
    placeOf: () => ({ file: "snapshots/manifest.json", line: 1, what: "manifest" }),
    ...more,
  });
  expect(Report.parse(report)).toEqual(report);
  return report;
}
