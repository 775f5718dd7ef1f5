import type { Scope } from "../model/document.ts";
import type { PlacedFinding, RuleFailure } from "../model/evaluation.ts";
import { EvaluationResult, RawFinding } from "../model/finding.ts";

/** Where results gather. */
export interface FindingSink {
  readonly findings: PlacedFinding[];
  readonly unknowns: PlacedFinding[];
  readonly failures: RuleFailure[];
}

/**
 * Takes the value of a scope's entrypoint. Answers false for one of another shape, or one that does not echo the
 * document's id: then the document was not read, which must never look like a pass.
 */
export function readResult(value: unknown, subject: string, scope: Scope, sink: FindingSink): boolean {
  const result = EvaluationResult.safeParse(value);
  if (!result.success || result.data.read !== subject) return false;
  for (const finding of result.data.deny) sink.findings.push({ ...finding, subject, scope });
  for (const finding of result.data.unknown) sink.unknowns.push({ ...finding, subject, scope });
  return true;
}

/** Takes the value of one rule's own entrypoint, whose findings carry no rule id yet. Answers whether anything was no finding. */
export function readRuleResult(
  value: unknown,
  rule: string,
  subject: string,
  scope: Scope,
  sink: FindingSink,
): boolean {
  const sets = typeof value === "object" && value !== null ? value : {};
  const before = sink.failures.length;
  const take = (elements: unknown, into: PlacedFinding[]) => {
    if (elements === undefined) return;
    const list: unknown[] = Array.isArray(elements) ? elements : [elements];
    for (const element of list) {
      const finding = RawFinding.safeParse(typeof element === "object" ? { ...element, rule } : element);
      if (finding.success) into.push({ ...finding.data, subject, scope });
      else
        sink.failures.push({ rule, subject, scope, reason: "not-a-finding", text: shapeText(finding.error.issues[0]) });
    }
  };
  take("deny" in sets ? sets.deny : undefined, sink.findings);
  take("unknown" in sets ? sets.unknown : undefined, sink.unknowns);
  return sink.failures.length > before;
}

function shapeText(issue: { path: PropertyKey[]; message: string } | undefined): string {
  return `it gives something that is no finding${issue ? ` (${[...issue.path.map(String), issue.message].join(": ")})` : ""}`;
}
