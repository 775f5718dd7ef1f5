import type { Finding, Notice } from "../model/report.ts";
import { compareSeverity } from "../model/severity.ts";

/** Findings in the order of every report: the gravest first, then by what they are about. */
export function sortFindings(findings: readonly Finding[]): Finding[] {
  return findings.toSorted(findingOrder);
}

function findingOrder(a: Finding, b: Finding): number {
  const graver = compareSeverity(b.severity, a.severity);
  return graver !== 0
    ? graver
    : by((finding: Finding) => [finding.rule, finding.app, finding.subject, finding.object, finding.fingerprint])(a, b);
}

/** Sorts by several keys, each by code unit. */
export function by<T>(keys: (value: T) => readonly string[]): (a: T, b: T) => number {
  return (a, b) => {
    const [left, right] = [keys(a), keys(b)];
    for (const [index, key] of left.entries()) {
      const other = right[index] ?? "";
      if (key !== other) return key < other ? -1 : 1;
    }
    return 0;
  };
}

export const noticeOrder = by(({ code, app, rule, text }: Notice) => [code, app ?? "", rule ?? "", text]);
