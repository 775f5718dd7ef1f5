import type { RawFinding } from "../model/finding.ts";
import type { Finding, SeverityStep } from "../model/report.ts";
import type { Rule } from "../model/rule.ts";
import type { Severity } from "../model/severity.ts";

/** A finding's severity, and how it came to be another than its rule's. */
export interface Graded {
  readonly severity: Severity;
  readonly steps?: SeverityStep[];
}

/** What Rego gave, told step by step; a severity that the config fixes replaces all of it. */
export function graded(finding: RawFinding, rule: Rule, level: Severity | undefined): Graded {
  const base = rule.severity;
  if (level !== undefined)
    return withSteps(
      level,
      level === base ? [] : [{ from: base, to: level, by: "config", why: "The config says so." }],
    );
  const severity = finding.severity ?? base;
  const { overdue } = finding;
  const raised = overdue?.from ?? severity;
  return withSteps(severity, [
    ...(raised === base ? [] : [{ from: base, to: raised, by: "rule" as const, why: whyOf(finding, rule, raised) }]),
    ...(overdue ? [{ from: raised, to: severity, by: "time" as const, why: overdue.why }] : []),
  ]);
}

/** The severity that a finding has apart from how long it has lasted, which whoever gave it a date knew. */
export function apartFromTime({ severity, steps }: Pick<Finding, "severity" | "steps">): Severity {
  return steps?.find(({ by }) => by === "time")?.from ?? severity;
}

function withSteps(severity: Severity, steps: SeverityStep[]): Graded {
  return { severity, ...(steps.length > 0 && { steps }) };
}

function whyOf({ why, reason }: RawFinding, { severities }: Rule, severity: Severity): string {
  const words = severities[severity];
  const declared = typeof words === "string" ? words : words?.[reason];
  return why ?? declared ?? "The rule says so, and its METADATA not why.";
}
